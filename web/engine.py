"""How views reach the assistant and its guides."""

from __future__ import annotations

from typing import cast

from flask import abort, current_app

from assistant.answering import Assistant
from assistant.guide import Guide


def the_assistant() -> Assistant:
    """The assistant that the application serves."""
    return cast(Assistant, current_app.extensions["assistant"])


def first_guide() -> Guide:
    """The guide to which the navigation leads: the first of the library."""
    return the_assistant().library.guides[0]


def guide_or_404(guide_id: str) -> Guide:
    """The guide with *guide_id*; ends the request with 404 when the library has none."""
    return the_assistant().library.by_id.get(guide_id) or abort(404)
