"""`catalog import` and `catalog export`, run as an administrator or another program runs them."""

from __future__ import annotations

import json
import subprocess
import sys
from pathlib import Path

import pytest

from tests.commands import catalog
from tests.exchange.bulk.prefecture import packed, table
from tests.exchange.office import FIXTURES, fixture

COMPARE = FIXTURES.parent / "compare_import.py"


@pytest.fixture(scope="module")
def office(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """An instance with the regions and the domains."""
    instance = tmp_path_factory.mktemp("office")
    assert catalog("init", instance=instance).returncode == 0
    return instance


def test_a_dry_run_reads_every_fixture_as_it_should(tmp_path: Path) -> None:
    files = sorted(path for path in FIXTURES.iterdir() if path.is_file())
    told = catalog("import", *files, "--dry-run", "--json", instance=tmp_path / "none")
    assert told.returncode == 1, "some of the files are refused"
    assert not (tmp_path / "none").exists(), "no database is made"
    lines = told.stdout.splitlines()
    assert [json.loads(line)["file"] for line in lines] == [path.name for path in files]
    (tmp_path / "read.jsonl").write_text(told.stdout, encoding="utf-8")
    limits = ["--min-cells", "100", "--min-problems", "100", "--min-refusals", "100"]
    compared = subprocess.run(
        [sys.executable, COMPARE, FIXTURES / "expected", tmp_path / "read.jsonl", *limits],
        capture_output=True,
        text=True,
        check=False,
    )
    assert compared.returncode == 0, compared.stdout


def test_a_clean_file_ends_well_and_one_with_an_error_does_not(tmp_path: Path) -> None:
    assert catalog("import", fixture("01_"), "--dry-run", instance=tmp_path).returncode == 0
    wrong = catalog("import", fixture("04_"), "--dry-run", instance=tmp_path)
    assert wrong.returncode == 1
    assert "[错误] F4" in wrong.stdout


@pytest.mark.parametrize("mode", [[], ["--dry-run"]])
@pytest.mark.parametrize("code", ["999999", "敦化", "22240311"])
def test_an_unknown_region_is_refused_and_nothing_is_read_into_it(
    office: Path, mode: list[str], code: str
) -> None:
    told = catalog("import", fixture("01_"), "--region", code, *mode, instance=office)
    assert (told.returncode, told.stdout) == (2, "")
    assert f"没有找到行政区划“{code}”" in told.stderr


@pytest.mark.parametrize("code", ["222403", "222403110", "222403110000"])
def test_a_dry_run_knows_the_codes_of_the_province(tmp_path: Path, code: str) -> None:
    told = catalog("import", fixture("01_"), "--region", code, "--dry-run", instance=tmp_path)
    assert told.returncode == 0, told.stderr


@pytest.mark.parametrize(
    "url", ["postgresql://clerk:geheim@127.0.0.1:1/x", "sqlite:////nowhere/x.sqlite3", "ledger://x"]
)
def test_a_database_that_is_not_there_is_told_and_not_a_traceback(tmp_path: Path, url: str) -> None:
    told = catalog("init", instance=tmp_path, CATALOG_DATABASE_URL=url)
    assert told.returncode == 2
    assert told.stderr.startswith("连不上数据库：")
    assert "CATALOG_DATABASE_URL" in told.stderr
    assert "geheim" not in told.stderr


def test_a_file_finds_its_county_and_comes_out_again(office: Path, tmp_path: Path) -> None:
    told = catalog("import", fixture("01_"), instance=office)
    assert (told.returncode, "导入敦化市：新增 11 项" in told.stdout) == (0, True), told.stderr
    again = catalog("import", fixture("01_"), "--json", instance=office)
    assert json.loads(again.stdout)["added"] == 0
    out = tmp_path / "敦化市.xlsx"
    saved = catalog("export", "--region", "222403", "--format", "xlsx", "-o", out, instance=office)
    assert (saved.returncode, "11 个事项" in saved.stdout) == (0, True), saved.stderr
    back = catalog("import", out, "--dry-run", "--json", instance=office)
    assert len(json.loads(back.stdout)["tables"][0]["entries"]) == 11


def test_files_without_a_known_place_are_all_left_alone(office: Path, tmp_path: Path) -> None:
    unnamed = tmp_path / "目录.csv"
    unnamed.write_text(
        "序号,一级事项,二级事项,公开内容（要素）,公开依据\n1,甲,乙,丙,丁\n", encoding="utf-8"
    )
    told = catalog("import", fixture("11_"), unnamed, instance=office)
    assert told.returncode == 2
    assert "请加上 --region" in told.stderr
    out = ["--format", "csv", "-o", tmp_path / "x.csv"]
    empty = catalog("export", "--region", "220881", *out, instance=office)
    assert "洮南市还没有公开事项" in empty.stderr, "the file before it was not imported either"
    assert not (tmp_path / "x.csv").exists()


def test_one_domain_of_a_county_file_is_taken(office: Path) -> None:
    told = catalog(
        "import", fixture("02_"), "--region", "222404", "--domain", "elderly_care", "--json",
        instance=office,
    )  # fmt: skip
    assert json.loads(told.stdout)["added"] == 11


@pytest.mark.parametrize(
    ("arguments", "words"),
    [
        (["--region", "999999"], "没有找到行政区划“999999”"),
        (["--region", "222403", "--domain", "nonsense"], "没有领域代码“nonsense”"),
        (["--region", "222404", "--domain", "taxation"], "没有领域代码"),
        (["--region", "220100"], "长春市还没有公开事项"),
    ],
)
def test_an_export_that_cannot_be_says_why(
    office: Path, tmp_path: Path, arguments: list[str], words: str
) -> None:
    out = tmp_path / "x.xlsx"
    told = catalog("export", *arguments, "--format", "xlsx", "-o", out, instance=office)
    assert told.returncode == 2
    assert words in told.stderr
    assert not out.exists()


def test_a_folder_that_is_not_there_is_told(office: Path, tmp_path: Path) -> None:
    catalog("import", fixture("01_"), instance=office)
    out = tmp_path / "none" / "x.csv"
    told = catalog("export", "--region", "222403", "--format", "csv", "-o", out, instance=office)
    assert told.returncode == 1
    assert "无法写入" in told.stderr


@pytest.fixture
def prefecture(tmp_path: Path) -> Path:
    """A folder a county, a zip among them, and what systems leave behind."""
    folder = tmp_path / "延边州"
    for county in ("图们市", "来历不明"):
        (folder / county).mkdir(parents=True)
    (folder / "图们市" / "养老.csv").write_bytes(table("图们市", "养老服务", "高龄津贴"))
    (folder / "图们市" / "~$养老.csv").write_bytes(b"1")
    (folder / "来历不明" / "养老.csv").write_bytes(table("", "养老服务", "高龄津贴"))
    inside = packed(("龙井市/养老.csv", table("", "养老服务", "高龄津贴", "护理补贴")))
    (folder / "龙井.zip").write_bytes(inside)
    return folder


def test_a_folder_is_read_file_by_file_without_a_database(prefecture: Path, tmp_path: Path) -> None:
    told = catalog("import", prefecture, "--dry-run", "--json", instance=tmp_path / "none")
    files = [json.loads(line)["file"] for line in told.stdout.splitlines()]
    assert files == ["延边州/图们市/养老.csv", "延边州/来历不明/养老.csv", "延边州/龙井市/养老.csv"]
    assert "已略过（不是目录文件）：延边州/图们市/~$养老.csv" in told.stderr


def test_a_whole_prefecture_is_imported_but_for_what_is_nobodys(
    office: Path, prefecture: Path
) -> None:
    told = catalog("import", prefecture, "--region", "222400", "--json", instance=office)
    assert told.returncode == 1, told.stderr
    done = [json.loads(line) for line in told.stdout.splitlines()]
    added = {each["region"]: each["added"] for each in done if "region" in each}
    assert added == {"222402000000": 1, "222405000000": 2}
    refused = next(each for each in done if "refused" in each)
    assert (refused["file"], refused["refused"]["code"]) == (
        "延边州/来历不明/养老.csv",
        "place-unclear",
    )
