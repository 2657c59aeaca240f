"""Fixed replies: greetings, a plea for help, personal data, a word with two meanings; and none for a question."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from hypothesis import given
from hypothesis import strategies as st

import tests.strategies as drawn
from assistant.answering import Assistant
from assistant.errors import CorpusError
from assistant.fixed_replies import FixedReplies, load_fixed_replies, reworded
from assistant.library import corpus_folder
from assistant.reply import Reason, Status

CASES = yaml.safe_load((Path(__file__).parent / "cases" / "fixed_replies.yaml").read_text(encoding="utf-8"))
REASONS = {"danger": Reason.DANGER, "personal_data": Reason.PERSONAL_DATA}


@pytest.fixture(scope="module")
def replies() -> FixedReplies:
    """The fixed replies that ship."""
    return load_fixed_replies(corpus_folder())


@pytest.mark.parametrize("language", ["en", "es", "pt"])
@pytest.mark.parametrize(("kind", "question"), [(k, q) for k, qs in CASES.items() if k != "none" for q in qs])
def test_each_kind_is_recognised_whatever_the_language_taken(
        kind: str, question: str, language: str, replies: FixedReplies) -> None:
    """A plea must not hang on whether its language was recognised; the cases are `cases/fixed_replies.yaml`."""
    reply = replies.reply_to(question, language)
    assert reply is not None
    assert (reply.kind, reply.reason) == (kind, REASONS.get(kind, Reason.SMALL_TALK))
    assert reply.text


@pytest.mark.parametrize("question", CASES["none"])
def test_an_ordinary_question_gets_none(question: str, real: Assistant) -> None:
    """Though it speaks of help, danger, names and numbers."""
    language = real.understand(question).language
    assert real.fixed_replies.reply_to(question, language) is None


@pytest.mark.parametrize(("question", "opening"), [
    ("Hello", "Hello."), ("Hola", "Hola."), ("Olá", "Olá."), ("Estoy en peligro", "Si usted"), ("Socorro", "S"),
    ("estou em perigo", "Se você"), ("I'm in danger", "If you"),
])
def test_the_reply_is_in_the_language_that_was_spoken(question: str, opening: str, real: Assistant) -> None:
    """That of the words which called for it."""
    assert real.ask(question).notes[0].startswith(opening)


def test_a_fixed_reply_answers_nothing_and_quotes_nothing(real: Assistant) -> None:
    """The contract's "not found", with the reason and the sentence as its only note."""
    for question, reason in [("Hello", Reason.SMALL_TALK), ("I'm in danger", Reason.DANGER),
                             ("CPF 123.456.789-09", Reason.PERSONAL_DATA), ("¿Qué es el tráfico?", Reason.AMBIGUOUS)]:
        reply = real.ask(question)
        assert (reply.status, reply.reason, reply.confidence) == (Status.NOT_FOUND, reason, 0.0)
        assert reply.quotes == ()
        assert reply.related == ()
        assert len(reply.notes) == 1


def test_a_person_in_danger_is_told_where_to_turn_and_that_nobody_reads(replies: FixedReplies) -> None:
    """In all three languages: emergency services, national authority, no reporting channel."""
    for language, question, words in [
        ("en", "help!", ("emergency services", "national authority", "not a reporting channel")),
        ("es", "¡ayúdenme!", ("servicios de emergencia", "autoridad nacional", "No es un canal de denuncia")),
        ("pt", "me ajudem", ("serviços de emergência", "autoridade nacional", "Não é um canal de denúncia")),
    ]:
        reply = replies.reply_to(question, language)
        assert reply is not None
        assert [w for w in words if w not in reply.text] == []


def test_danger_goes_before_personal_data(replies: FixedReplies) -> None:
    """Who asks for rescue may well write a name and a number."""
    reply = replies.reply_to("Help me! My name is Ana, call +57 300 123 4567, they don't let me leave", "en")
    assert reply is not None
    assert reply.reason is Reason.DANGER


def test_no_fixed_reply_names_a_number_or_an_address(replies: FixedReplies) -> None:
    """The assistant cannot know which authority is competent."""
    texts = [text for _, _, texts in replies.kinds for text in texts.values()]
    texts += [*replies.personal_text.values(), *(t for n in replies.notes.values() for t in n.values())]
    assert len(texts) > 20
    assert not [t for t in texts if re.search(r"\d|@|www|http", t)]


@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_every_sentence_is_there_in_every_language(language: str, replies: FixedReplies) -> None:
    """An editor who adds a kind writes it three times."""
    assert all(language in patterns and texts[language] for _, patterns, texts in replies.kinds)
    assert replies.personal_text[language]
    assert all(texts[language] for texts in replies.notes.values())


