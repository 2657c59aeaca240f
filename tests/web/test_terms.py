"""Terms: list, look-up, cards, every use in the guide, and the check of a pasted text."""

from __future__ import annotations

import html
import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from assistant.answering import Assistant
from assistant.guide import Guide
from assistant.thesaurus import Term, Thesaurus, Translation
from web import create_app
from web.terminology.advice import reasons
from web.terminology.card import card, definitions, narrower
from web.terminology.concordance import everyday_uses_of, uses_of
from web.terminology.listing import a_to_z, acronyms
from web.terminology.lookup import Lookup
from web.terminology.text_check import LONGEST, check, plain
from web.terminology.wordings import named, occurrences, sentences


@pytest.fixture(scope="module")
def lookup(assistant: Assistant) -> Lookup:
    return Lookup(assistant.thesaurus)


def term(assistant: Assistant, name: str) -> Term:
    return assistant.thesaurus.by_id[name]


def text_of(page: str) -> str:
    """What a page says, its markup left out."""
    return " ".join(html.unescape(re.sub(r"<[^>]+>", " ", page)).split())


# -- look-up ----------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize(
    ("typed", "found"),
    [
        ("HRBA", "human-rights-based-approach"),
        ("hrba", "human-rights-based-approach"),
        ("H.R.B.A.", "human-rights-based-approach"),
        ("hbra", "human-rights-based-approach"),
        ("surviver", "survivor"),
        ("organized criminal grop", "organised-criminal-group"),
        ("debt b", "servitude"),
        ("bondage", "servitude"),
        ("what is debt bondage exactly", "servitude"),
        ("moden slavery", "trafficking-in-persons"),
        ("trata de personas", "trafficking-in-persons"),
        ("trata de persnas", "trafficking-in-persons"),
        ("trafico de pessoas", "trafficking-in-persons"),
        ("tráfico de pesoas", "trafficking-in-persons"),
        ("victima", "victim"),
        ("VÍCTIMA", "victim"),
        ("UN", "united-nations"),
    ],
)
def test_the_look_up_forgives_spelling_accents_and_case_in_all_languages(
    lookup: Lookup, typed: str, found: str
) -> None:
    """The term that is meant comes first."""
    assert lookup(typed)[0].term.id == found


@pytest.mark.parametrize("typed", ["", "   ", "zebra", "xx", "%", "'", "…"])
def test_what_no_term_is_like_finds_none(lookup: Lookup, typed: str) -> None:
    """Nothing, rather than the least unlike."""
    assert lookup(typed) == ()


def test_spelling_is_forgiven_only_when_nothing_is_spelt_so(lookup: Lookup) -> None:
    """A word that is right does not bring its neighbours."""
    assert not any(f.forgiven for f in lookup("trata"))
    assert all(f.forgiven for f in lookup("marige"))


def test_a_term_is_found_once_under_its_best_label(lookup: Lookup) -> None:
    """Not once for every label that is like what was typed."""
    ids = [f.term.id for f in lookup("trafficking")]
    assert len(ids) == len(set(ids))
    assert lookup("trafficking in persons")[0].exact


def test_a_look_up_has_an_upper_limit(lookup: Lookup) -> None:
    """One letter does not bring the whole thesaurus."""
    assert len(lookup("t")) == 30
    assert len(lookup("t", most=3)) == 3


# -- list -------------------------------------------------------------------------------------------------------------
@pytest.mark.parametrize("language", ["en", "es", "pt"])
def test_every_term_and_acronym_stands_in_the_list(assistant: Assistant, language: str) -> None:
    """Each term once by its name, each distinct acronym once, in order of the letters."""
    letters = a_to_z(assistant.thesaurus, language)
    entries = [e for letter in letters for e in letter.entries]
    assert sorted(e.term.id for e in entries if not e.acronym) == sorted(t.id for t in assistant.thesaurus.terms)
    assert {e.text for e in entries if e.acronym} >= {"TIP", "HRBA", "UNODC", "GBV", "SDG"}
    assert [letter.letter for letter in letters] == sorted(letter.letter for letter in letters)


