"""From feeds and sitemaps to the pages that they list: fetched only when asked for, so many and no more."""

from __future__ import annotations

import io
from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from marsad.records import Problem
from marsad.sources.items import Budget, Hints, Item, Link, Quota, Refused
from marsad.sources.names import shown
from marsad.sources.options import Options
from marsad.sources.streams import buffered

if TYPE_CHECKING:
    from marsad.sources.fetch import Fetcher

_DEEPEST = 3
"""A sitemap of sitemaps of pages."""
_NO_HINTS = Hints()


class Follower:
    """Fetches addresses as items; those in lists once each."""

    def __init__(self, options: Options) -> None:
        self._options = options
        self._fetcher = options.fetcher
        self._made: Fetcher | None = None
        self._fetched: set[str] = set()

    def fetch(self, address: str, hints: Hints = _NO_HINTS, quota: Quota | None = None, depth: int = 0) -> Item | None:
        """The document at an address; None when it has not changed since the last time. Raises Refused."""
        found = self._tool().get(address)
        if found is None:
            return None
        limits = self._options.limits
        return Item(
            origin=shown(address), stream=buffered(io.BytesIO(found.content)), name=urlsplit(found.url).path.rpartition("/")[2],
            budget=Budget(limits.floor, limits.ratio, len(found.content)), size=len(found.content), url=found.url,
            media_type=found.media_type, charset=found.charset, status=found.status, notes=found.notes, hints=hints,
            depth=depth, quota=quota,
        )  # fmt: skip

    def follow(self, item: Item, links: Sequence[Link]) -> Iterator[Item | Problem]:
        """The documents behind ``links``, as far as the options go."""
        quota = item.quota = item.quota or Quota(self._options.pages)
        wanted = [link for link in links if self._is_wanted(link)]
        for number, link in enumerate(wanted):
            if quota.left <= 0:
                yield Problem(origin=item.origin, problem=f"lists more pages than are fetched ({self._options.pages}); "
                              f"{len(wanted) - number} are left: raise the number of pages", member=item.member)  # fmt: skip
                return
            if link.url in self._fetched:
                continue
            self._fetched.add(link.url)
            quota.left -= 1
            yield from self._one(item, link, quota)

    def _one(self, item: Item, link: Link, quota: Quota) -> Iterator[Item | Problem]:
        if item.depth >= _DEEPEST:
            yield Problem(origin=shown(link.url), problem="is listed by lists of lists, too deep to follow")
            return
        try:
            found = self.fetch(link.url, link.hints, quota, item.depth + 1)
        except Refused as problem:
            yield Problem(origin=shown(link.url), problem=str(problem))
            return
        if found is not None:
            yield found

    def _is_wanted(self, link: Link) -> bool:
        stated = link.changed or link.hints.published
        too_old = self._options.since is not None and stated is not None and stated < self._options.since
        return not too_old and not self._options.skip(link.url)

    def _tool(self) -> Fetcher:
        if self._fetcher is None:
            from marsad.sources.fetch import Fetcher

            self._fetcher = self._made = Fetcher(largest=self._options.limits.document)
        return self._fetcher

    def close(self) -> None:
        """Close the connections, if they are not those of somebody else."""
        if self._made is not None:
            self._made.close()
            self._fetcher = self._made = None
