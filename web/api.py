"""The JSON API under /api/v1: the same replies as `Assistant.ask` and `assistant ask --format json`."""

from __future__ import annotations

from typing import Any

from flask import Flask, Response, abort, jsonify
from flask_smorest import Api, Blueprint
from webargs.flaskparser import FlaskParser

from assistant.errors import QuestionError
from assistant.version import VERSION
from web import schemas
from web.conversation import MOST_TURNS
from web.engine import the_assistant
from web.errors import error_json
from web.finding import all_terms, find_passages, find_terms
from web.limits import api_limit, ask_limit
from web.passages import passage_dict
from web.questions import checked
from web.terms import lookup

SETTINGS = {
    "API_TITLE": "Guidance assistant",
    "API_VERSION": VERSION,
    "OPENAPI_VERSION": "3.1.0",
    "OPENAPI_URL_PREFIX": "/api/v1",
    "OPENAPI_JSON_PATH": "openapi.json",
    "API_SPEC_OPTIONS": {
        "info": {
            "description": "Answers questions by quoting guides word for word, with citations. "
            'Every error has the form {"error": {"code", "message", "field"}}.',
            "license": {"name": "MIT (code); CC BY 3.0 IGO (guide)"},
        }
    },
}


class _Parser(FlaskParser):
    DEFAULT_VALIDATION_STATUS = 400


class _Blueprint(Blueprint):
    ARGUMENTS_PARSER = _Parser()


class _Api(Api):
    ERROR_SCHEMA = schemas.Error

    def _register_error_handlers(self) -> None:
        """None: `errors` answers for the whole application."""


bp = _Blueprint("api", __name__, url_prefix="/api/v1", description="Questions, passages and terms")


def init_app(app: Flask) -> None:
    """Registers the API, its description at /api/v1/openapi.json, and /healthz."""
    app.config.from_mapping(SETTINGS)
    _Api(app).register_blueprint(bp)
    app.add_url_rule("/healthz", "healthz", healthz)


@bp.route("/ask", methods=["POST"])
@bp.arguments(schemas.Ask)
@bp.response(200, schemas.Reply)
@ask_limit
def ask(asked: dict[str, Any]) -> Response:
    """The reply to a question, asked after the earlier questions in `history`."""
    if len(asked["history"]) > MOST_TURNS:
        return error_json(400, "history_too_long", f"Send at most {MOST_TURNS} earlier questions.", "history")
    field = "history"
    try:
        history = [checked(q) for q in asked["history"]]
        field = "question"
        question = checked(asked["question"])
    except QuestionError as error:
        return error_json(400, error.code, str(error), field)
    assistant, named = the_assistant(), {"language": asked["language"], "without": asked["without"]}
    body = assistant.ask(question, history, **named).to_dict()
    if asked["explain"]:
        body["explanation"] = assistant.explain(question, history, **named)
    return jsonify(body)


@bp.route("/search", methods=["GET"])
@bp.arguments(schemas.Search, location="query")
@bp.response(200, schemas.Found)
@api_limit
def search(asked: dict[str, Any]) -> Response:
    """The passages nearest to the words in `q`, best first."""
    try:
        text = checked(asked["q"])
    except QuestionError as error:
        return error_json(400, error.code, str(error), "q")
    return jsonify({"results": find_passages(the_assistant(), text, asked["k"])})


@bp.route("/terms", methods=["GET"])
@bp.arguments(schemas.TermSearch, location="query")
@bp.response(200, schemas.Terms)
@api_limit
def terms(asked: dict[str, Any]) -> Response:
    """The terms whose labels are nearest to `q`, spelling forgiven; every term when `q` is left out."""
    typed, k = asked["q"].strip(), asked["k"]
    return jsonify({"terms": find_terms(lookup(), typed, k) if typed else all_terms(the_assistant().thesaurus, k)})


@bp.route("/passages/<path:passage_id>", methods=["GET"])
@bp.response(200, schemas.Passage)
@bp.alt_response(404, schema=schemas.Error)
@api_limit
def passage(passage_id: str) -> Response:
    """One passage by its id, with the ids of its neighbours."""
    found = the_assistant().library.passage_by_id.get(passage_id)
    return jsonify(passage_dict(the_assistant().library, found)) if found else abort(404)


def healthz() -> Response:
    """That the server answers; nothing else is told."""
    return jsonify({"status": "ok"})
