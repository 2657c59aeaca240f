"""What every page shares."""

from __future__ import annotations

import gzip
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

import web
from assistant.answering import Assistant
from web import create_app

STATIC = Path(web.__file__).parent / "static"
PAGES = ["/", "/about", "/accessibility", "/no-such-page"]


@pytest.mark.parametrize("path", PAGES)
def test_no_page_carries_inline_script_or_style(client: FlaskClient, path: str) -> None:
    """The policy allows none, so none is written."""
    text = client.get(path).text
    assert "<style" not in text
    assert not re.search(r"\s(style|on\w+)=", text)
    for attributes in re.findall(r"<script([^>]*)>", text):
        assert "src=" in attributes or 'type="application/json"' in attributes


@pytest.mark.parametrize("path", [*PAGES, "/static/icon.svg", "/healthz"])
def test_every_document_carries_the_security_headers(client: FlaskClient, path: str) -> None:
    """Error pages and pictures too."""
    with client.get(path) as response:
        headers = response.headers
    assert headers["Content-Security-Policy"].startswith("default-src 'none'; script-src 'self'; style-src 'self'")
    assert "frame-ancestors 'none'" in headers["Content-Security-Policy"]
    assert "unsafe" not in headers["Content-Security-Policy"]
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "no-referrer"
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin"
    assert "camera=()" in headers["Permissions-Policy"]


@pytest.mark.parametrize("path", ["/static/css/base.css", "/static/js/site.js", "/static/fonts/literata.woff2"])
def test_what_is_no_document_is_taken_for_what_it_is_and_by_nobody_else(client: FlaskClient, path: str) -> None:
    """No guessing of types, no use from other sites."""
    with client.get(path) as response:
        assert response.headers["X-Content-Type-Options"] == "nosniff"
        assert response.headers["Cross-Origin-Resource-Policy"] == "same-origin"


@pytest.mark.parametrize("path", PAGES)
def test_pages_are_not_stored(client: FlaskClient, path: str) -> None:
    """A page may hold a question."""
    assert client.get(path).headers["Cache-Control"] == "no-store"


def test_the_language_of_the_address_wins_and_is_remembered(client: FlaskClient) -> None:
    """?lang= comes before what was chosen earlier, and that before Accept-Language."""
    assert '<html lang="pt"' in client.get("/", headers={"Accept-Language": "pt-BR,pt;q=0.9"}).text
    assert '<html lang="es"' in client.get("/?lang=es", headers={"Accept-Language": "pt"}).text
    assert '<html lang="es"' in client.get("/", headers={"Accept-Language": "pt"}).text
    assert '<html lang="en"' in client.get("/?lang=en").text


def test_an_unknown_language_is_ignored(client: FlaskClient) -> None:
    """No cookie is set for it, either."""
    response = client.get("/?lang=xx")
    assert '<html lang="en"' in response.text
    assert "Set-Cookie" not in response.headers


def test_no_cookie_is_set_but_for_a_chosen_language(client: FlaskClient) -> None:
    """A visitor who chooses nothing is given nothing."""
    assert "Set-Cookie" not in client.get("/").headers
    assert client.get("/?lang=pt").headers["Set-Cookie"].startswith("lang=pt;")


def test_every_page_names_the_source_and_its_licence(client: FlaskClient) -> None:
    """The attribution that CC BY asks for stands in the footer."""
    text = client.get("/").text
    assert "Inter-American Development Bank" in text
    assert "https://creativecommons.org/licenses/by/3.0/igo/legalcode" in text


@pytest.mark.parametrize(("method", "path", "status"), [("GET", "/nowhere", 404), ("POST", "/about", 405)])
def test_an_error_page_says_what_to_do(client: FlaskClient, method: str, path: str, status: int) -> None:
    """It keeps the navigation, and leads back to asking."""
    response = client.open(path, method=method)
    assert response.status_code == status
    assert 'class="site-nav"' in response.text
    assert re.search(r'<a class="button" href="/">', response.text)


def test_a_form_that_is_too_large_gets_a_page_of_its_own(assistant: Assistant) -> None:
    """413 in plain words, although the form could not be read."""
    client = create_app(assistant, {"MAX_CONTENT_LENGTH": 1000}).test_client()
    response = client.post("/", data={"question": "a" * 2000})
    assert response.status_code == 413
    assert "too much text" in response.text


def test_the_page_that_is_open_is_marked_in_the_navigation(client: FlaskClient) -> None:
    """One entry at most is current."""
    assert re.findall(r'<a href="([^"]+)" aria-current="page"', client.get("/about").text) == ["/about"]
    assert re.findall(r'<a href="([^"]+)" aria-current="page"', client.get("/").text) == ["/"]


def test_every_page_names_its_other_languages(client: FlaskClient) -> None:
    """The same page with the same question, in each language."""
    links = re.findall(r'<link rel="alternate" hreflang="(\w+)" href="([^"]+)">', client.get("/answer?q=HRBA").text)
    assert links == [(c, f"/answer?q=HRBA&amp;lang={c}") for c in ("en", "es", "pt")]


@pytest.mark.parametrize("path", ["/", "/static/css/base.css", "/static/js/chat.js"])
def test_text_goes_out_compressed_to_whoever_can_take_it(client: FlaskClient, path: str) -> None:
    """Smaller, and the same text when it is unpacked; others get it as it is."""
    with client.get(path, headers={"Accept-Encoding": "gzip"}) as packed, client.get(path) as plain:
        assert packed.headers["Content-Encoding"] == "gzip"
        assert len(packed.data) < len(plain.data) / 2
        assert gzip.decompress(packed.data) == plain.data
        assert "Content-Encoding" not in plain.headers
        assert "Accept-Encoding" in plain.headers["Vary"]


def test_what_a_browser_has_already_is_not_sent_again(client: FlaskClient) -> None:
    """Static files are asked for by their tag, compressed or not."""
    with client.get("/static/css/base.css", headers={"Accept-Encoding": "gzip"}) as first:
        tag = first.headers["ETag"]
    with client.get("/static/css/base.css", headers={"Accept-Encoding": "gzip", "If-None-Match": tag}) as second:
        assert second.status_code == 304
        assert second.data == b""


def test_a_typeface_is_not_compressed_twice(client: FlaskClient) -> None:
    """It is packed already."""
    with client.get("/static/fonts/literata.woff2", headers={"Accept-Encoding": "gzip"}) as response:
        assert "Content-Encoding" not in response.headers


def test_the_two_sets_of_dark_colours_are_equal() -> None:
    """The device's wish and the visitor's choice give the same colours."""
    css = (STATIC / "css/tokens.css").read_text()
    dark = re.findall(r"\{([^{}]*color-scheme: dark[^{}]*)\}", css)
    blocks = [re.findall(r"(--[\w-]+): ([^;]+);", block) for block in dark]
    assert len(blocks) == 2
    assert blocks[0] == blocks[1]


def test_only_the_tokens_name_a_colour() -> None:
    """One file decides the colours of all pages."""
    for file in (STATIC / "css").glob("*.css"):
        if file.name != "tokens.css":
            assert not re.search(r"#[0-9a-fA-F]{3,8}\b(?=[^{]*;)|\brgba?\(|\bhsl", file.read_text()), file.name


def test_nothing_is_loaded_from_elsewhere() -> None:
    """No stylesheet or script names another host."""
    for file in STATIC.rglob("*"):
        if file.suffix in (".css", ".js"):
            assert not re.search(r"(?:https?:)?//[\w-]+\.\w+", file.read_text()), file.name
