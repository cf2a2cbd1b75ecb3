"""words: texts in parts of a picture whose layout is not known; half of their formats are
big-endian, so that their wide strings are looked for in both orders.
"""

from array import array
from collections.abc import Iterator

from seclint.extract.sweep import leftovers


def swept(data: bytes, *, ascii_too: bool = True) -> Iterator[str]:
    """Texts in `data`, each once; those of ASCII alone only if `ascii_too`."""
    seen: set[str] = set()
    for view in (data, _swapped(data), _swapped(data[1:])):
        for text in leftovers(view):
            # Swapped, only wide strings are texts.
            wanted = not text.isascii() or (ascii_too and view is data)
            if wanted and text not in seen:
                seen.add(text)
                yield text


def _swapped(data: bytes) -> bytes:
    units = array("H", data[: len(data) // 2 * 2])
    units.byteswap()
    return units.tobytes()
