"""What a visitor sees, or a program gets, when something cannot be done."""

from __future__ import annotations

from dataclasses import dataclass

from flask import Flask, Response, current_app, jsonify, render_template, request
from flask_babel import gettext as _
from werkzeug.exceptions import HTTPException, InternalServerError


@dataclass(frozen=True, slots=True)
class ErrorPage:
    """The context of error.html."""

    status: int
    title: str
    message: str


def init_app(app: Flask) -> None:
    app.register_error_handler(HTTPException, _refused)
    app.register_error_handler(Exception, _failed)


def wants_json() -> bool:
    """Whether the request is one of a program: the API, or the chat page's own script."""
    return request.path.startswith("/api/") or request.path == "/turns"


def error_json(status: int, code: str, message: str, field: str | None = None) -> Response:
    """The one error shape of the API: `{"error": {"code", "message", "field"}}`."""
    response = jsonify({"error": {"code": code, "message": message, "field": field}})
    response.status_code = status
    return response


def _refused(error: HTTPException) -> Response:
    status = error.code or 500
    code, title, message = _words(status)
    if wants_json():
        field, problem = _invalid_field(error)
        response = error_json(status, "invalid" if field else code, problem or message, field)
    else:
        page = ErrorPage(status, title, message)
        response = Response(render_template("error.html", page=page), status, mimetype="text/html")
    for name, value in error.get_headers():
        if name not in ("Content-Type", "Content-Length"):
            response.headers[name] = value
    return response


def _invalid_field(error: HTTPException) -> tuple[str | None, str | None]:
    """The first field that the API's schemas refused, and why; nothing when the error is of another kind.

    The parser leaves what it found as {"json": {"question": ["Missing data for required field."]}}.
    """
    found = getattr(error, "data", {}).get("messages", {})
    for problems in found.values():
        if isinstance(problems, list):
            return None, str(problems[0])
        for field, problem in problems.items():
            while isinstance(problem, dict):
                problem = next(iter(problem.values()))
            return str(field), f"{field}: {problem[0]}"
    return None, None


def _failed(error: Exception) -> Response:
    # The log names the fault and the page, never what was asked.
    current_app.logger.error("%s failed", request.endpoint, exc_info=error)
    return _refused(InternalServerError())


def _words(status: int) -> tuple[str, str, str]:
    """Code, title and advice for an HTTP status."""
    known = {
        400: ("bad_request", _("This request could not be read"),
              _("Go back, check what you entered, and send it again.")),
        404: ("not_found", _("There is no such page"),
              _("The address may be mistyped or out of date. Ask your question, or open the guide.")),
        405: ("method_not_allowed", _("This page cannot be used that way"),
              _("Open it from the navigation above, or ask your question again.")),
        413: ("too_large", _("That is too much text at once"),
              _("Send a shorter text: a question holds up to 500 characters.")),
        415: ("unsupported_media_type", _("This kind of content cannot be read"),
              _("Send JSON with the header Content-Type: application/json.")),
        422: ("invalid", _("This request could not be read"),
              _("Go back, check what you entered, and send it again.")),
        429: ("too_many_requests", _("Too many questions in a short time"),
              _("Wait a minute, then ask again. Your conversation is still here.")),
        500: ("internal_error", _("Something went wrong on our side"),
              _("Your question was not kept. Try again; if it happens again, tell whoever runs this assistant.")),
    }  # fmt: skip
    return known.get(status) or known[500 if status >= 500 else 400]
