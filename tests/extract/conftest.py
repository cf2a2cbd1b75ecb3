"""Files for the tests, made when they run: packages by hand, documents by python-docx."""

import io
import struct
import zipfile

import pytest

from seclint.extract import extract
from seclint.model import Document, Unreviewed

W = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
SPACES = (
    f'xmlns:w="{W}" xmlns:r="http://schemas.openxmlformats.org/officeDocument/2006/relationships"'
    ' xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"'
    ' xmlns:wp="http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing"'
    ' xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"'
    ' xmlns:v="urn:schemas-microsoft-com:vml"'
    ' xmlns:m="http://schemas.openxmlformats.org/officeDocument/2006/math"'
)
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
TYPES = (
    '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override '
    'PartName="/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
    'wordprocessingml.document.main+xml"/></Types>'
)

Parts = dict[str, str | bytes]


def zipped(parts: Parts) -> bytes:
    """A zip of these parts."""
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w", zipfile.ZIP_DEFLATED) as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


def relations(*links: tuple[str, str, str]) -> str:
    """A .rels part of (id, kind, target); a target with ":" is external."""
    told = "".join(
        f'<Relationship Id="{name}" Type="{KIND}/{kind}" Target="{target}"'
        f"{' TargetMode=' + chr(34) + 'External' + chr(34) if ':' in target else ''}/>"
        for name, kind, target in links
    )
    space = "http://schemas.openxmlformats.org/package/2006/relationships"
    return f'<Relationships xmlns="{space}">{told}</Relationships>'


def word(body: str, **parts: str | bytes) -> bytes:
    """A docx with this body; other parts by name, "__" for "/" and "_DOT_" for "."."""
    named = {name.replace("__", "/").replace("_DOT_", "."): text for name, text in parts.items()}
    return zipped(
        {
            "[Content_Types].xml": TYPES,
            "_rels/.rels": relations(("r1", "officeDocument", "word/document.xml")),
            "word/document.xml": story("document", f"<w:body>{body}</w:body>"),
        }
        | named
    )


def story(root: str, content: str) -> str:
    """A part of WordprocessingML."""
    return f"<w:{root} {SPACES}>{content}</w:{root}>"


def paragraph(*runs: str) -> str:
    """A paragraph of these runs; plain text becomes a run."""
    told = (run if run.startswith("<") else f"<w:r><w:t>{run}</w:t></w:r>" for run in runs)
    return f"<w:p>{''.join(told)}</w:p>"


def pieces(document: Document) -> list[tuple[str, str, str]]:
    """(text, part, label) of each place, outer white space stripped, empty ones left out."""
    starts = [offset for offset, _ in document.places]
    found = []
    ends = [*starts, len(document.text)][1:]
    for (start, place), end in zip(document.places, ends, strict=True):
        if text := document.text[start:end].strip():
            found.append((text, place.part, place.label))
    return found


def read(name: str, data: bytes) -> list[Document | Unreviewed]:
    """What the driver finds, the file's own name left out; places are checked to be sorted."""
    first, *rest = extract(name, data)
    assert isinstance(first, Document)
    for found in (found for found in rest if isinstance(found, Document)):
        offsets = [offset for offset, _ in found.places]
        assert offsets == sorted(set(offsets))
        assert not offsets or offsets[-1] <= len(found.text)
    return rest


def compound(name: str, content: bytes) -> bytes:
    """An OLE compound file of one stream ([MS-CFB]): header, FAT, directory, content."""
    content = content.ljust(4096, b"\0")  # shorter ones would go to the mini stream
    sectors = -(-len(content) // 512)
    end, fat, free = 0xFFFFFFFE, 0xFFFFFFFD, 0xFFFFFFFF
    chain = [fat, end, *range(3, sectors + 2), end]
    header = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(16)
    header += struct.pack(
        "<HHHHH6xIIIIIIIIII", 62, 3, 0xFFFE, 9, 6, 0, 1, 1, 0, 4096, end, 0, end, 0, 0
    )
    table = struct.pack(f"<{len(chain)}I", *chain).ljust(512, b"\xff")
    root = _entry("Root Entry", 5, 1, end, 0)
    stream = _entry(name, 2, free, 2, len(content))
    return (
        header.ljust(512, b"\xff")
        + table
        + (root + stream).ljust(512, b"\0")
        + content.ljust(sectors * 512, b"\0")
    )


def _entry(name: str, kind: int, child: int, start: int, size: int) -> bytes:
    written = name.encode("utf-16-le")
    head = written.ljust(64, b"\0") + struct.pack("<HBB", len(written) + 2, kind, 1)
    free = 0xFFFFFFFF
    return head + struct.pack("<III36xIII", free, free, child, start, size, 0)


class Kit:
    """The functions above, for tests that are not imported as a package."""

    zipped = staticmethod(zipped)
    relations = staticmethod(relations)
    word = staticmethod(word)
    story = staticmethod(story)
    paragraph = staticmethod(paragraph)
    pieces = staticmethod(pieces)
    read = staticmethod(read)

    compound = staticmethod(compound)

    @staticmethod
    def only(name: str, data: bytes) -> Document:
        """The one document in a file of which everything can be read."""
        (found,) = read(name, data)
        assert isinstance(found, Document)
        return found


@pytest.fixture(scope="session")
def kit() -> type[Kit]:
    return Kit
