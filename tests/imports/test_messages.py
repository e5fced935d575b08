"""Every code that an import can report has its sentence, and every sentence is used."""

from __future__ import annotations

import re
from pathlib import Path

import imports
from imports.messages import PROBLEMS, REFUSALS

SOURCES = "\n".join(
    path.read_text(encoding="utf-8")
    for path in Path(imports.__file__).parent.rglob("*.py")
    if path.name != "messages.py"
)
CONTRACT = """channel-mark-unclear no-channel-ticked audience-missing method-missing level-missing
owner-missing owner-looks-like-audience name-missing name-truncated duplicate-name ditto
ditto-without-source time-limit-unreadable time-limit-missing basis-missing content-missing
serial-gap header-ambiguous header-repeated domain-unknown url-invalid formula-cell hidden-row
row-without-item""".split()
COMPUTED = {"content-missing", "basis-missing"}  # f"{name}-missing"


def _codes_in_use() -> set[str]:
    return set(re.findall(r'"([a-z]+(?:-[a-z]+)*)"', SOURCES)) | COMPUTED


def test_every_code_in_use_is_in_the_catalogue() -> None:
    used = set(re.findall(r'(?:problem|Note|_missing|report)\(\s*"([a-z-]+)"', SOURCES))
    used |= set(re.findall(r'code = "([a-z-]+)"', SOURCES))
    assert used <= set(PROBLEMS)
    assert set(re.findall(r'Refused\(\s*"([a-z-]+)"', SOURCES)) <= set(REFUSALS)


def test_every_sentence_is_used() -> None:
    assert set(PROBLEMS) <= _codes_in_use()
    assert set(REFUSALS) == set(re.findall(r'Refused\(\s*"([a-z-]+)"', SOURCES))


def test_the_codes_of_the_contract_are_kept() -> None:
    assert set(CONTRACT) <= set(PROBLEMS)


def test_sentences_are_chinese_and_end_with_what_to_do() -> None:
    for sentence in [*(notice.template for notice in PROBLEMS.values()), *REFUSALS.values()]:
        assert sentence.endswith("。")
        assert re.search(r"[\u4e00-\u9fff]", sentence)
