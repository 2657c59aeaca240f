"""The chat."""

from __future__ import annotations

from flask import Blueprint, render_template

bp = Blueprint("chat", __name__)


@bp.get("/")
def chat() -> str:
    return render_template("chat.html")
