"""Documents that are read elsewhere come as if they had been read here: in order, and no more at once than may be."""

from __future__ import annotations

import random
import zipfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from marsad.records import Captured, Problem
from marsad.sources import Options, read
from marsad.sources.ahead import Coming, Promise, Read, Step, in_order
from marsad.sources.items import Item
from marsad.sources.reading import read_document
from tests.sources.making import LINES, TEXT, options, page, pdf, warc_record


class Later:
    """A promise that is ready when it is let, or taken."""

    def __init__(self, read: Read, ready: bool = False) -> None:
        self.read, self.ready = read, ready

    def is_ready(self) -> bool:
        return self.ready

    def take(self) -> Read:
        return self.read


def told(name: str) -> Problem:
    return Problem(origin=name, problem="is told")


def coming(name: str, size: int = 1, *, ready: bool = False, then: tuple[Step, ...] = ()) -> Coming:
    return Coming(Later(name, ready), size, lambda read: iter([told(str(read)), *then]))


def names(steps: list[Step], most: int) -> list[str]:
    return [output.origin for output in in_order(iter(steps), most) if isinstance(output, Problem)]


@pytest.mark.parametrize("most", [0, 1, 3, 100])
def test_what_comes_of_documents_comes_in_their_order(most: int) -> None:
    steps = [told("a"), coming("b", then=(coming("c"), told("d"))), told("e"), coming("f", ready=True), coming("g")]
    assert names(steps, most) == list("abcdefg")


def test_what_is_ready_does_not_wait_for_what_follows() -> None:
    met: list[str] = []

    def steps() -> Iterator[Step]:
        for name in "abc":
            met.append(name)
            yield coming(name, ready=name == "a")

    outputs = in_order(steps(), 10)
    assert next(outputs).origin == "a"  # type: ignore[union-attr]
    assert met == ["a"]


@pytest.mark.parametrize(("size", "most"), [(1, 5), (20 << 20, 3)], ids=["by number", "by bytes"])
def test_no_more_is_met_than_may_wait(size: int, most: int) -> None:
    met: list[str] = []

    def steps() -> Iterator[Step]:
        for n in range(1000):
            met.append(str(n))
            yield coming(str(n), size)

    outputs = in_order(steps(), 5)
    next(outputs)
    assert len(met) == most + 1


def test_what_was_met_before_the_source_failed_comes_first() -> None:
    def steps() -> Iterator[Step]:
        yield coming("a")
        yield coming("b")
        raise ValueError("the source is gone")

    outputs = in_order(steps(), 10)
    assert [next(outputs).origin, next(outputs).origin] == ["a", "b"]  # type: ignore[union-attr]
    with pytest.raises(ValueError, match="is gone"):
        next(outputs)


class Shuffled:
    """A place where documents are read when they are taken, some of them before."""

    most = 4

    def __init__(self, options: Options) -> None:
        self.options = options
        self.kinds: list[str] = []
        self._lot = random.Random(7)

    def begin(self, kind: str, content: bytes, item: Item) -> Promise:
        self.kinds.append(kind)
        return Later(read_document(kind, content, item, self.options), self._lot.random() < 0.5)


def test_documents_read_elsewhere_are_what_they_are_when_read_here(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "a.zip", "w") as package:
        for n in range(6):
            package.writestr(
                f"{n}.html", page(title=f"الخبر رقم {n}", body=f"<p>{TEXT}</p><p>نص رقم {n} من الأرشيف.</p>")
            )
        package.writestr("b.txt", TEXT)
        package.writestr("scanned.pdf", pdf([[]]))
    (tmp_path / "b.warc").write_bytes(b"".join(warc_record(n, page(title=f"خبر {n}").encode()) for n in range(5)))
    (tmp_path / "c.pdf").write_bytes(pdf([LINES, []]))
    (tmp_path / "d.html").write_bytes(b"<html><body></body></html>")
    (tmp_path / "e.txt").write_text("نص آخر تماما.", encoding="utf-8")
    chosen = options()
    elsewhere = Shuffled(chosen)
    here = list(read([str(tmp_path)], chosen))
    assert list(read([str(tmp_path)], chosen, elsewhere=elsewhere)) == here
    assert len(here) > 14
    assert set(elsewhere.kinds) == {"html", "pdf"}


def test_the_time_of_capture_is_when_the_bytes_were_met(tmp_path: Path) -> None:
    for n in range(3):
        (tmp_path / f"{n}.html").write_text(page(title=f"خبر {n}"), encoding="utf-8")
    clock = iter(f"2026-01-15T09:00:0{n}Z" for n in range(9))
    stated = options(now=lambda: next(clock))

    class Late(Shuffled):
        def begin(self, kind: str, content: bytes, item: Item) -> Promise:
            return Later(read_document(kind, content, item, options()))

    times = [
        one.capture.captured_at
        for one in read([str(tmp_path)], stated, elsewhere=Late(stated))
        if isinstance(one, Captured)
    ]
    assert times == [f"2026-01-15T09:00:0{n}Z" for n in range(3)]
