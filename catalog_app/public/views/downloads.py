"""Files for the public, without log-in: the compiled service guide and the open data."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from io import BytesIO
from itertools import groupby
from operator import itemgetter

from flask import render_template, send_file, url_for
from flask.typing import ResponseReturnValue

from catalog_app.clock import utc_now
from catalog_app.extensions import limiter
from catalog_app.public import guide_book, open_data, services, wording
from catalog_app.public.views.pages import bp
from catalog_app.streaming import EVERYBODY, streamed
from catalog_app.web import public
from exports.guide_document import write_guide
from exports.open_data import DICTIONARY_HEADER, SCHEMA_VERSION, dictionary_rows

GUIDES = "30 per minute"
BUNDLES = "4 per minute;30 per hour"
DOCX = "application/vnd.openxmlformats-officedocument.wordprocessingml.document"


@bp.get("/r/<code>/guide")
@public
@limiter.limit(GUIDES)
def service_guide(code: str) -> ResponseReturnValue:
    """The compiled service guide of a place, as a page to read and to print."""
    guide = guide_book.published_guide(code)
    short = wording.short_code(services.place(code).region.code)
    return render_template(
        "guide_book.html",
        guide=guide,
        back=url_for("public.region", code=short),
        document=url_for("public.service_guide_document", code=short),
    )


@bp.get("/r/<code>/guide.docx")
@public
@limiter.limit(GUIDES)
def service_guide_document(code: str) -> ResponseReturnValue:
    """The same as a Word document, with pages in its contents."""
    guide = guide_book.published_guide(code)
    stream = BytesIO()
    write_guide(guide, stream)
    stream.seek(0)
    name = f"{guide.title}.docx"
    return send_file(stream, mimetype=DOCX, as_attachment=True, download_name=name)


@bp.get("/r/<code>/open-data")
@public
def open_data_page(code: str) -> ResponseReturnValue:
    """What the open data of a place hold, and where to get them."""
    return render_template(
        "public/open_data.html",
        place=services.place(code),
        header=DICTIONARY_HEADER[1:],
        dictionary=_by_file(dictionary_rows()),
        version=SCHEMA_VERSION,
    )


def _by_file(rows: Iterable[Sequence[str]]) -> list[tuple[str, list[Sequence[str]]]]:
    """Each file with the rows about its fields, the file's own name left out of them."""
    return [(file, [row[1:] for row in its]) for file, its in groupby(rows, itemgetter(0))]


@bp.get("/r/<code>/open-data.zip")
@public
@limiter.limit(BUNDLES)
def open_data_bundle(code: str) -> ResponseReturnValue:
    """What is published in a place and below it, sent while it is made."""
    data = open_data.open_data(code, at=utc_now())
    return streamed(data.name, "application/zip", data.chunks, room=EVERYBODY)