def test_accents_do_not_disturb_the_alphabet() -> None:
    """An É stands under E; what begins with no letter stands last."""
    terms = (Term("a", "Ética"), Term("b", "zeal"), Term("c", "2030 agenda"), Term("d", "eagle"))
    letters = a_to_z(Thesaurus(terms), "en")
    assert [(x.letter, [e.text for e in x.entries]) for x in letters] == [
        ("E", ["eagle", "Ética"]), ("Z", ["zeal"]), ("#", ["2030 agenda"]),
    ]  # fmt: skip


def test_acronyms_that_differ_by_a_blank_or_a_plural_are_shown_once() -> None:
    """One of "NGO" and "NGOs" is enough, and what begins the label anyway is left out."""
    assert acronyms(Term("a", "civil society", acronyms=("CSO", "NGO", "CSOs", "NGOs"))) == ("CSO", "NGO")
    assert acronyms(Term("b", "SDG 5: Gender Equality", acronyms=("SDG 5", "SDG5"))) == ()


def test_the_page_lists_all_terms_and_leads_to_their_cards(client: FlaskClient, assistant: Assistant) -> None:
    """A to Z with letters to jump to, and the box for a text."""
    page = client.get("/terms").text
    for one in assistant.thesaurus.terms:
        assert f'href="/terms/{one.id}"' in page
    assert 'href="#letter-T"' in page
    assert 'id="letter-T"' in page
    assert '<textarea class="field" id="text" name="text"' in page
    assert page.count("<h1") == 1


def test_the_list_can_be_ordered_by_spanish_or_portuguese_names(client: FlaskClient) -> None:
    """Each name in its own language, with the guide's term beside it; an unknown order is English."""
    page = client.get("/terms?by=es").text
    assert '<a href="/terms/trafficking-in-persons" lang="es">trata de personas</a>' in page
    assert '<span class="see" lang="en">trafficking in persons</span>' in page
    assert '<a href="/terms/trafficking-in-persons" lang="en">' in client.get("/terms?by=xx").text


def test_a_look_up_shows_the_best_term_with_its_definition(client: FlaskClient) -> None:
    """Somebody on the telephone has the words and their place at once."""
    page = client.get("/terms?q=HRBA").text
    assert "This approach is rooted in the promotion and protection of human rights" in page
    assert "Introductory Guide, ch. 2, Human Rights-Based Approach (HRBA), p. 25" in page
    assert 'value="HRBA"' in page


def test_a_look_up_that_could_mean_several_terms_opens_none(client: FlaskClient) -> None:
    """They are listed with the names under which they were found."""
    page = client.get("/terms?q=trata").text
    assert "<blockquote" not in page
    assert '<span lang="es">trata de personas</span>' in page


def test_a_look_up_that_finds_nothing_says_so_and_offers_to_ask(client: FlaskClient) -> None:
    """What was typed is escaped, and goes into the chat's field."""
    page = client.get("/terms", query_string={"q": "<zebra>"}).text
    assert "No term of the guide is like “&lt;zebra&gt;”" in page
    assert 'href="/?q=%3Czebra%3E"' in page
    assert "<zebra>" not in page


def test_a_wording_that_is_only_a_misspelling_is_not_shown(client: FlaskClient) -> None:
    """Hidden labels find a term, and stay hidden."""
    page = client.get("/terms?q=trafiker").text
    (hit,) = re.findall(r'<li class="hit .*?</li>', page, re.DOTALL)
    assert "another spelling" in hit
    assert "trafiker" not in hit


def test_the_part_that_changes_while_typing_can_be_had_alone(client: FlaskClient) -> None:
    """A piece of HTML with what a screen reader is told."""
    part = client.get("/terms?q=surviver&part=found").text
    assert "<html" not in part
    assert 'data-announce="1 term found"' in part
    assert 'data-announce="No term found"' in client.get("/terms?q=zebra&part=found").text
    assert 'data-announce="All terms"' in client.get("/terms?part=found").text


