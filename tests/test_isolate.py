"""Isolation: a real child process reads, dies, is replaced; nothing of it reaches the parent."""

import io
import json
import subprocess
import sys
from pathlib import Path

import docx
import pytest
from zipped import without

from seclint.extract import extract
from seclint.isolate import Reader, wire
from seclint.isolate.process import Child, ChildDiedError
from seclint.model import Document, Mark, Place, Span, Unreviewed


def word(text: str = "机密★20年") -> bytes:
    document = docx.Document()
    document.sections[0].header.paragraphs[0].text = text
    document.add_paragraph("通知")
    stream = io.BytesIO()
    document.save(stream)
    return without(stream.getvalue(), "docProps/thumbnail.jpeg")


def test_a_child_reads_what_its_parent_would() -> None:
    with Reader() as reader:
        assert reader.extract("甲.docx", word()) == tuple(extract("甲.docx", word()))


def test_names_that_are_no_unicode_come_through() -> None:
    name = "\udcce\udcde\ud800.docx"
    with Reader() as reader:
        assert reader.extract(name, word()) == tuple(extract(name, word()))


def test_text_needs_no_child() -> None:
    with Reader() as reader:
        assert reader.extract("a.txt", "机密".encode()) == tuple(extract("a.txt", "机密".encode()))
        assert reader._child is None


def test_a_large_structured_text_is_read_under_a_clock() -> None:
    for size, elsewhere in ((1 << 20, False), (5 << 20, True)):
        with Reader() as reader:
            found = reader.extract("a.json", b'{"a": "' + b"x " * (size // 2) + b'"}')
            assert (reader._child is not None) is elsewhere
            assert isinstance(found[-1], Document)


def test_too_big_is_not_sent() -> None:
    (found,) = Reader().extract("a.docx", b"PK\x03\x04" + bytes(256 << 20))
    assert found == Unreviewed("a.docx", "too-big", "文件大小超过上限，未能审查")


def test_a_dead_child_costs_its_file_only() -> None:
    with Reader() as reader:
        reader.extract("a.docx", word())
        assert reader._child
        reader._child._process.kill()
        reader._child._process.wait()
        (found,) = reader.extract("b.docx", word())
        assert isinstance(found, Unreviewed)
        assert (found.document, found.code) == ("b.docx", "crashed")
        assert reader.extract("c.docx", word()) == tuple(extract("c.docx", word()))


def test_what_the_parent_has_held_does_not_wear_its_children_out() -> None:
    code = """
import sys
from seclint.isolate import Reader
from seclint.isolate.confine import WORN
held = bytes(range(256)) * (WORN // 200)
del held
with Reader() as reader:
    for name in ("a.docx", "b.docx"):
        reader.extract(name, sys.stdin.buffer.read() if name == "a.docx" else b"PK")
        print(reader._child._process.pid)
"""
    done = subprocess.run(
        [sys.executable, "-c", code], input=word(), capture_output=True, check=True
    )
    first, second = done.stdout.split()
    assert first == second


def test_silence_ends_a_child() -> None:
    child = Child(silence=0.0)
    with pytest.raises(ChildDiedError) as death:
        list(child.extract("a.docx", word(), ()))
    assert death.value.code == "timeout"
    child.kill()


def test_a_worn_child_is_replaced() -> None:
    with Reader() as reader:
        reader.extract("a.docx", word())
        first = reader._child
        assert first
        first.worn = True
        reader.extract("b.docx", word())
        assert reader._child is not first
        assert first._process.poll() is not None


def test_a_child_ends_with_its_parent() -> None:
    child = Child()
    assert child._process.stdin
    child._process.stdin.close()
    assert child._process.wait(timeout=20) == 0
    child.kill()


def test_passwords_open_locked_files() -> None:
    import msoffcrypto.format.ooxml

    locked = io.BytesIO()
    msoffcrypto.format.ooxml.OOXMLFile(io.BytesIO(word())).encrypt("invented", locked)
    for passwords, code in ((("wrong", "invented"), None), (("wrong",), "encrypted")):
        with Reader(passwords) as reader:
            found = reader.extract("a.docx", locked.getvalue())
        codes = [item.code for item in found if isinstance(item, Unreviewed)]
        assert codes == ([code] if code else [])


ANSWERS = [
    Document("a!/b", "机密\n\ud800", ((0, Place("body", "正文", "#1")),), ("编码 utf-8",)),
    Document("a", "b", marks=(Mark(1, ("AA001",), "理由", (Span(0, 1),), "0f", "new"),)),
    Unreviewed("a", "damaged", "已损坏"),
    wire.End(worn=True),
]


@pytest.mark.parametrize("said", ANSWERS, ids=["document", "marks", "unreviewed", "end"])
def test_an_answer_comes_as_it_was_sent(said: Document | Unreviewed | wire.End) -> None:
    stream = io.BytesIO()
    wire.reply(stream, said)
    assert wire.answer(io.BytesIO(stream.getvalue())) == said


@pytest.mark.parametrize(
    ("line", "error"),
    [
        (b"", EOFError),
        (b'{"End": [true]', EOFError),
        (b"\x80\x04cos\nsystem\n", ValueError),
        (b"[]\n", ValueError),
        (b'{"Eval": ["x"]}\n', ValueError),
        (b'{"Document": ["a"]}\n', ValueError),
        (b'{"Document": ["a", "b", [[1]], [], []]}\n', ValueError),
        (b'{"Document": ["a", "b", [], [], [[1, [], "", [], ""]]]}\n', ValueError),
        (b"[" * 100_000 + b"\n", ValueError),
    ],
)
def test_what_is_no_answer(line: bytes, error: type[Exception]) -> None:
    with pytest.raises(error):
        wire.answer(io.BytesIO(line))


def test_tasks_come_as_they_were_sent() -> None:
    stream = io.BytesIO()
    sent = [wire.Task("甲\udcff", b"\n\0{}", ("口令",)), wire.Task("b", b"", ())]
    for task in sent:
        wire.send(stream, task)
    assert list(wire.tasks(io.BytesIO(stream.getvalue()))) == sent
    assert json.loads(stream.getvalue().split(b"\n")[0])["size"] == 4


@pytest.mark.parametrize(
    ("harm", "error"),
    [("open('x', 'wb', 0).write(b'x')", "File too large"), ("bytes(3 << 30)", "MemoryError")],
    ids=["a file is written", "memory is eaten"],
)
def test_the_system_holds_a_child_to_its_limits(harm: str, error: str, tmp_path: Path) -> None:
    def run(code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", code], cwd=tmp_path, capture_output=True, check=False
        )
        return done.stderr.decode()

    assert run(harm) == ""
    limited = f"from seclint.isolate.confine import confine; confine(); {harm}"
    assert error in run(limited)
