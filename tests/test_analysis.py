"""One analysis for passages and questions: what is one word to a reader is one term."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.strategies  # noqa: F401 (settles how Hypothesis runs)
from assistant.analysis import Analyzer, number, word_ngrams, words
from assistant.languages import load_language
from assistant.library import corpus_folder

PAIRS = [pair.split("/") for pair in (Path(__file__).parent / "cases" / "spellings.txt").read_text().split()]


@pytest.fixture(scope="module")
def analyzers() -> dict[str, Analyzer]:
    """The analysis of each language that the corpus describes."""
    files = sorted((corpus_folder() / "languages").glob("*.yaml"))
    return {file.stem: Analyzer(load_language(file)) for file in files}


@pytest.mark.parametrize(("british", "american"), PAIRS)
def test_british_and_american_spellings_are_one_term(
        british: str, american: str, analyzers: dict[str, Analyzer]) -> None:
    """A reader need not know which of the two the guide writes."""
    assert analyzers["en"](british) == analyzers["en"](american) != []


@pytest.mark.parametrize(("language", "one", "other"), [
    ("en", "children", "child"), ("en", "kids", "child"), ("en", "women", "woman"), ("en", "men", "man"),
    ("en", "people", "person"), ("en", "trafficked", "trafficking"), ("en", "victim's", "victims"),
    ("en", "victims’", "victim"), ("en", "smuggled", "smuggling"), ("en", "naïve", "naive"),
    ("es", "víctimas", "victima"), ("es", "explotación", "explotacion"), ("es", "género", "genero"),
    ("es", "niñas", "niños"), ("es", "países", "pais"), ("es", "definición", "definicion"),
    ("pt", "crianças", "criancas"), ("pt", "exploração", "exploracao"), ("pt", "órgãos", "orgaos"),
    ("pt", "tráfico", "trafico"), ("pt", "vítima", "vitimas"),
])
def test_forms_of_one_word_are_one_term(
        language: str, one: str, other: str, analyzers: dict[str, Analyzer]) -> None:
    """Number, possession, and accents that a reader leaves out."""
    assert analyzers[language](one) == analyzers[language](other) != []


@pytest.mark.parametrize(("language", "one", "other"), [
    ("es", "año", "ano"), ("es", "niñez", "ninez"), ("en", "victim", "victor"), ("en", "origin", "organ"),
])
def test_words_that_only_look_alike_stay_apart(
        language: str, one: str, other: str, analyzers: dict[str, Analyzer]) -> None:
    """ñ is no n, and stemming does not join what means different things."""
    assert analyzers[language](one) != analyzers[language](other)


def test_terms_of_other_languages_do_not_meet_english_ones(analyzers: dict[str, Analyzer]) -> None:
    """They carry their language's code; numbers, which mean the same everywhere, carry none."""
    assert analyzers["en"]("once sale 2020") == ["sale", "2020"]
    assert analyzers["es"]("venta 2020") == ["es:vent", "2020"]
    assert all(t.startswith("pt:") for t in analyzers["pt"]("tráfico humano"))


@pytest.mark.parametrize(("typed", "term"), [
    ("51,675", "51675"), ("51.675", "51675"), ("1,000,000", "1000000"), ("38.8", "38.8"), ("38,8", "38.8"),
    ("2020", "2020"), ("8.7", "8.7"), ("1.2.3", "1.2.3"),
])
def test_a_number_is_one_term_however_its_parts_are_separated(typed: str, term: str) -> None:
    """Groups of three digits are thousands; what follows any other comma or point is a fraction."""
    assert number(typed) == term
    assert list(words(f"about {typed}, or so")) == ["about", typed, "or", "so"]


def test_a_number_keeps_no_mark_of_the_sentence(analyzers: dict[str, Analyzer]) -> None:
    """Full stops, brackets and per cent signs around it are no part of it."""
    assert analyzers["en"]("(51,675), 38%. In 2020.") == ["51675", "38", "2020"]


@pytest.mark.parametrize("typed", ["HRBA", "hrba", "Hrba", "“HRBA”", "(HRBA)"])
def test_an_acronym_is_found_in_any_case_and_between_any_marks(typed: str, analyzers: dict[str, Analyzer]) -> None:
    """On the telephone nobody holds the shift key."""
    assert analyzers["en"](typed) == ["hrba"]


@pytest.mark.parametrize(("typed", "plain"), [
    ("women’s rights", "women's rights"), ("“debt bondage”", '"debt bondage"'), ("low–income", "low-income"),
    ("survivor‑centred", "survivor-centred"), ("debt\u00a0bondage", "debt bondage"),
    ("traf\u00adficking", "trafficking"),
])
def test_quotes_dashes_and_invisible_signs_make_no_difference(
        typed: str, plain: str, analyzers: dict[str, Analyzer]) -> None:
    """What a word processor makes of a question is not part of it."""
    assert analyzers["en"](typed) == analyzers["en"](plain) != []


def test_stop_words_have_no_term(analyzers: dict[str, Analyzer]) -> None:
    """Not those with an apostrophe either."""
    assert analyzers["en"]("what is it that they don't, I'm and we're") == []
    assert analyzers["es"]("¿cuáles son las de la?") == []
    assert analyzers["pt"]("quais são as da?") == []


@pytest.mark.parametrize("text", ["", " ", "…", "🙂", "?!", "\u202e"])
def test_text_without_words_has_no_terms(text: str, analyzers: dict[str, Analyzer]) -> None:
    """Punctuation and pictures say nothing that could be searched."""
    assert analyzers["en"](text) == []


def test_ngrams_mark_where_a_word_begins_and_ends() -> None:
    """Three to five letters, accents folded."""
    assert word_ngrams("vía") == [" vi", "via", "ia ", " via", "via ", " via "]


@given(st.text())
def test_any_text_can_be_analysed(text: str) -> None:
    """No term is empty, and the same text has the same terms."""
    analyse = Analyzer(load_language(corpus_folder() / "languages" / "en.yaml"))
    assert analyse(text) == analyse(text)
    assert all(analyse(text))
