"""What the assistant is, and how accessible its pages are."""

from __future__ import annotations

from flask import Blueprint, render_template

bp = Blueprint("about", __name__)


@bp.get("/about")
def about() -> str:
    """What it is, how it answers, privacy, licence, citation, limits."""
    return render_template("about.html")


@bp.get("/accessibility")
def accessibility() -> str:
    """The accessibility statement, with the known limits."""
    return render_template("accessibility.html")
