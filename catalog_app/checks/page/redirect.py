"""Where a page sends its reader by itself: a refresh label or a script."""

import re
from urllib.parse import urljoin

from catalog_app.checks.page.outline import Outline

BARE = 60
FEW_LINKS = 3
REFRESH = re.compile(r"""^\s*[\d.]*\s*[;,]?\s*url\s*=\s*["']?\s*([^"'\s>]+)""", re.IGNORECASE)
WRITTEN = re.compile(
    r"""http-equiv\s*=\s*\\?["']?refresh\b[^>]*?url\s*=\s*\\?["']?([^"'\\\s>]+)""", re.IGNORECASE
)
LOCATION = re.compile(
    r"""(?:^|[;{}\s."'(])(?:window|document|self|top|parent|this)?\.?location(?:\.href)?\s*=\s*\\?["']([^"'\\]+)"""
    r"""|location\.(?:replace|assign)\(\s*["']([^"']+)["']"""
    r"""|window\.open\(\s*["']([^"']+)["']\s*,\s*["']_(?:self|top|parent)""",
    re.IGNORECASE,
)
NAMED = re.compile(
    r"location(?:\.href)?\s*=\s*([A-Za-z_$][\w$]*)\s*[;}\n]|location\.(?:replace|assign)\(\s*([\w$]+)\s*\)"
)


def refresh_address(page: Outline, url: str | None) -> str | None:
    """The address a page refreshes to, in full when the page's own address is known."""
    found = _by_label(page) or _by_script(page)
    if found is None:
        return None
    try:
        return urljoin(url, found) if url else found
    except ValueError:
        return found


def _by_label(page: Outline) -> str | None:
    for meta in page.metas:
        attributes = meta.attributes
        if (attributes.get("http-equiv") or "").strip().lower() == "refresh":
            match = REFRESH.match(attributes.get("content") or "")
            if match:
                return match[1]
    return None


def _by_script(page: Outline) -> str | None:
    """A written refresh; or a jump, on a page that shows nothing (elsewhere it waits for a click)."""
    bare = len(page.links) <= FEW_LINKS and len(page.text) <= BARE
    for _, script in page.scripts:
        written = WRITTEN.search(script) if "equiv" in script else None
        match = written or (LOCATION.search(script) if bare else None)
        if match:
            return next(group for group in match.groups() if group)
        if bare and (named := NAMED.search(script)):
            return _value_of(named[1] or named[2], script)
    return None


def _value_of(name: str, script: str) -> str | None:
    """The text a script keeps under a name."""
    found = re.search(rf"""\b{re.escape(name)}\s*=\s*["']([^"']+)["']""", script)
    return found[1] if found else None
