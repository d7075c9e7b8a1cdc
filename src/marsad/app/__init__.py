"""The one place that wires the rooms together."""

from marsad.app.engine import VERSION, Engine

__all__ = ["VERSION", "Engine"]
