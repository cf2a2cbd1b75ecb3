"""locked: a PDF that a password opens, written without its lock, and what is not written then."""

import io
from collections.abc import Iterable, Iterator

import pikepdf

from seclint.extract.pdf.gaps import gaps, numbers, revisions


def opened(data: bytes, passwords: Iterable[str]) -> bytes:
    """The file without its lock; `data` itself where anybody can open it, or nobody can."""
    if any(True for _ in _documents(data, ("",))):
        return data  # its extractor can, too
    for document in _documents(data, passwords):
        document.Root.SeclintObjects = pikepdf.Array(_objects(document))  # else what is not
        plain = io.BytesIO()  # referred to would not be saved
        try:
            document.save(plain, encryption=False)
        except (pikepdf.PdfError, ValueError):
            continue
        return plain.getvalue()
    return data


def left(data: bytes, passwords: Iterable[str]) -> bool:
    """Whether there are earlier revisions, bytes of no object, or objects that no table names."""
    if revisions(data) or any(True for _ in gaps(data)):
        return True
    named = {item.objgen for document in _documents(data, passwords) for item in _objects(document)}
    return bool(numbers(data) - named)


def _documents(data: bytes, passwords: Iterable[str]) -> Iterator[pikepdf.Pdf]:
    for password in passwords:
        try:
            yield pikepdf.open(io.BytesIO(data), password=password, suppress_warnings=True)
        except (pikepdf.PasswordError, pikepdf.PdfError, ValueError):
            continue


def _objects(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    return [item for item in document.objects if isinstance(item, pikepdf.Object)]
