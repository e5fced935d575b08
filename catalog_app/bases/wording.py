"""The register's terms as screens and files say them."""

from __future__ import annotations

from catalog_app.bases.models import LegalBasis
from catalog_app.bases.standing import CitedBasis, Standing

STATUS_NAMES = {
    "unverified": "未核实",
    "in_force": "现行有效",
    "amended": "已修改",
    "repealed": "已废止",
}
STATUS_TONES = {"in_force": "ok", "amended": "ask", "repealed": "bad"}
STANDING_NAMES = {
    Standing.HOLDS: "现行有效",
    Standing.SHIFTED: "条文有变",
    Standing.REPLACED: "已被代替",
    Standing.REPEALED: "已废止",
    Standing.UNVERIFIED: "未核实",
    Standing.UNKNOWN: "依据库里没有",
}
_TONES = {
    Standing.HOLDS: "ok",
    Standing.SHIFTED: "ask",
    Standing.REPLACED: "bad",
    Standing.REPEALED: "bad",
}


def status_tone(row: LegalBasis) -> str:
    """What nobody has confirmed is never red."""
    tone = STATUS_TONES.get(row.status, "none")
    return "ask" if tone == "bad" and not row.confirmed else tone


def standing_pill(cited: CitedBasis) -> tuple[str, str]:
    """Tone and words of the small mark beside a cited basis; what is not confirmed is never red."""
    tone, words = _TONES.get(cited.standing, "none"), STANDING_NAMES[cited.standing]
    proven = cited.confirmed and cited.sure
    if tone == "bad" and not proven:
        return "ask", f"可能{words}，待核实"
    return tone, words
