"""ovba: the compression of macro sources ([MS-OVBA] 2.4.1)."""

MOST = 32 << 20
"""Bytes of source of one project: a stream unpacks to 1,400 times its size at most."""


def unpacked(data: bytes, most: int) -> tuple[bytes, bool]:
    """What of a compressed container can be unpacked, and whether that is all."""
    if data[:1] != b"\x01":
        return b"", False
    pieces: list[bytes] = []
    size, at = 0, 1
    while at + 2 < len(data):
        head = int.from_bytes(data[at : at + 2], "little")
        end = at + 3 + (head & 0x0FFF)
        if head & 0x7000 != 0x3000 or end > len(data):
            return b"".join(pieces), False
        piece, whole = _chunk(data[at + 2 : end]) if head & 0x8000 else (data[at + 2 : end], True)
        pieces.append(piece)
        size += len(piece)
        if not whole or size > most:
            return b"".join(pieces), False
        at = end
    return b"".join(pieces), True


def _chunk(chunk: bytes) -> tuple[bytes, bool]:
    """One chunk, of at most 4,096 bytes, and whether it is whole."""
    out, at = bytearray(), 0
    while at < len(chunk):
        flags = chunk[at]
        at += 1
        if not flags:
            out += chunk[at : at + 8]
            at += 8
            continue
        for bit in range(8):
            if at >= len(chunk):
                break
            if flags >> bit & 1:
                if not _copy(out, int.from_bytes(chunk[at : at + 2], "little")):
                    return bytes(out), False
                at += 2
            else:
                out.append(chunk[at])
                at += 1
    return bytes(out), len(out) <= 4096


def _copy(out: bytearray, token: int) -> bool:
    """[MS-OVBA] 2.4.1.3.19: how many bits of a token are the length hangs on what is out."""
    bits = max(4, (len(out) - 1).bit_length()) if out else 4
    length = (token & (0xFFFF >> bits)) + 3
    back = (token >> (16 - bits)) + 1
    if back > len(out) or len(out) + length > 4096:
        return False
    start = len(out) - back
    seed = bytes(out[start : start + length])
    out += (seed * (length // len(seed) + 1))[:length]
    return True
