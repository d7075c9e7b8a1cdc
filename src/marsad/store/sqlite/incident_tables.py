"""The tables of incidents as statements name them; what they hold says migration 0002 and 0004."""

from __future__ import annotations

from sqlalchemy.sql import column, table

INCIDENT = table("incident", *map(column, ("number", "id", "made_at", "now", "told", "latest")))
INCIDENT_EVENT = table("incident_event", *map(column, ("incident", "report", "event")))
