"""The desk: pages on an archive, served on this machine, in Arabic and English.

``pages`` holds one file a page, ``templates`` what they look like, ``static`` what the browser loads (built from
``frontend``), ``data/web`` all their words. A page asks the archive through ``Desk`` and hands what it got to ``page``.
"""

from __future__ import annotations

from marsad.web.application import application
from marsad.web.settings import Settings

__all__ = ["Settings", "application"]
