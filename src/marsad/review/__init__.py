"""Review: what people decide about records, laid over the extraction. Pure functions; nothing here reads or writes."""

from marsad.review.agreement import FieldAgreement, agreement, said
from marsad.review.apply import apply
from marsad.review.settle import settled
from marsad.review.states import FieldReview, RecordReview, Reviewed
from marsad.review.undoing import last_batch, not_undone, undoing
from marsad.review.values import Refused

__all__ = [
    "FieldAgreement",
    "FieldReview",
    "RecordReview",
    "Refused",
    "Reviewed",
    "agreement",
    "apply",
    "last_batch",
    "not_undone",
    "said",
    "settled",
    "undoing",
]