def test_an_overlong_look_up_is_cut(client: FlaskClient) -> None:
    """Nothing breaks, and nothing takes long."""
    assert client.get("/terms", query_string={"q": "a" * 5000}).status_code == 200


# -- cards ------------------------------------------------------------------------------------------------------------
def test_every_card_opens(client: FlaskClient, assistant: Assistant) -> None:
    """Each term of the thesaurus has a page at its stable address."""
    for one in assistant.thesaurus.terms:
        response = client.get(f"/terms/{one.id}")
        assert response.status_code == 200
        assert f"{html.escape(one.label)}" in response.text.replace("&#39;", "'")


def test_an_unknown_term_is_not_found(client: FlaskClient) -> None:
    """With the ordinary page for it."""
    assert client.get("/terms/no-such-term").status_code == 404


def test_definitions_are_verbatim_and_cited(assistant: Assistant) -> None:
    """Each is a slice of its guide, and its citation leads there."""
    guide = assistant.library.guides[0]
    some = 0
    for one in assistant.thesaurus.terms:
        for definition in definitions(one, assistant.library):
            passage = assistant.library.passage_by_id[definition.quote.passage_id]
            assert definition.quote.text == passage.text == guide.text[passage.start : passage.end]
            assert definition.quote.citation.url.endswith(f"#{passage.anchor}")
            assert definition.quote.text in definition.cited.plain
            assert guide.metadata.citation in definition.cited.plain
            some += 1
    assert some > 100


def test_words_the_guide_quotes_are_cited_as_theirs(client: FlaskClient) -> None:
    """The definition of trafficking is the Protocol's, not the guide's."""
    page = client.get("/terms/trafficking-in-persons").text
    assert "UNODC, 2004: 44, quoted in Introductory Guide, ch. 4, Definition" in page
    assert "The guide&#39;s definition" in page or "The guide's definition" in page


def test_a_passage_that_only_explains_is_not_called_a_definition(client: FlaskClient) -> None:
    """And the term's own words are marked in it."""
    page = client.get("/terms/coordination").text
    assert "What the guide says of it" in page


def test_where_the_guide_defines_nothing_the_card_says_so(client: FlaskClient, assistant: Assistant) -> None:
    """It uses the term without defining it; the uses follow."""
    assert definitions(term(assistant, "corruption"), assistant.library) == ()
    said = text_of(client.get("/terms/corruption").text)
    assert "The guide uses this term without defining it." in said
    assert "Every use in the guide" in said


def test_labels_in_other_languages_carry_their_standing(client: FlaskClient) -> None:
    """And the plain note that nobody has reviewed them."""
    page = client.get("/terms/trafficking-in-persons").text
    assert '<span lang="es">trata de personas</span>' in page
    assert '<span lang="pt">tráfico de pessoas</span>' in page
    assert "UN usage" in page
    assert "No lawyer who works in these languages has reviewed the names yet." in page
    assert "unreviewed" in client.get("/terms/trafficker").text


def test_a_reviewed_name_is_not_called_unreviewed(toy_client: FlaskClient) -> None:
    """The note then speaks of the others only."""
    said = text_of(toy_client.get("/terms/reader").text)
    assert "lector reviewed" in said
    assert "leitor unreviewed" in said
    assert "No lawyer who works" not in said
    assert "has yet to review the names that are not marked “reviewed”" in said


def test_other_names_and_related_terms_stand_on_the_card(client: FlaskClient) -> None:
    """Acronym, equivalents, everyday words, discouraged wordings, narrower and related terms; no misspellings."""
    said = text_of(client.get("/terms/trafficking-in-persons").text)
    names = ("TIP", "trafficking in human beings", "modern slavery", "white slave trafficking", "smuggling of migrants")
    assert [name for name in names if name not in said] == []
    assert "trafiking" not in said
    assert 'href="/terms/purposes-of-trafficking"' in client.get("/terms/trafficking-in-persons").text


