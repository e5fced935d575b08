"""The first rows of the register: what the guides cite, and the facts known of them."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from pathlib import Path
from typing import Any

import yaml
from sqlalchemy import select
from sqlalchemy.orm import Session

from catalog_app.bases.citing import Citation, citations, plain_title
from catalog_app.bases.models import LegalBasis
from domains import standard

FACTS = Path(__file__).parents[1] / "data" / "facts.yaml"
GUIDES = "标准指引所列公开依据"
PLAIN_FIELDS = ("aliases", "issuer", "in_force_from", "ended_on", "status", "articles_shifted")


def load_bases(current: Session) -> int:
    """Add the rows that were never loaded; returns how many. What stands is never overwritten, and
    a row that was given another title or number does not come back. Flushes, does not commit."""
    facts: list[dict[str, Any]] = yaml.safe_load(FACTS.read_text(encoding="utf-8"))
    known = set(current.scalars(select(LegalBasis.seed_key)))
    standing = {
        (title, number)
        for title, number in current.execute(
            select(LegalBasis.plain_title, LegalBasis.document_number)
        )
    }
    wanted = [*map(_of_fact, facts), *map(_of_guide, _cited(facts))]
    new = [
        row
        for row in wanted
        if row.seed_key not in known and (row.plain_title, row.document_number) not in standing
    ]
    current.add_all(new)
    current.flush()
    _name_successors(new, facts)
    current.flush()
    return len(new)


def _of_fact(fact: Mapping[str, Any]) -> LegalBasis:
    row = _row(Citation(fact["title"], fact.get("number", "")))
    for name in (*PLAIN_FIELDS, "note", "source", "confirmed"):
        if name in fact:
            setattr(row, name, fact[name])
    return row


def _of_guide(citation: Citation) -> LegalBasis:
    row = _row(citation)
    row.source = GUIDES
    return row


def _row(citation: Citation) -> LegalBasis:
    plain = plain_title(citation.title)
    return LegalBasis(
        title=citation.title,
        plain_title=plain,
        document_number=citation.number,
        aliases=[],
        seed_key=f"{plain}|{citation.number}",
    )


def _cited(facts: Iterable[Mapping[str, Any]]) -> Iterator[Citation]:
    """Each title that the guides cite, once, with its number where any guide writes it; not those
    of which the facts already speak."""
    known = {plain_title(fact["title"]) for fact in facts}
    found: dict[str, Citation] = {}
    for text in _basis_texts():
        for each in citations(text):
            plain = plain_title(each.title)
            if each.title and plain not in known and not getattr(found.get(plain), "number", ""):
                found[plain] = Citation(each.title, each.number)
    return iter(found.values())


def _basis_texts() -> Iterator[str]:
    for domain in standard.load_domains():
        for item in domain.items:
            yield from item.entry().basis


def _name_successors(rows: Iterable[LegalBasis], facts: Iterable[Mapping[str, Any]]) -> None:
    by_number = {row.document_number: row for row in rows if row.document_number}
    for fact in facts:
        row, successor = by_number.get(fact.get("number", "")), fact.get("replaced_by")
        if row is not None and successor in by_number:
            row.replaced_by_id = by_number[successor].id
