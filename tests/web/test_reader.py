"""The reader: the guide as a page."""

from __future__ import annotations

import re
from html import unescape
from html.parser import HTMLParser
from urllib.parse import parse_qs, quote, urlsplit

import pytest
from flask.testing import FlaskClient

from assistant.answering import Assistant
from assistant.guide import Guide, Passage
from web import create_app
from web.markup import ADDED, parse
from web.typesetting import reference_of

URL = "/guide/introductory-guide"
CONSENT = "definition--b-the-consent-of-a-victim"


class Article(HTMLParser):
    """The text of the page's article, without what was added."""

    def __init__(self, html: str) -> None:
        super().__init__()
        self.text: list[str] = []
        self.open: list[tuple[str, bool]] = []
        self.feed(html.split("data-guide>")[1].split("</article>")[0])

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        names = {name: value or "" for name, value in attrs}
        footnote = names.get("id", "").startswith("fnref") or "footnote-backref" in names.get("class", "")
        added = footnote or ADDED in names or "cited-card" in names.get("class", "") or self.added
        if tag not in ("br", "hr"):
            self.open.append((tag, added))

    def handle_endtag(self, tag: str) -> None:
        if self.open and self.open[-1][0] == tag:
            self.open.pop()

    @property
    def added(self) -> bool:
        return bool(self.open) and self.open[-1][1]

    def handle_data(self, data: str) -> None:
        if not self.added:
            self.text.append(data)


def letters(text: str) -> str:
    return "".join(text.split())


def marked(html: str) -> str:
    """The marked words of the page, without white space and what was added to them."""
    marks = re.findall(r'<mark class="cited"[^>]*>(.*?)</mark>', html, re.S)
    return letters(unescape("".join(re.sub(r"<span [^>]*data-added.*?</span>", "", mark) for mark in marks)))


def link(passage: Passage, **query: str) -> str:
    extra = "".join(f"&{name}={quote(value)}" for name, value in query.items())
    return f"{URL}?mark={passage.start}-{passage.end}{extra}"


@pytest.fixture
def guide(assistant: Assistant) -> Guide:
    return assistant.library.guides[0]


@pytest.fixture
def consent(guide: Guide) -> Passage:
    return guide.by_id[f"{guide.id}/{CONSENT}"]


@pytest.fixture
def page(client: FlaskClient) -> str:
    return client.get(URL).text


# -- the text ---------------------------------------------------------------------------------------------------------
def test_the_page_holds_every_word_of_the_guide_and_adds_none(page: str, guide: Guide) -> None:
    """What is not of the guide is marked as added; the rest is its text, from first to last character."""
    assert letters("".join(Article(page).text)) == letters(guide.text)


def test_every_anchor_a_citation_can_have_is_on_the_page_once(page: str, guide: Guide) -> None:
    """Passages, headings and footnotes."""
    ids = re.findall(r'\sid="([^"]+)"', page)
    assert len(ids) == len(set(ids))
    assert {p.anchor for p in guide.passages} | {s.anchor for s in guide.sections} <= set(ids)


def test_every_link_within_the_page_leads_somewhere(page: str) -> None:
    """Contents, footnotes both ways, references, anchors."""
    ids = set(re.findall(r'\sid="([^"]+)"', page))
    targets = {unescape(t) for t in re.findall(r'href="#([^"]+)"', page)}
    assert targets <= ids
    assert {"fn:1", "fnref:1", "fn:3", "fnref:3"} <= targets


def test_no_inline_style_or_script(page: str) -> None:
    """The policy refuses them."""
    assert "<style" not in page
    assert not re.search(r"\s(style|on\w+)=\"", page)
    for attributes in re.findall(r"<script([^>]*)>", page):
        assert "src=" in attributes or 'type="application/json"' in attributes


def test_the_language_of_the_guide_is_told(client: FlaskClient) -> None:
    """In a Spanish interface the guide is English still, and what was added to it is Spanish."""
    page = client.get(f"{URL}?lang=es").text
    assert '<html lang="es"' in page
    assert re.search(r'<article class="guide" lang="en"', page)
    body = parse(page.split("data-guide>")[1].split("</article>")[0])
    for element in body.iter():
        if ADDED in element.attrib and "".join(element.itertext()).strip(" #¶"):
            assert element.get("lang") == "es"


def test_a_guide_that_is_not_there_is_not_found(client: FlaskClient) -> None:
    """With the page that says so."""
    assert client.get("/guide/no-such-guide").status_code == 404


