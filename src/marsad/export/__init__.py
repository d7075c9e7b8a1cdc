"""Exports: stored reports in the formats of the field, one file a format."""
