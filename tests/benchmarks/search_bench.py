"""How fast the public's searches are at 100,000 entries, beside a plain LIKE in the same run.

What is timed is all of `find`: a page of documents, the total and the counts for the filters. The
texts are the guides' own items, spread over the province's counties and townships.
`python -m tests.benchmarks.search_bench postgres` takes PostgreSQL instead of SQLite.
"""

from __future__ import annotations

import random
import sys
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import asdict
from datetime import UTC, datetime, timedelta
from functools import partial
from itertools import islice
from pathlib import Path
from typing import Any

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
from domains.standard import StandardItem, domain, load_domains
from tests.benchmarks.measure import median_seconds, percentile, show
from tests.servers import postgres_url

START = datetime(2025, 1, 6, tzinfo=UTC)
BATCH = 2000
DOCUMENTS = 100_000
QUERIES = 60
Row = dict[str, Any]


def main(engine: str = "sqlite") -> None:
    with tempfile.TemporaryDirectory() as folder:
        url = postgres_url() if engine == "postgres" else f"sqlite:///{folder}/bench.sqlite3"
        if url is None:
            sys.exit("no PostgreSQL server can be started here")
        app = create_app({"INSTANCE": Path(folder), "DATABASE_URL": url, "TESTING": True})
        with app.app_context():
            initialise()
            seconds = median_seconds(lambda: build(DOCUMENTS), repeat=1)
            show(f"project and index {DOCUMENTS:,} entries on {engine}", f"{seconds:.1f} s")
            db.session.remove()
            db.engine.dispose()  # new connections: the migration has set how the database plans
            report()


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
            for each in load_domains():
                for item in each.items[:: 1 if region.level == "county" else 5]:
                    number += 1
                    at = START + timedelta(minutes=turn * 40_000 + region.id * 30)
                    yield _document(number, region, names, item, at)


LEVELS = ("county", "township")


def _document(
    number: int, region: Region, names: dict[int, str], item: StandardItem, at: datetime
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
        "elements": elements | {"domain": domain(item.domain).name, "place": place},
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


def report() -> None:
    chance = random.Random(7)
    words = _words()
    plain = _milliseconds([partial(_like, word) for word in chance.sample(words, 6)])
    for name, make in CLASSES.items():
        requests = [make(chance, words) for _ in range(QUERIES)]
        taken = _milliseconds([partial(find, request) for request in requests])
        high, like = percentile(taken, 0.95), percentile(plain, 0.5)
        show(
            f"search by {name}, p50 / p95", f"{percentile(taken, 0.5):.1f} / {high:.1f} ms",
            f"LIKE {like:.0f} ms", f"{high / like:.2f}x", "p95 <= 15 ms",
        )  # fmt: skip


def _milliseconds(calls: list[Callable[[], Any]]) -> list[float]:
    taken = []
    for call in calls:
        _forget_documents()
        taken.append(median_seconds(call, repeat=1) * 1000)
    return taken


def _words() -> list[str]:
    return [item.name for each in load_domains() for item in each.items]


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


def _forget_documents() -> None:
    for each in [kept for kept in db.session if isinstance(kept, SearchDocument)]:
        db.session.expunge(each)


if __name__ == "__main__":
    main(*sys.argv[1:])
