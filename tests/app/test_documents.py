"""Taking in with several processes ends as with one, whatever becomes of these."""

from __future__ import annotations

import io
import multiprocessing
import pickle
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from marsad.app import documents
from marsad.app.archive import create, ingest
from marsad.app.coding import engine
from marsad.app.dates import DateReader
from marsad.records import Captured, Problem
from marsad.sources import Options, read
from marsad.sources.items import Budget, Hints, Item, Reading
from tests.sources.making import LINES, TEXT, page, pdf

PAGES = 24


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    made = tmp_path / "pages"
    made.mkdir()
    for n in range(PAGES):
        stated = f"الأحد {n % 28 + 1} تشرين الثاني 2025"
        text = page(title=f"الخبر رقم {n}", under_headline=f"<p>{stated}</p>", body=f"<p>{TEXT}</p><p>نص رقم {n}.</p>")
        (made / f"{n:02}.html").write_text(text, encoding="utf-8")
    (made / "07a.pdf").write_bytes(pdf([LINES]))
    (made / "08a.pdf").write_bytes(b"%PDF-1.5 nothing")
    return made


@pytest.fixture
def at_once(monkeypatch: pytest.MonkeyPatch) -> None:
    """All documents are read in processes beside."""
    monkeypatch.setattr(documents, "_WORTH", -1)


@pytest.mark.usefixtures("at_once")
def test_processes_change_nothing(folder: Path) -> None:
    here = taken_in(folder, 1)
    assert len(here) == 2 * (PAGES + 1) + 1
    assert taken_in(folder, 2) == here
    assert multiprocessing.active_children() == []


def taken_in(folder: Path, jobs: int) -> list[object]:
    """Problems, what became of each capture, and the reports; when problems are told depends on when a batch is written."""
    with create(str(folder.parent / f"{jobs}.marsad"), "Salma") as archive:
        done = list(ingest(archive, [str(folder)], Options(), "Salma", jobs=jobs))
        problems = [(one.origin, one.problem) for one in done if isinstance(one, Problem)]
        added = [one for one in done if not isinstance(one, Problem)]
        told = [(one.capture.origin, one.new) for one in added]
        return [*problems, *told, *(archive.report(id).report for one in added for id in one.new)]


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("kills", [(3,), (3, 4)], ids=["one", "two"])
def test_a_process_that_is_killed_costs_nothing(folder: Path, kills: tuple[int, ...]) -> None:
    chosen = Options(read_date=DateReader(engine().lexicon))
    found = []
    with documents.beside(2, chosen) as elsewhere:
        for n, output in enumerate(read([str(folder)], chosen, elsewhere=elsewhere)):
            if n in kills:
                for process in multiprocessing.active_children()[:1]:
                    process.kill()
            found.append(output)
    assert [plain(one) for one in found] == [plain(one) for one in read([str(folder)], chosen)]
    assert multiprocessing.active_children() == []


@pytest.mark.usefixtures("at_once")
def test_after_a_process_was_killed_nothing_more_is_laid_down(folder: Path) -> None:
    item = Item(origin="a.html", stream=io.BytesIO(), name="a.html", budget=Budget(0, 0))
    with documents.beside(2, Options()) as elsewhere:
        assert elsewhere is not None
        first = elsewhere.begin("html", page().encode(), item)
        multiprocessing.active_children()[0].kill()
        read_as = [first.take(), *(elsewhere.begin("html", page().encode(), item).take() for _ in range(20))]
        assert len(list(elsewhere._folder.iterdir())) <= 3
    assert all(isinstance(one, Reading) for one in read_as)


def test_processes_begin_with_little(monkeypatch: pytest.MonkeyPatch) -> None:
    """One that is killed before it has read what it begins with would be waited for, if that were more than a pipe holds."""
    handed = list[int]()

    @contextmanager
    def pool(jobs: int, prepare: object) -> Iterator[None]:
        handed.append(len(pickle.dumps(prepare)))
        yield None

    monkeypatch.setattr(documents, "_WORTH", -1)
    monkeypatch.setattr(documents, "pool", pool)
    with documents.beside(2, Options()) as elsewhere:
        assert elsewhere is not None
        item = Item(origin="a.html", stream=io.BytesIO(), name="a.html", budget=Budget(0, 0))
        elsewhere.begin("html", page().encode(), item)
    assert handed[0] < 10_000


def plain(output: Captured | Problem) -> object:
    """An output without its time."""
    return output if isinstance(output, Problem) else (output.capture.origin, output.capture.notes, output.reports)


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize(
    "error", [OSError("too many open files"), ValueError("too many"), NotImplementedError("no semaphores")]
)
def test_where_there_is_no_room_for_processes_all_is_read_here(
    folder: Path, error: Exception, monkeypatch: pytest.MonkeyPatch
) -> None:
    def refused(*given: object) -> object:
        raise error

    monkeypatch.setattr(documents, "pool", refused)
    with documents.beside(2, Options()) as elsewhere:
        found = list(read([str(folder)], Options(), elsewhere=elsewhere))
    assert [plain(one) for one in found] == [plain(one) for one in read([str(folder)], Options())]


@pytest.mark.usefixtures("at_once")
def test_what_cannot_travel_is_read_here(folder: Path) -> None:
    chosen = Options()
    with documents.beside(2, chosen) as elsewhere:
        assert elsewhere is not None
        item = Item(origin="a.html", stream=io.BytesIO(), name="a.html", budget=Budget(0, 0), hints=Unpicklable())  # type: ignore[arg-type]
        read_as = elsewhere.begin("html", page().encode(), item).take()
    assert isinstance(read_as, Reading)
    assert len(read_as.reports) == 1


class Unpicklable(Hints):
    """What cannot be handed to another process."""

    def __reduce__(self) -> str:
        raise TypeError("cannot be pickled")


def test_few_documents_are_read_here(folder: Path) -> None:
    with documents.beside(2, Options()) as elsewhere:
        assert len(list(read([str(folder / "00.html"), str(folder / "01.html")], Options(), elsewhere=elsewhere))) == 2
        assert multiprocessing.active_children() == []


class Stopped(BaseException):
    """As when somebody presses Ctrl-C."""


def begin_and_stop(stop: type[BaseException]) -> None:
    """Begin with fifty pages that take long, and stop."""
    item = Item(origin="a.html", stream=io.BytesIO(), name="a.html", budget=Budget(0, 0))
    content = page(body=f"<p>{TEXT}</p>" * 20_000).encode()
    with documents.beside(2, Options()) as elsewhere:
        assert elsewhere is not None
        for _ in range(50):
            elsewhere.begin("html", content, item)
        raise stop


@pytest.mark.usefixtures("at_once")
@pytest.mark.parametrize("stop", [KeyboardInterrupt, Stopped, ValueError])
def test_nobody_waits_for_what_is_being_read_when_reading_is_stopped(
    stop: type[BaseException], tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(tempfile, "tempdir", str(tmp_path))
    with pytest.raises(stop):
        begin_and_stop(stop)
    assert multiprocessing.active_children() == []
    assert list(tmp_path.iterdir()) == []


def test_what_is_left_of_reading_ends_with_it(folder: Path, at_once: None) -> None:
    with create(str(folder.parent / "a.marsad"), "Salma") as archive:
        taken = ingest(archive, [str(folder)], Options(), "Salma", jobs=2)
        next(taken)
        taken.close()  # type: ignore[attr-defined]
    assert multiprocessing.active_children() == []
