"""How often one address may ask."""

from __future__ import annotations

from flask import Flask, current_app
from flask_limiter import Limiter
from flask_limiter.util import get_remote_address

limiter = Limiter(get_remote_address, storage_uri="memory://")
"""Counts are kept in memory only; nothing of a question is kept."""

ask_limit = limiter.shared_limit(lambda: str(current_app.config["ASK_LIMIT"]), scope="ask")
api_limit = limiter.shared_limit(lambda: str(current_app.config["API_LIMIT"]), scope="api")


def init_app(app: Flask) -> None:
    limiter.init_app(app)
