"""What stands in a file is read, whatever its kind, and nothing personal of it is kept."""

from __future__ import annotations

import pytest

from catalog_app.checks.files.read import read_file
from catalog_app.checks.files.reading import FileReading
from catalog_app.demo.site.attachments import archive, pdf
from tests.checks.files.documents import (
    CARD,
    ID,
    MOBILE,
    PEOPLE,
    SAMPLES,
    compound,
    old_word,
    paragraph,
    rich_text,
    word,
    workbook,
)


def leaks_of(reading: FileReading) -> dict[str, int]:
    return {leak.kind: leak.count for leak in reading.leaks}


def places_of(reading: FileReading, kind: str) -> list[str]:
    return [place.where for leak in reading.leaks if leak.kind == kind for place in leak.places]


@pytest.mark.parametrize(
    ("name", "kind"),
    [
        ("名单.pdf", "pdf"),
        ("名单.docx", "docx"),
        ("名单.doc", "doc"),
        ("名单.rtf", "rtf"),
        ("名单.xlsx", "xlsx"),
        ("名单.csv", "text"),
        ("名单.zip", "zip"),
    ],
)
def test_an_identity_number_is_found_in_every_kind_of_file_and_kept_of_none(
    name: str, kind: str
) -> None:
    reading = read_file(SAMPLES[name], name)
    assert reading.kind == kind
    assert reading.fault is None
    assert leaks_of(reading)["id_number"] == 1
    assert ID not in str(reading)


@pytest.mark.parametrize("name", SAMPLES)
def test_a_reading_comes_whole_through_a_pipe(name: str) -> None:
    reading = read_file(SAMPLES[name], name)
    assert FileReading.from_dict(reading.to_dict()) == reading


def test_a_hidden_sheet_is_searched_and_named_but_is_no_table_of_the_file() -> None:
    reading = read_file(SAMPLES["名单.xlsx"], "名单.xlsx")
    assert places_of(reading, "id_number") == ["第2个工作表“底表（演示）”（隐藏）第2行"]
    assert reading.labels == ("第1个工作表“公示（演示）”",)


def test_a_hidden_row_is_searched_under_its_own_number() -> None:
    rows = [("姓名", "身份证号"), ("演示乙", "22*************017"), ("演示甲", ID)]
    reading = read_file(workbook(rows, hidden_rows=[2]), "名单.xlsx")
    assert places_of(reading, "id_number") == ["第1个工作表“名单”第3行"]


def test_a_scan_a_locked_file_and_a_picture_are_told_apart() -> None:
    scan, locked = (read_file(SAMPLES[name], name) for name in ("扫描.pdf", "密码.pdf"))
    picture = read_file(SAMPLES["图.png"], "图.png")
    assert (scan.scanned, scan.encrypted, scan.pages) == (True, False, 1)
    assert (locked.scanned, locked.encrypted) == (False, True)
    assert (picture.kind, picture.scanned) == ("image", True)


def test_a_pdf_says_on_which_page_it_stands() -> None:
    assert places_of(read_file(SAMPLES["名单.pdf"], "名单.pdf"), "id_number") == ["第1页"]


def test_word_is_read_with_its_comments_text_boxes_and_tables_in_tables() -> None:
    box = f"<w:p><w:r><w:pict><w:txbxContent>{paragraph('框中字')}</w:txbxContent></w:pict></w:r></w:p>"
    inner = f"<w:tbl><w:tr><w:tc>{paragraph('内格')}</w:tc></w:tr></w:tbl>"
    table = f"<w:tbl><w:tr><w:tc>{paragraph('外格')}{inner}</w:tc></w:tr></w:tbl>"
    body = word(box + table, comments=f"<w:comment>{paragraph('演示甲 ' + ID)}</w:comment>")
    reading = read_file(body, "a.docx")
    assert all(reading.text.count(words) == 1 for words in ("框中字", "外格", "内格"))
    assert leaks_of(reading) == {"id_number": 1}


