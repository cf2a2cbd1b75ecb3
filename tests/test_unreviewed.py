"""Nothing unread looks clean: every way of not being read, in every format and in the exit code."""

import io
import json
import os
import re
import shutil
import struct
import subprocess
import sys
import zipfile
import zlib
from collections.abc import Callable
from pathlib import Path
from typing import Any, NamedTuple

import docx
import lxml.html
import pytest
from typer.testing import CliRunner
from zipped import without

from seclint.cli.app import app

DRAFTS = Path(__file__).parents[1] / "examples" / "drafts"
FORMATS = ("full", "concise", "grouped", "html", "json")


class Told(NamedTuple):
    """What must be said, and of which document; `beside` are rules found in what was readable."""

    document: str
    code: str
    reason: str
    beside: tuple[str, ...] = ()


# --- files that cannot be read, wholly or in part ------------------------------------------


def png() -> bytes:
    """A picture of one pixel."""
    chunks = (
        (b"IHDR", struct.pack(">IIBBBBB", 1, 1, 8, 0, 0, 0, 0)),
        (b"IDAT", zlib.compress(b"\0\0")),
        (b"IEND", b""),
    )
    return b"\x89PNG\r\n\x1a\n" + b"".join(
        struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))
        for kind, data in chunks
    )


def word(header: str = "", picture: bytes = b"") -> bytes:
    document = docx.Document()
    document.add_paragraph("各单位：现将有关事项通知如下。")
    document.sections[0].header.paragraphs[0].text = header
    if picture:
        document.add_picture(io.BytesIO(picture))
    stream = io.BytesIO()
    document.save(stream)
    return without(stream.getvalue(), "docProps/thumbnail.jpeg")


def changed(package: bytes, change: Callable[[str, bytes], bytes] = lambda _, data: data) -> bytes:
    """The package, each part changed."""
    stream = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(package)) as old, zipfile.ZipFile(stream, "w") as new:
        for entry in old.infolist():
            new.writestr(entry, change(entry.filename, old.read(entry)))
    return stream.getvalue()


