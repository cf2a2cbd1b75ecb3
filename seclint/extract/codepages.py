"""codepages: Windows and Macintosh code pages by their numbers, as Python names their encodings."""

_NAMED = {
    874: "cp874", 932: "cp932", 936: "gb18030", 949: "cp949", 950: "cp950", 1200: "utf-16-le",
    10000: "mac-roman", 10002: "cp950", 10008: "gb18030", 20936: "gb18030", 54936: "gb18030",
    65001: "utf-8", 0x8000: "mac-roman", 0x8001: "cp1252",
}  # fmt: skip


def encoding_of(number: int, unknown: str = "gb18030") -> str:
    """The encoding of a code page; `unknown` where Python has none of this number."""
    name = _NAMED.get(number, f"cp{number}")
    try:
        "".encode(name)
    except LookupError:
        return unknown
    return name
