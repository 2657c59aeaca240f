"""One kind of quote, dash and blank; accents folded but for ñ; slugs for addresses."""

from __future__ import annotations

import re

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

import tests.strategies  # noqa: F401 (settles how Hypothesis runs)
from assistant.text import fold_accents, normalise, slug


@pytest.mark.parametrize(("typed", "plain"), [
    ("“victim” «víctima» „Opfer“", '"victim" "víctima" "Opfer"'),
    ("a victim’s victim‘s victim`s victim´s", "a victim's victim's victim's victim's"),
    ("2015–2020 — low‑income −1", "2015-2020 - low-income -1"),
    ("  two\u00a0blanks \t and\na line  ", "two blanks and a line"),
    ("traf\u00adfick\u200bing\ufeff", "trafficking"),
    ("\u202evictim\u202c", "victim"),
    ("ﬁgure ２０２０ ½", "figure 2020 1⁄2"),
    ("nin\u0303o", "niño"),
    ("Case STAYS", "Case STAYS"),
    ("", ""),
])
def test_what_is_typed_in_many_ways_becomes_one(typed: str, plain: str) -> None:
    """Quotes, apostrophes, dashes, blanks, invisible characters and composed letters have one form each."""
    assert normalise(typed) == plain


@given(st.text())
@example("｀")
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    """The normal form is a fixed point."""
    assert normalise(normalise(text)) == normalise(text)


@pytest.mark.parametrize(("text", "bare"), [
    ("víctima, tráfico, São Paulo, ação", "victima, trafico, Sao Paulo, acao"),
    ("año, niño, NIÑO", "año, niño, NIÑO"),
    ("an\u0303o", "año"),
    ("plain", "plain"),
    ("", ""),
])
def test_accents_are_folded_and_n_with_tilde_stays(text: str, bare: str) -> None:
    """ñ is a letter of its own, however it is encoded: "año" is not "ano"."""
    assert fold_accents(text) == bare


@given(st.text())
def test_folding_twice_changes_nothing_more(text: str) -> None:
    """Folded text has no accent left to fold."""
    assert fold_accents(fold_accents(text)) == fold_accents(text)


@pytest.mark.parametrize(("text", "address"), [
    ("The child’s “best interests”", "the-child-s-best-interests"),
    ("Año — niñez, São Paulo", "ano-ninez-sao-paulo"),
    ("one two three four five six seven eight nine", "one-two-three-four-five-six-seven-eight"),
    ("…", "passage"),
    ("", "passage"),
])
def test_a_slug_is_ascii_words_and_hyphens(text: str, address: str) -> None:
    """A text without letters still has an address."""
    assert slug(text) == address


@given(st.text())
def test_a_slug_is_always_fit_for_an_address(text: str) -> None:
    """Whatever an editor writes."""
    assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", slug(text))