def test_the_head_says_what_the_guide_is_and_how_to_cite_it(page: str, guide: Guide) -> None:
    """Publishers, edition, licence, suggested citation."""
    head = unescape(page.split('<header class="reader-head')[1].split("</header>")[0])
    for text in (*guide.metadata.publisher, guide.metadata.series, guide.metadata.edition, guide.metadata.citation):
        assert text in head
    assert guide.metadata.licence_url in head


# -- contents and headings --------------------------------------------------------------------------------------------
def test_the_contents_list_every_section_with_its_page(page: str, guide: Guide) -> None:
    """In order; a section on the page of the one around it does not repeat it."""
    contents = page.split('<details class="toc">')[1].split("</details>")[0]
    assert [unescape(a) for a in re.findall(r'href="#([^"]+)"', contents)] == [s.anchor for s in guide.sections]
    assert re.search(r'href="#purposes-and-modalities">.*?</span>38</span></a>', contents)


def test_a_heading_names_its_page_and_links_to_itself(page: str) -> None:
    """The link stands beside the heading, whose name stays its own."""
    row = page.split('id="gender-approach"')[1].split("</div>")[0]
    assert row.startswith(">Gender Approach</h3>")
    assert "p. 27" in row
    link_to_itself = re.search(r'<a [^>]*href="#gender-approach".*?</a>', row)
    assert link_to_itself
    assert re.sub("<[^>]+>", "", link_to_itself[0]) == "#Link to this section: Gender Approach"


def test_what_is_added_in_spanish_names_the_guides_words_as_english(client: FlaskClient) -> None:
    """A label cannot hold two languages: such a sentence is text, and the guide's words in it say what they are."""
    page = client.get(f"{URL}?lang=es").text
    assert 'Enlace a esta sección: <span lang="en">Gender Approach</span>' in page
    assert re.search(r'<caption [^>]*lang="es"><span lang="en">Figure 1</span>: ', page)
    assert re.search(r'<div class="figure__charts" lang="en"><svg [^>]*aria-label="Bar chart: forced labour', page)


# -- quotations, footnotes, tables ------------------------------------------------------------------------------------
def test_a_block_quotation_names_its_source_and_leads_to_the_reference(page: str) -> None:
    """The words are other people's, and who they are can be looked up."""
    block = page.split('id="definition--d-child-shall-mean-any-person"')[1].split("</blockquote>")[0]
    reference = re.search(r'Quoted from <a lang="en" href="#(references--[^"]+)">UNODC, 2004: 44</a>', block)
    assert reference
    entry = page.split(f'id="{reference[1]}"')[1].split("</li>")[0]
    assert "United Nations Convention against Transnational Organized Crime" in entry


@pytest.mark.parametrize(
    ("source", "found"),
    [
        ("UNODC, 2004: 44", "United Nations Office on Drugs and Crime (UNODC). (2004)"),
        ("OHCHR, 1985", "Office of the United Nations High Commissioner"),
        ("United Nations, n.d.", "United Nations. (n.d.)"),
        ("MIDEPLAN and UN Women, 2017: 6", "Ministry of National Planning"),
        ("Marín Urrego, Moreno Luna, Peña Torres, et al., 2023: 14", "Marín Urrego, J."),
        ("Nobody, 1999", None),
        ("UNODC, 1815", None),
        ("no year", None),
    ],
)
def test_a_source_is_found_among_the_references(guide: Guide, source: str, found: str | None) -> None:
    """By author and year; none rather than a wrong one."""
    reference = reference_of(guide, source)
    assert (reference is None) == (found is None)
    assert found is None or (reference and reference.text.startswith(found))


def test_pull_quotes_that_repeat_the_body_are_not_read_twice(page: str) -> None:
    """Both of the guide's do; they hold nothing that takes the focus."""
    blocks = re.findall(r'<div class="pull"([^>]*)>(.*?)</div>', page, re.S)
    assert len(blocks) == 2
    assert all('aria-hidden="true"' in attributes and "<a" not in body for attributes, body in blocks)


def test_a_pull_quote_that_says_something_new_is_read(toy_client: FlaskClient) -> None:
    """The handbook's stands nowhere else."""
    page = toy_client.get("/guide/handbook").text
    assert re.search(r'<div class="pull">\s*<p class="pull-quote"[^>]*>A blocked card', page)


def test_footnotes_lead_there_and_back(page: str) -> None:
    """With names that say so."""
    assert '<a class="footnote-ref" href="#fn:2" aria-label="Footnote 2">2</a>' in page
    assert 'aria-label="Back to the text, footnote 2"' in page


