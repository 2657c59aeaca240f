"""The pages speak Spanish and Portuguese, whole and up to date."""

from __future__ import annotations

import gettext
import re
from collections.abc import Iterator
from typing import Any

import pytest
from babel.messages.catalog import Message
from flask.testing import FlaskClient

from tests.translations import LANGUAGES, PAGES, catalogue, compiled, strings_in, untranslated

EACH = pytest.mark.parametrize("language", LANGUAGES)
GAPS = re.compile(r"%\(\w+\)[sd]|\{\w+\}")
SAME = {"Error:", "Item %(number)s:", "Markdown", "No", "Slides"}
"""What is the same in another language."""


def forms(value: Any) -> tuple[str, ...]:
    """The one form of a message, or its singular and plural."""
    return tuple(value) if isinstance(value, list | tuple) else (str(value),)


def messages(language: str) -> Iterator[Message]:
    return (message for message in catalogue(PAGES, language) if message.id)


@EACH
def test_no_string_is_missing_or_stale(language: str) -> None:
    """The catalogue holds the strings of the pages, no more and no less: `make translations` renews it."""
    kept = {message.id for message in messages(language)}
    used = {message.id for message in strings_in(PAGES) if message.id}
    assert kept - used == set(), "no longer used"
    assert used - kept == set(), "not yet in the catalogue"


@EACH
def test_every_string_is_translated(language: str) -> None:
    """None is empty, none only guessed, in none of its forms."""
    assert list(untranslated(catalogue(PAGES, language))) == []
    assert [m.id for m in messages(language) if not all(form.strip() for form in forms(m.string))] == []


@EACH
def test_nothing_was_left_in_english(language: str) -> None:
    """A translation that equals the English is an oversight, but for a few words."""
    assert {m.id for m in messages(language) if set(forms(m.string)) & set(forms(m.id))} <= SAME


@EACH
def test_translations_keep_their_gaps(language: str) -> None:
    """What is filled in has the same name in every language, and each plural form has it."""
    for message in messages(language):
        used = set(GAPS.findall(" ".join(forms(message.id))))
        assert set(GAPS.findall(" ".join(forms(message.string)))) == used, message.id
        for form in forms(message.string)[1:]:
            assert set(GAPS.findall(form)) == used, message.id
        assert not message.check(), message.id


@EACH
def test_translations_end_like_the_original(language: str) -> None:
    """With a full stop, colon or dots where it has them, and no stray spaces."""
    for message in messages(language):
        for form in forms(message.string):
            original = forms(message.id)[-1]
            assert (form[-1] in ".:…") == (original[-1] in ".:…"), form
            assert form == " ".join(form.split()), form


@EACH
def test_the_compiled_catalogue_is_that_of_the_text(language: str) -> None:
    """Whoever edits the text compiles it: `make translations`."""
    file = PAGES.file(language, "mo")
    assert file.read_bytes() == compiled(catalogue(PAGES, language))
    with file.open("rb") as handle:
        read = gettext.GNUTranslations(handle)
    for message in messages(language):
        one, *many = forms(message.id)
        if many:
            assert (read.ngettext(one, many[0], 1), read.ngettext(one, many[0], 2)) == forms(message.string)
        else:
            assert read.gettext(one) == message.string


@EACH
@pytest.mark.parametrize("path", ["/", "/about", "/accessibility", "/terms", "/learn", "/checklist", "/no-such-page"])
def test_pages_are_shown_in_the_language(client: FlaskClient, path: str, language: str) -> None:
    """With its code on the page, and its own words in the frame."""
    text = client.get(f"{path}?lang={language}").text
    assert f'<html lang="{language}"' in text
    assert {"es": "Ir al contenido", "pt": "Ir para o conteúdo"}[language] in text
