"""A brief in its formats."""

from __future__ import annotations

from marsad.brief.model import Brief, BriefError
from marsad.brief.templates import render_template

FORMATS = ("markdown", "html", "docx", "pdf")


def render(brief: Brief, form: str, template: str | None = None) -> bytes:
    """The bytes of a brief in a format of FORMATS; ``template`` replaces the bundled one of Markdown, HTML and PDF (as HTML).

    Raises BriefError for an unknown format, a template that does not work, and a missing tool.
    """
    if form == "docx":
        from marsad.brief.docx import docx

        if template is not None:
            raise BriefError("a DOCX takes no template; use --template with markdown, html or pdf")
        return docx(brief)
    if form == "pdf":
        from marsad.brief.pdf import pdf

        return pdf(render_template(brief, "html", template))
    if form not in FORMATS:
        raise BriefError(f"there is no format {form!r}; take one of {', '.join(FORMATS)}")
    return render_template(brief, form, template).encode()