def test_cells_over_several_columns_keep_the_others_under_their_headers() -> None:
    cell = "<w:tc><w:tcPr><w:gridSpan w:val='2'/></w:tcPr>{}</w:tc>"
    head = "".join(f"<w:tc>{paragraph(text)}</w:tc>" for text in ("姓名", "年龄", "病种"))
    row = cell.format(paragraph("演示甲")) + f"<w:tc>{paragraph('虚构病')}</w:tc>"
    reading = read_file(word(f"<w:tbl><w:tr>{head}</w:tr><w:tr>{row}</w:tr></w:tbl>"), "a.docx")
    assert leaks_of(reading) == {"sensitive": 1}


def test_an_old_word_table_is_read_in_rows() -> None:
    cells = "姓名\x07银行账号\x07\x07演示甲\x07" + CARD + "\x07\x07"
    reading = read_file(old_word(f"演示名单\r{cells}\r完\r"), "名单.doc")
    assert reading.sheets == ((("姓名", "银行账号"), ("演示甲", "62***********" + CARD[-3:])),)
    assert leaks_of(reading) == {"sensitive": 1, "bank_card": 1}
    assert reading.text.startswith("演示名单")


def test_a_locked_old_document_is_locked() -> None:
    assert read_file(old_word("演示", encrypted=True), "a.doc").encrypted
    assert read_file(
        compound({"EncryptedPackage": b"x", "EncryptionInfo": b"y"}), "a.xlsx"
    ).encrypted


def test_a_list_of_people_in_lines_is_told_from_a_notice() -> None:
    listed = f"姓名 家庭住址 电话\n演示甲 江南镇虚构村三组 {MOBILE}\n张三 江南镇虚构村三组 {MOBILE}"
    notice = f"申请人持身份证到窗口办理，联系电话 {MOBILE}，地址江南路12号。"
    assert leaks_of(read_file(rich_text(listed.replace("\n", "\\par ")), "a.rtf")).keys() == {
        "address",
        "sensitive",
        "named_mobile",
        "mobile",
    }
    assert leaks_of(read_file(rich_text(notice), "a.rtf")) == {}


def test_members_of_an_archive_are_read_but_not_archives_in_them() -> None:
    inner = archive({"深.xlsx": workbook(PEOPLE)})
    reading = read_file(archive({"名单.xlsx": workbook(PEOPLE), "内.zip": inner}), "包.zip")
    assert reading.names == ("名单.xlsx", "内.zip")
    assert places_of(reading, "id_number") == ["里的“名单.xlsx”第1个工作表“名单”第2行"]


def test_names_in_an_archive_of_a_chinese_computer_are_read() -> None:
    body = archive({"AB.txt": "演示".encode()}).replace(b"AB.t", "名".encode("gb18030") + b".t")
    assert read_file(body, "包.zip").names == ("名.txt",)


def test_a_long_text_is_cut_but_searched_to_its_end() -> None:
    text = "演示文字。\n" * 9_000 + f"演示甲 {ID}\n"
    reading = read_file(text.encode(), "长.txt")
    assert reading.cut
    assert len(reading.text) <= 20_000
    assert leaks_of(reading) == {"id_number": 1}


def test_a_blank_workbook_is_blank_and_a_full_one_is_not() -> None:
    assert read_file(workbook([]), "a.xlsx").blank
    assert not read_file(workbook([("项目",)]), "a.xlsx").blank


@pytest.mark.parametrize(
    ("body", "fault"),
    [
        (b"", "空文件"),
        (b"\0\1\2\3", "不是能识别的文件格式"),
        (b"Rar!\x1a\x07\x00", "不是能识别的文件格式"),
        (b"PK\x03\x04 and no more", "文件已损坏，打不开"),
        (b"%PDF-1.4 and no more", "文件已损坏，打不开"),
        (compound({"Other": b"x"}), "不是能识别的文件格式"),
    ],
)
def test_what_cannot_be_read_says_why(body: bytes, fault: str) -> None:
    assert read_file(body, "a.bin").fault == fault


def test_the_kind_is_told_by_the_bytes_not_by_the_name() -> None:
    assert read_file(pdf("x"), "a.docx").kind == "pdf"
    assert read_file(b"<!DOCTYPE html><p>x</p>", "a.pdf").kind == "html"