def test_tables_are_tables(page: str) -> None:
    """Captions, column and row headings, and each region named."""
    regions = re.findall(r'<div [^>]*class="table"[^>]*>', page)
    assert len(regions) == 6
    assert all("aria-labelledby=" in r or "aria-label=" in r for r in regions)
    assert page.count("<caption class=\"caption\"") == 5
    assert 'aria-label="5. Checklist"' in page
    assert '<td role="cell" data-heading="DESCRIPTION">This refers to the subjugation' in page


# -- marks ------------------------------------------------------------------------------------------------------------
def test_a_citation_of_an_answer_opens_with_its_words_marked(client: FlaskClient, assistant: Assistant) -> None:
    """Exactly the quoted words, for questions of every kind."""
    for question in (
        "Can a man who agreed to the work still be a victim?",
        "What is servitude?",
        "What are the recommendations of the gender approach?",
        "HRBA",
        "How many victims were detected in 2020?",
        "What are the chapters on approaches?",
    ):
        for one in assistant.ask(question).quotes:
            page = client.get(one.citation.url).text
            guide = assistant.library.guides[0]
            inside = [
                guide.text[max(u.start, one.start) : min(u.end, one.end)]
                for u in sorted([*guide.sections, *guide.passages], key=lambda u: u.start)
                if u.start < one.end and one.start < u.end
            ]
            assert marked(page) == letters("".join(inside)), one.citation.url
            assert page.count('id="marked"') == 1
            assert page.count('class="cited-card ') == 1


def test_every_passage_can_be_marked(client: FlaskClient, guide: Guide) -> None:
    """Paragraph, item, row, footnote, caption, heading: each by its own address, and nothing else with it."""
    for passage in [*guide.passages, *guide.sections]:
        page = client.get(f"{URL}?mark={passage.start}-{passage.end}").text
        assert marked(page) == letters(guide.text[passage.start : passage.end]), passage


def test_several_ranges_are_marked_together(client: FlaskClient, guide: Guide, consent: Passage) -> None:
    """The words of each, in the order of the guide."""
    page = client.get(f"{URL}?mark={consent.start + 3}-{consent.start + 14},0-18").text
    assert marked(page) == letters(guide.text[0:18]) + letters(consent.text[3:14])


@pytest.mark.parametrize(
    "mark", ["x", "9-3", "0-999999", "-5", "1-", "5", "1-2-3", "☃", "0-0", ",,,", "%00", "77390-77395"]
)
def test_a_bad_mark_is_ignored(client: FlaskClient, mark: str) -> None:
    """The guide is shown as it is."""
    response = client.get(f"{URL}?mark={mark}")
    assert response.status_code == 200
    assert "<mark" not in response.text
    assert "cited-card" not in response.text


def test_marking_changes_no_word_of_the_page(client: FlaskClient, guide: Guide) -> None:
    """Not even when everything is marked."""
    page = client.get(f"{URL}?mark=0-{len(guide.text)}").text
    assert letters("".join(Article(page).text)) == letters(guide.text)
    assert marked(page) == letters(guide.text)


def test_the_marked_passage_comes_with_its_citation_to_copy(client: FlaskClient, consent: Passage) -> None:
    """Quote and source together, in three forms."""
    card = unescape(client.get(link(consent)).text.split('class="cited-card ')[1].split("</details>")[0])
    assert "UNODC, 2004: 44, quoted in Introductory Guide, ch. 4, Definition" in card
    assert f"“{consent.text}”" in card
    assert card.count("data-copy-text") == 3
    assert "CC BY 3.0 IGO" in card


def test_the_card_stands_right_behind_the_marked_row(client: FlaskClient, guide: Guide) -> None:
    """Within the table, so that it is not a screen away."""
    row = guide.by_id[f"{guide.id}/purposes-and-modalities--servitude"]
    behind = client.get(link(row)).text.split(f'id="{row.anchor}"')[1].split("</tr>")[1]
    assert 'class="cited-row"' in behind
    assert "cited-card" in behind


def test_previous_and_next_lead_from_passage_to_passage(client: FlaskClient, guide: Guide, consent: Passage) -> None:
    """Over what only introduces, in guide order, and back again; what the visit came from goes along."""
    page = unescape(client.get(link(consent, q="Why?")).text)
    targets = {rel: href for href, rel in re.findall(r'<a href="([^"]+)" rel="(prev|next)"', page)}
    after = urlsplit(targets["next"])
    assert after.fragment == "definition--c-the-recruitment-transportation-transfer-harbouring"
    assert parse_qs(after.query)["q"] == ["Why?"]
    back = unescape(client.get(targets["next"]).text)
    assert f'#{CONSENT}" rel="prev"' in back
    assert "definition--the-palermo-protocol-states-that" not in targets["prev"]


