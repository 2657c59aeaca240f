"""Understanding: what is corrected, expanded and inherited, and what the reader has taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.strategies as drawn
from assistant.answering import Assistant
from assistant.query import Origin, Query
from assistant.understanding import EXPANSION_WEIGHTS, Parts


def by_origin(query: Query, origin: Origin) -> list[str]:
    """The words of *query* that come from *origin*."""
    return [w.text for w in query.words if w.origin is origin]


# -- one question ------------------------------------------------------------------------------------------------------
def test_a_question_is_its_words_without_those_that_say_nothing(toy: Assistant) -> None:
    """In order, each with its term; the question itself is kept as it was typed."""
    query = toy.understand("  When is the  reading room open? ")
    assert [(w.text, w.term) for w in query.words if w.origin is Origin.QUESTION] == [
        ("reading", "read"), ("room", "room"), ("open", "open")]
    assert query.question == "  When is the  reading room open? "
    assert query.text == "When is the reading room open?"
    assert query.language == "en"


def test_a_correction_is_searched_and_reported(toy: Assistant) -> None:
    """As it was typed, and as it was read."""
    query = toy.understand("Replacment of a card?")
    assert [(c.wrong, c.right) for c in query.corrections] == [("Replacment", "replacement")]
    assert query.text == "replacement of a card?"
    assert by_origin(query, Origin.QUESTION) == ["replacement", "card"]


def test_a_term_under_another_label_is_expanded_and_reported(toy: Assistant) -> None:
    """The words of its preferred label are searched too, at a lower weight than the reader's own."""
    query = toy.understand("lost my membership card")
    assert [(e.wording, e.label, e.term_id) for e in query.expansions] == [
        ("membership card", "library card", "library-card")]
    assert query.terms == ("library card",)
    expanded = [w for w in query.words if w.origin is Origin.EXPANSION]
    assert [w.text for w in expanded] == ["library", "card"]
    assert all(0 < w.weight < 1 for w in expanded)
    assert all(w.weight == 1 for w in query.words if w.origin is Origin.QUESTION)


def test_everyday_words_weigh_less_than_equivalents() -> None:
    """The surer the label, the more its expansion weighs."""
    weights = {str(kind): weight for kind, weight in EXPANSION_WEIGHTS.items()}
    assert weights["everyday"] < weights["alternative"] < weights["acronym"] < 1
    assert weights["discouraged"] <= weights["everyday"]


def test_a_preferred_label_brings_its_acronym_and_is_no_news(toy: Assistant) -> None:
    """The guide may use either; the reader need not be told."""
    query = toy.understand("lost my library card")
    assert query.expansions == ()
    assert query.terms == ("library card",)
    assert by_origin(query, Origin.EXPANSION) == ["lc"]


def test_a_foreign_label_is_read_in_the_guides_language(toy: Assistant) -> None:
    """ "tarjeta de la biblioteca" is the library card, whatever the language of the guide."""
    query = toy.understand("perdí la tarjeta de la biblioteca")
    assert query.language == "es"
    assert [(e.wording, e.label) for e in query.expansions] == [("tarjeta de la biblioteca", "library card")]
    assert {"librari", "card"} <= {w.term for w in query.words}


def test_a_word_that_only_english_knows_is_taken_as_english(toy: Assistant) -> None:
    """A Spanish question may hold an English word of the guide."""
    query = toy.understand("¿qué es un pull-quote del charter?", language="es")
    assert "charter" in {w.term for w in query.words}


@pytest.mark.parametrize(("question", "age"), [
    ("what if the girl is 16?", "16"), ("¿y si tiene 15 años?", "15"), ("e se ela tem 17 anos?", "17"),
])
def test_an_age_below_eighteen_names_a_child(question: str, age: str, real: Assistant) -> None:
    """The reader is told so, and can take it back; then the number is a number again."""
    query = real.understand(question)
    assert (age, "child") in [(e.wording, e.label) for e in query.expansions]
    assert age not in [w.term for w in query.words]
    taken_back = real.understand(question, without=[age])
    assert age not in [e.wording for e in taken_back.expansions]
    assert age in [w.term for w in taken_back.words]


def test_who_is_eighteen_is_no_child(real: Assistant) -> None:
    """ "Any person under eighteen years of age"."""
    assert "child" not in real.understand("what if she is 18?").terms


@pytest.mark.parametrize(("first", "then"), [
    ("Can someone who agreed still be a victim?", "what if she is 16?"),
    ("¿La víctima puede consentir?", "¿y si tiene 15 años?"),
])
def test_a_minor_in_a_follow_up_leads_to_what_the_guide_says_of_children(
    first: str, then: str, real: Assistant
) -> None:
    """And not to the sixteenth goal."""
    quotes = real.ask(then, [first]).quotes
    assert "definition--d-child" in quotes[0].passage_id or "definition--c" in quotes[0].passage_id


def test_words_that_nobody_knows_are_named(toy: Assistant) -> None:
    """Once each, as they were searched; numbers and known words are never among them."""
    query = toy.understand("zebra qwxz zebra 2019 card")
    assert query.unknown == ("zebra", "qwxz")
    assert toy.understand("when is the library open").unknown == ()


