"""The command line speaks English, Spanish and Portuguese, whole and up to date."""

from __future__ import annotations

import gettext
import re
from pathlib import Path

import pytest
from babel.messages.catalog import Message

from assistant.messages import _, ngettext, preferred, speaking
from tests.cli import refused, run
from tests.translations import COMMAND_LINE, LANGUAGES, catalogue, strings_in, untranslated

EACH = pytest.mark.parametrize("language", LANGUAGES)


def forms(value: object) -> tuple[str, ...]:
    """The one form of a message, or its singular and plural."""
    return tuple(value) if isinstance(value, list | tuple) else (str(value),)


def messages(language: str) -> list[Message]:
    return [m for m in catalogue(COMMAND_LINE, language) if m.id]


@EACH
def test_no_string_is_missing_or_stale(language: str) -> None:
    """The catalogue holds the strings of the code, no more and no less: `python -m tests.translations` renews it."""
    kept = {m.id for m in messages(language)}
    used = {m.id for m in strings_in(COMMAND_LINE) if m.id}
    assert kept - used == set(), "no longer used"
    assert used - kept == set(), "not yet in the catalogue"


@EACH
def test_every_string_is_translated(language: str) -> None:
    """None is empty, none only guessed."""
    assert list(untranslated(catalogue(COMMAND_LINE, language))) == []


@EACH
def test_translations_keep_their_gaps(language: str) -> None:
    """What is filled in, and how it is printed, is the same in every language."""
    gaps = re.compile(r"\{[^{}]*\}")
    for message in messages(language):
        for string in forms(message.string):
            assert set(gaps.findall(string)) <= set(gaps.findall(" ".join(forms(message.id)))), message.id
        used, kept = (set(gaps.findall(" ".join(forms(x)))) for x in (message.id, message.string))
        assert used == kept, message.id


@EACH
def test_the_compiled_catalogue_is_that_of_the_text(language: str) -> None:
    """Whoever edits the text compiles it: `python -m tests.translations`."""
    with COMMAND_LINE.file(language, "mo").open("rb") as file:
        compiled = gettext.GNUTranslations(file)
    for message in messages(language):
        one, *many = forms(message.id)
        if many:
            assert (compiled.ngettext(one, many[0], 1), compiled.ngettext(one, many[0], 2)) == forms(message.string)
        else:
            assert compiled.gettext(one) == message.string


def test_the_language_comes_from_the_environment() -> None:
    """LANGUAGE before LC_ALL before LANG, each by its first two letters."""
    assert preferred({"LANG": "pt_BR.UTF-8"}) == ("pt",)
    assert preferred({"LANG": "pt_BR.UTF-8", "LC_ALL": "es_MX"}) == ("es",)
    assert preferred({"LC_ALL": "C", "LANGUAGE": "de:es_CO:en"}) == ("de", "es", "en")
    assert preferred({}) == ()


def test_help_is_shown_in_the_language_of_the_environment() -> None:
    """click's words too."""
    shown = run("ask", "--help", env={"LANGUAGE": "es"}).stdout
    assert shown.startswith("Uso: assistant ask")
    assert "Muestra este mensaje y termina." in shown
    assert "Responde una pregunta con las palabras de la guía" in shown


def test_errors_are_in_the_language_of_the_environment() -> None:
    """Those of click and our own."""
    assert refused(run("ask", "--fromat", "json", env={"LANGUAGE": "pt"})) == (
        "Erro: Não existe a opção '--fromat'. Quis dizer '--format'? Veja: assistant ask --help"
    )
    assert refused(run("ask", "", env={"LANG": "es_AR.UTF-8", "LC_ALL": None, "LANGUAGE": None})).startswith(
        "Error: La pregunta está vacía."
    )


def test_an_unknown_language_is_english() -> None:
    """As is the first that is known of several."""
    assert run("--help", env={"LANGUAGE": "tlh"}).stdout.startswith("Usage:")
    assert run("--help", env={"LANGUAGE": "tlh:pt:es"}).stdout.startswith("Uso: assistant [OPTIONS]")


def test_the_language_of_the_question_is_that_of_the_words_around_the_answer(toy_corpus: Path) -> None:
    """--language states both."""
    shown = run(
        "ask", "--language", "es", "--history", "tarjeta perdida", "¿y cuánto cuesta una nueva?", corpus=toy_corpus
    )
    assert "Tomado de la conversación:" in shown.stdout


def test_a_language_is_spoken_for_as_long_as_it_is_chosen() -> None:
    """And the one before is spoken again."""
    with speaking("es"):
        assert _("error") == "error"
        assert ngettext("{count} error", "{count} errors", 2) == "{count} errores"
        with speaking("pt"):
            assert _("error") == "erro"
        with speaking(None):
            assert _("warning") == "aviso"
        with speaking("en"):
            assert _("warning") == "warning"


def test_nothing_is_translated_as_nothing() -> None:
    """gettext would answer with the head of the catalogue."""
    with speaking("es"):
        assert _("") == ""
