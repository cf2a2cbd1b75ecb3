"""budget: what one file on disk may cost, with all that is inside it."""

from typing import NamedTuple

from seclint.errors import ExtractError


class Limits(NamedTuple):
    """How much one file on disk may cost, all that is inside it included.

    Sizes are bytes; what a package declares and what is then read of it both count. `ratio` is
    how many times its own size a file may unpack to; less than `small` is always allowed.
    """

    file: int = 256 << 20
    depth: int = 8
    total: int = 1 << 30
    entries: int = 20_000
    ratio: int = 200
    small: int = 50 << 20


LIMITS = Limits()


class ExhaustedError(ExtractError):
    """The budget of a whole file on disk has run out: nothing more of it is read."""


class Budget:
    """What is left of the limits for one file on disk, `size` bytes of it."""

    def __init__(self, limits: Limits, size: int) -> None:
        self.limits = limits
        self._most = 2 * max(limits.small, limits.ratio * size)
        self._bytes = 0
        self._entries = 0

    def spend(self, size: int, entries: int = 1) -> None:
        """Raises ExhaustedError when the file has unpacked to more than it may."""
        self._bytes += size
        self._entries += entries
        if self._entries > self.limits.entries:
            raise ExhaustedError("too-big", "内含的文件数超过上限，其余未能审查")
        if self._bytes > self.limits.total:
            raise ExhaustedError("too-big", "解压后的总量超过上限，其余未能审查")
        if self._bytes > self._most:
            raise ExhaustedError("too-big", "压缩比超过上限，其余未能审查")

    def admit(self, data: bytes) -> None:
        """Raises ExtractError("too-big") when `data`, or what it declares, is more than is read;
        ExhaustedError when that is more than is left.
        """
        if len(data) > self.limits.file:
            raise ExtractError("too-big", "文件大小超过上限，未能审查")
        if not data.startswith(b"PK"):
            return
        from seclint.extract.ooxml.package import weigh

        size, entries = weigh(data, self.limits.entries)
        if size > max(self.limits.small, self.limits.ratio * len(data)):
            raise ExtractError("too-big", "压缩比超过上限，未能审查")
        self.spend(size, entries)
