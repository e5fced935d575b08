"""The standard items of every domain, read from data files: one file a domain.

A further domain is added by dropping a file into the folder; no code changes.
"""

from __future__ import annotations

from collections import Counter
from functools import cache, lru_cache
from pathlib import Path

from domains.domain_file import DomainFileError, read_domain_file
from domains.guide import Domain, Guide, StandardItem
from domains.recognition import recognise

__all__ = [
    "Domain",
    "DomainFileError",
    "Guide",
    "StandardItem",
    "domain",
    "domain_named",
    "load_domains",
]

DATA_FOLDER = Path(__file__).parent / "data" / "standards"
_KIND_ORDER = {"pilot": 0, "further": 1, "village_affairs": 2, "community_affairs": 3}


def load_domains(folder: Path | None = None) -> tuple[Domain, ...]:
    """All domains of a folder (the package's own by default): by number, the affairs lists last.

    Raises DomainFileError, in Chinese, for the first file that is wrong.
    """
    return _own_domains() if folder is None else _read_folder(folder)


def domain(code: str) -> Domain:
    """The package's domain with this code; KeyError for an unknown one."""
    return _by_code()[code]


@lru_cache(maxsize=4096)  # a table repeats its domain in every row
def domain_named(text: str) -> tuple[Domain, float] | None:
    """The domain a title, sheet name or file name speaks of, and how sure that is (0-1).

    None where it names none, or more than one.
    """
    return recognise(text, load_domains())


@cache
def _own_domains() -> tuple[Domain, ...]:
    return _read_folder(DATA_FOLDER)


@cache
def _by_code() -> dict[str, Domain]:
    return {each.code: each for each in load_domains()}


def _read_folder(folder: Path) -> tuple[Domain, ...]:
    if not folder.is_dir():
        raise DomainFileError(f"找不到领域文件夹“{folder.name}”，请检查路径。")
    domains = [read_domain_file(path) for path in sorted(folder.glob("*.yaml"))]
    for code, times in Counter(each.code for each in domains).items():
        if times > 1:
            raise DomainFileError(
                f"{folder.name}：领域代码code“{code}”出现在{times}个文件中，请改为各不相同。"
            )
    return tuple(sorted(domains, key=_order))


def _order(each: Domain) -> tuple[int, float, str]:
    number = float("inf") if each.number is None else each.number
    return _KIND_ORDER[each.kind], number, each.code
