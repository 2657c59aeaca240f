"""Understanding: question -> query.  Language, spelling, thesaurus, and the form of the question.

What a question inherits from the conversation is the matter of `conversation.py`.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from functools import partial

from assistant.analysis import WORD, Analyzer, words
from assistant.conversation import Answered, Conversation
from assistant.language_id import LanguageIdentifier
from assistant.languages import Language
from assistant.numbered_places import place_named
from assistant.query import Asks, Correction, Expansion, Origin, Query, QueryWord
from assistant.question_form import QuestionForm, cue_words, heard, question_form
from assistant.spelling import Speller
from assistant.text import normalise
from assistant.thesaurus import LabelKind, Mention, Term, Thesaurus

EXPANSION_WEIGHTS = {
    LabelKind.PREFERRED: 0.5,
    LabelKind.ACRONYM: 0.7,
    LabelKind.ALTERNATIVE: 0.5,
    LabelKind.EVERYDAY: 0.35,
    LabelKind.DISCOURAGED: 0.3,
    LabelKind.HIDDEN: 0.7,
}
"""How much the words of a term's label weigh beside the user's own, by the label under which the term was found."""

CHAIN = 5
"""How many questions back it is found out how they were answered: "and the next one?" counts on from there."""

EarlierAnswer = Callable[[Query], Answered]


@dataclass(frozen=True)
class Parts:
    """Parts of the understanding that an evaluation can switch off, one by one."""

    thesaurus: bool = True
    spelling: bool = True
    conversation: bool = True
    form: bool = True


class Understanding:
    """Reads questions with the languages, the thesaurus and the vocabulary of a library."""

    def __init__(
        self,
        languages: Mapping[str, Language],
        thesaurus: Thesaurus,
        vocabulary: Mapping[str, Mapping[str, int]],
        parts: Parts | None = None,
        names: frozenset[str] = frozenset(),
    ) -> None:
        """*vocabulary* gives, by language, the words that guides, phrases and thesaurus use, and how often; *names* are
        words of no language."""
        self.languages = languages
        self.thesaurus = thesaurus
        self.parts = parts or Parts()
        self.analyzers = {code: Analyzer(language) for code, language in languages.items()}
        self.spellers = {
            code: Speller(_with_stop_words(vocabulary.get(code, {}), language), cue_words(language))
            for code, language in languages.items()
        }
        self.identifier = LanguageIdentifier.train(
            vocabulary, {c: lang.stop_words for c, lang in languages.items()}, names
        )
        self.conversation = Conversation(languages, thesaurus, self.analyzers, self._alone, self._term)

    def understand(
        self,
        question: str,
        history: Sequence[str] = (),
        language: str | None = None,
        without: Collection[str] = (),
        earlier_answer: EarlierAnswer | None = None,
    ) -> Query:
        """The query that *question* is, asked after *history* (oldest first).

        *without* names corrections, expansions or "context" that the reader has taken back; *earlier_answer* tells
        how an earlier question is answered.
        """
        return self._understand(question, history, language, without, earlier_answer, CHAIN)

    def _understand(
        self,
        question: str,
        history: Sequence[str],
        language: str | None,
        without: Collection[str],
        earlier_answer: EarlierAnswer | None,
        chain: int,
    ) -> Query:
        """As `understand`; *chain* is how many questions back it may still be asked how they were answered."""
        refused = frozenset(normalise(w).casefold() for w in without)
        query, form = self._alone(question, language, refused)
        if not history or "context" in refused:
            return replace(query, points_nowhere=self.conversation.points_only_back(query, form))
        if not self.parts.conversation:
            return query
        if form.again:
            before = self._understand(history[-1], history[:-1], query.language, without, earlier_answer, chain)
            return replace(before, question=question, again=True, context=before.context or before.text)
        if not self.conversation.points_back(query, form):
            return query

        def answered(tell: EarlierAnswer) -> Answered:
            return tell(self._understand(history[-1], history[:-1], query.language, (), tell, chain - 1))

        told = partial(answered, earlier_answer) if earlier_answer and chain else None
        return self.conversation.continued(query, form, history, told)

    def _alone(
        self, question: str, language: str | None, refused: frozenset[str] = frozenset()
    ) -> tuple[Query, QuestionForm]:
        text = normalise(question)
        code = language if language and language in self.languages else self.identifier.identify(text)
        form = question_form(text, self.languages[code])
        text = heard(text, self.languages[code])
        said = list(words(text))
        typed = _as_typed(text, said)
        if _shouted(typed, self.languages[code].stop_words):
            typed = said  # capitals throughout mark neither names nor acronyms
        corrections: list[Correction] = []
        if self.parts.spelling:
            said, corrections = self._spell(said, typed, code, refused)
            for c in corrections:
                text = re.sub(rf"\b{re.escape(c.wrong)}\b", c.right, text, flags=re.IGNORECASE)
            if corrections:
                form = question_form(text, self.languages[code])
        if not self.parts.form:
            form = replace(form, asks=frozenset(), ordinal=None)
        little = self.languages[code].question_words
        mentions = self.thesaurus.mentions(said, code, typed) if self.parts.thesaurus else ()
        if Asks.COMPARISON in form.asks and len(mentions) == 1:
            other = self.thesaurus.elliptical(said, mentions, self.languages[code].stop_words | little)
            mentions = (*mentions, other) if other else mentions  # "internal and transnational trafficking"
        of_age = self._of_age(form.age, said, code, refused) if self.parts.thesaurus else ()
        mentions = tuple(sorted((*mentions, *of_age), key=lambda m: m.first))
        meant = {m.wording: self._named(m.term, code) for m in of_age}  # the bare number would find goal 16
        own = [QueryWord(w, t) for w in said if (t := self._term(meant.get(w, w), code))]
        expansions, added = self._expand(mentions, code, refused)
        asked_of = _not_where(mentions) if Asks.MEANING in form.asks else mentions
        besides = _besides(mentions, said, own, little)
        query = Query(
            question=question,
            text=text,
            language=code,
            words=(*own, *added),
            asks=form.asks,
            ordinal=form.ordinal,
            names_guide=form.names_guide,
            place=place_named(text, self.languages[code]) if self.parts.form else None,
            corrections=tuple(corrections),
            expansions=expansions,
            terms=tuple(dict.fromkeys(m.term.label for m in mentions)),
            mentions=mentions,
            definitions=_definitions(asked_of, form, bare=len(asked_of) == 1 and besides == 0),
            rests_on=tuple(m.term.definition for m in of_age if m.term.definition),
            besides=besides if len(asked_of) == 1 else len(own),
            unknown=tuple(dict.fromkeys(w.text for w in own if not self._known(w.text, code))),
        )
        return query, form

    def _spell(
        self, said: Sequence[str], typed: Sequence[str], code: str, refused: frozenset[str]
    ) -> tuple[list[str], list[Correction]]:
        corrections: list[Correction] = []
        corrected = []
        speller = self.spellers[code]
        for position, word in enumerate(said):
            right = None
            if word not in refused and not self._known(word, code) and not _is_name(typed[position], position):
                right = speller.correct(word)
            if right and right != word:
                corrections.append(Correction(typed[position], right))
            corrected.append(right or word)
        return corrected, list(dict.fromkeys(corrections))

    def _known(self, word: str, code: str) -> bool:
        """Whether the question's language or English knows *word*; numbers are always taken as they are."""
        return word[0].isdigit() or self.spellers[code].knows(word) or (code != "en" and self._english(word))

    def _english(self, word: str) -> bool:
        return "en" in self.spellers and self.spellers["en"].knows(word)

    def _term(self, word: str, code: str) -> str:
        """The term of *word*: in the question's language, or in English for a word that only English knows."""
        if code != "en" and not self.spellers[code].knows(word) and self._english(word):
            return self.analyzers["en"].term(word)
        return self.analyzers[code].term(word)

    def _of_age(
        self, age: int | None, said: Sequence[str], code: str, refused: frozenset[str]
    ) -> tuple[Mention, ...]:
        """The mention of the term for a person of *age*, where that stands among the words *said*."""
        term = None if age is None else self.thesaurus.named_by_age(age)
        written = str(age)
        if term is None or written not in said or written in refused:
            return ()
        at = list(said).index(written)
        return (Mention(term, at, at + 1, written, code, LabelKind.ALTERNATIVE),)

    @staticmethod
    def _named(term: Term, code: str) -> str:
        """The first word of the term's label in the language of the question."""
        return words(term.translations[code].label if code in term.translations else term.label)[0]

    def _expand(
        self, mentions: Sequence[Mention], code: str, refused: frozenset[str]
    ) -> tuple[tuple[Expansion, ...], list[QueryWord]]:
        expansions: list[Expansion] = []
        added: list[QueryWord] = []
        for mention in mentions:
            term = mention.term
            if normalise(mention.wording).casefold() in refused:
                continue
            as_preferred = mention.kind is LabelKind.PREFERRED and mention.language == "en"
            labels = term.acronyms[:1] if as_preferred else (term.label,)
            if not labels:
                continue
            weight = EXPANSION_WEIGHTS[mention.kind]
            size = 0
            for label in labels:
                found = [
                    QueryWord(w, t, weight, Origin.EXPANSION)
                    for w in words(label)
                    if (t := self.analyzers["en"].term(w))
                ]
                added.extend(found)
                size += len(found)
            if size and not as_preferred:
                expansions.append(Expansion(mention.wording, term.id, term.label, ()))
        return tuple(dict.fromkeys(expansions)), added