def test_narrower_is_the_other_side_of_broader(assistant: Assistant) -> None:
    """The thesaurus gives one side; the card shows both."""
    for one in assistant.thesaurus.terms:
        for other in one.broader:
            assert one in narrower(term(assistant, other), assistant.thesaurus)


def test_a_card_has_a_permanent_link_and_citations_to_copy(client: FlaskClient) -> None:
    """Plain, Markdown and APA; without script they stand there to be selected."""
    page = client.get("/terms/servitude").text
    assert 'href="/terms/servitude" data-link' in page
    assert page.count("data-copy-text") == 3
    assert "(Borda-Montenegro et al., 2025, p. 38)" in page


def test_a_definition_is_found_in_each_guide_that_has_it(own_toy_corpus: Path) -> None:
    """Guides that share a chapter share its anchors; each has its own uses."""
    (own_toy_corpus / "second").mkdir()
    source = (own_toy_corpus / "handbook" / "guide.md").read_text()
    (own_toy_corpus / "second" / "guide.md").write_text(source.replace("Lending Library Handbook", "Second Handbook"))
    two = Assistant.open(own_toy_corpus)
    found = card(two, two.thesaurus.by_id["reader"])
    assert [d.quote.citation.guide for d in found.definitions] == ["Lending Library Handbook", "Second Handbook"]
    assert [u.guide.id for u in found.uses] == ["handbook", "second"]
    page = create_app(two, {"TESTING": True}).test_client().get("/terms/reader").text
    assert '<h3 lang="en">Second Handbook</h3>' in page


# -- every use in the guide -------------------------------------------------------------------------------------------
@pytest.fixture(scope="module")
def guide(assistant: Assistant) -> Guide:
    return assistant.library.guides[0]


def test_every_use_is_verbatim_at_its_place(assistant: Assistant, guide: Guide) -> None:
    """The wording and what stands around it are slices of the guide, and the link marks them."""
    for one in assistant.thesaurus.terms:
        for part in uses_of(one, guide).sections:
            for use in part.uses:
                assert guide.text[use.start : use.end] == use.wording
                assert guide.text[use.start - len(use.before) : use.end + len(use.after)] == (
                    use.before + use.wording + use.after
                )
                assert f"?mark={use.start}-{use.end}#" in use.url


def test_no_use_is_left_out(assistant: Assistant, guide: Guide) -> None:
    """As many as a plain search finds, and as a search of every sentence finds."""
    servitude = uses_of(term(assistant, "servitude"), guide)
    pattern = r"\bservitude\b|\bsubjugation of individuals\b"
    assert servitude.total == len(re.findall(pattern, guide.text, re.IGNORECASE))
    tip = dict(uses_of(term(assistant, "trafficking-in-persons"), guide).wordings)["TIP"]
    assert tip == len(re.findall(r"\bTIP\b", guide.text))
    said = sentences(guide.text)
    for one in assistant.thesaurus.terms[::12]:
        assert uses_of(one, guide).total == len(list(occurrences(guide.text, said, named(one, "en"), "en")))


def test_uses_are_grouped_by_section_in_guide_order(assistant: Assistant, guide: Guide) -> None:
    """The count is that of all groups together, headings and footnotes among them."""
    found = uses_of(term(assistant, "victim"), guide)
    order = [guide.sections.index(part.section) for part in found.sections]
    assert order == sorted(set(order))
    assert found.total == sum(count for _, count in found.wordings)
    myths = uses_of(term(assistant, "myths-about-trafficking"), guide)
    assert any(use.wording == "Myths and Realities" for part in myths.sections for use in part.uses)


def test_the_place_of_a_use_names_table_and_page(assistant: Assistant, guide: Guide) -> None:
    """As a citation would."""
    places = {use.place for part in uses_of(term(assistant, "servitude"), guide).sections for use in part.uses}
    assert "Table 4, p. 38" in places


