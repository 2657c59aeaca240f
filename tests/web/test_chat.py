"""The chat without script: forms in, pages out."""

from __future__ import annotations

import json
import re
from collections.abc import Collection, Sequence
from dataclasses import replace
from html import unescape

import pytest
from flask import Flask
from flask.testing import FlaskClient

from assistant.answering import Assistant
from assistant.reply import Reason, Related, Reply, Status
from web import create_app
from web.answers import answer
from web.conversation import Conversation, Turn
from web.explanation import explain
from web.i18n import LANGUAGES
from web.starters import STARTERS

ASKED = "Can I get a refund for a lost book that I found?"


def state(question: str, **more: object) -> str:
    """A turn as the page's hidden field carries it."""
    return json.dumps({"question": question, **more})


def hidden_turns(text: str) -> list[dict[str, object]]:
    return [json.loads(unescape(v)) for v in re.findall(r'form="composer" name="turn" value="([^"]*)"', text)]


def text_of(html: str) -> str:
    return " ".join(unescape(re.sub(r"<[^>]+>", "", html)).split())


def test_a_question_is_answered_by_a_quotation_with_a_link_to_its_place(toy_client: FlaskClient) -> None:
    """The first quote stands in a blockquote, its citation leads to the reader."""
    text = toy_client.post("/", data={"question": ASKED}).text
    assert "The price of a lost book is paid back" in text_of(text)
    place = r'<a href="/guide/handbook\?mark=\d+-\d+#refunds--[^"]+" lang="en">Lending'
    assert re.search(f'<cite class="citation">{place}', text)


def test_the_conversation_travels_in_the_form(toy_client: FlaskClient) -> None:
    """Earlier questions come back as hidden fields, oldest first, and are answered again."""
    text = toy_client.post("/", data={"turn": [state(ASKED)], "question": "And when is it open?"}).text
    assert [t["question"] for t in hidden_turns(text)] == [ASKED, "And when is it open?"]
    assert text.count("<article") == 2


def test_a_question_in_the_address_of_the_chat_is_filled_in_and_not_asked(toy_client: FlaskClient) -> None:
    """A trainer can prepare a link; nothing is sent until somebody presses Ask."""
    text = toy_client.get("/?q=lost+card").text
    assert ">lost card</textarea>" in text
    assert "<article" not in text


@pytest.mark.parametrize(
    ("question", "says"),
    [("", "empty"), ("   \n ", "empty"), ("a" * 501, "501"), ("lost\x00card", "control"), ("lost\x07", "control")],
)
def test_a_question_that_cannot_be_taken_is_refused_beside_the_field(
    toy_client: FlaskClient, question: str, says: str
) -> None:
    """Status 400, the reason next to the field and tied to it, the page's title says so, the conversation stays."""
    response = toy_client.post("/", data={"question": question, "turn": [state(ASKED)]})
    assert response.status_code == 400
    assert "<title>Error:" in response.text
    assert 'aria-invalid="true"' in response.text
    error = re.search(r'id="question-error"[^>]*>(.*?)</p>', response.text, re.S)
    assert error
    assert says in error[1]
    assert response.text.count("<article") == 1


def test_a_question_of_five_hundred_characters_is_taken(toy_client: FlaskClient) -> None:
    """The limit itself is allowed."""
    assert toy_client.post("/", data={"question": "card " * 100}).status_code == 200


@pytest.mark.parametrize("question", ["<script>alert(1)</script> lost card", "**lost** [card](javascript:x) </div>"])
def test_markup_in_a_question_is_shown_as_text(toy_client: FlaskClient, question: str) -> None:
    """Nothing that a visitor types becomes markup, in no part of the page."""
    posted = toy_client.post("/", data={"question": question})
    for response in (posted, toy_client.get("/answer", query_string={"q": question})):
        assert question not in response.text
        assert question in unescape(response.text)