def test_the_first_passage_has_none_before_it_and_the_last_none_behind(client: FlaskClient, guide: Guide) -> None:
    """The walk ends where the guide does."""
    places = [p for p in guide.passages if p.answers and not p.section.apparatus]
    assert 'rel="prev"' not in client.get(link(places[0])).text
    assert 'rel="next"' not in client.get(link(places[-1])).text


# -- back to the question ---------------------------------------------------------------------------------------------
def test_a_visit_from_an_answer_leads_back_to_it(client: FlaskClient, consent: Passage) -> None:
    """Without script, the question being in the address."""
    page = unescape(client.get(link(consent, q="Did he agree?")).text)
    assert page.count('<a href="/answer?q=Did+he+agree?">') == 2
    assert "Back to my question: “Did he agree?”" in page


def test_a_question_in_the_address_is_text_and_nothing_else(client: FlaskClient, consent: Passage) -> None:
    """Neither markup nor a way out of the site; one that is too long is ignored."""
    page = client.get(link(consent, q="<script>alert(1)</script>")).text
    assert "<script>alert" not in page
    assert 'href="/answer?q=%3Cscript' in page
    assert "/answer?q=" not in client.get(link(consent, q="x" * 501)).text


def test_without_a_question_nothing_leads_back(client: FlaskClient, consent: Passage) -> None:
    """The places stay hidden, for the script to fill."""
    page = client.get(link(consent)).text
    assert "/answer?q=" not in page
    assert page.count("hidden data-back") + page.count("data-back hidden") == 2


# -- terms ------------------------------------------------------------------------------------------------------------
def test_a_term_is_linked_once_in_a_section(page: str, assistant: Assistant, guide: Guide) -> None:
    """And never in a heading, a link, or the passage that defines it."""
    seen: set[tuple[str, str]] = set()
    body = parse(page.split("data-guide>")[1].split("</article>")[0])
    for element in body.iter():
        anchor = element.get("data-passage")
        for one in element.iter("a") if anchor and element.tag != "li" else ():
            if "data-definition" in one.attrib:
                term = one.attrib["data-definition"].rpartition("/")[2]
                section = guide.by_id[f"{guide.id}/{anchor}"].section.anchor
                assert (section, term) not in seen
                seen.add((section, term))
                assert assistant.thesaurus.by_id[term].definition != anchor
    assert len({term for _section, term in seen}) > 40


def test_an_acronym_counts_only_in_capitals(page: str) -> None:
    """ "LAC" and "TIP" are terms, and no small letters are taken for them."""
    linked = set(re.findall(r'data-definition="[^"]+/latin-america-and-the-caribbean">([^<]+)<', page))
    assert linked <= {"LAC", "Latin America and the Caribbean", "Latin America and Caribbean"}
    assert "TIP" in re.findall(r'data-definition="[^"]+/trafficking-in-persons">([^<]+)<', page)


def test_names_of_people_and_offices_before_the_first_chapter_have_no_terms(page: str) -> None:
    """The acknowledgments are not there to be explained."""
    assert "data-definition" not in page.split('id="about-the-guidelines"')[0].split("data-guide>")[1]


def test_a_definition_is_the_guides_own_words_cited(client: FlaskClient, assistant: Assistant) -> None:
    """For every term that has one; as a piece of page, with the link to where it stands."""
    passages = assistant.library.passage_by_id
    for term in assistant.thesaurus.terms:
        response = client.get(f"{URL}/definition/{term.id}")
        assert response.status_code == (200 if term.definition else 404), term.id
        if term.definition:
            block = response.text.split("<blockquote")[1].split("</blockquote>")[0]
            words = unescape(re.sub(r"<dt>.*?</dt>|<[^>]+>", "", block))
            assert letters(passages[f"introductory-guide/{term.definition}"].text) in letters(words)
            assert f"#{term.definition}" in response.text


@pytest.mark.parametrize("url", [f"{URL}/definition/no-such-term", "/guide/nowhere/definition/servitude"])
def test_a_term_that_is_not_there_is_not_found(client: FlaskClient, url: str) -> None:
    """So that the script follows the plain link instead."""
    assert client.get(url).status_code == 404


# -- finding ----------------------------------------------------------------------------------------------------------
def found(page: str) -> str:
    return unescape(page.split('id="found"')[1].split("</section>")[0])


