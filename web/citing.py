"""A quote together with where it stands, as text to paste: so that the words never travel without their source."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Protocol

from assistant.citation import page_text
from assistant.guide import Metadata
from assistant.library import Library
from assistant.reply import Citation, Quote


class Citable(Protocol):
    """A quote of the engine, or one as a page shows it."""

    @property
    def text(self) -> str: ...
    @property
    def citation(self) -> Citation: ...


@dataclass(frozen=True, slots=True)
class Cited:
    """The quote with its citation in three forms."""

    plain: str
    markdown: str
    apa: str


def cited(quote: Quote, library: Library) -> Cited:
    """*quote* with citation, edition and licence, to be copied."""
    passage = library.passage_by_id[quote.passage_id]
    metadata = library.by_id[passage.guide_id].metadata
    pages = page_text(passage.page, passage.page_end)
    return Cited(
        plain=f"{quoted(quote.text)}\n{quote.citation.text}.\n{source(metadata)}",
        markdown=f"{blockquote(quote)}\n\n{markdown_text(source(metadata))}",
        apa=f"{quoted(quote.text)} {_apa(quote, metadata, pages)}\n\n{metadata.citation}",
    )


def source(metadata: Metadata) -> str:
    """The suggested citation, the edition and the licence, in one line."""
    return f"{metadata.citation} Edition {metadata.edition}. Licence: {metadata.licence}, {metadata.licence_url}"


def quoted(text: str) -> str:
    """*text* in quotation marks.  Marks inside it stay as they are: not a character of a quote is changed."""
    return f"“{text}”"


def blockquote(quote: Citable) -> str:
    """*quote* as a Markdown block quotation that ends in its citation."""
    lines = [f"> {markdown_text(line)}" if line.strip() else ">" for line in quote.text.split("\n")]
    return "\n".join(["\n>\n".join(lines), ">", f"> — {markdown_text(quote.citation.text)}"])


def markdown_text(text: str) -> str:
    """*text* with the characters escaped that Markdown would take for markup."""
    escaped = re.sub(r"([\\`*_\[\]<>|~])", r"\\\1", text)
    return re.sub(r"^(\s*\d*)([-+#.)])(?=\s)", r"\1\\\2", escaped)


def _apa(quote: Quote, metadata: Metadata, pages: str | None) -> str:
    """The reference in brackets as APA style sets it; words that the guide quotes are cited as theirs."""
    where = pages or ", ".join(quote.citation.section[-1:])
    reference = f"{_authors(metadata)}, {metadata.year}, {where}"
    if quote.citation.attribution and quote.citation.text.startswith(quote.citation.attribution):
        return f"({quote.citation.attribution}, as cited in {reference})"
    return f"({reference})"


def _authors(metadata: Metadata) -> str:
    """The first author's family name, "et al." when there are more than two; the publisher where no author is named."""
    names = [n.strip() for n in metadata.citation.split("(")[0].split(";") if "," in n]
    family = [n.removeprefix("and ").split(",")[0] for n in names]
    if not family:
        return " and ".join(metadata.publisher)
    if len(family) == 2:
        return " & ".join(family)
    return family[0] if len(family) == 1 else f"{family[0]} et al."
