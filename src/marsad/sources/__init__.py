"""Sources: bytes of any kind into reports, with what is known of where they came from.

``read`` takes files, folders, archives and addresses; nothing is fetched unless an address is given.
"""

from marsad.sources.columns import FIELDS, ColumnsError
from marsad.sources.files import Total, total
from marsad.sources.options import Limits, Options
from marsad.sources.outlets import Outlets, OutletsError
from marsad.sources.reading import KINDS, KindError, read

__all__ = [
    "FIELDS",
    "KINDS",
    "ColumnsError",
    "KindError",
    "Limits",
    "Options",
    "Outlets",
    "OutletsError",
    "Total",
    "read",
    "total",
]