def test_a_correction_can_be_taken_back_and_put_in_again(toy_client: FlaskClient) -> None:
    """The chip asks the same question without the corrected word; the answer stays in its place."""
    text = toy_client.post("/", data={"question": "replacment"}).text
    chip = re.search(r'name="drop" value="(0:[^"]+)"', text)
    assert chip
    text = toy_client.post("/", data={"turn": hidden_states(text), "drop": unescape(chip[1])}).text
    assert hidden_turns(text)[0]["without"] == ["replacment"]
    assert 'class="chip"' not in text
    text = toy_client.post("/", data={"turn": hidden_states(text), "restore": "0:replacment"}).text
    assert hidden_turns(text)[0]["without"] == []
    assert 'class="chip"' in text


def hidden_states(text: str) -> list[str]:
    return [json.dumps(turn) for turn in hidden_turns(text)]


def test_what_a_follow_up_inherits_is_shown_and_can_be_left_out(client: FlaskClient) -> None:
    """ "From before:" names the words; without them the question stands alone."""
    turns = [state("What is the definition of servitude?"), state("and an example of it?")]
    text = client.post("/", data={"turn": turns, "show": "all"}).text
    assert "From before:" in text
    assert 'name="drop" value="1:context"' in text
    text = client.post("/", data={"turn": turns, "drop": "1:context"}).text
    assert "From before:" not in text
    assert 'name="restore" value="1:context"' in text


def test_a_suggestion_is_asked_and_what_stands_in_the_field_is_not(toy_client: FlaskClient) -> None:
    """A button with a question wins over the text field of the same form."""
    text = toy_client.post("/", data={"question": "half typed", "suggestion": "Lost card"}).text
    assert [t["question"] for t in hidden_turns(text)] == ["Lost card"]


@pytest.mark.parametrize("turn", ["", "{", "[]", "null", '{"question": 5}', '{"question": ""}', '{"q": "x"}', "\x00"])
def test_hidden_fields_that_no_page_has_sent_are_passed_over(toy_client: FlaskClient, turn: str) -> None:
    """A broken conversation is no error: the new question is answered."""
    response = toy_client.post("/", data={"turn": [turn], "question": "Lost card"})
    assert response.status_code == 200
    assert len(hidden_turns(response.text)) <= 2


@pytest.mark.parametrize("value", ["9:card", "x", "", "-1:card", ":", "0"])
def test_a_chip_that_points_nowhere_changes_nothing(toy_client: FlaskClient, value: str) -> None:
    """A doctored position is no error."""
    response = toy_client.post("/", data={"turn": [state("Lost card")], "drop": value, "show": "all"})
    assert response.status_code == 200
    assert len(hidden_turns(response.text)) == 1


def test_a_conversation_has_an_end(toy_client: FlaskClient) -> None:
    """After fifty questions the page says how to go on."""
    response = toy_client.post("/", data={"turn": [state("Lost card")] * 50, "question": "Lost card"})
    assert response.status_code == 400
    assert "start over" in response.text


def test_an_answer_has_an_address_that_can_be_passed_on(toy_client: FlaskClient) -> None:
    """The same address gives the same page."""
    first, second = (toy_client.get("/answer", query_string={"q": ASKED}) for _ in range(2))
    assert first.status_code == 200
    assert first.text == second.text
    assert "The price of a lost book is paid back" in text_of(first.text)


def test_the_address_of_an_answer_names_what_it_takes_to_understand_the_question(client: FlaskClient) -> None:
    """A follow-up's link carries the question before it, and leads to the same quotation."""
    turns = [state("What is the definition of servitude?"), state("and an example of it?")]
    text = client.post("/", data={"turn": turns, "show": "all"}).text
    links = [unescape(u) for u in re.findall(r'href="(/answer[^"]+)" data-link', text)]
    assert "after=" not in links[0]
    assert "after=" in links[1]
    quotes = re.findall(r"<blockquote.*?</blockquote>", text.split("<article")[2], re.S)
    assert re.findall(r"<blockquote.*?</blockquote>", client.get(links[1]).text, re.S) == quotes


