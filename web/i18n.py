"""The language of the interface: `?lang=`, then what the visitor chose before, then Accept-Language."""

from __future__ import annotations

from pathlib import Path

from flask import Flask, Response, has_request_context, request
from flask_babel import Babel
from werkzeug.datastructures import MultiDict
from werkzeug.exceptions import HTTPException

LANGUAGES = {"en": "English", "es": "Español", "pt": "Português"}
"""Languages of the interface, each by its own name; the first is the language of the messages in the code."""

COOKIE = "lang"
A_YEAR = 365 * 24 * 60 * 60
TRANSLATIONS = Path(__file__).parent / "translations"


def init_app(app: Flask) -> None:
    """Gives *app* its catalogues, and keeps a chosen language in a cookie that holds nothing else."""
    Babel(
        app,
        locale_selector=interface_language,
        default_locale="en",
        default_translation_directories=str(TRANSLATIONS),
    )
    app.after_request(_remember)


def interface_language() -> str:
    """The language of the page: "en", "es" or "pt"."""
    if not has_request_context():
        return "en"
    return (
        _known(request.args.get("lang"))
        or _known(posted().get("lang"))
        or _known(request.cookies.get(COOKIE))
        or request.accept_languages.best_match(list(LANGUAGES), "en")
        or "en"
    )


def posted() -> MultiDict[str, str]:
    """The form that was sent; empty when there is none, or one too large to be read.

    The error page that says so has a language as well.
    """
    try:
        return request.form
    except HTTPException:
        return MultiDict()


def _known(language: str | None) -> str | None:
    return language if language in LANGUAGES else None


def _remember(response: Response) -> Response:
    chosen = _known(request.args.get("lang")) or _known(posted().get("lang"))
    if chosen and chosen != request.cookies.get(COOKIE):
        response.set_cookie(COOKIE, chosen, max_age=A_YEAR, httponly=True, samesite="Lax")
    if not response.headers.get("Vary") and response.mimetype == "text/html":
        response.vary.update(("Accept-Language", "Cookie"))
    return response
