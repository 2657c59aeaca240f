"""The web application over the real guide, and over the toy one; neither changes, so that tests share them."""

from __future__ import annotations

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assistant.answering import Assistant
from web import create_app
from web.limits import limiter

SETTINGS = {"TESTING": True, "PROPAGATE_EXCEPTIONS": False}


@pytest.fixture(scope="session")
def assistant(real: Assistant) -> Assistant:
    return real


@pytest.fixture(scope="session")
def real_app(real: Assistant) -> Flask:
    return create_app(real, SETTINGS)


@pytest.fixture(scope="session")
def toy_app(toy: Assistant) -> Flask:
    return create_app(toy, SETTINGS)


@pytest.fixture
def app(real_app: Flask) -> Flask:
    """The application as if just started: no test feels the rate limit of another."""
    limiter.reset()
    return real_app


@pytest.fixture
def client(app: Flask) -> FlaskClient:
    return app.test_client()


@pytest.fixture
def toy_client(toy_app: Flask) -> FlaskClient:
    """A visitor of the lending library's assistant."""
    limiter.reset()
    return toy_app.test_client()
