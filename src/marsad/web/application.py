"""The desk as an ASGI application."""

from __future__ import annotations

from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path
from typing import Any

from litestar import Litestar, Request, Response
from litestar.config.compression import CompressionConfig
from litestar.datastructures import CacheControlHeader, State
from litestar.di import Provide
from litestar.openapi import OpenAPIConfig
from litestar.openapi.plugins import JsonRenderPlugin
from litestar.static_files import create_static_files_router

from marsad import __version__
from marsad.app.temporary import sweep
from marsad.web.asked import provide_where
from marsad.web.desk import Desk
from marsad.web.errors import HANDLERS
from marsad.web.freshness import Tagging, unchanged
from marsad.web.jobs import Jobs
from marsad.web.pages import PAGES
from marsad.web.security import Incoming, add_headers, check
from marsad.web.settings import Settings

_OF_THE_API = (
    "What the desk itself shows, for programs on the same machine: names and coordinates are as they are known, not masked and "
    "not rounded. What is to be published comes from /export and from the .csv and .geojson files, which leave private names out "
    "and round coordinates unless full detail is asked for; the custody log tells of each."
)
STATIC = Path(__file__).parent / "static"


def application(settings: Settings) -> Litestar:
    """The desk on the archive of ``settings``. The archive is opened when the first page asks for it."""
    desk, jobs = Desk(settings), Jobs(settings.db)
    return Litestar(
        route_handlers=[*PAGES, _static()],
        dependencies={"where": Provide(provide_where, sync_to_thread=False), "desk": Provide(_desk, sync_to_thread=False)},
        before_request=_before,
        middleware=[Tagging()],
        request_class=Incoming,
        after_request=add_headers,
        exception_handlers=HANDLERS,
        lifespan=[_closing(desk, jobs)],
        logging_config=None,
        state=State({"desk": desk, "jobs": jobs}),
        request_max_body_size=settings.largest,
        compression_config=CompressionConfig(backend="gzip", minimum_size=2_000, gzip_compress_level=2),
        openapi_config=OpenAPIConfig(
            title="Marsad", version=__version__, description=_OF_THE_API, path="/api",
            render_plugins=[JsonRenderPlugin(path="/openapi.json")],
            use_handler_docstrings=True,
        ),
    )  # fmt: skip


async def _before(request: Request[Any, Any, Any]) -> Response[None] | None:
    await check(request)
    return await unchanged(request)


def _desk(request: Request[Any, Any, Any]) -> Desk:
    desk: Desk = request.app.state.desk
    return desk


def _static() -> Any:
    return create_static_files_router(
        "/static", [STATIC], name="static", cache_control=CacheControlHeader(max_age=3600, public=True),
        include_in_schema=False,
    )  # fmt: skip


def _closing(desk: Desk, jobs: Jobs) -> Any:
    @asynccontextmanager
    async def lifespan(app: Litestar) -> AsyncIterator[None]:
        sweep()
        yield
        jobs.close()
        desk.close()

    return lifespan


__all__: Sequence[str] = ("application",)
