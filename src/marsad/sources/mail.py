"""Messages (EML), mailboxes (MBOX) and pages saved as one file (MHTML)."""

from __future__ import annotations

import dataclasses
import email
import email.policy
import email.utils
from collections.abc import Iterator
from email.message import EmailMessage
from typing import BinaryIO

from marsad.sources import html
from marsad.sources.dates import NONE, moment
from marsad.sources.decoding import declared_in, decode
from marsad.sources.deriving import clean_line, derive
from marsad.sources.items import Item, Part, Reading, Refused
from marsad.sources.options import Options

_ATTACHED = frozenset({"application/pdf", "text/html", "text/csv", "message/rfc822", "application/json",
                       "application/vnd.openxmlformats-officedocument.wordprocessingml.document"})  # fmt: skip


def read(content: bytes, item: Item, options: Options) -> Reading:
    """A message: subject, sender, day and text; readable attachments are its parts. Raises Refused when it is none."""
    message = _parse(content)
    body = _body(message)
    text, charset, remark = _text(body, options) if body is not None else ("", None, None)
    parts = tuple(_attachments(message))
    if not text.strip():
        complaint = None if parts else "is a message without text; it is kept without a report"
        return Reading(media_type="message/rfc822", charset=charset, parts=parts, complaint=complaint)
    day, time = moment(_header(message, "date") or "", options.read_date) if message["date"] else NONE
    sender, address = email.utils.parseaddr(_header(message, "from") or "")
    report = derive(
        item, options, text, title=_header(message, "subject"), published=day, published_at=time,
        site=address.rpartition("@")[2] or None, authors=(clean_line(sender) or address,) if sender or address else (),
    )  # fmt: skip
    notes = (remark,) if remark else ()
    return Reading(media_type="message/rfc822", reports=(report,), charset=charset, parts=parts, notes=notes)


def read_page(content: bytes, item: Item, options: Options) -> Reading:
    """A page saved as MHTML: its first HTML part, with the address that it was saved from. Raises Refused without one."""
    message = _parse(content)
    page = next(
        (part for part in message.walk() if part.get_content_type() in ("text/html", "application/xhtml+xml")), None
    )
    if page is None:
        raise Refused("holds no page; save it again as complete page or single file")
    address = _header(message, "snapshot-content-location") or _header(page, "content-location")
    url = address if address and address.startswith(("http://", "https://")) else item.url
    source = _payload(page)
    decoded = decode(source, page.get_content_charset() or declared_in(source))
    if decoded is None:
        raise Refused("holds a page that is not text")
    reports, notes = html.article(decoded.text, dataclasses.replace(item, url=url), options)
    saved = (f"saved on {_header(message, 'date')}",) if message["date"] else ()
    remarks = tuple(note for note in (decoded.remark, *notes, *saved) if note)
    return Reading(
        media_type="multipart/related", reports=reports, charset=decoded.charset, tools=(html.tool_name(),), notes=remarks,
        complaint=None if reports else html.NO_ARTICLE,
    )  # fmt: skip


def messages(stream: BinaryIO, longest: int) -> Iterator[bytes | int]:
    """The messages of a mailbox, one at a time; of one that is longer than ``longest`` only its size in bytes."""
    lines: list[bytes] = []
    size, blank, started = 0, True, False
    while line := stream.readline(longest + 1):
        if blank and line.startswith(b"From "):
            if started:
                yield b"".join(lines) if size <= longest else size
            lines, size, started = [], 0, True
        else:
            size += len(line)
            if size <= longest:
                lines.append(line[1:] if line.startswith(b">From ") else line)
            else:
                lines.clear()
        blank = line in (b"\n", b"\r\n")
    if started or size:
        yield b"".join(lines) if size <= longest else size


def _parse(content: bytes) -> EmailMessage:
    try:
        message = email.message_from_bytes(content, policy=email.policy.default)
    except (ValueError, LookupError, RecursionError) as error:
        raise Refused(f"is not a message that can be read: {error}") from error
    if not isinstance(message, EmailMessage):
        raise Refused("is not a message that can be read")
    return message


def _body(message: EmailMessage) -> EmailMessage | None:
    try:
        body = message.get_body(preferencelist=("html", "plain"))
    except (ValueError, LookupError, KeyError, AttributeError, RecursionError):
        return None
    return body if isinstance(body, EmailMessage) else None


def _text(body: EmailMessage, options: Options) -> tuple[str, str | None, str | None]:
    content = _payload(body)
    decoded = decode(content, body.get_content_charset() or declared_in(content) or options.charset)
    if decoded is None:
        return "", None, None
    text = html.fragment(decoded.text) if body.get_content_type() == "text/html" else decoded.text
    return text, decoded.charset, decoded.remark


def _payload(part: EmailMessage) -> bytes:
    payload = part.get_payload(decode=True)
    return payload if isinstance(payload, bytes) else b""


def _attachments(message: EmailMessage) -> Iterator[Part]:
    attached = [
        part for part in message.walk() if part.get_content_disposition() == "attachment" or part.get_filename()
    ]
    for number, part in enumerate(attached, 1):
        if part.get_content_type() in _ATTACHED:
            name = part.get_filename() or ""
            yield Part(
                name=f"attachment {number} {name}".strip(), content=_payload(part), media_type=part.get_content_type()
            )


def _header(message: EmailMessage, name: str) -> str | None:
    """A header's value; what the parser of headers stumbles over is not stated."""
    try:
        value = message.get(name)
    except (ValueError, LookupError, IndexError, AttributeError, TypeError):
        return None
    return clean_line(str(value)) if value is not None else None
