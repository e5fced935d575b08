"""K07: no entry rests on a text that has been repealed or replaced."""

from __future__ import annotations

from collections.abc import Iterable

from catalog_app.bases.standing import CitedBasis, Standing
from catalog_app.checks.rules.model import (
    MET,
    EntryRule,
    EntrySubject,
    Judgement,
    Severity,
    advice,
    not_met,
)

DEAD = frozenset({Standing.REPEALED, Standing.REPLACED})


def bases_live(subject: EntrySubject) -> Judgement:
    """K07: a fault where the register's row is confirmed and surely meant; otherwise advice."""
    dead = [basis for basis in subject.bases if basis.standing in DEAD]
    proven = [basis for basis in dead if basis.confirmed and basis.sure]
    doubts = [*dead, *filter(_shifted, subject.bases), *filter(_misfit, subject.bases)]
    if not doubts:
        return MET
    told = _in_words(proven or list(dict.fromkeys(doubts)))
    cited = [basis.cited for basis in proven or doubts]
    return not_met(told, cited=cited) if proven else advice(told, cited=cited)


def _shifted(basis: CitedBasis) -> bool:
    return basis.standing is Standing.SHIFTED and bool(basis.articles)


def _misfit(basis: CitedBasis) -> bool:
    return basis.misfit is not None


def _in_words(bases: Iterable[CitedBasis]) -> str:
    return "；".join(_sentence(basis) for basis in bases) + "。"


def _sentence(basis: CitedBasis) -> str:
    doubt = "" if basis.confirmed and basis.sure else "（尚待省里核实，请先核对）"
    since = f"{basis.since.year}年{basis.since.month}月{basis.since.day}日起" if basis.since else ""
    if basis.standing in DEAD:
        what = f"已由{basis.replaced_by}代替" if basis.replaced_by else "已废止"
        return f"引用的“{basis.cited}”{since}{what}{doubt}"
    if _shifted(basis):
        articles = "、".join(basis.articles)
        return f"“{basis.cited}”{since}施行的新文本条文顺序有变，请核对所引的{articles}"
    return f"“{basis.cited}”的文号与名称对不上，这个文号是《{basis.misfit}》的，请核对"


BASES = EntryRule(
    "K07",
    1,
    Severity.ERROR,
    "公开依据失效",
    "公开依据应现行有效：已废止或被代替的，要换成现行文件。",
    "请在公开依据里换成现行的法律、法规或文件，并核对条文；说明里写明了代替它的文件。",
    at_once=True,
    judge=bases_live,
)
