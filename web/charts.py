"""Bar charts of a guide's figures: SVG that takes its colours from the page, with every bar labelled directly.

Nothing depends on telling colours apart: each bar bears its name and its number, and the second of two recurring
categories is hatched as well.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any
from xml.etree.ElementTree import Element, SubElement

from flask_babel import force_locale
from flask_babel import gettext as _

from assistant.guide import Guide
from web.figures import Figure, Series

WIDTH = 340
"""Of the drawing, in its own units: a phone shows it at about its natural size."""
ROW = 46
LABEL = 13
"""Height of a bar's label, which stands above it."""
BAR = 15
GAP = 7
ROOM = Decimal("1.22")
"""The scale's end, in multiples of the longest bar: room for its number."""


def charts_of(figure: Figure) -> tuple[Element, ...]:
    """One drawing for each series of *figure*, all to the same scale; whoever shows them gives them their names."""
    longest = max(value for one in figure.series for _category, value in one.values)
    return tuple(_chart(figure, one, number, longest) for number, one in enumerate(figure.series, 1))


def say_in_words(drawing: Element, figure: Figure, series: Series, guide: Guide) -> None:
    """Gives a drawing its alternative text, all of it in the language of *guide*: a label cannot hold two languages."""
    values = ", ".join(f"{category} {figure.written(value)}" for category, value in series.values)
    with force_locale(guide.metadata.language):
        label = ": ".join(part for part in (_("Bar chart"), series.label, values) if part)
    drawing.set("role", "img")
    drawing.set("aria-label", label)


def _chart(figure: Figure, series: Series, number: int, longest: Decimal) -> Element:
    import leather  # kept until a chart is drawn: it loads a test framework along

    leather.theme.margin = 0.0
    leather.theme.background_color = "none"
    hatch = f"{figure.anchor}-{number}-hatch"
    recurring = len(figure.series) > 1
    position = {category: place for place, (category, _value) in enumerate(series.values)}

    def fill(category: str) -> str:
        return f"url(#{hatch})" if recurring and position[category] % 2 else "var(--series-1)"

    chart = leather.Chart()
    chart.add_x_scale(0, longest * ROOM)
    chart.set_x_axis(_no_axis())
    chart.set_y_axis(_no_axis())
    data = [(value, category) for category, value in reversed(series.values)]
    chart.add_series(leather.Series(data), _labelled_bars(figure.written, fill))
    height = ROW * len(series.values) - GAP
    root = Element("svg", {"class": "chart", "viewBox": f"0 0 {WIDTH} {height}"})
    if recurring:
        root.append(_hatching(hatch))
    root.append(chart.to_svg_group(WIDTH, height))
    return root


def _labelled_bars(written: Callable[[Decimal], str], fill: Callable[[str], str]) -> Any:
    """A shape for a chart of the library: bars with their label above and their number behind."""
    import leather

    class LabelledBars(leather.Bars):
        def to_svg(self, width: Any, height: Any, x_scale: Any, y_scale: Any, series: Any, _palette: Any) -> Element:
            group = Element("g", {"class": "series bars"})
            for datum in series.data():
                _bottom, top = y_scale.project_interval(datum.y, height, 0)
                length = x_scale.project(datum.x, 0, width)
                group.extend(_bar(datum.y, written(datum.x), top, length, fill(datum.y)))
            return group

    return LabelledBars()


def _bar(label: str, number: str, top: Decimal, length: Decimal, fill: str) -> Iterator[Element]:
    name = Element("text", {"x": "0", "y": _units(top + LABEL), "fill": "var(--ink)", "font-size": "14"})
    name.text = label
    yield name
    y = top + LABEL + GAP
    yield Element("rect", {"class": "chart__bar", "x": "0", "y": _units(y), "width": _units(max(length, Decimal(1))),
                           "height": str(BAR), "fill": fill})  # fmt: skip
    value = Element("text", {"x": _units(length + GAP), "y": _units(y + 12), "fill": "var(--ink)", "font-size": "14",
                             "font-weight": "600"})  # fmt: skip
    value.text = number
    yield value


def _no_axis() -> Any:
    """An axis that is not drawn and takes no room: the bars are labelled directly."""
    import leather

    class NoAxis(leather.Axis):
        def estimate_label_margin(self, scale: Any, orient: str) -> int:
            return 0

        def to_svg(self, width: Any, height: Any, scale: Any, orient: str) -> Element:
            return Element("g")

    return NoAxis()


def _hatching(name: str) -> Element:
    definitions = Element("defs")
    pattern = SubElement(definitions, "pattern", {"id": name, "width": "6", "height": "6",
                                                  "patternUnits": "userSpaceOnUse",
                                                  "patternTransform": "rotate(45)"})  # fmt: skip
    SubElement(pattern, "rect", {"class": "chart__ground", "width": "6", "height": "6", "fill": "var(--series-2)"})
    SubElement(pattern, "rect", {"class": "chart__hatch", "width": "2", "height": "6", "fill": "var(--surface)"})
    return definitions


def _units(value: Decimal) -> str:
    return f"{value:.2f}".rstrip("0").rstrip(".")
