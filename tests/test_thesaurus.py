"""The thesaurus: how the words of a question find the domain's terms."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.strategies as drawn
from assistant.analysis import words
from assistant.answering import Assistant
from assistant.thesaurus import LabelKind, Term, Thesaurus, Translation, load_thesaurus

SPANISH = {"es": Translation("tarjeta de lector", ("carné",), "reviewed")}
SMALL = Thesaurus((
    Term(id="debt", label="debt", hidden=("dept",)),
    Term(id="bondage", label="debt bondage", alt=("bonded labour", "servitude for debt")),
    Term(id="un", label="United Nations", acronyms=("UN", "UNO")),
    Term(id="prosecutor", label="prosecutor", everyday=("DA", "DAs", "D.A.")),
    Term(id="rights", label="human rights", acronyms=("HR", "HRBA")),
    Term(id="card", label="reader's card", alt=("café pass",), translations=SPANISH),
    Term(id="organisation", label="organised group"),
    Term(id="class", label="class"),
))
"""A few terms with everything that a label can be."""


def named(question: str, language: str = "en", thesaurus: Thesaurus = SMALL) -> list[str]:
    """The ids of the terms that *question* names, in order."""
    typed = [w for w in question.replace("?", "").split() if any(c.isalnum() for c in w)]
    said = words(question)
    assert len(typed) == len(said), "one word between blanks, please"
    return [m.term.id for m in thesaurus.mentions(said, language, typed)]


def test_the_longest_label_wins() -> None:
    """ "Debt bondage" is not "debt", and no word serves two mentions."""
    assert named("is debt bondage about debt") == ["bondage", "debt"]
    assert named("debt debt bondage") == ["debt", "bondage"]
    assert named("servitude for debt bondage") == ["bondage"]


def test_a_mention_knows_its_place_wording_and_kind() -> None:
    """Half-open word numbers, and the label as the thesaurus writes it."""
    (mention,) = SMALL.mentions(words("what does bonded labor mean?"), "en")
    assert (mention.first, mention.last, mention.wording) == (2, 4, "bonded labour")
    assert (mention.kind, mention.language) == (LabelKind.ALTERNATIVE, "en")


@pytest.mark.parametrize("question", ["UN figures", "what of UN women", "figures (UN)"])
def test_an_acronym_of_two_letters_counts_in_capitals(question: str) -> None:
    """As the reader typed it."""
    assert named(question) == ["un"]


@pytest.mark.parametrize("question", ["un delito", "Un delito", "es un delito", "hr", "da", "das", "Da capo"])
def test_in_small_letters_it_is_another_word(question: str) -> None:
    """ "un", "sa" and "das" are words of Spanish and Portuguese."""
    assert named(question, "es") == []


@pytest.mark.parametrize("question", ["DA", "DAs", "two DAs"])
def test_a_short_acronym_may_stand_in_the_plural(question: str) -> None:
    """With a small s."""
    assert named(question) == ["prosecutor"]


@pytest.mark.parametrize("question", ["HRBA", "hrba", "Hrba", "uno", "UNO"])
def test_a_longer_acronym_counts_in_any_case(question: str) -> None:
    """On the telephone nobody holds the shift key."""
    assert len(named(question)) == 1


def test_without_the_words_as_typed_case_is_not_looked_at() -> None:
    """Whoever has only case-folded words looks at the case himself."""
    assert [m.term.id for m in SMALL.mentions(["un"], "en")] == ["un"]


@pytest.mark.parametrize(("question", "term"), [
    ("debts", "debt"), ("the prosecutors", "prosecutor"), ("human right", "rights"),
    ("the prosecutor's office", "prosecutor"),
    ("a readers card", "card"), ("the reader's cards", "card"), ("organized groups", "organisation"),
    ("cafe pass", "card"), ("CAFÉ pass", "card"), ("carnés", "card"), ("carne", "card"), ("bonded labor", "bondage"),
])
def test_plural_possession_accents_and_spelling_make_no_difference(question: str, term: str) -> None:
    """Labels and questions are folded alike."""
    assert named(question) == [term]


def test_words_that_end_in_double_s_have_no_plural_to_drop() -> None:
    """ "class" is no plural of "clas"."""
    assert named("clas") == []
    assert named("class") == ["class"]


def test_the_questions_language_goes_first_then_english() -> None:
    """One wording may be a label in several languages."""
    both = Thesaurus((
        Term(id="trial", label="process"),
        Term(id="procedure", label="procedure", translations={
            "es": Translation("process", (), "reviewed"), "pt": Translation("process", (), "reviewed")}),
    ))
    assert named("process", "es", both) == ["procedure"]
    assert named("process", "pt", both) == ["procedure"]
    assert named("process", "en", both) == ["trial"]
    assert named("process", "fr", both) == ["trial"]


def test_a_question_may_use_another_languages_label() -> None:
    """Spanish words in an English question are understood too."""
    assert named("what is a tarjeta de lector") == ["card"]


@pytest.mark.parametrize("question", ["", "nothing of that", "bondage", "reader", "united"])
def test_parts_of_labels_name_nothing(question: str) -> None:
    """Only whole labels count."""
    assert named(question) == []


def test_a_corpus_without_a_thesaurus_has_an_empty_one(tmp_path: Path) -> None:
    """It works without."""
    thesaurus = load_thesaurus(tmp_path / "thesaurus.yaml")
    assert thesaurus.terms == ()
    assert thesaurus.mentions(["debt"], "en") == ()


def test_the_file_gives_labels_in_order_of_trust(toy: Assistant) -> None:
    """Preferred label, acronyms, alternatives, everyday words, hidden ones, then other languages."""
    labels = list(toy.thesaurus.by_id["library-card"].labels())
    assert labels[0] == ("library card", "en", LabelKind.PREFERRED)
    assert labels[1] == ("LC", "en", LabelKind.ACRONYM)
    assert ("libary card", "en", LabelKind.HIDDEN) in labels
    assert ("carné de lector", "es", LabelKind.ALTERNATIVE) in labels


def test_the_vocabulary_holds_every_word_of_every_label() -> None:
    """Case-folded."""
    assert {"debt", "bonded", "hrba", "carné"} <= SMALL.vocabulary()


def test_every_label_of_the_corpus_finds_its_own_term(real: Assistant) -> None:
    """No label is shadowed by another term's, and no two terms share one in a language."""
    wrong = []
    for term in real.thesaurus.terms:
        for text, language, _ in term.labels():
            found = [m.term.id for m in real.thesaurus.mentions(words(text), language)]
            if found != [term.id]:
                wrong.append((term.id, text, found))
    assert wrong == []


