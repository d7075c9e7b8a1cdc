"""A map and a chart as SVG, drawn here: places as dots on a plain graticule, events as bars. No tiles, no fonts, no scripts."""

from __future__ import annotations

import math
from collections.abc import Sequence
from typing import NamedTuple
from xml.sax.saxutils import escape, quoteattr

WIDTH, HEIGHT = 640, 400
_EDGE = 36
_LEAST = 1.0
"""Degrees that a map shows at least, so that one place has surroundings."""
_STEPS = (0.25, 0.5, 1, 2, 5, 10, 20, 30)
_LINES = 6
_BAR = 26
_LABEL = 16
"""Height of a line of names."""


class Dot(NamedTuple):
    """A place on the map with how many events are told of it."""

    name: str
    lat: float
    lon: float
    number: int


class Frame(NamedTuple):
    """What a map shows, in degrees, and how it is scaled to the picture."""

    west: float
    north: float
    scale: float
    squeeze: float

    def at(self, lat: float, lon: float) -> tuple[float, float]:
        """Where a point lies in the picture."""
        return _EDGE + (lon - self.west) * self.squeeze * self.scale, _EDGE + (self.north - lat) * self.scale


def place_map(dots: Sequence[Dot], alternative: str, label: str) -> str:
    """A map of ``dots``; ``alternative`` says the same in words."""
    frame = _frame(dots)
    shapes = [*_graticule(frame), *_marks(dots, frame)]
    return _svg(shapes, HEIGHT, label, alternative)


def _frame(dots: Sequence[Dot]) -> Frame:
    lats, lons = [d.lat for d in dots], [d.lon for d in dots]
    middle = (min(lats) + max(lats)) / 2
    squeeze = max(0.2, math.cos(math.radians(middle)))
    tall = max(_LEAST, max(lats) - min(lats)) * 1.3
    wide = max(_LEAST, max(lons) - min(lons)) * squeeze * 1.3
    scale = min((HEIGHT - 2 * _EDGE) / tall, (WIDTH - 2 * _EDGE) / wide)
    half_wide = (WIDTH - 2 * _EDGE) / scale / squeeze / 2
    half_tall = (HEIGHT - 2 * _EDGE) / scale / 2
    return Frame((min(lons) + max(lons)) / 2 - half_wide, middle + half_tall, scale, squeeze)


def _graticule(frame: Frame) -> list[str]:
    """Lines of latitude and longitude with their degrees."""
    south = frame.north - (HEIGHT - 2 * _EDGE) / frame.scale
    east = frame.west + (WIDTH - 2 * _EDGE) / frame.scale / frame.squeeze
    step = next((s for s in _STEPS if (east - frame.west) / s <= _LINES), _STEPS[-1])
    shapes = [f'<rect class="sea" x="{_EDGE}" y="{_EDGE}" width="{WIDTH - 2 * _EDGE}" height="{HEIGHT - 2 * _EDGE}"/>']
    for n in range(math.ceil(frame.west / step), math.floor(east / step) + 1):
        x = frame.at(frame.north, n * step)[0]
        shapes.append(f'<line x1="{x:.1f}" y1="{_EDGE}" x2="{x:.1f}" y2="{HEIGHT - _EDGE}"/>')
        shapes.append(f'<text class="degree" x="{x:.1f}" y="{HEIGHT - 14}">{_degrees(n * step, "E", "W")}</text>')
    for n in range(math.ceil(south / step), math.floor(frame.north / step) + 1):
        y = frame.at(n * step, frame.west)[1]
        shapes.append(f'<line x1="{_EDGE}" y1="{y:.1f}" x2="{WIDTH - _EDGE}" y2="{y:.1f}"/>')
        shapes.append(f'<text class="degree" x="18" y="{y + 4:.1f}">{_degrees(n * step, "N", "S")}</text>')
    return shapes


def _degrees(value: float, above: str, below: str) -> str:
    return f"{abs(value):g}°{above if value > 0 else below if value < 0 else ''}"


def _marks(dots: Sequence[Dot], frame: Frame) -> list[str]:
    """The dots, and their names where there is room: of names that would lie on others, the later give way downwards."""
    shapes, taken = [], list[tuple[float, float, float]]()
    for dot in sorted(dots, key=lambda d: (-d.number, d.name)):
        x, y = frame.at(dot.lat, dot.lon)
        radius = min(14.0, 4 + 2 * math.sqrt(dot.number))
        shapes.append(f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{radius:.1f}"/>')
        width = 9.0 * len(dot.name)
        left = max(4.0, min(x - width / 2, WIDTH - 4 - width))
        height = y - radius - 5
        while any(abs(height - h) < _LABEL and left < end and left + width > begin for begin, end, h in taken):
            height += _LABEL
        taken.append((left, left + width, height))
        shapes.append(f'<text class="name" x="{left + width / 2:.1f}" y="{height:.1f}">{escape(dot.name)}</text>')
    return shapes


def bar_chart(bars: Sequence[tuple[str, int]], alternative: str, label: str, rtl: bool) -> str:
    """Horizontal bars with their names and numbers; in Arabic they grow from the right."""
    most = max(number for _, number in bars)
    height = 2 * 12 + _BAR * len(bars)
    shapes = []
    for n, (name, number) in enumerate(bars):
        y, length = 12 + n * _BAR, (WIDTH - 280) * number / most
        base = WIDTH - 240 if rtl else 240
        x = base - length if rtl else base
        beyond, before = (x - 8, base + 8) if rtl else (x + length + 8, base - 8)
        shapes.append(f'<rect class="bar" x="{x:.1f}" y="{y + 4}" width="{length:.1f}" height="{_BAR - 8}"/>')
        shapes.append(f'<text class="{"after" if rtl else "before"}" x="{before}" y="{y + 18}">{escape(name)}</text>')
        shapes.append(f'<text class="{"before" if rtl else "after"}" x="{beyond:.1f}" y="{y + 18}">{number}</text>')
    return _svg(shapes, height, label, alternative)


_STYLE = "".join(
    f"svg.drawn {rule}"
    for rule in (
        "text{font:15px 'Noto Sans Arabic','Noto Naskh Arabic',system-ui,sans-serif;fill:#222}",
        "line{stroke:#c9d2da;stroke-width:1}",
        ".sea{fill:#f4f7f9;stroke:#9aa7b2}",
        "circle{fill:#b3261e;fill-opacity:.75;stroke:#fff}",
        "text.degree{font-size:12px;fill:#5b6770;text-anchor:middle}",
        "text.name{text-anchor:middle;paint-order:stroke;stroke:#fff;stroke-width:3px}",
        ".bar{fill:#2b5c8a}",
        "text.before{text-anchor:end}",
        "text.after{text-anchor:start}",
    )
)


def _svg(shapes: Sequence[str], height: int, label: str, alternative: str) -> str:
    return (
        f'<svg class="drawn" xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" role="img" direction="ltr" '
        f"aria-label={quoteattr(f'{label}: {alternative}')}><title>{escape(label)}</title><desc>{escape(alternative)}</desc>"
        f"<style>{_STYLE}</style>{''.join(shapes)}</svg>"
    )