def test_citations_of_an_answers_page_lead_back_to_it(toy_client: FlaskClient) -> None:
    """The question, which the address shows anyway, goes along to the reader; from the chat it does not."""
    page = toy_client.get("/answer?q=Lost+card").text
    assert re.search(r'href="/guide/handbook\?mark=[\d-]+&amp;q=Lost\+card#', page)
    assert not re.search(r'href="/guide/[^"]*q=', toy_client.post("/", data={"question": "Lost card"}).text)


def test_an_answers_page_without_question_leads_to_the_chat(toy_client: FlaskClient) -> None:
    """There is nothing to show; with an empty question the error stands beside the field."""
    assert toy_client.get("/answer").location == "/"
    assert toy_client.get("/answer?q=").status_code == 400
    assert toy_client.get("/answer?q=card&after=").status_code == 400


def test_the_script_gets_only_what_has_changed(toy_client: FlaskClient) -> None:
    """One article for a new question; all of them when a conversation is brought back."""
    turns = [state("Lost card"), state("Refunds")]
    one = toy_client.post("/turns", data={"turn": turns, "question": "Opening hours"})
    assert re.findall(r'id="turn-(\d)"', one.text) == ["3"]
    assert "<html" not in one.text
    everything = toy_client.post("/turns", data={"turn": turns, "show": "all"})
    assert re.findall(r'id="turn-(\d)"', everything.text) == ["1", "2"]


def test_the_script_gets_a_refusal_as_json(toy_client: FlaskClient) -> None:
    """The page shows its message beside the field."""
    response = toy_client.post("/turns", data={"question": ""})
    assert response.status_code == 400
    assert response.json
    assert set(response.json["error"]) == {"code", "message", "field"}


class Unsure(Assistant):
    """An assistant that finds nothing good enough."""

    def ask(self, question: str, history: Sequence[str] = (), language: str | None = None,
            without: Collection[str] = ()) -> Reply:  # fmt: skip
        reply = super().ask(question, history, language, without)
        related = tuple(Related(q.passage_id, q.citation) for q in reply.quotes)
        notes = ("The guide does not answer this question.", "Unknown here: “bitcoin”.")
        return replace(reply, status=Status.NOT_FOUND, reason=Reason.WEAK_MATCH, quotes=(), related=related,
                       notes=notes)  # fmt: skip


def test_a_question_the_guide_does_not_answer_has_its_own_layout(toy: Assistant) -> None:
    """No quotation, the reason, related reading that is named as such, and what to do next."""
    client = create_app(Unsure(toy.library, toy.index, toy.topics)).test_client()
    text = client.post("/", data={"question": "What does a lost card cost in bitcoin?"}).text
    article = text.split("<article")[1].split("</article>")[0]
    assert "turn--weak_match" in article
    assert "<blockquote" not in article
    assert "Unknown here" in article
    assert "Related reading, not an answer" in article
    assert 'href="/guide/handbook?mark=' in article
    assert "What you can do" in article


@pytest.mark.parametrize(
    ("question", "kind", "says"),
    [
        ("hello", "small_talk", "Ask a question"),
        ("Please help me, they won't let me leave", "danger", "emergency services"),
        ("Her name is Maria, is she a victim?", "personal_data", "personal data"),
        ("¿Qué es el tráfico?", "ambiguous", "trata de personas"),
    ],
)
def test_what_is_no_question_to_the_guide_gets_no_quotation(
    client: FlaskClient, question: str, kind: str, says: str
) -> None:
    """Greetings, pleas for help, personal data and words with two meanings have replies of their own."""
    text = client.post("/", data={"question": question}).text
    article = text.split("<article")[1].split("</article>")[0]
    assert f"turn--{kind}" in article
    assert says in article
    assert "<blockquote" not in article


