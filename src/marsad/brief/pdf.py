"""PDF from the HTML of a brief: by WeasyPrint where it is installed, else by a browser that prints."""

from __future__ import annotations

import shutil
import subprocess
import tempfile
from pathlib import Path

from marsad.brief.model import BriefError

_BROWSERS = ("chromium", "chromium-browser", "google-chrome", "google-chrome-stable", "chrome", "msedge")
_SECONDS = 120
_MISSING = (
    "PDF needs a program that can set Arabic: install Chromium or Google Chrome, or WeasyPrint with `pip install weasyprint` "
    "(it needs Pango); or write html and print that from any browser"
)


def pdf(html: str) -> bytes:
    """The pages of ``html``. Nothing is fetched. Raises BriefError when there is nothing to set it with."""
    try:
        from weasyprint import HTML
    except (ImportError, OSError):  # OSError: its own libraries are missing
        return _printed(html)
    content: bytes = HTML(string=html, url_fetcher=_refuse).write_pdf()
    return content


def _refuse(url: str) -> dict[str, object]:
    raise BriefError(f"the template asks for {url}; a brief must hold all that it shows")


def _printed(html: str) -> bytes:
    browser = next((found for name in _BROWSERS if (found := shutil.which(name))), None)
    if browser is None:
        raise BriefError(_MISSING)
    with tempfile.TemporaryDirectory(prefix="marsad-") as folder:
        page, target = Path(folder) / "brief.html", Path(folder) / "brief.pdf"
        page.write_text(html, encoding="utf-8")
        _run(_call(browser, page, target, Path(folder)), browser)
        if not target.exists():
            raise BriefError(f"{browser} printed nothing; write html and print that from a browser")
        return target.read_bytes()


def _call(browser: str, page: Path, target: Path, folder: Path) -> list[str]:
    """Offline and without leftovers; a sandbox cannot be had by root, and the page holds no script."""
    return [
        browser, "--headless", "--disable-gpu", "--no-sandbox", "--no-first-run", "--disable-extensions",
        "--host-resolver-rules=MAP * ~NOTFOUND", f"--user-data-dir={folder / 'profile'}", "--no-pdf-header-footer",
        f"--print-to-pdf={target}", page.as_uri(),
    ]  # fmt: skip


def _run(call: list[str], browser: str) -> None:
    try:
        subprocess.run(call, check=True, capture_output=True, timeout=_SECONDS)
    except subprocess.TimeoutExpired as error:
        raise BriefError(f"{browser} did not finish within {_SECONDS} seconds; write html and print that") from error
    except (OSError, subprocess.CalledProcessError) as error:
        said = getattr(error, "stderr", b"") or b""
        raise BriefError(
            f"{browser} could not print: {said.decode(errors='replace').strip()[-300:] or error}"
        ) from error
