"""The assistant: the stages in order."""

from __future__ import annotations

import time
from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from functools import cached_property
from pathlib import Path
from typing import Any

from assistant.citation import cite
from assistant.collector import collector_paused
from assistant.confidence import Calibration, Certainty, Evidence, judge, load_calibration, weigh
from assistant.conversation import Answered
from assistant.editorial import THESAURUS_FILE, Editorial
from assistant.explanation import explain
from assistant.fixed_replies import FixedReplies, FixedReply, load_fixed_replies, said
from assistant.guide_index import GuideIndex
from assistant.indexing import build_index
from assistant.languages import Language
from assistant.leaning import Leanings, load_leanings
from assistant.library import Library
from assistant.next_questions import next_questions, own_question
from assistant.not_covered import Topic
from assistant.query import Query
from assistant.quotation import quote
from assistant.reply import Quote, Reason, Related, Reply, Status
from assistant.retrieval import Hit, Retrieval, retrieve
from assistant.store import load_or_build
from assistant.targets import Target
from assistant.thesaurus import Thesaurus, load_thesaurus
from assistant.two_questions import SEARCHED, answered_apart, joined
from assistant.understanding import Parts, Understanding

RELATED = 3
"""How many places are offered as related reading where the guide does not answer."""
SURELY_NOT_COVERED = 0.38
"""Mean cosine from which a topic that the guide does not cover is named in the reply."""


@dataclass(frozen=True)
class Answering:
    """What became of one question, stage by stage; `Assistant.ask` returns its reply, `explain` shows all of it."""

    query: Query
    retrieval: Retrieval
    evidence: Evidence
    quotes: tuple[Quote, ...]
    reply: Reply
    certainty: Certainty | None = None
    """What was known of the answer without the regression."""
    parts: tuple[Answering, ...] = ()
    """Where the question was two in one: the answers of each, of which the reply is made."""