def test_an_ambiguous_word_is_offered_in_both_meanings(client: FlaskClient) -> None:
    """Each meaning is a button that asks the complete question."""
    text = client.post("/", data={"question": "¿Qué es el tráfico?"}).text
    offered = re.findall(r'name="suggestion" value="([^"]+)" lang="es"', text)
    assert len(offered) == 2
    assert all("¿Qué es" in q for q in offered)


def test_how_an_answer_was_found_is_told_on_demand(toy_client: FlaskClient) -> None:
    """Steps, words with where they come from, passages with what each word earned them, and the decision."""
    turns = [state(ASKED)]
    assert "data-explanation" not in toy_client.post("/", data={"turn": turns, "show": "all"}).text
    text = toy_client.post("/", data={"turn": turns, "explain": "0"}).text
    found = text_of(text.split("data-explanation")[1].split("</article>")[0])
    for words in ("The question is read", "refund", "your question", "quoted", "passed over", "Sum", "Confidence"):
        assert words in found
    assert "data-explanation" in toy_client.get("/answer", query_string={"q": ASKED, "explain": "1"}).text


@pytest.mark.parametrize("question", [ASKED, "How do I get a card?", "Which chapters are there?", "xyzzy", "hello"])
def test_what_words_earned_adds_up_to_the_score(app: Flask, toy: Assistant, question: str) -> None:
    """The table is a sum, not an estimate; and every question can be explained."""
    with app.test_request_context():
        found = explain(toy, Turn(question), [])
    for hit in found.hits:
        assert sum(s.bar.value for s in hit.shares) == pytest.approx(hit.score.value, abs=0.01)
        assert all(0 <= s.bar.length <= 100 for s in hit.shares)


@pytest.mark.parametrize("question", ["HRBA", "What is servitude?", "¿Qué es la servidumbre?", "O que é servidão?"])
def test_every_next_question_is_answered(client: FlaskClient, assistant: Assistant, question: str) -> None:
    """What an answer offers to ask next, the guide really answers; it is offered after the last answer only."""
    text = client.post("/", data={"turn": [state("Lost card")], "question": question}).text
    offered = [unescape(q) for q in re.findall(r'class="starter" [^>]*name="suggestion" value="([^"]+)" lang=', text)]
    assert offered
    for one in offered:
        assert assistant.ask(one).status is Status.ANSWERED, one
    assert "Next questions" not in text.split('id="turn-2"')[0]


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_starter_question_is_answered(app: Flask, assistant: Assistant, language: str) -> None:
    """What the first page offers, in each language of the interface, the guide really answers."""
    with app.test_request_context(f"/?lang={language}"):
        for group in STARTERS:
            for question in group.questions:
                assert assistant.ask(str(question)).status is Status.ANSWERED, question


def test_quotes_carry_their_own_language(client: FlaskClient) -> None:
    """The page may be in Spanish; the quotation is English and says so."""
    text = client.post("/?lang=es", data={"question": "HRBA"}).text
    assert '<html lang="es"' in text
    assert '<blockquote lang="en">' in text
    assert re.search(r'<cite class="citation"><a href="[^"]+" lang="en">Introductory Guide, ', text)


def test_figures_are_written_as_the_visitors_language_writes_them(client: FlaskClient) -> None:
    """A decimal comma in Spanish and Portuguese, a point in English."""
    for language, mark in {"en": ".", "es": ",", "pt": ","}.items():
        page = client.get("/answer", query_string={"q": "HRBA", "explain": "1", "lang": language}).text
        found = text_of(page.split("data-explanation")[1].split("</article>")[0])
        assert re.findall(r"\d([.,])\d\d\b", found)
        assert set(re.findall(r"\d([.,])\d", found)) == {mark}


