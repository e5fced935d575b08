"""How fast the public's searches are at 100,000 entries, beside a plain LIKE in the same run.

`python -m tests.benchmarks.search_bench [--documents N] [--postgres]` prints p50 and p95 in
milliseconds by class of query: all of `find` (page of documents, total, counts for the filters).
The texts are the guides' own items, spread over the province's counties and townships.
"""

from __future__ import annotations

import argparse
import random
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from itertools import islice
from pathlib import Path
from statistics import quantiles
from typing import Any

from flask import Flask
from sqlalchemy import insert, select, text
from sqlalchemy.orm import Session

from catalog_app import create_app
from catalog_app.catalogs.models import Catalog, Entry, EntryVersion
from catalog_app.database import db, transaction
from catalog_app.operations.services import initialise
from catalog_app.regions.models import Region
from catalog_app.search import index
from catalog_app.search.models import SearchDocument
from catalog_app.search.services import SearchRequest, find
from catalog_app.search.services.projection import index_row, tags_of
from domains.standard import StandardItem, load_domains
from tests.servers import postgres_url

START = datetime(2025, 1, 6, tzinfo=UTC)
BATCH = 2000
QUERIES = 60
Row = dict[str, Any]


def main() -> None:
    options = _options()
    with tempfile.TemporaryDirectory() as folder:
        url = postgres_url() if options.postgres else f"sqlite:///{folder}/bench.sqlite3"
        if url is None:
            sys.exit("no PostgreSQL server can be started here")
        app = create_app({"INSTANCE": Path(folder), "DATABASE_URL": url, "TESTING": True})
        with app.app_context():
            initialise()
            seconds = _timed(lambda: build(options.documents))
            print(f"{options.documents:,} documents on {db.engine.dialect.name}, {seconds:.1f} s")
            report(app)


def _options() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--documents", type=int, default=100_000)
    parser.add_argument("--postgres", action="store_true")
    return parser.parse_args()


def build(count: int) -> None:
    """Documents with their index rows; the least of the tables under them."""
    rows = islice(_documents(), count)
    while batch := list(islice(rows, BATCH)):
        with transaction() as session:
            _store(session, batch)
    with db.engine.connect().execution_options(isolation_level="AUTOCOMMIT") as connection:
        connection.execute(text("ANALYZE"))
        if connection.dialect.name == "sqlite":
            connection.execute(text("INSERT INTO search_index(search_index) VALUES ('optimize')"))


def _documents() -> Iterator[Row]:
    """County after county, township after township, every domain; round after round."""
    regions = list(db.session.scalars(select(Region).where(Region.level.in_(LEVELS))))
    names = dict(db.session.execute(select(Region.id, Region.name)).all())
    number = 0
    for turn in range(1000):
        for region in regions:
            for domain in load_domains():
                for item in domain.items[:: 1 if region.level == "county" else 5]:
                    number += 1
                    at = START + timedelta(minutes=turn * 40_000 + region.id * 30)
                    yield _document(number, region, names, item, domain.name, at)


LEVELS = ("county", "township")


def _document(
    number: int,
    region: Region,
    names: dict[int, str],
    item: StandardItem,
    domain: str,
    at: datetime,
) -> Row:
    content = item.entry()
    place = [{"code": str(step), "name": names[step], "level": ""} for step in region.chain[1:]]
    owner = (content.owner or "人民政府").replace("县级", names[region.id])
    elements = {k: list(v) if isinstance(v, tuple) else v for k, v in asdict(content).items()}
    return {
        "id": number,
        "catalog_id": 1,
        "region_id": region.id,
        "domain_code": item.domain,
        "entry_version_id": number,
        "position": item.number,
        "name": content.name,
        "group": content.group,
        "owner": owner,
        "elements": elements | {"domain": domain, "place": place},
        "links": [],
        "link_state": "none",
        "accepted_at": at,
        "tags": " ".join(tags_of(region, item.domain, content.levels)),
    }


def _store(session: Session, batch: list[Row]) -> None:
    if session.get(Catalog, 1) is None:
        region = session.scalar(select(Region.id).where(Region.level == "county").limit(1))
        fields = {"id": 1, "region_id": region, "domain_code": "elderly_care", "created_at": START}
        session.execute(insert(Catalog), [fields])
    session.execute(
        insert(Entry),
        [{"id": r["id"], "catalog_id": 1, "position": 1, "created_at": START} for r in batch],
    )
    session.execute(
        insert(EntryVersion),
        [
            {"id": r["id"], "entry_id": r["id"], "number": 1, "name": "x", "at": START}
            for r in batch
        ],
    )
    session.execute(insert(SearchDocument), batch)
    index.add(session, [index_row(SearchDocument(**row)) for row in batch])


def report(app: Flask) -> None:
    chance = random.Random(7)
    words = _words()
    print(f"{'':16}{'p50 ms':>8}{'p95 ms':>8}")
    for name, make in CLASSES.items():
        requests = [make(chance, words) for _ in range(QUERIES)]
        _line(name, [lambda r=r: find(r).total_in_words for r in requests])
    asked = [chance.choice(words) for _ in range(6)]
    _line("plain LIKE", [lambda w=w: _like(w) for w in asked])


def _words() -> list[str]:
    return [item.name for domain in load_domains() for item in domain.items]


def _piece(chance: random.Random, words: list[str], shortest: int, longest: int) -> str:
    length = chance.randint(shortest, longest)
    name = chance.choice([word for word in words if len(word) >= length])
    start = chance.randint(0, len(name) - length)
    return name[start : start + length]


def _region(chance: random.Random, level: str) -> Region:
    return chance.choice(db.session.scalars(select(Region).where(Region.level == level)).all())


CLASSES: dict[str, Callable[[random.Random, list[str]], SearchRequest]] = {
    "1 character": lambda c, w: SearchRequest(_piece(c, w, 1, 1)),
    "2 characters": lambda c, w: SearchRequest(_piece(c, w, 2, 2)),
    "3-6 characters": lambda c, w: SearchRequest(_piece(c, w, 3, 6)),
    "township + word": lambda c, w: SearchRequest(_piece(c, w, 2, 3), _region(c, "township")),
    "county + domain": lambda c, w: SearchRequest(
        "", _region(c, "county"), c.choice(load_domains()).code
    ),
    "county": lambda c, w: SearchRequest("", _region(c, "county")),
}


def _like(word: str) -> int:
    query = (
        "SELECT count(*) FROM search_document WHERE name LIKE :w OR CAST(elements AS text) LIKE :w"
    )
    return db.session.execute(text(query), {"w": f"%{word}%"}).scalar_one()


def _line(name: str, calls: list[Callable[[], Any]]) -> None:
    taken = []
    for call in calls:
        _forget_documents()
        taken.append(_timed(call) * 1000)
    steps = quantiles(taken, n=20)
    print(f"{name:16}{steps[9]:8.1f}{steps[18]:8.1f}")


def _forget_documents() -> None:
    for each in [kept for kept in db.session if isinstance(kept, SearchDocument)]:
        db.session.expunge(each)


def _timed(call: Callable[[], Any]) -> float:
    start = time.perf_counter()
    call()
    return time.perf_counter() - start


if __name__ == "__main__":
    main()