class Assistant:
    """Answers questions from the guides of a library: question -> understanding -> retrieval -> quotation -> reply."""

    def __init__(
        self, library: Library, index: GuideIndex, topics: tuple[Topic, ...] = (), parts: Parts | None = None
    ) -> None:
        self.library = library
        self.index = index
        self.topics = topics
        self.thesaurus: Thesaurus = load_thesaurus(library.folder / THESAURUS_FILE)
        self.fixed_replies: FixedReplies = load_fixed_replies(library.folder)
        self.calibration: Calibration = load_calibration(library.folder)
        self.leanings: Leanings = load_leanings(library.folder)
        self.parts = parts or Parts()
        self._own_questions: dict[tuple[int, str], str | None] = {}
        self.understanding = Understanding(library.languages, self.thesaurus, index.vocabulary, self.parts, index.names)

    @staticmethod
    def open(corpus: Path | str | None = None) -> Assistant:
        """The assistant for the *corpus* folder, by default the one that came with the program.

        Raises CorpusError, which names file, line and remedy, when the corpus cannot be used.
        """
        with collector_paused():
            library = Library.open(corpus)

            def build() -> tuple[GuideIndex, tuple[Topic, ...]]:
                editorial = Editorial.read(library)
                return build_index(library, editorial), editorial.topics

            index, topics = load_or_build(library, build)
            return Assistant(library, index, topics)

    def ask(
        self, question: str, history: Sequence[str] = (), language: str | None = None, without: Collection[str] = ()
    ) -> Reply:
        """The reply to *question*, asked after the earlier questions *history*, oldest first.

        *language* ("en", "es", "pt") forces the language that is otherwise recognised; *without* names corrections,
        expansions or "context" that the reader has taken back.
        """
        return self.answer(question, history, language, without).reply

    def understand(
        self, question: str, history: Sequence[str] = (), language: str | None = None, without: Collection[str] = ()
    ) -> Query:
        """The first stage alone: the query that *question* is."""
        return self.understanding.understand(question, history, language, without, self._earlier_answer)

    def answer(
        self, question: str, history: Sequence[str] = (), language: str | None = None, without: Collection[str] = ()
    ) -> Answering:
        """Like `ask`, with what each stage made of the question."""
        started = time.perf_counter()
        whole = self._answer(question, history, language, without)
        apart = self._apart(whole, history, without)
        parts, reply = apart if apart else ((), whole.reply)
        took = (time.perf_counter() - started) * 1000
        return replace(whole, quotes=reply.quotes or whole.quotes, reply=replace(reply, took_ms=took), parts=parts)

    def _answer(
        self, question: str, history: Sequence[str], language: str | None, without: Collection[str]
    ) -> Answering:
        """The answer to *question* taken as one."""
        query = self.understand(question, history, language, without)
        retrieval = retrieve(query, self.index)
        evidence = weigh(query, retrieval, self.index, self.leanings)
        quotes = quote(query, retrieval, self.index, self.library, self.understanding.analyzers)
        fixed = self.fixed_replies.reply_to(question, query.language)
        confidence, certainty = judge(query, retrieval, evidence, self.index, self.calibration)
        if fixed or query.points_nowhere or self._names_no_place(query):
            confidence, certainty = 0.0, None
        if fixed:
            reply = self._fixed(query, fixed)
        elif quotes and confidence >= self.calibration.threshold:
            notes = (self.fixed_replies.note("again", query.language),) if query.again else ()
            reply = Reply(question, query.language, Status.ANSWERED, confidence, quotes, query, notes=notes)
        else:
            far_off = certainty is Certainty.FAR_OFF
            reply = self._not_found(query, () if far_off else retrieval.hits, evidence, confidence)
        return Answering(query, retrieval, evidence, quotes, reply, certainty)

    def _apart(
        self, whole: Answering, history: Sequence[str], without: Collection[str]
    ) -> tuple[tuple[Answering, ...], Reply] | None:
        """Where two questions are asked in one and are better answered one by one: the answers, and the reply."""
        spoken = self.library.languages[whole.query.language]
        asked = joined(whole.query.question, spoken) if self.parts.form else None
        if asked is None or whole.reply.reason not in SEARCHED:
            return None
        first = self._answer(asked.first, history, spoken.code, without)
        second = self._answer(asked.second, history, spoken.code, without)
        if first.reply.quotes:  # "and how many are convicted": it may take the first to tell of what
            after = self._answer(asked.second, [*history, asked.first], spoken.code, without)
            second = max(second, after, key=lambda one: one.reply.confidence)
        if not all(any(w.text not in spoken.question_words for w in part.query.own) for part in (first, second)):
            return None  # "what is it and why"
        reply = answered_apart(whole.reply, first.reply, second.reply, asked.tied, self.fixed_replies.note)
        return ((first, second), reply) if reply else None

    def explain(
        self, question: str, history: Sequence[str] = (), language: str | None = None, without: Collection[str] = ()
    ) -> dict[str, Any]:
        """How the answer to *question* was found, word by word, ready for JSON; see `assistant.explanation`."""
        return explain(self, self.answer(question, history, language, without))

    def next_questions(self, reply: Reply) -> tuple[str, ...]:
        """Up to three questions to ask after *reply*, in its language, each checked to be answered."""
        return next_questions(self, reply)

    def own_question(self, number: int, language: Language) -> str | None:
        """The question that an editor wrote for target *number* and that it answers; found out once."""
        key = number, language.code
        if key not in self._own_questions:
            self._own_questions[key] = own_question(self, number, language)
        return self._own_questions[key]

    def _fixed(self, query: Query, fixed: FixedReply) -> Reply:
        return Reply(
            query.question,
            query.language,
            Status.NOT_FOUND,
            0.0,
            (),
            query,
            reason=fixed.reason,
            notes=(fixed.text,),
            choices=fixed.choices,
        )

    def _names_no_place(self, query: Query) -> bool:
        """Whether the question names a numbered part that no guide has: a near one is no answer."""
        place = query.place
        return place is not None and not self.index.has_place(place)

    def _not_found(self, query: Query, hits: Sequence[Hit], evidence: Evidence, confidence: float) -> Reply:
        """ "The guide does not say", with why, the nearest places, and the guide of the series that will cover it.

        *hits* are those that are near enough to be related reading.
        """
        note, language = self.fixed_replies.note, query.language
        if query.points_nowhere:
            said_so = FixedReply(Reason.NO_MATCH, "points_nowhere", note("points_nowhere", language))
            return self._fixed(query, said_so)
        topic = self.topics[evidence.topic] if evidence.topic >= 0 else None
        near = topic is not None and evidence.signals["topic"] >= SURELY_NOT_COVERED
        notes = [note("not_answered", language)]
        related = [t for h in hits for t in h.target.passages[:1]]
        reason = Reason.WEAK_MATCH if hits else Reason.NO_MATCH
        if query.place is not None and self._names_no_place(query):
            reason, near = Reason.NOT_COVERED, False
            notes.append(note("no_place", language, place=query.place.wording))
        if query.unknown:
            notes.append(note("unknown", language, word=", ".join(f"“{w}”" for w in query.unknown)))
        if topic is not None and near:
            reason = Reason.NOT_COVERED
            notes.append(note("topic", language, topic=said(topic.title, language)))
            if topic.series:
                section = self.library.by_id[topic.guide_id].section_by_anchor[topic.series]
                notes.append(note("series", language, guide=section.title))
            related = [*self._places(topic.see), *related]
        return Reply(
            query.question,
            language,
            Status.NOT_FOUND,
            confidence,
            (),
            query,
            reason=reason,
            notes=tuple(n for n in notes if n),
            related=self._related(related),
        )

    def _places(self, targets: Sequence[str]) -> list[str]:
        by_id = self._target_by_id
        return [by_id[t].passages[0] for t in targets if t in by_id]

    @cached_property
    def _target_by_id(self) -> dict[str, Target]:
        return {t.id: t for t in self.index.targets}

    def _related(self, passages: Sequence[str]) -> tuple[Related, ...]:
        """The first passages of *passages* that stand in different sections."""
        found: dict[tuple[str, ...], Related] = {}
        for name in passages:
            passage = self.library.passage_by_id[name]
            if passage.section.path not in found and len(found) < RELATED:
                guide = self.library.by_id[passage.guide_id]
                found[passage.section.path] = Related(name, cite(guide, passage, passage.start, passage.end))
        return tuple(found.values())

    def _earlier_answer(self, query: Query) -> Answered:
        """How *query*, an earlier question of the conversation, is answered; no heading when nothing matches."""
        retrieval = retrieve(query, self.index)
        quotes = quote(query, retrieval, self.index, self.library, self.understanding.analyzers)[:1]
        if not quotes:
            return Answered("")
        passage = self.library.passage_by_id[quotes[0].passage_id]
        spans = tuple((passage.guide_id, q.start, q.end) for q in quotes)
        # Of a row of "another one?" all that was given before counts.
        return Answered(passage.section.title, (*spans, *(query.said_before if query.another else ())))
