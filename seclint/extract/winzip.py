"""winzip: entries of a zip that are locked with AES (WinZip's AE-1 and AE-2, APPNOTE 7.2).

Python's zipfile knows the older lock only; WinRAR and Bandizip put this one.
"""

import hashlib
import hmac
import zipfile
import zlib

METHOD = 99
_FIELD = 0x9901
_ROUNDS = 1000
_CHECK, _CODE, _BLOCK = 2, 10, 16  # bytes: of the password's check, of the HMAC, of a counter
_STORED, _DEFLATED = 0, 8


def opened(data: bytes, entry: zipfile.ZipInfo, password: bytes) -> bytes | None:
    """The content of an entry of the zip `data`; None where the password is another one.

    Raises ValueError or zlib.error where the entry is damaged, packed in a way not known, or of
    another size than it says.
    """
    strength, method = _field(entry.extra)
    size, salted = 8 + 8 * strength, 4 + 4 * strength
    locked = _locked(data, entry)
    salt, check = locked[:salted], locked[salted : salted + _CHECK]
    body, code = locked[salted + _CHECK : -_CODE], locked[-_CODE:]
    keys = hashlib.pbkdf2_hmac("sha1", password, salt, _ROUNDS, 2 * size + _CHECK)
    if not hmac.compare_digest(keys[2 * size :], check):
        return None
    if not hmac.compare_digest(hmac.digest(keys[size : 2 * size], body, "sha1")[:_CODE], code):
        return None
    return _unpacked(_crypted(body, keys[:size]), method, entry.file_size)


def _field(extra: bytes) -> tuple[int, int]:
    """Strength (1 to 3) and the method of packing, as the extra field tells them."""
    while len(extra) >= 4:
        kind, size = (int.from_bytes(extra[at : at + 2], "little") for at in (0, 2))
        if kind == _FIELD and size >= 7 and extra[8] in (1, 2, 3):
            return extra[8], int.from_bytes(extra[9:11], "little")
        extra = extra[4 + size :]
    raise ValueError("no such field")


def _locked(data: bytes, entry: zipfile.ZipInfo) -> bytes:
    """The bytes of the entry, behind its local header."""
    names = (int.from_bytes(data[entry.header_offset + at :][:2], "little") for at in (26, 28))
    start = entry.header_offset + 30 + sum(names)
    return data[start : start + entry.compress_size]


def _crypted(body: bytes, key: bytes) -> bytes:
    """AES in counter mode; the counters are little-endian and begin at 1."""
    from cryptography.hazmat.primitives.ciphers import Cipher, algorithms, modes

    blocks = range(1, -(-len(body) // _BLOCK) + 1)
    counters = b"".join(number.to_bytes(_BLOCK, "little") for number in blocks)
    # Counter mode is made of ECB here, since the library's own counts big-endian. No counter is
    # used twice with a key: each entry has a salt of its own.
    mask = Cipher(algorithms.AES(key), modes.ECB()).encryptor().update(counters)  # noqa: S305
    both = int.from_bytes(body, "big") ^ int.from_bytes(mask[: len(body)], "big")
    return both.to_bytes(len(body), "big")


def _unpacked(data: bytes, method: int, size: int) -> bytes:
    if method not in (_STORED, _DEFLATED):
        raise ValueError("packed in another way")
    if method == _DEFLATED:
        data = zlib.decompressobj(-zlib.MAX_WBITS).decompress(data, size + 1)
    if len(data) != size:
        raise ValueError("of another size")
    return data
