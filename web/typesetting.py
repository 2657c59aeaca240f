"""How a guide's page body is set for reading: what its markup means becomes visible, and nothing of its text changes.

Every function changes the tree in place.  What is not of the guide carries the attribute `markup.ADDED`.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from xml.etree.ElementTree import Element, SubElement

from flask_babel import gettext as _
from rapidfuzz import fuzz

from assistant.citation import page_text
from assistant.guide import Guide, Kind, Passage, Section
from web.charts import charts_of, say_in_words
from web.figures import Figure
from web.linking import url_if
from web.markup import ADDED, classes, replace

REPEATS = 90
"""Similarity, 0 to 100, from which a pull-quote is the same as a passage of the body."""


GUIDE_WORDS = "\N{OBJECT REPLACEMENT CHARACTER}"
"""Where words of the guide go in a sentence that is in the language of the interface."""


@dataclass(frozen=True, slots=True)
class Setting:
    """What all of the functions need: the guide, the address of its page, and the language of the interface."""

    guide: Guide
    url: str
    language: str

    def added(self, tag: str, class_: str = "", text: str = "", **attributes: str) -> Element:
        """An element that is not of the guide, in the language of the interface."""
        element = Element(tag, {ADDED: "", **attributes})
        if class_:
            element.set("class", class_)
        if self.language != self.guide.metadata.language and "lang" not in attributes:
            element.set("lang", self.language)
        element.text = text or None
        return element

    def say(self, element: Element, sentence: str, words: str) -> None:
        """Sets *element*'s text to *sentence*, with the guide's *words*, in their language, at `GUIDE_WORDS`."""
        element.text, _mark, after = sentence.partition(GUIDE_WORDS)
        said = SubElement(element, "span", {"lang": self.guide.metadata.language})
        said.text, said.tail = words, after

    def passage_url(self, passage: Passage) -> str:
        """The page with *passage* marked."""
        return f"{self.url}?mark={passage.start}-{passage.end}#{passage.anchor}"


def elements_of_passages(root: Element) -> dict[str, Element]:
    """The element of each passage, by anchor."""
    return {e.get("data-passage", ""): e for e in root.iter() if "data-passage" in e.attrib}


# -- headings ---------------------------------------------------------------------------------------------------------
def set_headings(root: Element, setting: Setting) -> None:
    """Gives each heading its page and a link to itself, beside it and not in it, so that its name stays its text."""
    before: Section | None = None
    for heading in [e for e in root if e.get("id") in setting.guide.section_by_anchor]:
        section = setting.guide.section_by_anchor[heading.get("id", "")]
        row = Element("div", {"class": f"heading heading--{heading.tag}"})
        replace(root, heading, row)
        row.append(heading)
        if before is None and section.title == setting.guide.metadata.title:
            heading.set("class", "visually-hidden")  # the page's own heading has just said it
            before = section
            continue
        if section.page is not None and (before is None or before.page != section.page):
            row.append(setting.added("span", "heading__page", page_text(section.page) or ""))
        link = setting.added("a", "heading__link", href=f"#{section.anchor}")
        SubElement(link, "span", {"aria-hidden": "true"}).text = "#"
        name = SubElement(link, "span", {"class": "visually-hidden"})
        setting.say(name, _("Link to this section: %(title)s", title=GUIDE_WORDS), section.title)
        row.append(link)
        before = section


# -- quotations -------------------------------------------------------------------------------------------------------
def set_quotations(root: Element, setting: Setting) -> None:
    """Says under each block quotation whose words it holds, and sets pull-quotes apart.

    A pull-quote that repeats the body is left out for screen readers, which would read it twice.
    """
    for block in list(root.iter("blockquote")):
        paragraphs = block.findall("p")
        if paragraphs and all("pull-quote" in classes(p) for p in paragraphs):
            block.tag = "div"
            block.set("class", "pull")
            if all(_repeats(setting.guide, p.get("data-passage", "")) for p in paragraphs):
                block.set("aria-hidden", "true")
            continue
        sources = dict.fromkeys(p.get("data-cite", "") for p in paragraphs)
        sources.pop("", None)
        if sources:
            block.append(_source_line(setting, list(sources)))


def _source_line(setting: Setting, sources: list[str]) -> Element:
    footer = setting.added("footer", "source-line", _("Quoted from") + " ")
    for source in sources:
        reference = reference_of(setting.guide, source)
        name = SubElement(footer, "a" if reference else "span", {"lang": setting.guide.metadata.language})
        if reference:
            name.set("href", f"#{reference.anchor}")
        name.text = source
        name.tail = "; " if source != sources[-1] else None
    return footer


def reference_of(guide: Guide, source: str) -> Passage | None:
    """The entry of the guide's references that *source* ("UNODC, 2004: 44") names; None when it is not clear which."""
    found = re.match(r"(.+?)(?:,| and\b| y\b| e\b).*?(\d{4}|n\.d\.)", source)
    if not found:
        return None
    author, year = found[1], found[2]
    listed = [p for p in guide.passages if p.section.apparatus and p.kind is Kind.ITEM and f"({year})" in p.text]
    named = [p for p in listed if author in p.text.split(f"({year})")[0]]
    exact = [p for p in named if p.text.startswith((f"{author}.", f"{author},")) or f"({author})" in p.text]
    found_entries = exact or named
    return found_entries[0] if len(found_entries) == 1 else None


