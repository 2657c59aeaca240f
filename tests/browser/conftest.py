"""A real server on loopback and a real browser that may reach nothing else."""

from __future__ import annotations

import os
import re
import shutil
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import Browser, BrowserContext, Page, Route, sync_playwright
from waitress.server import create_server

from assistant.answering import Assistant
from tests.conftest import sweeps_whole
from web import create_app

NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
"""The first that is there is taken; the one without windows opens a page in half the time."""
CHROMIUM = os.environ.get("CHROMIUM") or next(filter(None, map(shutil.which, NAMES)), None)
INSTALL = "Debian's package chromium-headless-shell or chromium"
FLAGS = [
    "--no-sandbox",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]
"""Root may run it in a container, and it asks nobody on the network for anything."""
MOVING = {"reduced_motion": "no-preference"}
AXE = Path(__file__).parent / "vendor" / "axe.min.js"


def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    for item in items:
        if Path(__file__).parent in item.path.parents:
            item.add_marker(pytest.mark.browser)


@pytest.fixture(scope="session")
def server(real: Assistant) -> Iterator[str]:
    """The address of the assistant, served as `assistant serve` does it, on a free port."""
    app = create_app(real, {"ASK_LIMIT": "10000 per minute", "API_LIMIT": "10000 per minute"})
    waitress = create_server(app, host="127.0.0.1", port=0, threads=8)
    thread = threading.Thread(target=waitress.run, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{waitress.effective_port}"
    waitress.close()
    thread.join(timeout=5)


@pytest.fixture(scope="session")
def chromium() -> Iterator[Browser]:
    """Debian's chromium.  Without one the tests are skipped, but not where CI=true promises one."""
    if not CHROMIUM:
        if os.environ.get("CI") == "true":
            pytest.fail(f"No chromium was found, and CI=true demands one: install {INSTALL}, or set CHROMIUM.")
        pytest.skip(f"no chromium: install {INSTALL}, or set CHROMIUM to its path")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=CHROMIUM, args=FLAGS)
        yield browser
        browser.close()


@pytest.fixture
def options() -> dict[str, Any]:
    """Options of the browser context; a test changes them with `@pytest.mark.parametrize("options", [{...}])`."""
    return {}


@contextmanager
def watched(chromium: Browser, server: str, **options: Any) -> Iterator[BrowserContext]:
    """A new context whose pages reach *server* only; raises at its end when one tried another host or had an error."""
    context = chromium.new_context(base_url=server, **{"viewport": {"width": 1280, "height": 900}, **options})
    context.set_default_timeout(10_000)
    strangers: list[str] = []
    complaints: list[str] = []

    def refuse(route: Route) -> None:
        strangers.append(route.request.url)
        route.abort()

    # By a pattern, so that what the server is asked for need not pass through here.
    context.route(re.compile(rf"^(?!{re.escape(server)}(?:/|$)|data:|blob:)"), refuse)
    context.on("weberror", lambda error: complaints.append(str(error.error)))
    context.on("console", lambda message: complaints.append(message.text)
               if message.type == "error" and "Failed to load resource" not in message.text else None)  # fmt: skip
    try:
        yield context
    finally:
        context.close()
    assert not strangers, f"the page reached for other hosts: {strangers}"
    assert not complaints, f"the browser complained: {complaints}"


@pytest.fixture
def context(
    chromium: Browser, server: str, options: dict[str, Any], pytestconfig: pytest.Config
) -> Iterator[BrowserContext]:
    """A browser context of its own; the test fails when a page reaches for another host or reports an error.

    Every day its visitor prefers no motion, since a third of the time would go by with scrolling; with the sweeps,
    and in tests that are about scrolling (MOVING), pages move as they do for most visitors.
    """
    still = {} if sweeps_whole(pytestconfig) else {"reduced_motion": "reduce"}
    with watched(chromium, server, **{**still, **options}) as context:
        yield context


@pytest.fixture
def page(context: BrowserContext) -> Page:
    return context.new_page()


def axe_violations(page: Page) -> list[str]:
    """What axe finds wrong with the page as it stands: WCAG 2.2 A and AA and best practices; [] when nothing."""
    # Evaluated, not added as a script element: the page's own policy allows none.
    page.evaluate(AXE.read_text())
    result = page.evaluate("() => axe.run(document, {resultTypes: ['violations']})")
    return [f"{v['id']}: {n['html'][:200]} -- {n['failureSummary']}" for v in result["violations"] for n in v["nodes"]]


def sweep(*cases: Any) -> list[Any]:
    """Parameters that run with the whole sweep only; put beside those that run every day."""
    return [pytest.param(*(case if isinstance(case, tuple) else (case,)), marks=pytest.mark.sweep) for case in cases]


def visit(page: Page, paths: Iterable[str]) -> Iterator[str]:
    """Opens each of *paths* as somebody does who was never here: of the one before nothing is kept."""
    for path in paths:
        page.goto(path)
        yield path
        page.evaluate("() => { localStorage.clear(); sessionStorage.clear(); }")
        page.context.clear_cookies()
