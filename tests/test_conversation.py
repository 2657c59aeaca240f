"""The conversation: what a follow-up inherits, what it replaces, and where an order leads it."""

from __future__ import annotations

import re

import pytest

from assistant.answering import Assistant
from assistant.query import Asks, Origin
from assistant.reply import Reason, Status
from tests.test_understanding import by_origin


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


# -- what is next, another, and of the same ----------------------------------------------------------------------------
GUIDE_2 = "What is Guide 2 about?"


@pytest.mark.parametrize(("history", "question", "number"), [
    ([GUIDE_2], "and the next one?", 3),
    ([GUIDE_2, "and the next one?"], "and the one after that?", 4),
    ([GUIDE_2], "and the previous one?", 1),
    ([GUIDE_2], "and number 4?", 4),
    ([GUIDE_2], "and 4?", 4),
    (["¿De qué trata la guía 2?"], "¿y la siguiente?", 3),
    (["¿De qué trata la guía 2?"], "¿y la 4?", 4),
    (["Sobre o que é o guia 2?"], "e o próximo?", 3),
])
def test_numbered_parts_are_counted_on(history: list[str], question: str, number: int, real: Assistant) -> None:
    """The number of the part that was talked about gives way to the new one."""
    query = real.understand(question, history)
    assert query.place is not None
    assert (query.place.kind, query.place.number) == ("guide", number)
    assert [w.text for w in query.words if w.origin is Origin.CONTEXT and w.text.isdigit()] in ([str(number)], [])


def test_the_part_that_is_counted_on_to_is_quoted(real: Assistant) -> None:
    """And past the last one there is none."""
    reply = real.ask("and the next one?", [GUIDE_2])
    assert reply.quotes[0].citation.section[-1].startswith("GUIDE 3")
    assert not real.ask("and the next one?", ["What is Guide 4 about?"]).quotes


def test_what_comes_after_an_item_of_a_list_is_the_next_item(real: Assistant) -> None:
    """By the order of the guide: the question shares no word with it."""
    first = "At which stage was the table of contents validated by the countries?"
    after = real.ask("What came right after that?", [first]).quotes[0]
    assert after.text.startswith("A virtual meeting, co-organised with CARICOM IMPACS")
    before = real.answer("what was done before that?", [first]).quotes[0]
    assert before.citation.label == after.citation.label
    assert before.start < real.ask(first).quotes[0].start < after.start


@pytest.mark.parametrize(("history", "question"), [
    (["What is servitude?"], "got an example I can use in class?"),
    (["¿Qué es la servidumbre en la trata?"], "dame un ejemplo"),
    (["O que é servidão?"], "me dê um exemplo"),
])
def test_an_example_is_of_what_was_talked_about(history: list[str], question: str, real: Assistant) -> None:
    """The example beside the definition, not some example."""
    assert real.ask(question, history).quotes[0].text.startswith("Paulina is a female agricultural worker")


def test_another_one_is_not_the_same_again(real: Assistant) -> None:
    """Nothing of what answered before is quoted first."""
    first = "give me an example of related offences"
    before = real.ask(first).quotes[0]
    again = real.answer("another one?", [first]).quotes[0]
    assert not (again.start < before.end and before.start < again.end)


@pytest.mark.parametrize(("history", "question", "term"), [
    (["what is the gender approach"], "and the human mobility one?", "equality approach to human mobility"),
    (["what is the gender approach"], "and the digital one?", "digital approach"),
    (["qué es el enfoque de género"], "¿y el interseccional?", "intersectional approach"),
    (["o que é a abordagem de gênero"], "e a interseccional?", "intersectional approach"),
    (["How many victims are women in Central America and the Caribbean?"], "and in the south?", "South America"),
])
def test_a_term_may_lack_the_word_that_was_said_before(
    history: list[str], question: str, term: str, real: Assistant
) -> None:
    """ "The intersectional one" is an approach, after a question on an approach; that one is asked about no more."""
    query = real.understand(question, history)
    assert term in [m.term.label for m in query.mentions]
    assert query.context
    assert query.said_before
    replaced = {"gender", "género", "gênero", "central", "caribbean"}
    assert not replaced & set(by_origin(query, Origin.CONTEXT))


def test_words_of_another_kind_complete_nothing(toy: Assistant, real: Assistant) -> None:
    """Only a sibling of what was talked about is named so."""
    assert real.understand("and the gendered one?", ["who wrote this"]).mentions == ()
    assert toy.understand("and the small one?", ["What do I bring for a new card?"]).mentions == ()


def test_words_of_form_are_told_from_the_subject(real: Assistant) -> None:
    """They weigh little, and are not asked about."""
    query = real.understand("and the next one?", [GUIDE_2])
    assert set(by_origin(query, Origin.FORM)) == {"next", "one"}
    assert by_origin(query, Origin.QUESTION) == []


