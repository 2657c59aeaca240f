"""The application factory: what every page shares, and the list of subjects."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from flask import Flask

from assistant.answering import Assistant
from web import (
    about,
    api,
    chat,
    checklist,
    compression,
    errors,
    export,
    i18n,
    learn,
    limits,
    reader,
    security,
    site,
    terms,
)

SUBJECTS = (chat, export, reader, terms, learn, checklist, about)
"""One module a subject; each has its blueprint under the name `bp`."""

DEFAULTS: Mapping[str, Any] = {
    "MAX_CONTENT_LENGTH": 512 * 1024,  # the largest thing anybody sends is a pasted text for the term check
    "MAX_FORM_MEMORY_SIZE": 512 * 1024,
    "MAX_FORM_PARTS": 500,
    "ASK_LIMIT": "120 per minute",  # a class of thirty behind one address, four questions a minute each
    "API_LIMIT": "600 per minute",  # the term list asks at every pause while typing
}


def create_app(assistant: Assistant, config: Mapping[str, Any] | None = None) -> Flask:
    """The application that serves *assistant*; *config* overrides Flask's settings and DEFAULTS."""
    app = Flask(__name__)
    app.config.from_mapping(DEFAULTS)
    app.config.from_mapping(config or {})
    app.extensions["assistant"] = assistant
    app.jinja_options = {"trim_blocks": True, "lstrip_blocks": True}
    for part in (compression, i18n, security, limits, errors, site, api):
        part.init_app(app)
    for subject in SUBJECTS:
        app.register_blueprint(subject.bp)
    return app