def test_finding_lists_every_passage_with_the_words(client: FlaskClient, guide: Guide) -> None:
    """With the section, the page, and the words marked in an excerpt that is verbatim."""
    text = found(client.get(f"{URL}?find=consent").text)
    places = [p for p in guide.passages if re.search(r"\bconsent\b", p.text, re.I)]
    assert f"“consent” stands in {len(places)} passages" in text
    for passage in places:
        assert f"&mark={passage.start}-{passage.end}#{passage.anchor}" in text
    assert "Myths and Realities › Table\N{NO-BREAK SPACE}5" in text
    for excerpt in re.findall(r'<p class="hits__excerpt"[^>]*>(.*?)</p>', text.split("<h3>")[0], re.S):
        assert "<mark>" in excerpt
        assert letters(re.sub(r"<[^>]+>", "", excerpt).strip("… ")) in letters(guide.text)


def test_other_forms_of_the_word_are_found(client: FlaskClient) -> None:
    """ "victim" finds "victims", whatever the case."""
    assert "<mark>victims</mark>" in found(client.get(f"{URL}?find=VICTIM").text)


def test_finding_in_spanish_finds_what_answers(client: FlaskClient) -> None:
    """The words do not stand in the guide, and the page says so."""
    text = found(client.get(f"{URL}?find=servidumbre").text)
    assert "does not stand in this guide" in text
    assert "#purposes-and-modalities--servitude" in text


def test_finding_nothing_says_what_to_do(client: FlaskClient) -> None:
    """No list, and a way on."""
    text = found(client.get(f"{URL}?find=carburettor").text)
    assert "does not stand in this guide" in text
    assert "No passage comes near it" in text
    assert 'href="/answer?q=carburettor"' in text
    assert "hits__place" not in text


def test_what_was_found_is_opened_marked_and_leads_back(client: FlaskClient) -> None:
    """The list stays on the page."""
    first = re.search(r'<p class="hits__place"[^>]*><a href="([^"]+)"', client.get(f"{URL}?find=consent").text)
    assert first
    page = client.get(unescape(first[1])).text
    assert marked(page)
    assert 'href="#found">Back to what was found' in page
    assert 'value="consent"' in page


def test_somebody_in_danger_who_searches_is_told_where_to_turn(client: FlaskClient) -> None:
    """The same words as in the chat."""
    assert "notice--alert" in found(client.get(f"{URL}?find=help+me+I+am+being+held").text)


def test_words_that_cannot_be_searched_get_an_error_beside_the_field(client: FlaskClient) -> None:
    """Status 400, the field keeps the words, and the guide is still there."""
    response = client.get(f"{URL}?find={'x' * 600}")
    assert response.status_code == 400
    assert re.search(r'<p class="field-error" id="find-error">[^<]+</p>', response.text)
    assert 'aria-describedby="find-error"' in response.text
    assert "<title>Error: " in response.text
    assert f'id="{CONSENT}"' in response.text


@pytest.mark.parametrize("find", ["", "   ", "%20"])
def test_an_empty_search_is_none(client: FlaskClient, find: str) -> None:
    """The guide is shown."""
    response = client.get(f"{URL}?find={find}")
    assert response.status_code == 200
    assert 'id="found"' not in response.text


def test_markup_in_a_search_is_shown_as_text(client: FlaskClient) -> None:
    """In the field, the title and the heading."""
    page = client.get(f"{URL}?find=%3Cb%3Econsent%3C/b%3E%22").text
    assert "<b>consent" not in page
    assert "&lt;b&gt;consent" in page


def test_searching_is_limited_and_reading_is_not(assistant: Assistant) -> None:
    """The limit is the API's."""
    client = create_app(assistant, {"TESTING": True, "API_LIMIT": "2 per minute"}).test_client()
    assert [client.get(f"{URL}?find=debt").status_code for _ in range(3)] == [200, 200, 429]
    assert [client.get(URL).status_code for _ in range(5)] == [200] * 5


# -- many guides ------------------------------------------------------------------------------------------------------
def test_another_guide_is_read_in_the_same_way(toy_client: FlaskClient, toy: Assistant) -> None:
    """Nothing in the reader knows which guide it shows."""
    guide = toy.library.guides[0]
    page = toy_client.get("/guide/handbook").text
    assert letters("".join(Article(page).text)) == letters(guide.text)
    for passage in guide.passages:
        address = f"/guide/handbook?mark={passage.start}-{passage.end}"
        assert marked(toy_client.get(address).text) == letters(passage.text)
    assert "stands in" in found(toy_client.get("/guide/handbook?find=receipt").text)
    assert 'data-definition="/guide/handbook/definition/reader"' in page