def test_steps_are_counted_from_the_step_before(real: Assistant) -> None:
    """Two in a row lead to the item after the next."""
    first = "At which stage was the table of contents validated by the countries?"
    after = "What came right after that?"
    quotes = [real.ask(after, [first, *[after] * n]).quotes[0] for n in range(3)]
    assert [q.start for q in quotes] == sorted({q.start for q in quotes})


def test_the_last_of_the_numbered_parts_is_found(real: Assistant) -> None:
    """Whatever its number; a number said on the way counts, a year is none."""
    history = ["What is Guide 1 about?"]
    assert real.ask("and the last one?", history).quotes[0].citation.section[-1].startswith("GUIDE 4")
    back = real.understand("and the previous one?", [*history, "and 4?"]).place
    assert back is not None
    assert back.number == 3
    year = real.understand("and for 2020?", ["What does Figure 3 show?"]).place
    assert year is not None
    assert year.number == 3


@pytest.mark.parametrize("question", ["which page is that?", "put it more simply please", "¿en qué página está?"])
def test_the_answer_before_is_given_again(question: str, real: Assistant) -> None:
    """With its citation, under the new question; the guide has no simpler words."""
    before = real.ask("What is servitude?")
    again = real.ask(question, ["What is servitude?"])
    assert [q.text for q in again.quotes] == [q.text for q in before.quotes]
    assert again.question == question
    assert len(again.notes) == 1
    assert again.query.again
    assert again.query.context == "What is servitude?"
    assert not real.understand(question).again


def test_why_after_a_figure_is_given_the_reason(real: Assistant) -> None:
    """Which stands beside the figure."""
    history = ["Did the number of victims detected globally go up or down in 2020?"]
    assert "attributed to the impact of the COVID-19 pandemic" in real.ask("why?", history).quotes[0].text


@pytest.mark.parametrize("question", [
    "and the second one?", "which is the last?", "next", "another one", "and number 3?", "3", "which page is that?",
    "¿y el cuarto?", "¿cuál es el siguiente?", "e a quarta?", "qual é o último?",
])
def test_what_only_points_back_is_not_guessed_at_the_beginning(question: str, real: Assistant) -> None:
    """Of what the second one is, only a conversation could tell; with one it is looked up."""
    reply = real.ask(question)
    assert (reply.status, reply.reason, reply.confidence) == (Status.NOT_FOUND, Reason.NO_MATCH, 0.0)
    assert len(reply.notes) == 1
    assert re.search(r"points back|remite a otra|remete a outra", reply.notes[0])
    assert reply.related == ()


@pytest.mark.parametrize("question", [
    "which is the first stage", "who was the first victim in the guide", "give me an example", "table 4", "guide 3",
    "what is the second principle", "el cuarto enfoque",
])
def test_what_names_its_subject_points_somewhere(question: str, real: Assistant) -> None:
    assert not real.understand(question).points_nowhere


def test_in_a_conversation_an_order_points_back(real: Assistant) -> None:
    assert not real.understand("and the second one?", ["what are the five approaches"]).points_nowhere
    assert real.understand("and the second one?", ["what are the five approaches"], without=["context"]).points_nowhere


@pytest.mark.parametrize(("earlier", "question", "words"), [
    ("what are the five approaches", "what does the second one say", "roles and social"),
    ("what are the five approaches", "and the third", "differences among individuals"),
    ("what are the myths", "tell me more about the third one", "Initial consent"),
    ("quais são as abordagens", "e a segunda?", "inequalities and inequities"),
    ("¿cuáles son los mitos?", "¿y el último?", "within a single country"),
])
def test_an_order_is_that_of_the_list_that_was_the_answer(
    earlier: str, question: str, words: str, real: Assistant
) -> None:
    """Whatever other list has the question's words: the second of the five approaches is no principle of the first."""
    assert any(words in quote.text for quote in real.ask(question, [earlier]).quotes[:2])


@pytest.mark.parametrize(("earlier", "question", "gone", "kept"), [
    ("how many victims were women?", "and men?", "women", "victims"),
    ("¿cuántas víctimas eran mujeres?", "¿y hombres?", "mujeres", "víctimas"),
    ("quantas vítimas eram mulheres?", "e homens?", "mulheres", "vítimas"),
])
def test_a_word_takes_the_place_of_its_like(
    earlier: str, question: str, gone: str, kept: str, real: Assistant
) -> None:
    """One that the question names as well stays."""
    context = [w.text for w in real.understand(question, [earlier]).words if w.origin is Origin.CONTEXT]
    assert kept in context
    assert gone not in context


@pytest.mark.parametrize(("earlier", "question"), [
    ("are men victims too", "of what kind of exploitation"), ("what is the age of a child", "does consent matter then"),
    ("what is servitude", "by whom?"), ("¿qué es la servidumbre?", "¿de qué tipo de víctimas?"),
    ("o que é servidão?", "e importa o consentimento então?"),
])
def test_a_question_short_of_its_subject_follows_up(earlier: str, question: str, real: Assistant) -> None:
    assert real.understand(question, [earlier]).context
