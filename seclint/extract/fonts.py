"""Fonts in packages: told by their bytes from what only bears the name of one."""

import hashlib
import re

_MAGIC = (
    b"\0\1\0\0", b"OTTO", b"true", b"ttcf", b"wOFF", b"wOF2", b"\1\0\4", b"\1\0\5",
    b"%!PS-AdobeFont",
)  # fmt: skip
_IDPF = "http://www.idpf.org/2008/embedding"
_ADOBE = "http://ns.adobe.com/pdf/enc#RC"
OBFUSCATIONS = frozenset((_IDPF, _ADOBE))
"""Algorithms that only keep a font from being copied: they lock nothing."""


def is_font(data: bytes) -> bool:
    """Whether a file is a font: it holds no words of the document."""
    return data.startswith(_MAGIC)


def is_obfuscated_font(data: bytes, identifier: str) -> bool:
    """Whether a file is a font once the obfuscation by the book's identifier is undone."""
    idpf = hashlib.sha1(re.sub(r"\s", "", identifier).encode(), usedforsecurity=False).digest()
    digits = re.sub(r"[^0-9a-fA-F]", "", identifier.rpartition(":")[2])
    adobe = bytes.fromhex(digits) if len(digits) == 32 else b""
    return is_font(data) or any(
        is_font(bytes(byte ^ mask for byte, mask in zip(data[:4], key, strict=False)))
        for key in (idpf, adobe)
        if key
    )
