"""Figures: the data that stand in the text, their charts, and honesty about the others."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from flask.testing import FlaskClient

from assistant.answering import Assistant
from assistant.errors import CorpusError
from assistant.guide import Guide, Kind
from assistant.library import Library
from web.charts import WIDTH, charts_of
from web.figures import FILE, Figure, figures_of
from web.markup import html_of

DRAWN = {"figure-1", "figure-3", "figure-4", "figure-6"}
GOOD = """
- id: figure-1
  unit: "%"
  categories: Day
  numbers: Visits
  from: [opening-hours--in-2023-41-of-all-visits]
  series:
    - values: {Saturday: 41, Tuesday: 6}
"""


@pytest.fixture
def guide(assistant: Assistant) -> Guide:
    return assistant.library.guides[0]


@pytest.fixture
def figures(assistant: Assistant, guide: Guide) -> dict[str, Figure]:
    return dict(figures_of(guide, assistant.library))


# -- data -------------------------------------------------------------------------------------------------------------
def test_every_number_and_label_stands_in_the_passage_it_is_said_to_come_from(
    guide: Guide, figures: dict[str, Figure]
) -> None:
    """Nobody can draw what the guide does not say."""
    for figure in figures.values():
        text = " ".join(guide.by_id[name].text for name in figure.sources)
        for series in figure.series:
            for category, value in series.values:
                assert category in text, (figure.anchor, category)
                assert re.search(rf"(?<![\d.,]){re.escape(figure.written(value))}(?!\d)", text), (figure.anchor, value)


def test_the_passage_names_the_figure_that_is_drawn_from_it(guide: Guide, figures: dict[str, Figure]) -> None:
    """So that no figure is drawn from another's numbers; one that the text does not name stands next to them."""
    for figure in figures.values():
        label = guide.by_id[f"{guide.id}/{figure.anchor}"].label or ""
        sources = [guide.by_id[name] for name in figure.sources]
        named = any(label in p.text for p in sources)
        follows = guide.passages[guide.passages.index(sources[-1]) + 1].label == label
        assert named or follows, figure.anchor


def test_exactly_the_figures_whose_data_stand_in_the_text_have_data(figures: dict[str, Figure]) -> None:
    """Figures 2 and 5 and Image 1 have none."""
    assert set(figures) == DRAWN


def test_shares_of_one_whole_do_not_exceed_it(figures: dict[str, Figure]) -> None:
    """Percentages of one series add up to a hundred at most, but for rounding."""
    for figure in figures.values():
        for series in figure.series:
            assert sum(value for _category, value in series.values) <= 100.2


@pytest.mark.parametrize(
    ("change", "problem"),
    [
        (("unit:", "unti:"), "unti"),
        (("values: {Saturday: 41, Tuesday: 6}", "values: {}"), "Shorter than minimum length"),
        (("Saturday: 41", "Saturday: many"), "Not a valid number"),
        (("id: figure-1", "id: figure-9"), "figure-9"),
        (("[opening-hours--in-2023-41-of-all-visits]", "[nowhere]"), "nowhere"),
        (("    - values:", "    - {label: A, values: {x: 1}}\n    - label: B\n      values:"), "different categories"),
        (("    - values:", "    - values: {Saturday: 1, Tuesday: 2}\n    - values:"), "no label"),
        (("- id", "id"), "wrong"),
    ],
)
def test_a_malformed_file_is_named_with_what_is_wrong(
    own_toy_corpus: Path, change: tuple[str, str], problem: str
) -> None:
    """One error, which names the file and says what to do."""
    (own_toy_corpus / "handbook" / FILE).write_text(GOOD.replace(*change))
    library = Library.open(own_toy_corpus)
    with pytest.raises(CorpusError, match=FILE) as error:
        figures_of(library.guides[0], library)
    assert problem == "wrong" or problem in str(error.value)


def test_a_guide_needs_no_figures(toy: Assistant) -> None:
    """The file may be missing."""
    assert figures_of(toy.library.guides[0], toy.library) == {}