def test_an_acronym_is_found_in_capitals_only(toy: Assistant) -> None:
    """The library card is "LC", and neither "lc" nor a part of "X/LC" or of an address."""
    said = "An LC, an lc, the X/LC office, https://example.org/LC."
    found = [said[o.start : o.end] for o in occurrences(said, sentences(said), toy.thesaurus, "en")]
    assert found == ["LC"]


def test_a_label_does_not_reach_over_the_end_of_a_sentence(toy: Assistant) -> None:
    """A "late. Fee" is no late fee."""
    said = "He came late. Fee or no fee. A late fee."
    assert [o.start for o in occurrences(said, sentences(said), toy.thesaurus, "en")] == [said.index("late fee")]


def test_everyday_words_are_kept_apart(assistant: Assistant, guide: Guide) -> None:
    """The word "women" leads to "women and girls" and is no use of that term."""
    one = term(assistant, "women-and-girls")
    named = {(u.start, u.end) for part in uses_of(one, guide).sections for u in part.uses}
    loose = {(u.start, u.end) for part in everyday_uses_of(one, guide).sections for u in part.uses}
    assert named
    assert loose
    assert not any(a < d and c < b for a, b in named for c, d in loose)


def test_a_guide_in_another_language_is_searched_by_the_labels_of_that_language(own_toy_corpus: Path) -> None:
    """A Spanish edition has Spanish uses."""
    file = own_toy_corpus / "handbook" / "guide.md"
    text = file.read_text().replace("language: en", "language: es")
    file.write_text(text.replace("Borrowing is free;", "La tarjeta de la biblioteca is free;"))
    spanish = Assistant.open(own_toy_corpus)
    found = uses_of(spanish.thesaurus.by_id["library-card"], spanish.library.guides[0])
    assert [w for w, _ in found.wordings] == ["tarjeta de la biblioteca"]
    nameless = Term("x", "library card", translations={"pt": Translation("cartão", (), "unreviewed")})
    assert uses_of(nameless, spanish.library.guides[0]).total == 0


# -- the check of a text ----------------------------------------------------------------------------------------------
REPORT = (
    "The police spoke of white slave trafficking.\nHuman trafficking (TIP) is no tip: the “Palermo\n"
    "protocol” says so. La trata de blancas! Modern slavery."
)


def test_a_text_is_marked_without_losing_a_character(assistant: Assistant) -> None:
    """The runs together are the text."""
    found = check(assistant, REPORT)
    assert "".join(run.text for run in found.runs) == REPORT
    marked = [(run.text, run.kind) for run in found.runs if run.kind]
    assert ("police", "term") in marked
    assert ("white slave trafficking", "discouraged") in marked
    assert ("Palermo\nprotocol", "term") in marked
    assert ("Modern slavery", "other") in marked
    assert not any(text == "tip" for text, _ in marked)


def test_terms_are_counted_as_they_are_written(assistant: Assistant) -> None:
    """With the wordings under which the text has them."""
    found = check(assistant, "TIP, human trafficking and Human Trafficking: human trafficking.")
    assert [(t.term.id, t.wordings, t.total) for t in found.terms] == [
        ("trafficking-in-persons", (("human trafficking", 3), ("TIP", 1)), 4)
    ]


def test_the_guide_says_itself_why_a_wording_is_discouraged(assistant: Assistant) -> None:
    """Its own sentence, quoted and cited, also for the Spanish form of the wording."""
    for wording in ("white slave trafficking", "White Slave Trafficking", "trata de blancas"):
        found = check(assistant, f"A case of {wording}.")
        (advice,) = found.advice
        (reason,) = advice.reasons
        assert "The use of this term is currently discouraged" in reason.quote.text
        assert reason.quote.text in assistant.library.guides[0].text
        assert "Table 5" in reason.quote.citation.text


def test_the_term_to_use_instead_is_named_in_the_language_of_the_text(assistant: Assistant) -> None:
    """A Spanish text is advised in Spanish."""
    found = check(assistant, "La policía habló de trata de blancas y de las víctimas en la frontera.")
    assert (found.language, found.advice[0].label) == ("es", "trata de personas")


