"""Understanding: what is corrected, expanded and inherited, and what the reader has taken back."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.strategies as drawn
from assistant.answering import Assistant
from assistant.query import Asks, Origin, Query
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


# -- the conversation --------------------------------------------------------------------------------------------------
def test_a_follow_up_inherits_the_topic_in_words(toy: Assistant) -> None:
    """They weigh less than its own, and are reported."""
    query = toy.understand("and on Sunday?", ["When does the library open in winter?"])
    assert query.context is not None
    assert {"library", "open", "winter"} <= set(query.context.split())
    inherited = [w for w in query.words if w.origin is Origin.CONTEXT]
    assert inherited
    assert all(0 < w.weight < 1 for w in inherited)
    assert by_origin(query, Origin.QUESTION) == ["sunday"]


def test_of_a_long_conversation_the_latest_counts_most(toy: Assistant) -> None:
    """A chain of follow-ups leads back to the topic, each step weighing less."""
    query = toy.understand("and for children?", ["When does the library open?", "and on Sunday?"])
    weight = {w.text: w.weight for w in query.words}
    assert weight["children"] > weight["sunday"] > weight["library"] > 0


@pytest.mark.parametrize("question", [
    "What does a replacement of a lost card cost?", "Can I eat in the reading room with my children?",
    "When is the price of a lost book paid back?",
])
def test_a_new_topic_inherits_nothing(question: str, toy: Assistant) -> None:
    """It is the same query as without the conversation."""
    assert toy.understand(question, ["When does the library open in winter?"]) == toy.understand(question)


def test_before_a_new_topic_nothing_is_inherited_either(toy: Assistant) -> None:
    """What was said before the topic changed is over."""
    history = ["When does the library open in winter?", "What does the replacement of a lost card cost?"]
    query = toy.understand("and for children?", history)
    assert query.context is not None
    assert not {"open", "winter"} & set(query.context.split())


def test_without_a_history_a_follow_up_is_what_it_says(toy: Assistant) -> None:
    """There is nothing to inherit."""
    assert toy.understand("and on Sunday?").context is None


def test_an_inherited_word_that_the_question_says_itself_counts_once(toy: Assistant) -> None:
    """Its own weight is not raised."""
    query = toy.understand("and the card?", ["Where is the lost card?"])
    assert [w.weight for w in query.words if w.term == "card" and w.origin is not Origin.EXPANSION] == [1.0]


def test_one_region_takes_the_place_of_another(real: Assistant) -> None:
    """ "and in South America?" is not about Central America too; nor is what follows it."""
    history = ["How many victims are women in Central America and the Caribbean?"]
    query = real.understand("and in South America?", history)
    assert query.context is not None
    assert "victims" in query.context
    assert not {"central", "caribbean"} & set(query.context.split())
    later = real.understand("and of men?", [*history, "and in South America?"])
    assert later.context is not None
    assert "south" in later.context
    assert not {"central", "caribbean"} & set(later.context.split())


def test_one_region_takes_the_place_of_another_in_spanish(real: Assistant) -> None:
    """By the labels of the question's language."""
    query = real.understand("¿y en Sudamérica?", ["¿Cuántas víctimas hay en Centroamérica y el Caribe?"])
    assert query.context is not None
    assert "víctimas" in query.context
    assert "caribe" not in query.context


@pytest.mark.parametrize(("history", "question", "year"), [
    (["How many convictions were there in 2018?"], "and the year after?", "2019"),
    (["How many convictions were there in 2018?"], "and the year before?", "2017"),
    (["How many convictions were there in 2018?", "and the year after?"], "and the year after that?", "2020"),
    (["How many convictions were there in 2018?", "and the year after?"], "and for men?", "2019"),
    (["How many convictions were there in 2018?", "and in 2020?"], "and the year before?", "2019"),
    (["¿Cuántas condenas hubo en 2018?"], "¿y el año siguiente?", "2019"),
    (["¿Cuántas condenas hubo en 2018?"], "¿y el año anterior?", "2017"),
    (["Quantas condenações em 2018?"], "e no ano seguinte?", "2019"),
])
def test_years_are_stepped(history: list[str], question: str, year: str, real: Assistant) -> None:
    """From the year that the conversation has reached; no other year is inherited."""
    query = real.understand(question, history)
    assert [w.text for w in query.words if w.text.isdigit()] == [year]


@pytest.mark.parametrize(("history", "question"), [
    (["How many victims in 2018?"], "and in 2020?"),
    (["How many victims in 2018?", "and in 2019?"], "and in 2020?"),
])
def test_one_year_takes_the_place_of_another(history: list[str], question: str, real: Assistant) -> None:
    """Only the last that was named counts."""
    query = real.understand(question, history)
    assert [w.text for w in query.words if w.text.isdigit()] == ["2020"]


def test_a_question_for_a_place_in_a_list_inherits_which_list(toy: Assistant) -> None:
    """ "which is the last?" says nothing else."""
    query = toy.understand("Which is the last?", ["What are the steps of a refund at the desk?"])
    assert query.ordinal == -1
    assert Asks.ORDINAL in query.asks
    assert query.context is not None
    assert "refund" in query.context


def test_a_follow_up_inherits_what_was_asked_for_but_no_list(toy: Assistant) -> None:
    """After "how many", "and on Sunday?" asks for a number too; after "list all" it does not ask for a list."""
    assert Asks.NUMBER in toy.understand("and on Sunday?", ["How many visits were there on a Saturday?"]).asks
    assert Asks.LIST not in toy.understand("and on Sunday?", ["List all the steps of a refund"]).asks


@pytest.mark.parametrize("history", [[""], ["🙂"], ["?", ""], ["the of and"]])
def test_an_empty_history_is_no_context(history: list[str], toy: Assistant) -> None:
    """Nothing was said."""
    assert toy.understand("and on Sunday?", history).context is None


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
