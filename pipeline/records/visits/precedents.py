"""The visit of whoever came before: "the first Indian prime minister to visit Mozambique since Indira Gandhi in 1982"."""

from __future__ import annotations

from dataclasses import replace

from pipeline.records.arguments.passing import predecessors
from pipeline.records.participants.hosts import Host, is_abroad
from pipeline.records.scenes.scene import Scene
from pipeline.records.told.discourse import Discourse
from pipeline.records.told.drafts import VisitDraft


def read_precedents(scene: Scene, discourse: Discourse, drafts: list[VisitDraft]) -> list[VisitDraft]:
    """The visit of the one since whom nobody of his country and office has come, on the day told right behind him; also where nobody else is told to
    have come: "no Slovak president had been there since A in March 2002"."""
    nobody = [replace(one, visitor_name=None, status="occurred") for one in (discourse.denied,) if one and one.scenes == (scene.index,)]
    came = next((one for one in (*drafts, *nobody) if one.status == "occurred" and not one.echo and one.host_country), None)
    if came is None:
        return []
    host = Host(came.host_country, came.host_place, scene.start, scene.stop)
    return [
        replace(came, visitor_name=who.name, visitor_office=who.office or came.visitor_office, visitor_country=who.country or came.visitor_country, visit_type=None, occasion=None, date=date.edtf)
        for argument, date in predecessors(scene)
        if (who := argument.actor) and who.name != came.visitor_name and is_abroad(replace(who, country=who.country or came.visitor_country), host)
    ]
