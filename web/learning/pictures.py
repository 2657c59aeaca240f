"""Figures with their charts, as a deck shows them: drawn from the numbers in the guide's text, or said not to be."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from xml.etree.ElementTree import Element

from markupsafe import Markup

from assistant.citation import cite, page_text
from assistant.guide import Guide
from assistant.library import Library
from assistant.reply import Citation
from web.charts import charts_of, say_in_words
from web.figures import Figure, Series
from web.learning.decks import Figures
from web.learning.extracts import Extract
from web.markup import html_of
from web.quotes import QuoteView


@dataclass(frozen=True, slots=True)
class Chart:
    """One drawing; `label` says of what, where a figure has several."""

    label: str | None
    drawing: Markup


@dataclass(frozen=True, slots=True)
class Picture:
    """A figure: its caption; where the guide's text tells its numbers, charts, table and the passages with them."""

    caption: Extract
    quote: QuoteView
    figure: Figure | None
    charts: tuple[Chart, ...]
    sources: tuple[Citation, ...]
    page: str | None
    """Where the printed guide has it: "p. 41"."""

    @property
    def headings(self) -> tuple[str, ...]:
        """Of the table's columns; none without numbers."""
        if self.figure is None:
            return ()
        numbers = [one.label or self.figure.numbers or self.figure.unit for one in self.figure.series]
        return (self.figure.categories, *numbers)

    @property
    def bars(self) -> tuple[tuple[str, tuple[tuple[str, Decimal], ...]], ...]:
        """Each category with its numbers, as written and in hundredths of the largest."""
        if self.figure is None:
            return ()
        written = self.figure.written
        numbers = [dict(one.values) for one in self.figure.series]
        largest = max(value for one in numbers for value in one.values())
        return tuple(
            (category, tuple((written(one[category]), round(100 * one[category] / largest, 1)) for one in numbers))
            for category in numbers[0]
        )


def pictures_of(deck: Figures, library: Library) -> tuple[Picture, ...]:
    """Every figure of *deck*, in the order of the guide."""
    return tuple(_picture(deck, caption, library) for caption in deck.captions)


def _picture(deck: Figures, caption: Extract, library: Library) -> Picture:
    figure = deck.drawn.get(caption.passage.anchor)
    passages = [deck.guide.by_id[name] for name in figure.sources] if figure else []
    return Picture(
        caption=caption,
        quote=caption.quote(library),
        figure=figure,
        charts=tuple(_chart(deck.guide, figure, *one) for one in zip(figure.series, charts_of(figure), strict=True))
        if figure
        else (),
        sources=tuple(cite(deck.guide, p, p.start, p.end) for p in passages),
        page=page_text(caption.passage.page, caption.passage.page_end),
    )


def _chart(guide: Guide, figure: Figure, series: Series, svg: Element) -> Chart:
    say_in_words(svg, figure, series, guide)
    return Chart(series.label, Markup(html_of(svg)))  # noqa: S704 (made by the charting library from escaped text)
