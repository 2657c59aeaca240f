"""What the assistant is, and how accessible its pages are."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Blueprint, render_template

from assistant.guide import Guide
from assistant.version import VERSION
from web.engine import the_assistant

bp = Blueprint("about", __name__)


@dataclass(frozen=True, slots=True)
class AboutPage:
    """The context of about.html."""

    guides: tuple[Guide, ...]
    version: str
    passages: int
    terms: int


@bp.get("/about")
def about() -> str:
    """What it is, how it answers, privacy, licence, citation, limits."""
    assistant = the_assistant()
    answering = sum(p.answers for p in assistant.library.passages)
    page = AboutPage(assistant.library.guides, VERSION, answering, len(assistant.thesaurus.terms))
    return render_template("about.html", page=page)


@bp.get("/accessibility")
def accessibility() -> str:
    """The accessibility statement, with the known limits."""
    return render_template("accessibility.html")
