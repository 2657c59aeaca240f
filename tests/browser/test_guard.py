"""What every browser test rests on: a page that reaches for another host, or reports an error, fails its test."""

from __future__ import annotations

import pytest
from playwright.sync_api import Browser

from tests.browser.conftest import watched


def show_image(chromium: Browser, server: str, address: str) -> None:
    with watched(chromium, server) as context:
        page = context.new_page()
        page.set_content(f'<img src="{address}">')
        page.wait_for_function("document.images[0].complete")


@pytest.mark.parametrize("address", ["https://example.org/x.png", "http://127.0.0.1:9/x.png"])
def test_a_page_that_reaches_for_another_host_fails(chromium: Browser, server: str, address: str) -> None:
    """Another name, or another port of this machine; the message says which."""
    with pytest.raises(AssertionError, match="other hosts") as failure:
        show_image(chromium, server, address)
    assert address in str(failure.value)


def test_what_the_pages_own_server_gives_is_let_through(chromium: Browser, server: str) -> None:
    """Nothing is held against it."""
    show_image(chromium, server, f"{server}/favicon.ico")


def run_script(chromium: Browser, server: str, script: str) -> None:
    with watched(chromium, server) as context:
        page = context.new_page()
        page.goto("/about")
        page.evaluate(script)
        page.wait_for_timeout(100)


@pytest.mark.parametrize("script", ["console.error('broken')", "setTimeout(() => { throw new Error('broken'); })"])
def test_an_error_in_the_browser_fails(chromium: Browser, server: str, script: str) -> None:
    """Said on its console, or thrown and caught by nobody."""
    with pytest.raises(AssertionError, match="broken"):
        run_script(chromium, server, script)
