"""What can go wrong, one sentence a class; every message says what to do about it."""

from __future__ import annotations

from pathlib import Path


class AssistantError(Exception):
    """Base of all errors that the assistant raises on purpose."""


class CorpusError(AssistantError):
    """A corpus file cannot be used; the message names file, line and remedy."""

    def __init__(self, path: Path | str, line: int | None, problem: str, remedy: str) -> None:
        where = f"{path}:{line}" if line else f"{path}"
        super().__init__(f"{where}: {problem}. {remedy}")
        self.path, self.line, self.problem, self.remedy = str(path), line, problem, remedy


class QuestionError(AssistantError):
    """A question cannot be taken: empty, too long, or not text."""

    def __init__(self, code: str, message: str) -> None:
        super().__init__(message)
        self.code = code


class UsageError(AssistantError):
    """A command or call was given something that it cannot use."""
