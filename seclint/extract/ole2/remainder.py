"""What a reader left of a compound file's streams: put in their place, so that it is swept."""

import re
import struct

from seclint.extract.ole2.compound import Compound
from seclint.extract.ole2.propset import SUMMARY
from seclint.extract.sweep import masked

GIVEN = re.compile(
    r"态耀|(?:(?:[A-Z][A-Za-z]+ ){1,3}"
    r"|(?:副?标题|\w*占位符|图片|矩形|直线|组合|文本框|对象|表格|图表) ?)\d{1,4}"
)
"""Names that programs give to shapes; the end of a path (0x6001, 0x8000), read as UTF-16."""


_THUMBNAIL, _CLIPBOARD = 17, 0x47


def without_thumbnail(data: bytes) -> bytes:
    """A property set without its picture of the first page, which is too small to be read."""
    at = int.from_bytes(data[44:48], "little")
    count = int.from_bytes(data[at + 4 : at + 8], "little")
    for entry in range(at + 8, min(at + 8 + 8 * count, len(data) - 8), 8):
        number, offset = struct.unpack_from("<II", data, entry)
        start = at + offset
        if number == _THUMBNAIL and data[start : start + 4] == bytes((_CLIPBOARD, 0, 0, 0)):
            end = start + 8 + int.from_bytes(data[start + 4 : start + 8], "little")
            return masked(data, [(start + 8, end)])
    return data


class Remainder(Compound):
    """A compound file of which some streams were told: what is left of them is in `instead`."""

    def __init__(self, data: bytes) -> None:
        """Raises ExtractError("damaged")."""
        super().__init__(data)
        self.instead: dict[str, bytes] = {}

    def hide_thumbnail(self) -> None:
        """Leave the picture of the first page out of the sweep."""
        self.instead[SUMMARY] = without_thumbnail(self.read(SUMMARY))

    def read(self, path: str) -> bytes:
        """Bytes of a stream, or what is left of them."""
        return self.instead[path] if path in self.instead else super().read(path)
