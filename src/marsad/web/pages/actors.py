"""An actor of the lexicon: what it is said to have done, to have suffered, and to have said."""

from __future__ import annotations

from collections.abc import Sequence

from litestar import Response, get

from marsad.app.profiles import ActorProfile, Contradiction, actor_contradictions, actor_profile, actor_told
from marsad.records import Outlet
from marsad.store.contract import Store
from marsad.web.errors import NotFound
from marsad.web.finding import Yes
from marsad.web.handling import Asking, TheDesk
from marsad.web.profiling import TOOLS, Id, no_profile, other_labels
from marsad.web.rendering import page, visit
from marsad.web.told import Told

AT_ONCE = 2_000
"""Events of an actor up to which its page compares their accounts itself; of more it does so later, when it is looked at."""


@get("/actors/{id:str}", include_in_schema=False)
async def actor(request: Asking, desk: TheDesk, id: Id, compared: Yes = False) -> Response[str]:
    """The page of an actor. Where there are very many events, contradictions come later unless they are asked for."""

    def ask(archive: Store) -> tuple[ActorProfile | None, tuple[Contradiction, ...] | None, Sequence[Outlet]]:
        found = actor_told(archive, id)
        now = found is not None and (compared or _events(found) <= AT_ONCE)
        return found, actor_contradictions(archive, id) if now else None, archive.outlets()

    found, contradictions, outlets = await desk.ask(ask)
    if found is None:
        return no_profile(request, id, "party")
    told = Told(visit(request), outlets)
    return page(
        request,
        "actor.html",
        found=found,
        contradictions=contradictions,
        told=told,
        twin=other_labels(request),
        **TOOLS,
    )


def _events(found: ActorProfile) -> int:
    return found.did.events + found.suffered.events + found.said.events


@get("/actors/{id:str}/contradictions", include_in_schema=False)
async def contradictions_part(request: Asking, desk: TheDesk, id: Id) -> Response[str]:
    """On what accounts of an actor are in conflict, as a piece of its page."""
    found, outlets = await desk.ask(lambda archive: (actor_contradictions(archive, id), archive.outlets()))
    return page(request, "contradictions_part.html", found=found, told=Told(visit(request), outlets), **TOOLS)


@get("/api/actors/{id:str}")
async def actor_json(desk: TheDesk, id: Id) -> ActorProfile:
    """What is told of an actor, its wings included: as who did, as to whom, as who says. Only actors of the lexicon have a
    profile."""

    def ask(archive: Store) -> ActorProfile:
        found = actor_profile(archive, id)
        if found is None:
            raise NotFound(
                f"the lexicon has no actor {id}; there are no profiles of private persons", "no_profile", id=id
            )
        return found

    return await desk.ask(ask)


PAGES = [actor, contradictions_part, actor_json]
