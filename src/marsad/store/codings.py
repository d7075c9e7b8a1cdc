"""Codings made ready to be kept: what needs no archive is done where reports are coded, so that the one process that writes has
less to do. The same for every database."""

from __future__ import annotations

from typing import NamedTuple

from marsad.records import CodedReport
from marsad.store.decisions import Shown
from marsad.store.documents import document
from marsad.store.view import View, bare


class PreparedCoding(NamedTuple):
    """A coding as it is kept: compressed, and its rows as long as nobody decided anything (see ``view.bare``)."""

    document: bytes
    rows: View


def prepared(coded: CodedReport) -> PreparedCoding:
    """``coded`` made ready."""
    return PreparedCoding(document(coded), bare(Shown(coded)))
