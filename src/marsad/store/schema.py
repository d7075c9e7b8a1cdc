"""The tables of an archive, the same for every database; what a database adds of its own stands in its migrations.

The columns are told in ``sqlite/migrations``. Words may hold lone surrogates, which no database keeps as text:
``packed`` and ``unpacked`` bring them there and back.
"""

from __future__ import annotations

from typing import Any

from sqlalchemy import (
    Column,
    Date,
    Dialect,
    Float,
    ForeignKey,
    Integer,
    LargeBinary,
    MetaData,
    PrimaryKeyConstraint,
    Table,
    Text,
    TypeDecorator,
)

metadata = MetaData()

DAY_BITS = 24
"""How many bits of a report's key number the reports of a day."""
EVENT_BITS = 16
"""How many bits of an event's key number the events of a report."""


def packed(words: str | None) -> str | bytes | None:
    """``words`` as a database takes them: text with lone surrogates becomes bytes."""
    if words is None or words.isascii():
        return words
    try:
        words.encode()
    except UnicodeEncodeError:
        return words.encode("utf-8", "surrogatepass")
    return words


def unpacked(value: Any) -> Any:
    """The words that ``packed`` made ``value`` of; what is no words stays as it is."""
    return value.decode("utf-8", "surrogatepass") if isinstance(value, bytes) else value


class Words(TypeDecorator[str]):
    """Text that may hold lone surrogates."""

    impl = Text
    cache_ok = True

    def process_bind_param(self, value: str | None, dialect: Dialect) -> Any:
        """What the database is given."""
        return packed(value)

    def process_result_value(self, value: Any, dialect: Dialect) -> str | None:
        """What was given to it."""
        words: str | None = unpacked(value)
        return words


def _report() -> Column[int]:
    return Column("report", Integer, ForeignKey("report.key", ondelete="CASCADE"), nullable=False)


def _event() -> Column[int]:
    return Column("event", Integer, ForeignKey("event.key", ondelete="CASCADE"), nullable=False)


def _words(*names: str) -> list[Column[str]]:
    return [Column(name, Words) for name in names]


def _key(name: str = "key") -> Column[int]:
    return Column(name, Integer, primary_key=True)


