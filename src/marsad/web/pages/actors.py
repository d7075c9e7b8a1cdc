"""An actor of the lexicon: what it is said to have done, to have suffered, and to have said."""

from __future__ import annotations

import asyncio

import msgspec
from litestar import Response, get

from marsad.app.profiles import ActorProfile, actor_contradictions, actor_profile, actor_told
from marsad.store.contract import Store
from marsad.web.errors import NotFound
from marsad.web.handling import Asking, TheDesk
from marsad.web.profiling import TOOLS, Id, no_profile, other_labels
from marsad.web.rendering import page, visit
from marsad.web.told import Told


@get("/actors/{id:str}", include_in_schema=False)
async def actor(request: Asking, desk: TheDesk, id: Id) -> Response[str]:
    """The page of an actor."""
    # Two questions at once: each takes its time where an actor is in very many events.
    (found, outlets), contradictions = await asyncio.gather(
        desk.ask(lambda archive: (actor_told(archive, id), archive.outlets())),
        desk.ask(lambda archive: actor_contradictions(archive, id)),
    )
    if found is None:
        return no_profile(request, id, "party")
    found = msgspec.structs.replace(found, contradictions=contradictions)
    told = Told(visit(request), outlets)
    return page(request, "actor.html", found=found, told=told, twin=other_labels(request), **TOOLS)


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


PAGES = [actor, actor_json]
