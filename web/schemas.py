"""What the API takes and gives; its description at /api/v1/openapi.json is generated from these."""

from __future__ import annotations

from marshmallow import Schema, fields, validate

from web.i18n import LANGUAGES


def _says(description: str, **more: object) -> dict[str, object]:
    return {"description": description, **more}


def _text(description: str, **more: object) -> fields.String:
    return fields.String(metadata=_says(description, **more))


class ErrorBody(Schema):
    code = _text("What is wrong, for programs", example="too_long")
    message = _text("What is wrong and what to do, for people")
    field = fields.String(allow_none=True, metadata=_says("The field that is wrong"))


class Error(Schema):
    error = fields.Nested(ErrorBody)


class Ask(Schema):
    question = fields.String(required=True, metadata=_says("1 to 500 characters"))
    history = fields.List(fields.String(), load_default=list, metadata=_says("Earlier questions, oldest first"))
    language = fields.String(
        load_default=None,
        allow_none=True,
        validate=validate.OneOf(list(LANGUAGES)),
        metadata=_says("Language of the question; recognised when left out"),
    )
    without = fields.List(
        fields.String(),
        load_default=list,
        validate=validate.Length(max=20),
        metadata=_says('Wordings not to be corrected or expanded; "context" for the history'),
    )
    explain = fields.Boolean(load_default=False, metadata=_says("Whether to tell how the answer was found"))


class Search(Schema):
    q = fields.String(required=True, metadata=_says("Words to look for"))
    k = fields.Integer(load_default=10, validate=validate.Range(1, 50), metadata=_says("How many results at most"))


class TermSearch(Search):
    q = fields.String(load_default="", validate=validate.Length(max=200), metadata=_says("Beginning of a term"))
    k = fields.Integer(load_default=200, validate=validate.Range(1, 500), metadata=_says("At most so many terms"))


class Citation(Schema):
    guide = fields.String()
    section = fields.List(fields.String())
    label = fields.String(allow_none=True)
    page = fields.Raw(allow_none=True, metadata=_says('As printed: 38, or "xiii"'))
    attribution = fields.String(allow_none=True, metadata=_says("Whom the guide itself quotes or cites"))
    text = _text("Ready for a memo")
    url = _text("The place in the reader")


class Quote(Schema):
    text = _text("Word for word from the guide")
    highlights = fields.List(fields.List(fields.Integer()), metadata=_says("Half-open spans of the words that answer"))
    passage_id = fields.String()
    score = fields.Float()
    citation = fields.Nested(Citation)
    language = fields.String()
    start = fields.Integer(metadata=_says("Where the text starts in the guide's plain text"))
    end = fields.Integer()


class Correction(Schema):
    wrong = fields.String(data_key="from")
    right = fields.String(data_key="to")


class Expansion(Correction):
    also = fields.List(fields.String())


class Understood(Schema):
    corrections = fields.List(fields.Nested(Correction))
    terms = fields.List(fields.String())
    context = fields.String(allow_none=True, metadata=_says("Words taken over from the conversation"))
    expansions = fields.List(fields.Nested(Expansion))
    asks = fields.List(fields.String())
    unknown_words = fields.List(fields.String(), data_key="unknown")  # `unknown` means something else to a Schema


class Related(Schema):
    passage_id = fields.String()
    citation = fields.Nested(Citation)


class Reply(Schema):
    question = fields.String()
    language = fields.String()
    status = fields.String(validate=validate.OneOf(["answered", "not_found"]))
    confidence = fields.Float(metadata=_says("The chance, 0 to 1, that the guide answers the question"))
    quotes = fields.List(fields.Nested(Quote))
    understood = fields.Nested(Understood)
    related = fields.List(fields.Nested(Related), metadata=_says("Related reading, never an answer"))
    reason = fields.String()
    notes = fields.List(fields.String())
    choices = fields.List(fields.String())
    questions = fields.List(fields.String(), metadata=_says("Two questions asked in one, each answered by itself"))
    took_ms = fields.Float()
    explanation = fields.Dict(metadata=_says("Only when asked for: how the answer was found, word by word"))


class Hit(Schema):
    passage_id = fields.String()
    text = fields.String()
    score = fields.Float()
    citation = fields.Nested(Citation)


class Found(Schema):
    results = fields.List(fields.Nested(Hit))


class Term(Schema):
    id = fields.String()
    label = _text("The guide's own term")
    matched = _text("The label that was found")
    language = _text("Language of that label")
    kind = _text("preferred, acronym, alternative, everyday, discouraged or hidden")
    typed = _text("The part of the query that was taken for the label")
    url = fields.String(allow_none=True, metadata=_says("The term's card"))


class Terms(Schema):
    terms = fields.List(fields.Nested(Term))


class Passage(Schema):
    id = fields.String()
    kind = fields.String()
    text = fields.String()
    start = fields.Integer()
    end = fields.Integer()
    citation = fields.Nested(Citation)
    previous = fields.String(allow_none=True, metadata=_says("Id of the passage before"))
    next = fields.String(allow_none=True, metadata=_says("Id of the passage after"))
    group = fields.String(allow_none=True, metadata=_says("The list or table that the passage belongs to"))
