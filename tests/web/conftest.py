"""The web application over the real guide; one assistant for all tests, since it never changes."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assistant.answering import Assistant
from web import create_app


@pytest.fixture(scope="session")
def assistant() -> Assistant:
    return Assistant.open()


@pytest.fixture
def app(assistant: Assistant) -> Flask:
    """A fresh application, so that no test feels the rate limit of another."""
    return create_app(assistant, {"TESTING": True, "PROPAGATE_EXCEPTIONS": False})


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()