def cut(part: str) -> Callable[[str, bytes], bytes]:
    return lambda name, data: data[: len(data) // 2] if name == part else data


def with_part(package: bytes, part: str, data: bytes) -> bytes:
    stream = io.BytesIO(package)
    with zipfile.ZipFile(stream, "a", zipfile.ZIP_DEFLATED) as archive:
        archive.writestr(part, data)
    return stream.getvalue()


def nested(depth: int) -> bytes:
    """A document in a document, and so on; each bears a mark that must not go out."""
    plain = package = word("机密★5年")
    for _ in range(depth):
        package = with_part(plain, "word/embeddings/a.docx", package)
    return package


def locked(package: bytes) -> bytes:
    """The package, with the flag that says that its parts are encrypted."""
    return re.sub(rb"(PK\x01\x02.{4}).", b"\\1\x01", package, flags=re.DOTALL)


HEADER = "word/header1.xml"
CUT_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(20)
DEEP = "甲.docx" + "!/word/embeddings/a.docx" * 9

BYTES: dict[str, tuple[str, Callable[[], bytes], Told]] = {
    "encrypted": (
        "甲.docx", (DRAFTS / "06-加密附件.docx").read_bytes,
        Told("甲.docx", "encrypted", "文件已加密"),
    ),
    "encrypted parts": (
        "甲.docx", lambda: locked(word()),
        Told("甲.docx", "encrypted", "压缩包已加密"),
    ),
    "cut short": (
        "甲.docx", lambda: word()[:-2000],
        Told("甲.docx", "damaged", "压缩包已损坏"),
    ),
    "its text is broken": (
        "甲.docx", lambda: changed(word(), cut("word/document.xml")),
        Told("甲.docx", "damaged", "word/document.xml"),
    ),
    "its header is broken": (
        "机密★5年.docx", lambda: changed(word("某市"), cut(HEADER)),
        Told("机密★5年.docx", "damaged", HEADER, ("MK001",)),
    ),
    "a program": ("甲.bin", lambda: b"\x7fELF\n", Told("甲.bin", "unsupported", "可执行程序")),
    "a program, by another name": (
        "甲.txt", lambda: b"\x7fELF\n", Told("甲.txt", "unsupported", "可执行程序"),
    ),
    "picture": ("甲.png", lambda: png()[:50], Told("甲.png", "damaged", "图片不完整")),
    "bytes of no kind": (
        "甲.bin", lambda: bytes(range(256)) * 4, Told("甲.bin", "unsupported", "二进制"),
    ),
    "a name that is personal": (
        "示例甲11010519491231002X.bin", lambda: b"\x7fELF\n",
        Told("示例甲110*************2X.bin", "unsupported", "可执行程序"),
    ),
    "no known encoding": (
        "甲.txt", lambda: "内部资料\n".encode() + bytes(range(0x80, 0xFF)) * 3,
        Told("甲.txt", "undecodable", "编码"),
    ),
    "a picture inside": (
        "甲.docx", lambda: changed(word("机密★5年", png()), cut("word/media/image1.png")),
        Told("甲.docx!/word/media/image1.png", "damaged", "图片已损坏", ("MK001",)),
    ),
    "a macro inside": (
        "甲.docm", lambda: with_part(word("机密★5年"), "word/vbaProject.bin", CUT_OLE),
        Told("甲.docm!/word/vbaProject.bin", "damaged", "OLE", ("MK001",)),
    ),
    "a program inside": (
        "甲.docx", lambda: with_part(word("机密★5年"), "word/embeddings/乙.bin", b"\x7fELF\n"),
        Told("甲.docx!/word/embeddings/乙.bin", "unsupported", "可执行程序", ("MK001",)),
    ),
    "too deep": ("甲.docx", lambda: nested(9), Told(DEEP, "too-deep", "嵌套", ("MK001",) * 9)),
    "a bomb": (
        "甲.docx", lambda: with_part(word(), "word/media/a.txt", bytes(60 << 20)),
        Told("甲.docx", "too-big", "压缩比"),
    ),
}  # fmt: skip


def no_such_target(path: Path) -> None:
    path.symlink_to("没有")


def loop(path: Path) -> None:
    path.symlink_to(path.name)


def elsewhere(path: Path) -> None:
    (path.parent.parent / "elsewhere").mkdir()
    path.symlink_to("../elsewhere")


def pipe(path: Path) -> None:
    os.mkfifo(path)


def broken_disk(path: Path) -> None:
    path.symlink_to("/proc/self/mem")  # a file by all appearances; reading it is an I/O error


posix_only = pytest.mark.skipif(sys.platform == "win32", reason="links and special files")
linux_only = pytest.mark.skipif(sys.platform != "linux", reason="/proc")
FILES = [
    pytest.param(no_such_target, "unreadable", "不存在", marks=posix_only, id="link to nothing"),
    pytest.param(loop, "unreadable", "成环", marks=posix_only, id="link to itself"),
    pytest.param(elsewhere, "unreadable", "未跟随", marks=posix_only, id="link to a folder"),
    pytest.param(pipe, "unreadable", "管道", marks=posix_only, id="pipe"),
    pytest.param(broken_disk, "unreadable", "读不出", marks=linux_only, id="I/O error"),
]

# --- how it is told ------------------------------------------------------------------------


@pytest.fixture
def here(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder with one clean file; what is not read is put beside it."""
    folder = tmp_path / "here"
    folder.mkdir()
    (folder / "公告.md").write_text("# 公告\n\n周六上午开放。\n", "utf-8")
    monkeypatch.chdir(folder)
    return folder


def check(*arguments: str) -> tuple[int, str]:
    result = CliRunner().invoke(app, ["check", *arguments])
    assert isinstance(result.exception, SystemExit | None), result.exception
    return result.exit_code, result.stdout


def assert_told(told: Told) -> None:
    assert_in_full(told)
    assert_in_concise(told)
    assert_in_html(told)
    assert_in_json(told)
    status, text = check(".", "--lang", "en", "--fail-on", "error", "--ignore", "MK", "-q")
    assert (status, f"unreviewed (not passed) {told.code}: " in text) == (3, True)


def assert_in_full(told: Told) -> None:
    status, text = check(".")
    page = text[text.index(f"{told.document}  ") :].partition("\n\n")[0]
    assert f"未能审查（不算通过） {told.code}：" in page
    assert told.reason in page
    assert "未能审查的不算通过" in text
    assert "未能审查 1" in text.splitlines()[-1]
    assert status == 3


def assert_in_concise(told: Told) -> None:
    status, text = check(".", "-f", "concise")
    (line,) = (line for line in text.splitlines() if ": UNREVIEWED " in line)
    assert line.startswith(f"{told.document}: UNREVIEWED {told.code}: ")
    assert told.reason in line
    assert "未能审查 1" in text.splitlines()[-1]
    assert status == 3


def assert_in_html(told: Told) -> None:
    status, text = check(".", "-f", "html")
    page = lxml.html.document_fromstring(text)
    (item,) = page.find_class("unread")[0].iter("li")
    assert item.get("data-rule") == told.code
    assert item.find("p/span").text_content() == told.document
    assert told.reason in item.text_content()
    verdict = page.find_class("verdict")[0].text_content()
    assert "未能审查 1 处，不算通过" in verdict
    assert "未发现须处理的内容" not in verdict
    assert status == 3


def assert_in_json(told: Told) -> None:
    status, text = check(".", "-f", "json")
    report: dict[str, Any] = json.loads(text)
    assert [(item["document"], item["code"]) for item in report["unreviewed"]] == [
        (told.document, told.code)
    ]
    assert report["unreviewed"][0]["path"] == told.document.partition("!/")[0]
    assert told.reason in report["unreviewed"][0]["reason"]
    summary = report["summary"]
    assert (summary["documents"], summary["clean"], summary["unreviewed"]) == (2, 1, 1)
    beside = [finding["rule"] for finding in report["findings"]]
    assert [rule for rule in beside if rule in told.beside] == list(told.beside)
    assert status == 3


@pytest.mark.parametrize(("name", "data", "told"), BYTES.values(), ids=BYTES)
def test_bytes(here: Path, name: str, data: Callable[[], bytes], told: Told) -> None:
    (here / name).write_bytes(data())
    assert_told(told)


@pytest.mark.parametrize(("make", "code", "reason"), FILES)
def test_files(here: Path, make: Callable[[Path], None], code: str, reason: str) -> None:
    make(here / "甲.md")
    try:
        assert_told(Told("甲.md", code, reason))
    finally:
        if not (here / "甲.md").is_symlink():
            (here / "甲.md").chmod(0o700)


LIMITED = """
import resource
resource.setrlimit(resource.RLIMIT_AS, (1 << 30, 1 << 30))
from seclint.cli import main
main()
"""


@posix_only
@pytest.mark.parametrize(
    "size",
    [
        pytest.param((256 << 20) + 1, id="a byte too many"),
        pytest.param(8 << 30, id="more than there is memory"),
    ],
)
def test_a_file_that_is_too_big(here: Path, size: int) -> None:
    with (here / "甲.txt").open("wb") as file:
        file.truncate(size)
    done = subprocess.run(
        [sys.executable, "-c", LIMITED, "check", ".", "-f", "json"],
        capture_output=True,
        check=False,
    )
    assert done.stderr == b""
    report = json.loads(done.stdout)
    assert [(item["path"], item["code"]) for item in report["unreviewed"]] == [
        ("甲.txt", "too-big")
    ]
    assert (done.returncode, report["summary"]["clean"]) == (3, 1)


def test_the_clean_file_alone_is_clean(here: Path) -> None:
    for form in FORMATS:
        status, text = check(".", "-f", form)
        assert (status, "UNREVIEWED" in text, "不算通过" in text) == (0, False, False)


@pytest.mark.parametrize("form", FORMATS)
def test_each_is_told_of_many(here: Path, form: str) -> None:
    """None hides another, and the worst exit code wins."""
    shutil.copy(DRAFTS / "06-加密附件.docx", here / "加密.docx")
    (here / "附件.bin").write_bytes(b"\x7fELF\n")
    (here / "请示.md").write_text("机密★20年\n", "utf-8")
    status, text = check(".", "-f", form)
    assert status == 3
    assert [
        w for w in ("加密.docx", "encrypted", "附件.bin", "unsupported", "MK001") if w not in text
    ] == []


def test_not_read_from_stdin() -> None:
    result = CliRunner().invoke(app, ["check", "-", "-f", "concise"], input=b"\x7fELF\n")
    assert (result.exit_code, "UNREVIEWED unsupported" in result.stdout) == (3, True)


@pytest.mark.parametrize("form", FORMATS)
@pytest.mark.parametrize("paths", [["没有.docx"], [".", "没有.docx"], ["没有/"], [""]])
def test_what_is_not_there_is_another_matter(here: Path, paths: list[str], form: str) -> None:
    code = "from seclint.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "check", *paths, "-f", form], capture_output=True, check=False
    )
    assert (done.returncode, done.stdout) == (2, b"")
