"""What a question asks for is read from the words of its form, in three languages."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

import tests.strategies as drawn
from assistant.languages import Language, load_language
from assistant.library import corpus_folder
from assistant.query import Asks
from assistant.question_form import QuestionForm, cue_text, cue_words, heard, question_form


def language(code: str) -> Language:
    """The language as the corpus describes it."""
    return load_language(corpus_folder() / "languages" / f"{code}.yaml")


def form(question: str, code: str = "en") -> QuestionForm:
    """The form of *question*."""
    return question_form(question, language(code))


@pytest.mark.parametrize(("code", "question", "asked"), [
    ("en", "List all the recommendations of the gender approach", Asks.LIST),
    ("en", "What are the purposes of trafficking?", Asks.LIST),
    ("en", "Which principles apply?", Asks.LIST),
    ("en", "the five approaches", Asks.LIST),
    ("es", "¿Cuáles son los principios?", Asks.LIST),
    ("es", "cuales son las recomendaciones", Asks.LIST),
    ("es", "los cinco enfoques", Asks.LIST),
    ("pt", "Quais são os princípios?", Asks.LIST),
    ("pt", "liste todas as recomendações", Asks.LIST),
    ("en", "What is the difference between trafficking and smuggling?", Asks.COMPARISON),
    ("en", "trafficking vs smuggling", Asks.COMPARISON),
    ("en", "Isn’t it the same as smuggling?", Asks.COMPARISON),
    ("es", "¿Es lo mismo que el contrabando?", Asks.COMPARISON),
    ("es", "diferencia entre trata y tráfico", Asks.COMPARISON),
    ("pt", "qual a diferença entre tráfico e contrabando?", Asks.COMPARISON),
    ("en", "Give me an example of servitude", Asks.EXAMPLE),
    ("es", "dame un ejemplo", Asks.EXAMPLE),
    ("pt", "um exemplo de servidão", Asks.EXAMPLE),
    ("en", "What is debt bondage?", Asks.MEANING),
    ("en", "What’s debt bondage?", Asks.MEANING),
    ("en", "whats HRBA", Asks.MEANING),
    ("en", "define victim", Asks.MEANING),
    ("en", "what does SOGI stand for", Asks.MEANING),
    ("es", "¿Qué es la trata?", Asks.MEANING),
    ("es", "que significa EBDH", Asks.MEANING),
    ("pt", "O que é tráfico de pessoas?", Asks.MEANING),
    ("pt", "o que eh trafico", Asks.MEANING),
    ("en", "How many victims were detected?", Asks.NUMBER),
    ("en", "what percentage are women", Asks.NUMBER),
    ("es", "¿Cuántas víctimas hay?", Asks.NUMBER),
    ("pt", "qual a porcentagem de homens", Asks.NUMBER),
    ("en", "What does Table 4 show?", Asks.LABEL),
    ("es", "la figura 2", Asks.LABEL),
    ("pt", "o que mostra a tabela 1", Asks.LABEL),
    ("en", "How do I cite this guide?", Asks.CITATION),
    ("es", "cómo se cita la guía", Asks.CITATION),
    ("pt", "como citar o guia", Asks.CITATION),
])
def test_a_question_says_what_it_asks_for(code: str, question: str, asked: Asks) -> None:
    """With or without accents, formal or not."""
    assert asked in form(question, code).asks


@pytest.mark.parametrize("code", ["en", "es", "pt"])
@pytest.mark.parametrize("question", ["consent", "victima", "trafico", ""])
def test_a_bare_word_asks_for_nothing_in_particular(code: str, question: str) -> None:
    """It is looked up as it is."""
    assert form(question, code).asks == frozenset()


@pytest.mark.parametrize(("code", "question", "place"), [
    ("en", "which is the first?", 1), ("en", "what is the second principle", 2), ("en", "the 3rd one", 3),
    ("en", "and the last one?", -1), ("en", "the final stage", -1), ("es", "¿cuál es el segundo?", 2),
    ("es", "la última", -1), ("es", "el primer mito", 1), ("pt", "qual é a terceira", 3), ("pt", "e o último?", -1),
    ("en", "who is a victim", None), ("es", "qué es la trata", None), ("es", "¿cuál es el cuarto enfoque?", 4),
    ("es", "¿y el cuarto?", 4), ("pt", "e a quarta?", 4), ("pt", "qual é a quarta abordagem", 4),
    # these name no place in a list
    ("en", "what do first responders need", None), ("en", "in the last ten years", None), ("en", "a third party", None),
    ("en", "the first time", None), ("en", "at the last minute", None), ("es", "la encerraban en el cuarto", None),
    ("es", "en un cuarto de hotel", None), ("es", "un tercero la vendió", None), ("es", "el último informe", None),
    ("pt", "trancada no quarto", None), ("pt", "um terceiro recebe o dinheiro", None), ("pt", "o último ano", None),
])
def test_a_place_in_an_order_is_a_number(code: str, question: str, place: int | None) -> None:
    """Minus one is the last; asking for a place is a form of asking."""
    found = form(question, code)
    assert found.ordinal == place
    assert (Asks.ORDINAL in found.asks) == (place is not None)


@pytest.mark.parametrize(("code", "question", "step"), [
    ("en", "and the year after?", 1), ("en", "what of the following year", 1), ("en", "and the previous year?", -1),
    ("en", "the year before", -1), ("es", "¿y el año siguiente?", 1), ("es", "y el ano anterior", -1),
    ("pt", "e no ano seguinte?", 1), ("pt", "e no ano anterior?", -1), ("en", "which year was it", 0),
])
def test_a_step_from_year_to_year_is_understood(code: str, question: str, step: int) -> None:
    """Such a question can hardly be understood alone."""
    found = form(question, code)
    assert found.year_step == step
    assert found.strongly or not step


@pytest.mark.parametrize(("code", "question"), [
    ("en", "and in Central America?"), ("en", "what about men?"), ("en", "why not?"), ("en", "how about children"),
    ("en", "examples?"), ("es", "¿y los hombres?"), ("es", "¿y en Centroamérica?"), ("es", "por qué?"),
    ("pt", "e os homens?"), ("pt", "e na América Central?"), ("pt", "por que não?"),
])
def test_a_question_that_cannot_stand_alone_says_so(code: str, question: str) -> None:
    """It opens with "and", or is nothing but "why"."""
    found = form(question, code)
    assert found.strongly
    assert found.follows_up


@pytest.mark.parametrize(("code", "question"), [
    ("en", "is it a crime?"), ("en", "what do they need?"), ("en", "how is this applied?"),
    ("es", "¿esto es delito?"), ("pt", "isso é crime?"),
])
def test_a_word_that_can_point_back_is_noticed(code: str, question: str) -> None:
    """Though the question may well stand alone."""
    found = form(question, code)
    assert found.follows_up
    assert not found.strongly


@pytest.mark.parametrize(("code", "question"), [
    ("en", "Can a man who agreed be a victim?"), ("en", "sandbox"), ("en", "italics"),
    ("es", "¿Quién es víctima de trata?"), ("es", "yo"), ("pt", "Quem pode ser vítima?"), ("pt", "É crime?"),
    ("pt", "eh crime?"),
])
def test_a_question_that_stands_alone_points_nowhere(code: str, question: str) -> None:
    """Cue words count whole; Portuguese "é" is no "and"."""
    found = form(question, code)
    assert not found.follows_up
    assert not found.strongly


@pytest.mark.parametrize(("typed", "plain"), [
    ("¿Qué ES?", "que es?"), ("¡“Ayúdeme”!", 'ayudeme"!'), ("I’m", "i m"), ("won't", "won t"), ("É crime", "eh crime"),
    ("victims’ rights", "victims rights"),
    ("'why'", "why"), ("niño", "niño"), ("  Two\n lines ", "two lines"), ("", ""),
])
def test_cues_are_compared_in_a_plain_form(typed: str, plain: str) -> None:
    """Lower case, no accents but ñ, no opening marks, blanks for apostrophes."""
    assert cue_text(typed) == plain


def test_the_words_of_cues_are_known() -> None:
    """Without the signs of regular expressions."""
    small = Language("xx", "X", frozenset(), cues={
        "list": [r"\b(all|every) (of )?the\b", r"\bcuant[oa]s\b"], "ordinals": {1: r"\b(first|1st)\b"},
        "comparison": [r"\bconfund\w+\b"]})
    assert {"all", "every", "of", "the", "first"} <= cue_words(small)
    assert "confund" not in cue_words(small)
    assert "ball" not in cue_words(small)


@given(drawn.questions, st.sampled_from(["en", "es", "pt"]))
def test_every_text_has_a_form(question: str, code: str) -> None:
    """The same each time; whatever points back strongly points back."""
    assert form(question, code) == form(question, code)


@pytest.mark.parametrize(("code", "question", "age"), [
    ("en", "what if she is 16?", 16),
    ("en", "a 15-year-old said yes", 15),
    ("en", "the girl was only 17 when she left", 17),
    ("en", "a boy of 12 begging", 12),
    ("es", "¿y si tiene 15 años?", 15),
    ("es", "una niña de 14 años aceptó", 14),
    ("es", "la víctima tenía 17", 17),
    ("pt", "e se ela tem 16 anos?", 16),
    ("pt", "menina de 13 anos aceitou", 13),
])
def test_the_age_of_a_person_is_read(code: str, question: str, age: int) -> None:
    """Where a person is spoken of."""
    assert form(question, code).age == age


@pytest.mark.parametrize(("code", "question"), [
    ("en", "what does SDG 16 say"),
    ("en", "is it 16%?"),
    ("en", "boys were 17 per cent"),
    ("en", "he worked 12 hours a day"),
    ("en", "15 years in prison"),
    ("es", "una pena de 15 años"),
    ("es", "tiene 12 años de experiencia"),
    ("es", "el objetivo 16"),
    ("pt", "15 anos de prisão"),
    ("pt", "o objetivo 16"),
])
def test_other_numbers_are_no_age(code: str, question: str) -> None:
    """Goals, shares, hours and sentences."""
    assert form(question, code).age is None


# -- what a conversation asks for by its order -------------------------------------------------------------------------
@pytest.mark.parametrize(("code", "text", "another"), [
    ("en", "another one?", True), ("en", "is there another example", True), ("en", "what else?", True),
    ("en", "Can a victim be moved from one place to another?", False), ("en", "do they abuse one another?", False),
    ("en", "who else was involved in writing the guide?", False),
    ("es", "¿otro?", True), ("es", "¿y otra?", True), ("es", "dame uno más", True), ("es", "un ejemplo más", True),
    ("es", "¿de un país a otro?", False), ("es", "¿Hay más casos en Perú?", False),
    ("pt", "mais um?", True), ("pt", "e o outro?", True), ("pt", "de um país a outro?", False),
])
def test_another_one_is_told_from_other_uses_of_the_word(code: str, text: str, another: bool) -> None:
    """Only where one more of the same is asked for."""
    assert form(text, code).another is another


@pytest.mark.parametrize(("code", "text", "step"), [
    ("en", "and the next one?", 1), ("en", "what comes next?", 1), ("en", "what was the previous one?", -1),
    ("en", "What is the next step for a victim after rescue?", 0), ("en", "how does the following point apply?", 0),
    ("es", "¿y la guía siguiente?", 1), ("es", "¿y después?", 1), ("es", "¿y la anterior?", -1),
    ("es", "¿y antes?", -1),
    ("es", "¿qué sigue la policía en un caso?", 0),
    ("pt", "e o guia seguinte?", 1), ("pt", "e depois?", 1), ("pt", "o que aconteceu em 2020?", 0),
])
def test_steps_through_an_order_are_recognised(code: str, text: str, step: int) -> None:
    """To the next one or the one before, at the end of the question."""
    assert form(text, code).step == step


@pytest.mark.parametrize(("code", "text", "cites"), [
    ("en", "How should my participants reference this guide in their papers?", True), ("en", "how to cite", True),
    ("en", "what is the frame of reference of this guide", False), ("en", "Which treaties are cited here?", False),
    ("en", "How are victims credited for their work?", False), ("en", "how to quote a witness in court", False),
    ("es", "¿cómo cito esta guía?", True), ("es", "¿Cómo se cita a un testigo?", False),
    ("pt", "como citar este guia?", True), ("pt", "como citar a vítima para depor?", False),
])
def test_citing_the_guide_is_told_from_citing_people(code: str, text: str, cites: bool) -> None:
    """The suggested citation answers the one only."""
    assert (Asks.CITATION in form(text, code).asks) is cites


@pytest.mark.parametrize(("code", "text", "again"), [
    ("en", "which page is that?", True), ("en", "put it more simply please", True), ("en", "simpler?", True),
    ("en", "which page has the definition of child?", False), ("en", "explain the gender approach", False),
    ("es", "¿en qué página está?", True), ("es", "explícamelo con palabras sencillas", True),
    ("es", "explica el enfoque de género", False),
    ("pt", "em que página está?", True), ("pt", "explique em palavras simples", True),
    ("pt", "explique a servidão", False),
])
def test_the_answer_before_can_be_asked_for_again(code: str, text: str, again: bool) -> None:
    """Its page, or in simpler words, which the guide does not have."""
    assert form(text, code).again is again


@pytest.mark.parametrize(("code", "text", "rest"), [
    ("en", "thanks. what is servitude?", "what is servitude?"), ("en", "hello, what is TIP", "what is TIP"),
    ("en", "what is servitude, please", "what is servitude"), ("en", "Thanks!", "Thanks!"),
    ("en", "ok and men?", "ok and men?"),
    ("es", "Hola, ¿qué es la trata?", "¿qué es la trata?"), ("es", "¿De qué trata la guía 1?", "¿la guía 1?"),
    ("pt", "do que trata o guia 3?", "o guia 3?"), ("pt", "", ""),
])
def test_what_says_nothing_is_not_heard(code: str, text: str, rest: str) -> None:
    """Greetings and thanks around a question; a question of nothing else stays as it is."""
    assert heard(text, language(code)) == rest