@pytest.mark.parametrize(("question", "language", "term"), [
    ("trata de personas", "es", "trafficking-in-persons"), ("tráfico de pessoas", "pt", "trafficking-in-persons"),
    ("tráfico ilícito de migrantes", "es", "smuggling-of-migrants"),
    ("contrabando de migrantes", "pt", "smuggling-of-migrants"),
    ("human trafficking", "en", "trafficking-in-persons"),
])
def test_false_friends_are_told_apart(question: str, language: str, term: str, real: Assistant) -> None:
    """Trafficking and smuggling have each other's names across languages."""
    assert [m.term.id for m in real.thesaurus.mentions(words(question), language)] == [term]


@pytest.mark.parametrize("word", ["tráfico", "trafico", "trata"])
def test_a_bare_ambiguous_word_names_nothing(word: str, real: Assistant) -> None:
    """It is asked which is meant."""
    assert real.thesaurus.mentions([word], "es") == ()


@given(drawn.questions, st.sampled_from(["en", "es", "pt"]))
def test_mentions_are_in_order_and_apart(real: Assistant, question: str, language: str) -> None:
    """Whatever is typed."""
    said = words(question)
    found = real.thesaurus.mentions(said, language)
    edges = [0, *(x for m in found for x in (m.first, m.last)), len(said)]
    assert edges == sorted(edges)
    assert all(m.first < m.last for m in found)
