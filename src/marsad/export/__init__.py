"""Exports: stored reports in the formats of the field, one file a format."""

from marsad.export.codes import ActorCode, Codes, Country, EventCode
from marsad.export.formats import FORMATS, Format, export
from marsad.export.options import ExportError, Grade, Options, Summary

__all__ = [
    "FORMATS",
    "ActorCode",
    "Codes",
    "Country",
    "EventCode",
    "ExportError",
    "Format",
    "Grade",
    "Options",
    "Summary",
    "export",
]
