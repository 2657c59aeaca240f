"""Guides in several languages: the edition in the asker's language is preferred and quoted."""

from __future__ import annotations

from pathlib import Path

import pytest

from assistant.answering import Assistant
from assistant.errors import CorpusError

EDITION = """title: Manual de la biblioteca
series: Manuales de la biblioteca del puerto
language: es
publisher: Biblioteca del puerto
year: 2024
licence: CC BY 4.0
licence_url: https://creativecommons.org/licenses/by/4.0/
attribution: Copyright © 2024 Biblioteca del puerto.
citation: Biblioteca del puerto. (2024). Manual de la biblioteca.
counterpart_of: handbook

# 1. Su tarjeta {: #su-tarjeta page="3" }

Toda persona que vive, trabaja o estudia en la ciudad del puerto puede tener una tarjeta sin costo.
{: counterpart="your-card--everybody-who-lives-works-or-studies" }

# 2. Visitas {: #visitas page="7" }

La biblioteca abre a las nueve de la mañana de lunes a viernes y a las once el sábado. Cierra el domingo.
{: counterpart="opening-hours--the-library-opens-at-nine-in" }

El ascensor lleva hasta la sala de mapas.
"""


@pytest.fixture
def bilingual(own_toy_corpus: Path) -> Path:
    """The toy corpus with a second edition of its guide, in Spanish."""
    folder = own_toy_corpus / "manual"
    folder.mkdir()
    (folder / "guide.md").write_text(EDITION, encoding="utf-8")
    return own_toy_corpus


def test_a_question_in_the_editions_language_is_answered_from_the_edition(bilingual: Path) -> None:
    """The quote and its citation are Spanish, and the original is not quoted beside it."""
    reply = Assistant.open(bilingual).ask("¿A qué hora abre la biblioteca el sábado?")
    assert reply.quotes[0].language == "es"
    assert "a las once el sábado" in reply.quotes[0].text
    assert reply.quotes[0].citation.guide == "Manual de la biblioteca"
    assert not any("opens at nine" in q.text for q in reply.quotes)


def test_the_same_question_in_english_is_answered_from_the_original(bilingual: Path) -> None:
    """The edition does not crowd out the text that the asker can read."""
    reply = Assistant.open(bilingual).ask("What time does the library open on Saturday?", language="en")
    assert reply.quotes[0].language == "en"
    assert "at eleven on Saturday" in reply.quotes[0].text
    assert not any("a las once" in q.text for q in reply.quotes)


def test_a_passage_without_counterpart_is_found_too(bilingual: Path) -> None:
    """What only the edition says can be asked for."""
    reply = Assistant.open(bilingual).ask("¿Adónde lleva el ascensor?", language="es")
    assert reply.quotes[0].text == "El ascensor lleva hasta la sala de mapas."


def test_the_parts_of_an_editions_score_still_add_up(bilingual: Path) -> None:
    """What the counterpart earned is a part of its own."""
    answering = Assistant.open(bilingual).answer("¿Quién puede tener una tarjeta?", language="es")
    for hit in answering.retrieval.hits:
        assert sum(hit.parts.values()) == pytest.approx(hit.score)


def test_a_counterpart_that_is_not_there_is_named(bilingual: Path) -> None:
    """The error names the passage and what it points to."""
    file = bilingual / "manual" / "guide.md"
    file.write_text(EDITION.replace("opening-hours--the-library", "nowhere"), encoding="utf-8")
    with pytest.raises(
        CorpusError, match="names 'handbook/nowhere-opens-at-nine-in' as its counterpart, which is none"
    ):
        Assistant.open(bilingual)


def test_an_edition_of_no_guide_is_named(bilingual: Path) -> None:
    """An edition whose original is not installed is a mistake in its metadata."""
    file = bilingual / "manual" / "guide.md"
    file.write_text(EDITION.replace("counterpart_of: handbook", "counterpart_of: handbok"), encoding="utf-8")
    with pytest.raises(CorpusError, match="an edition of 'handbok', which is no guide"):
        Assistant.open(bilingual)