# -- charts -----------------------------------------------------------------------------------------------------------
def test_a_chart_labels_every_bar_with_its_name_and_number(figures: dict[str, Figure]) -> None:
    """Nobody has to tell colours apart, or read a scale."""
    for figure in figures.values():
        for series, chart in zip(figure.series, charts_of(figure), strict=True):
            texts = {t.text for t in chart.iter("text")}
            assert texts == {t for c, v in series.values for t in (c, figure.written(v))}


def test_bars_are_as_long_as_their_numbers_are_large(figures: dict[str, Figure]) -> None:
    """To one scale in all series of a figure, and within the drawing with their numbers."""
    for figure in figures.values():
        lengths = {}
        for number, (series, chart) in enumerate(zip(figure.series, charts_of(figure), strict=True)):
            bars = [bar for bar in chart.iter("rect") if bar.get("class") == "chart__bar"]
            bars.sort(key=lambda bar: float(bar.attrib["y"]))
            for (category, value), bar in zip(series.values, bars, strict=True):
                lengths[number, category] = float(bar.attrib["width"]) / float(value)
                assert float(bar.attrib["width"]) < WIDTH - 40
        assert max(lengths.values()) == pytest.approx(min(lengths.values()), rel=0.01), figure.anchor


def test_charts_carry_no_style_or_script_and_name_no_colour(figures: dict[str, Figure]) -> None:
    """The page's policy allows neither, and the colours are the page's own, light or dark."""
    for figure in figures.values():
        for chart in charts_of(figure):
            html = html_of(chart)
            assert not re.search(r"<style|<script|\sstyle=|\son\w+=|#[0-9a-f]{6}|rgb", html)
            assert set(re.findall(r'fill="([^"]+)"', html)) <= {
                "none", "var(--ink)", "var(--series-1)", "var(--series-2)", "var(--surface)",
                f"url(#{figure.anchor}-1-hatch)", f"url(#{figure.anchor}-2-hatch)",
            }  # fmt: skip


def test_ids_on_the_page_are_unique(client: FlaskClient) -> None:
    """Patterns of several charts do not get in each other's way."""
    ids = re.findall(r'\sid="([^"]+)"', client.get("/guide/introductory-guide").text)
    assert len(ids) == len(set(ids))


# -- on the page ------------------------------------------------------------------------------------------------------
def test_the_table_beside_the_chart_has_the_same_numbers(client: FlaskClient, figures: dict[str, Figure]) -> None:
    """And the chart's alternative text has them too."""
    text = client.get("/guide/introductory-guide").text
    for figure in figures.values():
        body = text.split(f'id="{figure.anchor}"')[1].split("</figure>")[0]
        cells = re.findall(r"<td>([^<]+)</td>", body)
        assert cells == [number for _category, row in figure.rows for number in row]
        assert len(re.findall(r'role="img" aria-label="Bar chart[^"]+"', body)) == len(figure.series)
        for number in cells:
            assert re.search(rf'aria-label="[^"]*{re.escape(number)}', body)
        assert f"?mark={client_span(figure, client)}#" in body


def client_span(figure: Figure, client: FlaskClient) -> str:
    """The span of the passage from which *figure* is drawn, as an address holds it."""
    passage = client.application.extensions["assistant"].library.passage_by_id[figure.sources[0]]
    return f"{passage.start}-{passage.end}"


def test_a_figure_without_data_says_so(client: FlaskClient, guide: Guide) -> None:
    """With the page of the printed guide on which to find it."""
    text = client.get("/guide/introductory-guide").text
    for passage in guide.passages:
        if passage.kind is Kind.FIGURE and passage.anchor not in DRAWN:
            body = text.split(f'id="{passage.anchor}"')[1].split("</figure>")[0]
            assert "do not stand in the guide" in body
            assert f"p. {passage.page}" in body
            assert "<svg" not in body


def test_a_figure_keeps_its_source_line(client: FlaskClient) -> None:
    """The guide's own "Source:" stands under the chart, in the same frame."""
    frames = re.findall(r"<figure class=\"figure\">.*?</figure>", client.get("/guide/introductory-guide").text, re.S)
    assert len(frames) == 7
    assert all("Source: " in frame for frame in frames)
