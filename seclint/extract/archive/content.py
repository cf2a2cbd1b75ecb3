"""content: the bytes of an entry of a zip file, unpacked and checked."""

import zlib

from seclint.errors import ExtractError
from seclint.extract.archive.inflate import (
    MOST,
    Inflated,
    Stream,
    bzipped,
    deflated,
    inflate,
    lzma_zipped,
    xzipped,
)
from seclint.extract.archive.pkzip import Entry


def content(data: bytes, entry: Entry) -> tuple[bytes, str]:
    """Bytes of an entry, never more than it declares, and what is wrong with them ("" if nothing).

    Raises ExtractError: encrypted, unsupported, damaged, too-big.
    """
    if entry.flags & 0x2041 or entry.method == 99:
        raise ExtractError("encrypted", "压缩包内此文件已加密，未能审查")
    if entry.content < 0:
        raise ExtractError("damaged", "压缩包内此文件的数据缺失，未能审查")
    if entry.size > MOST:
        raise ExtractError("too-big", "压缩包内此文件解压后超过上限，未能审查")
    got = _inflated(data, entry)
    wrong = ""
    if got.full or len(got.data) != entry.size or not got.whole:
        wrong = "压缩包内此文件已损坏或大小与声明不符，只审查了读出的部分"
    elif zlib.crc32(got.data) != entry.crc:
        wrong = "压缩包内此文件的校验和不符，内容可能不完整"
    return got.data[: entry.size], wrong


def _inflated(data: bytes, entry: Entry) -> Inflated:
    view = memoryview(data)[: entry.end]
    start, most = entry.content, entry.size + 1
    if entry.method == 0:
        return Inflated(bytes(view[start : start + most]), entry.end, whole=True, full=False)
    if entry.method == 14:
        length = int.from_bytes(view[start + 2 : start + 4], "little")
        try:
            stream = lzma_zipped(bytes(view[start + 4 : start + 4 + length]))
        except ValueError as error:
            raise ExtractError("damaged", "压缩包内此文件已损坏，未能审查") from error
        got = inflate(stream, view, start + 4 + length, most)
        return got._replace(whole=got.whole or len(got.data) == entry.size)  # needs no end mark
    return inflate(_stream(entry.method), view, start, most)


def _stream(method: int) -> Stream:
    streams = {8: deflated, 12: bzipped, 95: xzipped}
    if method not in streams:
        raise ExtractError("unsupported", "压缩包内此文件的压缩方式尚不支持，未能审查")
    return streams[method]()
