"""How fast web pages are taken in, with one process and with all cores: ``make bench-pages SIZE=1000``.

    python bench/pages.py --size 1000

Makes a WARC of generated pages with menus, a side bar and a foot around an article, and takes it in, in turns. Efficiency is
the time of one process over the time of all cores times their number; starting the processes is part of it.
"""

from __future__ import annotations

import argparse
import os
import random
import tempfile
import time
from pathlib import Path

from archive_data import SUBJECTS, made

from marsad.app import archive
from marsad.records import Problem
from marsad.sources import Options

WHO = "bench"
_ROUNDS = 2


def page(number: int, size: int) -> bytes:
    """A page of some 27 KB with a report of 150 to 600 words."""
    report, _ = made(number, size)
    lot = random.Random(number)
    article = "".join(f"<p>{passage}</p>\n" for passage in report.text.split("\n")[1:])
    menu = "".join(f'<li><a href="/c/{n}">{lot.choice(SUBJECTS)} {n}</a></li>' for n in range(80))
    beside = "".join(
        f'<div class="card"><a href="/n/{n}"><img src="/{n}.jpg" alt=""><h3>{" ".join(lot.choices(SUBJECTS, k=7))}</h3></a></div>'
        for n in range(30)
    )
    return (
        f'<!doctype html><html lang="ar" dir="rtl"><head><meta charset="utf-8"><title>{report.title} - الموقع</title>'
        f'<meta property="article:published_time" content="{report.published}T10:00:00+03:00">'
        f"<style>{'body{margin:0}' * 200}</style><script>{'var a=1;' * 500}</script></head>"
        f"<body><header><nav><ul>{menu}</ul></nav></header><main><article><h1>{report.title}</h1>{article}</article></main>"
        f"<aside>{beside}</aside><footer><p>جميع الحقوق محفوظة</p><ul>{menu}</ul></footer></body></html>"
    ).encode()


def record(number: int, body: bytes) -> bytes:
    """A response of a web archive."""
    http = b"HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nContent-Length: %d\r\n\r\n" % len(body) + body
    head = (
        f"WARC/1.0\r\nWARC-Type: response\r\nWARC-Target-URI: https://example.org/news/{number}\r\n"
        f"WARC-Date: 2024-01-02T03:04:05Z\r\nWARC-Record-ID: <urn:uuid:{number:032d}>\r\n"
        f"Content-Type: application/http; msgtype=response\r\nContent-Length: {len(http)}\r\n\r\n"
    )
    return head.encode() + http + b"\r\n\r\n"


def taken_in(source: Path, jobs: int) -> float:
    """Seconds that taking in the pages needs."""
    with tempfile.TemporaryDirectory() as folder, archive.create(str(Path(folder) / "bench.marsad"), WHO) as store:
        begin = time.perf_counter()
        done = list(archive.ingest(store, [str(source)], Options(), WHO, jobs=jobs))
        took = time.perf_counter() - begin
    problems = [one for one in done if isinstance(one, Problem)]
    assert not problems, problems[:3]
    return took


def main() -> None:
    """Read the command line, and measure."""
    cli = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    cli.add_argument("--size", type=int, default=1000, help="pages")
    size, cores = cli.parse_args().size, os.cpu_count() or 1
    with tempfile.TemporaryDirectory() as folder:
        source = Path(folder) / "pages.warc"
        source.write_bytes(b"".join(record(n, page(n, size)) for n in range(size)))
        took = {jobs: min(taken_in(source, jobs) for _ in range(_ROUNDS)) for jobs in (1, cores)}
    for jobs, seconds in took.items():
        print(f"{jobs} process{'es' * (jobs > 1)}: {size / seconds:,.0f} pages/s", flush=True)
    print(f"efficiency {took[1] / took[cores] / cores:.2f}")


if __name__ == "__main__":
    main()
