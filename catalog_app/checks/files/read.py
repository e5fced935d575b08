"""Any file: what it is, by its bytes, and what stands in it. Never raises, whatever the bytes."""

from __future__ import annotations

import re

from catalog_app.checks.files import limits
from catalog_app.checks.files.archive import read_zip
from catalog_app.checks.files.draft import Draft
from catalog_app.checks.files.limits import Budget, Encrypted, Unreadable
from catalog_app.checks.files.office import read_docx, read_ofd, read_pptx
from catalog_app.checks.files.old_word import read_doc
from catalog_app.checks.files.ole import MAGIC as OLE
from catalog_app.checks.files.ole import CompoundFile
from catalog_app.checks.files.pdf import read_pdf
from catalog_app.checks.files.plain import read_rtf, read_text
from catalog_app.checks.files.reading import FileReading
from catalog_app.checks.files.workbooks import read_xls, read_xlsx
from imports.readers.package import open_package
from imports.refusal import Refused

ZIP = (b"PK\x03\x04", b"PK\x05\x06")
IMAGES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\0", b"MM\0*")
ARCHIVES = (b"Rar!", b"7z\xbc\xaf", b"\x1f\x8b")
MARKUP = re.compile(
    rb"\s*(?:\xef\xbb\xbf)?\s*<(?:!doctype|html|head|body|\?xml|script|!--)", re.IGNORECASE
)
TEXTS = (".txt", ".csv", ".tsv")
BROKEN = "文件已损坏，打不开"
UNKNOWN = "不是能识别的文件格式"


def read_file(body: bytes, name: str, content_type: str | None = None) -> FileReading:
    """What stands in a file called `name`, in one process without limits on memory: what is not
    trusted goes through `readers.FileReaders`. Personal data in the reading is masked."""
    return _read(body, name, Budget(), inside=False)


def kind_of(body: bytes) -> str:
    """What the bytes are, as far as their beginning tells; zip and ole stand for all they may hold."""
    start = body[:1024].lstrip()
    if b"%PDF" in body[:1024]:
        return "pdf"
    if body.startswith(ZIP):
        return "zip"
    if body.startswith(OLE):
        return "ole"
    if body.startswith(IMAGES):
        return "image"
    if start.startswith(b"{\\rtf"):
        return "rtf"
    return "html" if MARKUP.match(body[:1024]) else "other"


def _read(body: bytes, name: str, budget: Budget, *, inside: bool) -> FileReading:
    kind = kind_of(body)
    if not body or len(body) > limits.MAX_BYTES:
        return FileReading(kind, fault="文件过大，没有读取" if body else "空文件", blank=not body)
    try:
        return _draft(kind, body, name, budget, inside=inside).finished(name)
    except Encrypted:
        return FileReading(kind, encrypted=True, fault="文件设了密码，打不开")
    except Unreadable as reason:
        return FileReading(kind, fault=str(reason))
    except MemoryError:
        return FileReading(kind, fault="读取所需的内存过多", cut=True)
    except Exception:  # a reader's own fault must not stop the checker, nor be called the county's
        return FileReading(kind, fault="系统没能读出这个文件")


def _draft(kind: str, body: bytes, name: str, budget: Budget, *, inside: bool) -> Draft:
    match kind:
        case "pdf":
            return read_pdf(body, budget)
        case "zip":
            return _package(body, budget, inside=inside)
        case "ole":
            return _compound(body, budget)
        case "image":
            return Draft("image", pages=1, scanned=True)
        case "rtf":
            return read_rtf(body, budget)
        case "html":
            return Draft("html")
    if name.lower().partition("?")[0].endswith(TEXTS) and not body.startswith(ARCHIVES):
        return read_text(body, budget)
    raise Unreadable(UNKNOWN)


def _package(body: bytes, budget: Budget, *, inside: bool) -> Draft:
    try:
        package = open_package(body)
    except Refused as refused:
        raise Encrypted if refused.code == "encrypted" else Unreadable(_why(refused)) from refused
    names = set(package.namelist())
    if "xl/workbook.xml" in names:
        return read_xlsx(body, package, budget)
    if "word/document.xml" in names:
        return read_docx(package, budget)
    if "ppt/presentation.xml" in names:
        return read_pptx(package, budget)
    if "OFD.xml" in names:
        return read_ofd(package, budget)
    if inside:
        raise Unreadable("压缩包里的压缩包没有读取")
    return read_zip(package, budget, _member)


def _member(body: bytes, name: str, budget: Budget) -> FileReading:
    return _read(body, name, budget, inside=True)


def _compound(body: bytes, budget: Budget) -> Draft:
    file = CompoundFile(body)
    if "EncryptedPackage" in file.entries:
        raise Encrypted
    if "Workbook" in file.entries or "Book" in file.entries:
        return read_xls(body, budget)
    if "WordDocument" in file.entries:
        return read_doc(file, budget)
    raise Unreadable(UNKNOWN)


def _why(refused: Refused) -> str:
    return "文件解压后过大" if refused.code == "too-large" else BROKEN
