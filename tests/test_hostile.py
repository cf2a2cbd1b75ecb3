"""Files made to hurt: each ends, says what was not read, and reads no other file."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from hostile import HOSTILE, MARK, Hostile, docx, epub, odt, ofd, outside, pptx, xlsx

from seclint.isolate import Reader
from seclint.model import Document, Unreviewed


@pytest.fixture(scope="module")
def reader() -> Iterator[Reader]:
    with Reader() as reader:
        yield reader


@pytest.mark.parametrize("hostile", HOSTILE, ids=lambda hostile: hostile.name)
def test_it_is_never_clean(hostile: Hostile, reader: Reader) -> None:
    found = reader.extract(hostile.name, hostile.make())
    documents = [item for item in found if isinstance(item, Document)]
    unreviewed = [item.code for item in found if isinstance(item, Unreviewed)]
    assert unreviewed or any(MARK in document.text for document in documents)
    assert "timeout" not in unreviewed


@pytest.mark.parametrize("wrap", [docx, xlsx, pptx, odt, ofd, epub, bytes])
def test_no_file_of_this_machine_is_read(wrap, tmp_path: Path, reader: Reader) -> None:
    secret = tmp_path / "secret.txt"
    secret.write_text("本机文件的内容")
    for name in ("a.xml", "a.svg", "a.docx"):
        found = reader.extract(name, wrap(outside(secret.as_uri())))
        assert not any(
            "本机文件的内容" in item.text for item in found if isinstance(item, Document)
        )