def _besides(
    mentions: Sequence[Mention], said: Sequence[str], own: Sequence[QueryWord], little: Collection[str]
) -> int:
    """How many words of substance the question has besides its terms: none in "HRBA" and "what is servitude?"."""
    named = {w for m in mentions for w in said[m.first : m.last]}
    return len({w.term for w in own if w.text not in named and w.text not in little})


def _not_where(mentions: Sequence[Mention]) -> Sequence[Mention]:
    """The *mentions* less those of texts: "victim, as the Declaration defines it" asks for the victim."""
    return [m for m in mentions if not m.term.text] or mentions


def _definitions(mentions: Sequence[Mention], form: QuestionForm, bare: bool) -> tuple[str, ...]:
    """Where the terms named are defined, if their meaning is asked for or nothing else is said."""
    if Asks.LIST in form.asks or (Asks.MEANING not in form.asks and not bare):
        return ()
    return tuple(dict.fromkeys(m.term.definition for m in mentions if m.term.definition))


def _with_stop_words(vocabulary: Mapping[str, int], language: Language) -> dict[str, int]:
    return {**dict.fromkeys(language.stop_words, 1), **vocabulary}


def _as_typed(text: str, said: Sequence[str]) -> Sequence[str]:
    """The words *said* of *text* as the reader typed them; case-folded where their number changes with the case."""
    typed = WORD.findall(text)
    return typed if len(typed) == len(said) else said


def _shouted(typed: Sequence[str], stop_words: Collection[str]) -> bool:
    """Whether a whole sentence is in capitals, little words and all."""
    lettered = [w for w in typed if not w[0].isdigit()]
    in_capitals = len(lettered) > 2 and all(w.isupper() for w in lettered)
    return in_capitals and any(w.casefold() in stop_words for w in lettered)


def _is_name(typed: str, position: int) -> bool:
    """Whether a word looks like a name or an acronym: capitals inside a sentence, or capitals throughout."""
    return (len(typed) > 1 and typed.isupper()) or (position > 0 and typed[:1].isupper())