@pytest.mark.parametrize(("question", "defined"), [
    ("What is a reader?", True), ("reader", True), ("reader?", True), ("define patron", True),
    ("Can a reader bring food?", False), ("reader fined for food", False),
])
def test_where_a_term_is_defined_is_found_when_its_meaning_is_asked(
        question: str, defined: bool, toy: Assistant) -> None:
    """Or when nothing else is said."""
    assert ("terms--reader-a-person-who-holds-a" in toy.understand(question).definitions) is defined


@pytest.mark.parametrize(("question", "term", "besides"), [
    ("How does the Palermo Protocol define trafficking in persons?", "trafficking in persons", 0),
    ("definition of organised criminal group in the UN Convention", "organised criminal group", 0),
    ("O que é tráfico de pessoas segundo o Protocolo de Palermo?", "trafficking in persons", 0),
    ("What is the Palermo Protocol?", "Palermo Protocol", 0),
    ("victim legal definition", "victim", 1),
])
def test_a_text_says_where_a_term_is_defined_not_which(question: str, term: str, besides: int, real: Assistant) -> None:
    """Unless nothing but the text is asked about."""
    query = real.understand(question)
    definition = next(t.definition for t in real.thesaurus.terms if t.label == term)
    assert query.definitions == (definition,)
    assert query.besides == besides
    assert query.ordinal is None


@pytest.mark.parametrize(("question", "terms"), [
    ("what is the difference between internal and transnational trafficking",
     {"internal trafficking", "transnational trafficking"}),
    ("how is South America different from Central America", {"South America", "Central America and the Caribbean"}),
    ("is internal trafficking frequent in transnational cases", {"internal trafficking"}),
])
def test_the_sides_of_a_comparison_may_share_a_word(question: str, terms: set[str], real: Assistant) -> None:
    """The other side is named short of it; where nothing is compared, it is not looked for."""
    assert {m.term.label for m in real.understand(question).mentions} == terms


@pytest.mark.parametrize("question", ["", "   ", "?", "🙂", "the of and", "\u202e"])
def test_a_question_without_words_is_an_empty_query(question: str, toy: Assistant) -> None:
    """And no error."""
    query = toy.understand(question)
    assert query.words == ()
    assert query.corrections == query.expansions == query.unknown == ()


# -- what the reader takes back ----------------------------------------------------------------------------------------
def test_a_correction_can_be_taken_back(toy: Assistant) -> None:
    """The word is then searched as it stands."""
    query = toy.understand("how much is a replacment", without=["replacment"])
    assert query.corrections == ()
    assert "replacment" in by_origin(query, Origin.QUESTION)
    assert query.unknown == ("replacment",)


@pytest.mark.parametrize("taken", ["membership card", "Membership Card", " membership  card "])
def test_an_expansion_can_be_taken_back(taken: str, toy: Assistant) -> None:
    """By its wording, in any case."""
    query = toy.understand("lost my membership card", without=[taken])
    assert query.expansions == ()
    assert by_origin(query, Origin.EXPANSION) == []


def test_a_wording_with_an_apostrophe_can_be_taken_back(toy: Assistant) -> None:
    """Whichever apostrophe the page or the reader writes."""
    assert toy.understand("my borrower's card").expansions
    assert toy.understand("my borrower's card", without=["borrower’s card"]).expansions == ()


def test_the_context_can_be_taken_back(toy: Assistant) -> None:
    """The follow-up then stands alone."""
    history = ["What do I bring for a new card?"]
    assert toy.understand("and for children?", history).context
    alone = toy.understand("and for children?", history, without=["context"])
    assert alone.context is None
    assert by_origin(alone, Origin.CONTEXT) == []


# -- parts that can be switched off ------------------------------------------------------------------------------------
def without(assistant: Assistant, **off: bool) -> Assistant:
    """*assistant* with some parts of its understanding switched off."""
    return Assistant(assistant.library, assistant.index, assistant.topics, Parts(**off))


def test_every_part_can_be_switched_off(toy: Assistant) -> None:
    """For an evaluation that asks what each is worth."""
    assert without(toy, spelling=False).understand("replacment").corrections == ()
    assert without(toy, thesaurus=False).understand("membership card").expansions == ()
    assert without(toy, thesaurus=False).understand("membership card").mentions == ()
    assert without(toy, conversation=False).understand("and on Sunday?", ["When is it open?"]).context is None
    plain = without(toy, form=False).understand("which is the last example?")
    assert (plain.asks, plain.ordinal) == (frozenset(), None)


# -- anything at all ---------------------------------------------------------------------------------------------------
@given(drawn.questions, st.lists(drawn.questions, max_size=3), st.sampled_from([None, "en", "es", "pt", "xx"]))
def test_anything_can_be_understood(real: Assistant, question: str, history: list[str], language: str | None) -> None:
    """Twice the same; no word without a term or a weight, and only known origins."""
    query = real.understanding.understand(question, history, language)
    assert query == real.understanding.understand(question, history, language)
    assert all(w.text and w.term and w.weight > 0 for w in query.words)
    assert query.question == question
    assert language not in ("en", "es", "pt") or query.language == language
    assert not (set(query.unknown) - {w.text for w in query.words})
