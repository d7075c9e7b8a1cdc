"""From the raw text of a report to sentences of folded words that remember where they stood."""

from marsad.text.fold import Folded, fold, fold_string
from marsad.text.passages import Sentence, read

__all__ = ["Folded", "Sentence", "fold", "fold_string", "read"]