setting = Table("setting", metadata, Column("name", Text, primary_key=True), Column("value", Text, nullable=False))
outlet = Table(
    "outlet", metadata, Column("id", Words, primary_key=True), *_words("name_ar", "name_en"),
    Column("domains", Text, nullable=False), *_words("country", "language", "kind", "ownership"),
    Column("names", Text, nullable=False), *_words("actor"),
)  # fmt: skip
actor = Table(
    "actor", metadata, Column("id", Words, primary_key=True), Column("name", Words, nullable=False), *_words("name_en"),
    Column("folded", Words, nullable=False), *_words("folded_en", "actor_class", "country"), Column("acled", Integer),
)  # fmt: skip
actor_within = Table(
    "actor_within", metadata, Column("actor", Words, ForeignKey("actor.id", ondelete="CASCADE"), nullable=False),
    Column("within", Words, nullable=False), PrimaryKeyConstraint("actor", "within"),
)  # fmt: skip
content = Table(
    "content", metadata, _key("id"), Column("sha256", Text, nullable=False, unique=True),
    Column("size", Integer, nullable=False), Column("body", LargeBinary),
)  # fmt: skip
capture = Table(
    "capture", metadata, _key("id"), Column("content", Integer, ForeignKey("content.id"), nullable=False),
    Column("media_type", Words, nullable=False), Column("origin", Words, nullable=False),
    *_words("member", "container", "charset"), Column("http_status", Integer),
    Column("captured_at", Text, nullable=False), Column("tool", Words, nullable=False),
    Column("notes", Text, nullable=False),
)  # fmt: skip
TOLD_OF_CAPTURE = ", ".join(column.name for column in list(capture.columns)[2:])
"""What is known about a capture, of which the log has a digest: its columns after number and content."""
report = Table(
    "report", metadata, _key(), Column("id", Text, nullable=False, unique=True), Column("sha256", Text, nullable=False),
    Column("length", Integer, nullable=False), Column("published", Date), Column("published_at", Words),
    *_words("outlet", "title"), Column("authors", Text, nullable=False), *_words("url", "language", "name"),
    Column("run", Integer, ForeignKey("run.id")),
)  # fmt: skip
body = Table(
    "body", metadata, Column("report", Integer, ForeignKey("report.key", ondelete="CASCADE"), primary_key=True),
    Column("text", LargeBinary, nullable=False),
)  # fmt: skip
capture_report = Table(
    "capture_report", metadata, _report(),
    Column("capture", Integer, ForeignKey("capture.id", ondelete="CASCADE"), nullable=False),
    PrimaryKeyConstraint("report", "capture"),
)  # fmt: skip
run = Table(
    "run", metadata, _key("id"), Column("extractor", Text, nullable=False), Column("version", Text, nullable=False),
    Column("lexicon", Text, nullable=False), Column("started_at", Text, nullable=False), Column("finished_at", Text),
    Column("reports", Integer, nullable=False),
)  # fmt: skip
coding = Table(
    "coding", metadata, _key("id"), _report(), Column("run", Integer, ForeignKey("run.id"), nullable=False),
    Column("document", LargeBinary, nullable=False),
)  # fmt: skip
mention = Table(
    "mention", metadata, _report(), Column("number", Integer, nullable=False), Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False), Column("start", Integer, nullable=False), Column("end", Integer, nullable=False),
    *_words("ref"), PrimaryKeyConstraint("report", "number"),
)  # fmt: skip
claim = Table(
    "claim", metadata, _report(), Column("number", Integer, nullable=False), Column("id", Text, nullable=False),
    Column("stance", Text, nullable=False), *_words("speaker", "entity", "name", "folded", "within"),
    PrimaryKeyConstraint("report", "number"),
)  # fmt: skip
figure = Table(
    "figure", metadata, _report(), Column("number", Integer, nullable=False), Column("id", Text, nullable=False),
    Column("kind", Text, nullable=False), *_words("what"), Column("least", Float), Column("most", Float),
    Column("bound", Text, nullable=False), *_words("unit", "direction"), PrimaryKeyConstraint("report", "number"),
)  # fmt: skip
event = Table(
    "event", metadata, _key(), _report(), Column("id", Text, nullable=False), Column("type", Words, nullable=False),
    Column("mode", Words), Column("status", Text, nullable=False), *_words("edtf", "precision"), Column("start", Date),
    Column("end", Date), Column("year", Text), Column("month", Text),
    *_words("place", "place_id", "country", "admin1", "level"), Column("lat", Float), Column("lon", Float),
    *_words("outlet"), Column("published", Date), Column("review", Text, nullable=False),
    Column("at", Integer, nullable=False), Column("upto", Integer, nullable=False),
    Column("doubt", Float, nullable=False), Column("disputed", Integer, nullable=False),
)  # fmt: skip
participant = Table(
    "participant", metadata, _event(), Column("role", Text, nullable=False), Column("number", Integer, nullable=False),
    Column("mention", Text, nullable=False), Column("entity", Words), Column("name", Words, nullable=False),
    Column("folded", Words, nullable=False), *_words("actor_class", "country"),
    PrimaryKeyConstraint("event", "role", "number"),
)  # fmt: skip
teller = Table(
    "teller", metadata, _event(), Column("number", Integer, nullable=False), Column("depth", Integer, nullable=False),
    Column("claim", Text, nullable=False), Column("stance", Text, nullable=False),
    *_words("mention", "entity", "name", "folded"), PrimaryKeyConstraint("event", "number"),
)  # fmt: skip
event_place = Table(
    "event_place", metadata, _key(), _event(), Column("number", Integer, nullable=False),
    Column("mention", Text, nullable=False), Column("place_id", Words), Column("name", Words, nullable=False),
    Column("folded", Words, nullable=False), *_words("folded_en", "country", "admin1", "level"),
    Column("lat", Float), Column("lon", Float),
)  # fmt: skip
event_count = Table(
    "event_count", metadata, _event(), Column("number", Integer, nullable=False), Column("kind", Text, nullable=False),
    Column("what", Words), Column("least", Float), Column("most", Float), Column("bound", Text, nullable=False),
    Column("mention", Text, nullable=False), PrimaryKeyConstraint("event", "number"),
)  # fmt: skip
said = Table(
    "said", metadata, Column("report", Integer, ForeignKey("report.key", ondelete="CASCADE"), primary_key=True),
    Column("document", LargeBinary),
)  # fmt: skip
custody = Table(
    "custody", metadata, _key("number"), Column("at", Text, nullable=False), Column("who", Words, nullable=False),
    Column("action", Text, nullable=False), Column("subject", Words, nullable=False),
    Column("details", Words, nullable=False), Column("chain", Text, nullable=False),
)  # fmt: skip
forgotten = Table(
    "forgotten", metadata, Column("report", Text, primary_key=True),
    Column("custody", Integer, ForeignKey("custody.number"), nullable=False),
)  # fmt: skip
decision = Table(
    "decision", metadata, _key("number"), _report(), Column("at", Text, nullable=False), Column("who", Words, nullable=False),
    Column("action", Text, nullable=False), Column("part", Text, nullable=False), Column("record", Text, nullable=False),
    Column("run", Integer), Column("document", Text, nullable=False),
)  # fmt: skip
