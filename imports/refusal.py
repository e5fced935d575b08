"""A file of which nothing can be used."""

from __future__ import annotations

from imports.messages import refusal_message


class Refused(Exception):
    """Says why nothing of a file can be used; `code` is one of `messages.REFUSALS`."""

    def __init__(self, code: str, **facts: str) -> None:
        super().__init__(refusal_message(code, **facts))
        self.code = code
        self.facts = facts

    @property
    def message(self) -> str:
        return str(self)
