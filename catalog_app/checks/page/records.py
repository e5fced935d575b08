"""Entries that a site keeps as records in a script of type text/xml and lets its own script show."""

import re

HELD = re.compile(
    r"""<script[^>]*type\s*=\s*["']?text/xml[^>]*>(.*?)</script\s*>""", re.IGNORECASE | re.DOTALL
)
RECORD = re.compile(r"<record>\s*<!\[CDATA\[(.*?)\]\]>\s*</record>", re.IGNORECASE | re.DOTALL)


def unfold_records(html: str) -> str:
    """The page with such records in the place of their script, as a reader sees them."""
    if "<![CDATA[" not in html or "<record>" not in html:
        return html
    return HELD.sub(lambda held: "".join(RECORD.findall(held[1])) or held[0], html)