def test_a_discouraged_wording_without_a_reason_is_still_named(own_toy_corpus: Path) -> None:
    """The thesaurus says so, and the page says that the guide does not explain it."""
    file = own_toy_corpus / "thesaurus.yaml"
    file.write_text(file.read_text().replace("alt: [borrower, patron]", "alt: [borrower]\n  discouraged: [patron]"))
    toy = Assistant.open(own_toy_corpus)
    assert reasons(toy.thesaurus.by_id["reader"], toy.library) == ()
    client = create_app(toy, {"TESTING": True}).test_client()
    said = text_of(client.post("/terms", data={"text": "The patron of the library has borrowed a book."}).text)
    assert "Wordings the guide advises against patron The guide's term is reader" in said
    assert "The guide gives no reason in words of its own" in said


def test_a_text_from_a_scan_or_a_word_processor_is_read_like_any_other(assistant: Assistant) -> None:
    """Ligatures, letters with separate accents, soft hyphens and other line ends."""
    assert [t.term.id for t in check(assistant, plain("human traﬃcking")).terms] == ["trafficking-in-persons"]
    assert [t.term.id for t in check(assistant, plain("las vi\u0301ctimas son")).terms] == ["victim"]
    assert plain("vic\u00adtim\r\nTIP\r") == "victim\nTIP"


def test_the_page_shows_the_marked_text_and_keeps_nothing(client: FlaskClient) -> None:
    """The text comes back escaped, in the marks and in the box, on a page that is not stored."""
    response = client.post("/terms", data={"text": "<b>victims</b> & white slave trafficking"})
    page = response.text
    assert response.status_code == 200
    assert response.headers["Cache-Control"] == "no-store"
    assert '&lt;b&gt;<mark class="is-term">victims</mark>&lt;/b&gt; &amp; ' in page
    assert 'href="#advice-1"><mark class="is-discouraged">white slave trafficking</mark></a>' in page
    assert "currently discouraged" in page
    assert "<b>victims" not in page


def test_a_text_without_any_term_says_so(client: FlaskClient) -> None:
    """Nothing found is an answer, too."""
    said = text_of(client.post("/terms", data={"text": "Lorem ipsum."}).text)
    assert "The text uses 0 terms of the guide." in said
    assert "It has no wording that the guide advises against." in said


@pytest.mark.parametrize(
    ("text", "problem"),
    [("", "There is no text to check"), (" \n ", "There is no text to check"), ("a " * 10_001, "at most 20,000")],
)
def test_a_text_that_cannot_be_checked_is_refused_beside_the_box(client: FlaskClient, text: str, problem: str) -> None:
    """The reason, what to do, and the text as it was."""
    response = client.post("/terms", data={"text": text})
    assert response.status_code == 400
    assert problem in text_of(response.text)
    assert 'aria-invalid="true"' in response.text
    assert text.strip() in response.text
    assert "<title>Error:" in response.text


def test_a_text_of_the_greatest_length_is_checked_quickly(client: FlaskClient) -> None:
    """Line ends count once, however the browser sends them."""
    text = ("human trafficking\r\n" * 2000)[: LONGEST + 1000]
    assert client.post("/terms", data={"text": text}).status_code == 200


@pytest.mark.parametrize("path", ["/terms", "/terms?q=hrba", "/terms/trafficking-in-persons"])
def test_no_page_on_terms_carries_inline_script_or_style(client: FlaskClient, path: str) -> None:
    """The policy allows none, so none is written."""
    text = client.get(path).text
    assert "<style" not in text
    assert not re.search(r"\s(style|on\w+)=\"", text)


def test_the_pages_work_in_every_language_of_the_interface(client: FlaskClient) -> None:
    """The quotation keeps its own."""
    for language in ("es", "pt"):
        page = client.get(f"/terms/servitude?lang={language}").text
        assert f'<html lang="{language}"' in page
        assert '<blockquote lang="en">' in page
