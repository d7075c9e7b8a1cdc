"""What exports need to know of the lexicon: codes of other code books, and where a phrase names a person."""

from __future__ import annotations

import msgspec

from marsad.export import Codes
from marsad.export.persons import NameFinder
from marsad.lexicon import Lexicon
from marsad.lexicon.crosswalk import crosswalk
from marsad.mentions.actors.naming import name_finder


def export_codes(lexicon: Lexicon) -> Codes:
    """The codes of event types, actors and countries."""
    return msgspec.convert(crosswalk(lexicon), Codes)


def export_names(lexicon: Lexicon) -> NameFinder:
    """The finder of personal names that public exports mask."""
    return name_finder(lexicon)