def test_a_word_of_two_languages_is_read_in_the_pages(client: FlaskClient, assistant: Assistant) -> None:
    """"tráfico" alone is Portuguese to the engine; on a Spanish page it is asked in Spanish which crime is meant."""
    assert assistant.ask("tráfico").language == "pt"
    spanish = client.post("/?lang=es", data={"question": "tráfico"}).text
    assert "trata de personas" in spanish
    assert "tráfico de pessoas" not in spanish
    named = client.post("/?lang=es", data={"question": "Tráfico ilícito de migrantes"}).text
    assert re.search(r'<h2 [^>]*lang="es">Tráfico ilícito', named)


@pytest.mark.parametrize("page", ["en", "es", "pt"])
@pytest.mark.parametrize("word", ["tráfico", "Trafico?"])
def test_the_bare_word_for_two_crimes_is_asked_about_on_every_page(word: str, page: str, client: FlaskClient) -> None:
    """Both are offered, whatever language the page is in."""
    answer = client.post(f"/?lang={page}", data={"question": word}).text
    assert "turn--ambiguous" in answer
    assert "migrantes" in answer
    assert re.search("trata de personas|tráfico de pessoas", answer, re.IGNORECASE)


def test_a_word_that_the_page_has_settled_is_linked_with_its_language(app: Flask, assistant: Assistant) -> None:
    """Whoever follows the link sees the same answer; other links name no language."""
    with app.test_request_context("/?lang=es"):
        assert "lang=es" in answer(assistant, Conversation((Turn("tráfico"),)), 0).url
        assert "lang" not in answer(assistant, Conversation((Turn("¿Qué es la trata?"),)), 0).url
        assert "lang" not in answer(assistant, Conversation((Turn("smuggling"),)), 0).url


def test_what_was_not_searched_has_no_terms(client: FlaskClient) -> None:
    """A warning is to be read; links to terms beside it would look like an answer."""
    page = client.post("/", data={"question": "Is Maria Lopez, passport AB1234567, a victim?"}).text
    assert "This was not searched" in page
    assert "/terms/victim" not in page


def test_terms_bear_the_name_that_is_settled_in_the_visitors_language(toy_client: FlaskClient) -> None:
    """A reviewed translation is shown; an unreviewed one is left to the term's card, which says so."""
    asked = {"question": "How do I get a library card?"}
    assert '<a href="/terms/library-card" lang="es">tarjeta de la biblioteca</a>' in toy_client.post(
        "/?lang=es", data=asked
    ).text
    assert '<a href="/terms/library-card" lang="en">library card</a>' in toy_client.post("/?lang=pt", data=asked).text


def test_choosing_a_language_keeps_the_conversation(toy_client: FlaskClient) -> None:
    """After a form was sent, the switch is a form that sends the same fields again."""
    text = toy_client.post("/", data={"turn": [state("Lost card")], "question": "Refunds"}).text
    header = text.split('class="languages"')[1].split("</form>")[0]
    assert 'name="question" value="Refunds"' in header
    assert 'name="lang" value="es"' in header
    spanish = toy_client.post("/", data={"turn": [state("Lost card")], "question": "Refunds", "lang": "es"})
    assert '<html lang="es"' in spanish.text
    assert spanish.headers["Set-Cookie"].startswith("lang=es")


def test_one_answer_with_the_page_around_it_stays_small(client: FlaskClient) -> None:
    """HTML, styles, scripts and typeface of a first answer weigh less than 100 kB even uncompressed."""
    page = client.post("/", data={"question": "Can a man who agreed to the work still be a victim?"}).text
    weight = len(page.encode())
    seen = {unescape(u) for u in re.findall(r'(?:src|href)="(/static/[^"]+)"', page)}
    for url in seen | {f"/static/js/{n}.js" for n in ("announce", "copy", "personal", "store", "termlist")}:
        with client.get(url) as response:
            weight += len(response.data)
    assert weight < 100_000
