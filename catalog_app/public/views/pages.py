"""The public's screens. Their addresses are stable: counties link to them from their own portals."""

from __future__ import annotations

from flask import (
    Blueprint,
    Response,
    make_response,
    redirect,
    render_template,
    request,
    session,
    url_for,
)
from flask.typing import ResponseReturnValue
from flask_login import current_user

from catalog_app.extensions import csrf, limiter
from catalog_app.guides import services as guides
from catalog_app.public import handbook as book
from catalog_app.public import services, wording
from catalog_app.public.forms import SearchQuery, page_number, typed
from catalog_app.regions.errors import UnknownRegion
from catalog_app.search import services as search_services
from catalog_app.search.services import SearchRequest
from catalog_app.web import public, safe_next

bp = Blueprint("public", __name__)
CACHE_SECONDS = 300
DISPLAY_DAYS = 365
SEARCHES = "240 per minute"
COMMON = (
    ("低保", {"q": "最低生活保障"}),
    ("危房改造", {"q": "危房改造"}),
    ("地力补贴", {"q": "耕地地力"}),
    ("征地补偿", {"q": "征地补偿"}),
    ("孩子上学", {"domain": "compulsory_education"}),
    ("老人补贴", {"q": "老年人补贴"}),
    ("村里的账", {"q": "财务", "domain": "village_affairs"}),
)


@bp.context_processor
def _names() -> dict[str, object]:
    return {"say": wording, "common": COMMON}


@bp.after_request
def _keep_a_while(response: Response) -> Response:
    """Pages without log-in may be kept by browsers and caches for some minutes; the large-type
    mode is a cookie, so copies differ by it. A page with a message is for its reader only."""
    response.vary.add("Cookie")
    plain = request.method in {"GET", "HEAD"} and response.status_code == 200
    if plain and not session.modified and not current_user.is_authenticated:
        response.headers["Cache-Control"] = f"public, max-age={CACHE_SECONDS}"
    return response


@bp.get("/")
@public
def home() -> ResponseReturnValue:
    return render_template(
        "public/home.html", tiles=services.tiles(), prefectures=services.prefectures()
    )


@bp.get("/search")
@public
@limiter.limit(SEARCHES)
def search() -> ResponseReturnValue:
    asked = SearchQuery.read(request.args)
    domains = guides.all_domains()
    domain = services.known_domain(asked.domain, domains) if asked.domain else None
    place = services.place(asked.region) if asked.region else None
    wanted = SearchRequest(asked.text, place.region if place else None, asked.domain, asked.by)
    return render_template(
        "public/search.html",
        asked=asked,
        domains=domains,
        domain=domain,
        place=place,
        result=search_services.find(wanted, asked.page),
        places=services.found_places(asked.text) if asked.text and not place else [],
    )


@bp.get("/places")
@public
@limiter.limit(SEARCHES)
def places() -> ResponseReturnValue:
    name = typed(request.args, "name")
    found = services.found_places(name)
    same = [place for place in found if place.region.name == name]
    if len(same) == 1:
        return redirect(url_for("public.region", code=same[0].code))
    return render_template(
        "public/places.html", name=name, places=found, prefectures=services.prefectures()
    )


@bp.get("/r/<code>")
@public
def region(code: str) -> ResponseReturnValue:
    return render_template("public/region.html", page=services.region_page(code))


@bp.get("/r/<code>/<domain>")
@public
def domain(code: str, domain: str) -> ResponseReturnValue:
    page = services.domain_page(code, domain, page_number(request.args))
    return render_template("public/domain.html", page=page)


@bp.get("/items/<int:entry_id>")
@public
def entry(entry_id: int) -> ResponseReturnValue:
    """One item; `?region=` is the place the reader came from."""
    document = services.entry(entry_id)
    place = _seen_from(request.args.get("region"))
    return render_template("public/entry.html", document=document, place=place)


def _seen_from(code: str | None) -> services.Place | None:
    try:
        return services.place(code) if code else None
    except UnknownRegion:
        return None


@bp.post("/display")
@public
def display() -> ResponseReturnValue:
    """Large type on or off. It changes nothing but the reader's own cookie, so it needs no token,
    and pages without one can be cached."""
    back = safe_next(request.form.get("next"), url_for("public.home"))
    response = make_response(redirect(back, 303))
    if request.cookies.get("display") == "large":
        response.delete_cookie("display")
    else:
        seconds = DISPLAY_DAYS * 24 * 3600
        response.set_cookie("display", "large", max_age=seconds, httponly=True, samesite="Lax")
    return response


csrf.exempt(display)


@bp.get("/help")
@public
def help() -> ResponseReturnValue:
    return render_template("public/help.html")


@bp.get("/handbook", defaults={"page": ""})
@bp.get("/handbook/<page>")
@public
def handbook(page: str) -> ResponseReturnValue:
    """The staff's handbook: its contents, or one chapter."""
    if not page:
        return render_template("handbook/contents.html", chapters=book.chapters())
    before, after = book.neighbours(page)
    return render_template(
        "handbook/chapter.html", chapter=book.chapter(page), before=before, after=after
    )


@bp.app_template_global()
def handbook_page() -> str:
    """The chapter that fits the present screen; "" for the contents."""
    return book.chapter_for(request.endpoint or "")
