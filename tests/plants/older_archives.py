"""Archives that only libarchive reads: CAB, LHA, ISO 9660, Zstandard and compress, byte by byte."""

import struct

from planting import Plant

SECTOR = 2048


# --- cabinets ([MS-CAB]) -----------------------------------------------------------------------


def cab(name: str, content: str, encoding: str = "utf-8") -> bytes:
    """One file, stored; whether its name is in UTF-8 is an attribute of it."""
    data, told = content.encode(), name.encode(encoding) + b"\0"
    attributes = 0xA0 if encoding == "utf-8" else 0x20
    files = 36 + 8
    blocks = files + 16 + len(told)
    size = blocks + 8 + len(data)
    head = b"MSCF" + struct.pack("<IIIIIBBHHHHH", 0, size, 0, files, 0, 3, 1, 1, 1, 0, 1, 0)
    folder = struct.pack("<IHH", blocks, 1, 0)
    entry = struct.pack("<IIHHHH", len(data), 0, 0, 0x5A21, 0, attributes) + told
    return head + folder + entry + struct.pack("<IHH", 0, len(data), len(data)) + data


# --- LHA, level 0 ------------------------------------------------------------------------------


def crc16(data: bytes) -> int:
    """CRC-16/ARC."""
    crc = 0
    for byte in data:
        crc ^= byte
        for _ in range(8):
            crc = crc >> 1 ^ 0xA001 * (crc & 1)
    return crc


def lha(name: str, content: str) -> bytes:
    """One file, stored."""
    data, told = content.encode(), name.encode()
    head = b"-lh0-" + struct.pack("<IIIBBB", len(data), len(data), 0x5A210000, 32, 0, len(told))
    head += told + struct.pack("<H", crc16(data))
    return bytes((len(head), sum(head) & 255)) + head + data + b"\0"


# --- ISO 9660 (ECMA-119) -----------------------------------------------------------------------


def both(number: int, code: str) -> bytes:
    """A number in both byte orders."""
    return struct.pack(f"<{code}", number) + struct.pack(f">{code}", number)


def record(name: bytes, sector: int, size: int, flags: int) -> bytes:
    """A directory record (9.1)."""
    told = struct.pack("B", len(name)) + name + b"\0" * (len(name) % 2 == 0)
    body = b"\0" + both(sector, "I") + both(size, "I") + bytes((126, 1, 1, 0, 0, 0, 0))
    body += bytes((flags, 0, 0)) + both(1, "H") + told
    return bytes((len(body) + 1,)) + body


def iso(content: str) -> bytes:
    """One file in the root: the volume, its end, two path tables, the root, the file.

    Three more sectors, since libarchive wants eight behind the first sixteen.
    """
    data = content.encode()
    root = record(b"\0", 20, SECTOR, 2)
    volume = b"\1CD001\1\0" + b" " * 64 + bytes(8) + both(25, "I") + bytes(32)
    volume += both(1, "H") * 2 + both(SECTOR, "H") + both(10, "I")
    volume += struct.pack("<II", 18, 0) + struct.pack(">II", 19, 0) + root + b" " * 623
    tables = [struct.pack(f"{order}BBIH", 1, 0, 20, 1) + b"\0\0" for order in "<>"]
    folder = root + record(b"\1", 20, SECTOR, 2) + record(b"A.TXT;1", 21, len(data), 0)
    volume = volume.ljust(881, b" ") + b"\1\0"
    sectors = (volume, b"\xffCD001\1", *tables, folder, data)
    written = b"".join(part.ljust(SECTOR, b"\0") for part in sectors)
    return bytes(16 * SECTOR) + written + bytes(3 * SECTOR)


# --- streams -----------------------------------------------------------------------------------


def zstandard(content: str) -> bytes:
    """A frame of one raw block ([RFC 8878] 3.1.1)."""
    raw = content.encode()
    size = struct.pack("<I", len(raw) << 3 | 1)[:3]
    return b"\x28\xb5\x2f\xfd\x20" + bytes((len(raw),)) + size + raw


def compress(content: str) -> bytes:
    """LZW of codes that are all single bytes, nine bits each (so less than 256 bytes)."""
    bits = sum(byte << 9 * at for at, byte in enumerate(content.encode()))
    length = -(-9 * len(content.encode()) // 8)
    return b"\x1f\x9d\x90" + bits.to_bytes(length, "little")


FILE = "压缩包内 a.txt › 正文"
NAME = "压缩包内 {mark}.txt › 文件名"
PLANTS: tuple[Plant, ...] = tuple(
    plant._replace(label=plant.label.format(mark=plant.mark))
    for plant in (
        Plant("cab", "文件内容", "手工", lambda m: cab("a.txt", m), "body", FILE),
        Plant("cab", "文件名", "手工", lambda m: cab(f"{m}.txt", "x"), "filename", NAME),
        Plant("cab", "GBK 文件名", "手工", lambda m: cab(f"{m}.txt", "x", "gbk"), "filename", NAME),
        Plant("lzh", "文件内容", "手工", lambda m: lha("a.txt", m), "body", FILE),
        Plant("lzh", "文件名", "手工", lambda m: lha(f"{m}.txt", "x"), "filename", NAME),
        Plant("iso", "文件内容", "手工", iso, "body", "压缩包内 A.TXT › 正文"),
        Plant("zst", "文件内容", "手工", zstandard, "body", "解压后 样本 › 正文"),
        Plant("Z", "文件内容", "手工", compress, "body", "解压后 样本 › 正文"),
    )
)
