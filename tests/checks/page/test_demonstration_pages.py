"""What a reader sees on the invented pages is what the program reads."""

from collections.abc import Callable
from datetime import date

import pytest

from catalog_app.checks.page import PageReading

Read = Callable[..., PageReading]


@pytest.mark.parametrize(
    ("page", "kind"),
    [
        ("article_labelled", "article"),
        ("article_by_script", "article"),
        ("article_signed_only", "article"),
        ("article_migrated", "article"),
        ("article_head_table", "article"),
        ("leak", "article"),
        ("list_dated", "list"),
        ("list_table", "list"),
        ("list_large_day", "list"),
        ("home", "home"),
        ("empty_column", "empty_column"),
        ("empty_explained", "empty_column"),
        ("gone_in_frame", "error"),
        ("building_in_frame", "under_construction"),
        ("leaders", "other"),
    ],
)
def test_each_page_is_of_the_kind_a_reader_takes_it_for(
    demonstration: Read, page: str, kind: str
) -> None:
    assert demonstration(page).kind == kind


def test_a_labelled_article_gives_up_all_it_says(demonstration: Read) -> None:
    page = demonstration("article_labelled", url="https://www.yunhai.example/zwgk/snbt/1.html")
    assert page.title == "云海县农业农村局关于2026年农机购置补贴资金的公示（演示）"
    assert (page.published, page.published_source, page.published_certain) == (
        date(2026, 3, 5),
        "label",
        True,
    )
    assert page.site_name == "云海县人民政府"
    assert page.site_domain == "www.yunhai.example"
    assert page.site_id_code == "2299990001"
    assert page.column_name == "涉农补贴"
    assert page.breadcrumb == ("首页", "政务公开", "重点领域", "涉农补贴")
    assert page.owner == "云海县农业农村局"
    assert "监督电话：0430-5550001" in page.text
    assert "往年农机购置补贴" not in page.text


def test_the_number_of_a_cited_paper_is_not_the_documents_own(demonstration: Read) -> None:
    assert demonstration("article_labelled").document_number is None
    assert demonstration("article_head_table").document_number == "云教发〔2026〕31号"
    assert demonstration("article_signed_only").document_number == "云政办发〔2019〕8号"


def test_files_linked_from_the_body_are_attachments_with_full_addresses(
    demonstration: Read,
) -> None:
    page = demonstration("article_labelled", url="https://www.yunhai.example/zwgk/snbt/1.html")
    assert [(file.name, file.url) for file in page.attachments] == [
        (
            "2026年第一批农机购置补贴发放表.xlsx",
            "https://www.yunhai.example/zwgk/snbt/W020260305001.xlsx",
        ),
        ("公示说明.pdf", "https://www.yunhai.example/zwgk/snbt/W020260305002.pdf"),
    ]


def test_a_date_that_a_script_writes_is_read(demonstration: Read) -> None:
    page = demonstration("article_by_script")
    assert (page.published, page.published_source) == (date(2026, 4, 21), "script")


def test_a_signature_is_no_publication_date(demonstration: Read) -> None:
    page = demonstration("article_signed_only")
    assert (page.published, page.published_source) == (None, "none")


def test_the_name_of_a_document_beats_the_columns_heading_above_it(demonstration: Read) -> None:
    page = demonstration("article_signed_only")
    assert page.title == "云海县人民政府办公室关于印发县民政局职能配置规定的通知（演示）"


def test_the_date_a_reader_sees_beats_a_label_of_the_day_the_site_moved(
    demonstration: Read,
) -> None:
    page = demonstration("article_migrated")
    assert page.published == date(2021, 4, 6)
    assert not page.published_certain


def test_the_day_of_writing_is_not_the_day_of_publication(demonstration: Read) -> None:
    assert demonstration("article_head_table").published == date(2026, 5, 20)


@pytest.mark.parametrize(
    ("page", "title", "count", "newest"),
    [
        ("list_dated", "公示公告", 4, date(2026, 3, 20)),
        ("list_table", "规范性文件", 2, date(2026, 2, 16)),
        ("list_large_day", "通知公告", 3, date(2026, 6, 28)),
        ("empty_column", "扶贫工作", 0, None),
    ],
)
def test_a_column_tells_its_name_its_entries_and_the_newest_day(
    demonstration: Read, page: str, title: str, count: int, newest: date | None
) -> None:
    read = demonstration(page)
    assert (read.title, read.item_count, read.newest_item_date) == (title, count, newest)


def test_entries_of_a_list_carry_title_address_and_date(demonstration: Read) -> None:
    page = demonstration("list_dated", url="https://www.yunhai.example/zwgk/gsgg/")
    first = page.items[0]
    assert first.title == "云海县第20号公示（演示）"
    assert first.url == "https://www.yunhai.example/zwgk/gsgg/202603/t20260320_20.html"
    assert first.date == date(2026, 3, 20)


def test_an_empty_column_is_told_apart_from_an_explained_absence(demonstration: Read) -> None:
    assert not demonstration("empty_column").explained_empty
    assert demonstration("empty_explained").explained_empty


def test_an_unfinished_column_is_quoted(demonstration: Read) -> None:
    page = demonstration("building_in_frame")
    assert page.placeholder == "建设中"
    assert page.title == "养老服务"


def test_leaked_numbers_are_named_and_shown_only_masked(demonstration: Read) -> None:
    page = demonstration("leak")
    assert page.personal_data == ("id_number", "bank_card", "mobile")
    shown = str(page.to_dict(file="leak.html"))
    assert "229999197001010051" not in shown
    assert "6222021234567890128" not in shown
    assert "13900000000" not in shown
