"""narrow: strings of bytes in old Office files, whose code page may be wrong or not be told."""

from seclint.extract.likeness import likeness

_CHINESE = 0.75
"""A reading as GBK that scores more is one (see `encoding`)."""


def narrow(data: bytes, encoding: str = "cp1252") -> str:
    """Bytes in this encoding; in GBK where they read as Chinese, whatever they are said to be."""
    if data.isascii():
        return data.decode("ascii")
    if encoding != "gb18030" and (chinese := _strictly(data, "gb18030")):
        foreign = "".join(c for c in chinese if not c.isascii())
        if likeness(foreign) > _CHINESE:
            return chinese
    return _strictly(data, encoding) or data.decode("cp1252", "replace")


def _strictly(data: bytes, encoding: str) -> str:
    try:
        return data.decode(encoding)
    except UnicodeDecodeError:
        return ""