# -- a word that means two things --------------------------------------------------------------------------------------
@pytest.mark.parametrize(("question", "trafficking", "smuggling"), [
    ("¿Qué es el tráfico?", "¿Qué es la trata de personas?", "¿Qué es el tráfico ilícito de migrantes?"),
    ("Que es el trafico", "Que es la trata de personas", "Que es el tráfico ilícito de migrantes"),
    ("formas del tráfico", "formas de la trata de personas", "formas del tráfico ilícito de migrantes"),
    ("¿Cómo poner fin al tráfico?", "¿Cómo poner fin a la trata de personas?",
     "¿Cómo poner fin al tráfico ilícito de migrantes?"),
    ("víctimas de tráfico", "víctimas de trata de personas", "víctimas de tráfico ilícito de migrantes"),
    ("El tráfico en 2020", "La trata de personas en 2020", "El tráfico ilícito de migrantes en 2020"),
    ("Tráfico", "Trata de personas", "Tráfico ilícito de migrantes"),
    ("¿es un tráfico?", "¿es una trata de personas?", "¿es un tráfico ilícito de migrantes?"),
    ("¿  Qué  es el “tráfico” ?", '¿ Qué es el "trata de personas" ?', '¿ Qué es el "tráfico ilícito de migrantes" ?'),
    ("ﬁnes del trafico", "fines de la trata de personas", "fines del tráfico ilícito de migrantes"),
    ("straße: el tráfico", "straße: la trata de personas", "straße: el tráfico ilícito de migrantes"),
])
def test_bare_trafico_asks_which_is_meant_in_whole_sentences(
        question: str, trafficking: str, smuggling: str, replies: FixedReplies) -> None:
    """The article goes with the word, capitals stay, and the place is right whatever stands before it."""
    reply = replies.reply_to(question, "es")
    assert reply is not None
    assert reply.reason is Reason.AMBIGUOUS
    assert reply.choices == (trafficking, smuggling)


@pytest.mark.parametrize("question", [
    "tráfico de personas", "el tráfico ilícito de migrantes", "tráfico de órganos", "tráfico humano",
    "¿el tráfico es lo mismo que la trata?", "tráfico o contrabando", "traficante", "¿Qué es la trata?",
])
def test_what_says_which_is_not_asked_back(question: str, replies: FixedReplies) -> None:
    """A longer wording, or the other word beside it."""
    assert replies.reply_to(question, "es") is None


def test_in_portuguese_trafico_is_trafficking(replies: FixedReplies) -> None:
    """Only Spanish has two meanings for it."""
    assert replies.reply_to("O que é o tráfico?", "pt") is None


@pytest.mark.parametrize("question", ["¿Qué es el tráfico?", "formas del tráfico", "¿Cuántos casos del tráfico hay?"])
def test_neither_choice_asks_back_again(question: str, real: Assistant) -> None:
    """Each is a question that the guide can be asked."""
    choices = real.ask(question, language="es").choices
    assert len(choices) == 2
    assert all(real.ask(choice, language="es").reason is not Reason.AMBIGUOUS for choice in choices)


def test_a_wording_that_does_not_stand_in_the_question_changes_nothing() -> None:
    """The first that does is replaced, once."""
    assert reworded("a b b", [("x", "y"), ("b", "c"), ("a", "z")]) == "a c b"
    assert reworded("a b", [("x", "y")]) == "a b"


# -- the file ----------------------------------------------------------------------------------------------------------
def test_a_corpus_without_the_file_has_no_fixed_replies(tmp_path: Path) -> None:
    """It still answers."""
    replies = load_fixed_replies(tmp_path)
    assert replies.reply_to("help!", "en") is None
    assert replies.note("not_answered", "en") == ""


SMALL = """
kinds: [{id: danger, when: {en: ['^help$']}, say: {en: Call}}]
personal_data: {when: ['@'], say: {en: Private}}
ambiguous: [{language: es, when: x, unless: y, say: Which, choices: [{label: a, replace: [[x, z]]}]}]
notes: {not_answered: {en: Sorry}}
"""


def test_a_language_without_words_of_its_own_is_spoken_to_in_english(tmp_path: Path) -> None:
    """Better than silence."""
    (tmp_path / "replies.yaml").write_text(SMALL)
    replies = load_fixed_replies(tmp_path)
    reply = replies.reply_to("help", "pt")
    assert reply is not None
    assert reply.text == "Call"
    assert replies.note("not_answered", "pt") == "Sorry"


@pytest.mark.parametrize(("right", "wrong", "message"), [
    ("'^help$'", "'^(help$'", r"replies\.yaml: '\^\(help\$' is no regular expression .* Correct it"),
    ("'@'", "'['", r"'\[' is no regular expression"),
    ("when: x", "when: '('", r"'\(' is no regular expression"),
    ("unless: y, ", "", r"the file lacks 'unless'"),
    ("say: Which, ", "", r"the file lacks 'say'"),
    ("[[x, z]]", "[[x]]", r"the file lacks"),
    ("personal_data", "personnel_data", r"the file lacks 'personal_data'"),
    ("notes:", "remarks:", r"the file lacks 'notes'"),
])
def test_a_mistake_in_the_file_is_found_when_it_is_read(right: str, wrong: str, message: str, tmp_path: Path) -> None:
    """Not when the first person in danger asks."""
    assert right in SMALL
    (tmp_path / "replies.yaml").write_text(SMALL.replace(right, wrong))
    with pytest.raises(CorpusError, match=message):
        load_fixed_replies(tmp_path)


@given(drawn.questions, st.sampled_from(["en", "es", "pt", "xx"]))
def test_any_text_can_be_looked_at(replies: FixedReplies, question: str, language: str) -> None:
    """Twice the same, and choices only where it asks back."""
    reply = replies.reply_to(question, language)
    assert reply == replies.reply_to(question, language)
    assert reply is None or bool(reply.choices) == (reply.reason is Reason.AMBIGUOUS)


@pytest.mark.parametrize("text", ["a" * 20_000, "1 " * 10_000, "a@" * 10_000, "se llama " * 3_000, "help me " * 3_000])
def test_a_very_long_text_is_looked_at_in_no_time(text: str, replies: FixedReplies) -> None:
    """No expression runs wild; the suite would not end."""
    replies.reply_to(text, "en")
