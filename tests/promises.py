"""What the extract driver promises of any bytes; the fuzzer asks it, and its short run in CI."""

from seclint.extract import extract
from seclint.model import PARTS, Document, Unreviewed


def kept(name: str, data: bytes) -> None:
    """Read these bytes, and see that every promise is kept."""
    for item in extract(name, data):
        if isinstance(item, Document):
            offsets = [offset for offset, _ in item.places]
            assert offsets == sorted(offsets)
            assert all(0 <= offset <= len(item.text) for offset in offsets)
            assert all(place.part in PARTS for _, place in item.places)
            item.text.encode("utf-8", "surrogatepass")
        else:
            assert isinstance(item, Unreviewed)
            assert item.code
            assert item.reason
