"""The web application over the real guide, and over the toy one; an assistant never changes, so tests share it."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assistant.answering import Assistant
from web import create_app

SETTINGS = {"TESTING": True, "PROPAGATE_EXCEPTIONS": False}


@pytest.fixture(scope="session")
def assistant(real: Assistant) -> Assistant:
    return real


@pytest.fixture
def app(assistant: Assistant) -> Flask:
    """A fresh application, so that no test feels the rate limit of another."""
    return create_app(assistant, SETTINGS)


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def toy_client(toy: Assistant) -> FlaskClient:
    """A visitor of the lending library's assistant."""
    return create_app(toy, SETTINGS).test_client()