def _repeats(guide: Guide, anchor: str) -> bool:
    passage = guide.by_id.get(f"{guide.id}/{anchor}")
    return passage is not None and any(
        fuzz.partial_ratio(passage.text, other.text) >= REPEATS
        for other in guide.passages
        if other.answers and len(other.text) >= len(passage.text)
    )


# -- tables -----------------------------------------------------------------------------------------------------------
def set_tables(root: Element, setting: Setting) -> None:
    """Names every table's region, and repeats the column's heading in each cell for narrow screens, which stack them.

    The roles are spelt out, since some browsers forget that a table is one when its cells are set as blocks.
    """
    sections = _sections_above(root, setting.guide)
    for region in list(root):
        table = region.find("table")
        if table is None or "table" not in classes(region):
            continue
        if "aria-labelledby" not in region.attrib:
            region.set("aria-label", sections[region])
        headings = ["".join(cell.itertext()).strip() for cell in table.findall("./thead/tr/th")]
        _set_roles(table)
        blank = True
        for row in table.findall("./tbody/tr"):
            cells = list(row)
            for cell, heading in zip(cells, headings, strict=False):
                cell.set("data-heading", heading)
            empty = [c for c in cells[1:] if not "".join(c.itertext()).strip()]
            for cell in empty:
                cell.set("class", "blank")
            blank = blank and len(empty) == len(cells) - 1
        if headings and blank and (checklist := url_if("checklist.index")):
            note = setting.added("p", "after-table")
            SubElement(note, "a", {"href": checklist}).text = _("Fill this list in")
            root.insert(list(root).index(region) + 1, note)


def _set_roles(table: Element) -> None:
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for element in table.iter():
        if element.tag == "th":
            element.set("role", "rowheader" if element.get("scope") == "row" else "columnheader")
        elif element.tag in roles:
            element.set("role", roles[element.tag])


def _sections_above(root: Element, guide: Guide) -> dict[Element, str]:
    """For each block, the title of the section in which it stands."""
    title = guide.metadata.title
    found = {}
    for block in root:
        for element in block.iter():
            title = guide.section_by_anchor[element.get("id", "")].title if (
                element.get("id") in guide.section_by_anchor) else title  # fmt: skip
        found[block] = title
    return found


# -- figures ----------------------------------------------------------------------------------------------------------
def set_figures(root: Element, setting: Setting, figures: Mapping[str, Figure]) -> None:
    """Puts under each figure's caption its chart and table, or says that its data are not in the text."""
    blocks = list(root)
    for position, caption in enumerate(blocks):
        if caption.tag != "p" or "figure" not in classes(caption):
            continue
        anchor = caption.get("data-passage", "")
        frame = Element("figure", {"class": "figure"})
        replace(root, caption, frame)
        SubElement(frame, "figcaption").append(caption)
        figure = figures.get(anchor)
        frame.append(_drawn(setting, figure) if figure else _not_drawn(setting, anchor))
        source = blocks[position + 1] if position + 1 < len(blocks) else None
        if source is not None and "source" in classes(source):
            root.remove(source)
            frame.append(source)


def _drawn(setting: Setting, figure: Figure) -> Element:
    body = setting.added("div", "figure__body")
    charts = SubElement(body, "div", {"class": "figure__charts", "lang": setting.guide.metadata.language})
    for series, drawing in zip(figure.series, charts_of(figure), strict=True):
        if series.label:
            SubElement(charts, "p", {"class": "figure__series", "aria-hidden": "true"}).text = series.label
        say_in_words(drawing, figure, series, setting.guide)
        charts.append(drawing)
    aside = SubElement(body, "div", {"class": "figure__aside"})
    aside.append(_data_table(setting, figure))
    aside.append(_drawn_from(setting, figure))
    return body


def _data_table(setting: Setting, figure: Figure) -> Element:
    table = Element("table", {"class": "figure__data", "lang": setting.guide.metadata.language})
    caption = SubElement(table, "caption", {"class": "visually-hidden", "lang": setting.language})
    label = setting.guide.by_id[f"{setting.guide.id}/{figure.anchor}"].label or ""
    setting.say(caption, _("%(figure)s: the numbers", figure=GUIDE_WORDS), label)
    head = SubElement(SubElement(table, "thead"), "tr")
    for name in (figure.categories, *(one.label or figure.numbers or figure.unit for one in figure.series)):
        SubElement(head, "th", {"scope": "col"}).text = name
    body = SubElement(table, "tbody")
    for category, numbers in figure.rows:
        row = SubElement(body, "tr")
        SubElement(row, "th", {"scope": "row"}).text = category
        for number in numbers:
            SubElement(row, "td").text = number
    return table


def _drawn_from(setting: Setting, figure: Figure) -> Element:
    note = Element("p", {"class": "figure__note"})
    note.text = _("Drawn by this assistant from the numbers in the guide's text.") + " "
    for number, name in enumerate(figure.sources):
        link = SubElement(note, "a", {"href": setting.passage_url(setting.guide.by_id[name])})
        link.text = _("Show the passage") if number == 0 else _("and the next")
        link.tail = " " if number + 1 < len(figure.sources) else None
    return note


def _not_drawn(setting: Setting, anchor: str) -> Element:
    passage = setting.guide.by_id.get(f"{setting.guide.id}/{anchor}")
    where = page_text(passage.page, passage.page_end) if passage else None
    text = _("The picture is not shown here, and its data do not stand in the guide's text.")
    if where:
        text += " " + _("In the printed guide it is on %(page)s.", page=where)
    return setting.added("p", "figure__missing", text)


# -- footnotes --------------------------------------------------------------------------------------------------------
def set_footnotes(root: Element, setting: Setting) -> None:
    """Names the links between a sentence and its footnote, both ways, and gives each footnote its passage's anchor."""
    for link in root.iter("a"):
        if "footnote-ref" in classes(link):
            link.set("aria-label", _("Footnote %(number)s", number=link.text or ""))
        elif "footnote-backref" in classes(link):
            link.attrib.pop("title", None)
            number = (link.get("href") or "").rpartition(":")[2]
            link.set("aria-label", _("Back to the text, footnote %(number)s", number=number))
            if setting.language != setting.guide.metadata.language:
                link.set("lang", setting.language)
    for block in [e for e in root if "footnote" in classes(e)]:
        block.set("class", "footnotes")
        rule = block.find("hr")
        if rule is not None:
            block.remove(rule)
        block.insert(0, setting.added("h2", "footnotes__title", _("Footnotes"), id="footnotes"))
        for item in block.iter("li"):
            body = item.find("p")
            if body is not None and "id" not in body.attrib:
                body.set("id", item.get("data-passage", ""))


# -- citing -----------------------------------------------------------------------------------------------------------
def set_cite_links(root: Element, setting: Setting) -> None:
    """Ends every passage that can be an answer with a link that marks it and offers its citation."""
    for anchor, element in elements_of_passages(root).items():
        passage = setting.guide.by_id.get(f"{setting.guide.id}/{anchor}")
        if passage is None or not passage.answers or passage.section.apparatus or passage.kind is Kind.FIGURE:
            continue
        link = setting.added("a", "cite-link", href=setting.passage_url(passage), title=_("Cite this passage"))
        SubElement(link, "span", {"aria-hidden": "true"}).text = "¶"
        SubElement(link, "span", {"class": "visually-hidden"}).text = _("Cite this passage")
        _append(_end_of(element), link)


def _end_of(element: Element) -> Element:
    """Where the passage's own text ends: of a row, its last cell that says something; of a footnote, its paragraph."""
    if element.tag == "tr":
        return [cell for cell in element if "".join(cell.itertext()).strip()][-1]
    paragraph = element.find("p") if element.tag == "li" else None
    return paragraph if paragraph is not None and "data-passage" not in paragraph.attrib else element


def _append(element: Element, new: Element) -> None:
    """Puts *new* behind the text of *element*, before any list or quotation that it holds as well."""
    for position, child in enumerate(element):
        if child.tag in ("ul", "ol", "blockquote", "table", "p"):
            element.insert(position, new)
            return
    element.append(new)
