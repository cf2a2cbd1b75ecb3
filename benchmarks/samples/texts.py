"""texts: texts, data and mail."""

import json
from email.message import EmailMessage

from samples.sample import COUNT, LINE, Sample


def lines(name: str, line: str, before: str = "", after: str = "") -> Sample:
    """A text of so many lines."""
    count = COUNT * 10
    return Sample(name, f"{before}{line * count}{after}".encode(), count, "lines")


def text() -> Sample:
    return lines("a.txt", f"{LINE}\n")


def markdown() -> Sample:
    return lines("a.md", f"- **{LINE}**\n", "# 通知\n\n")


def html() -> Sample:
    return lines("a.html", f"<p>{LINE}</p>\n", "<html><body>")


def csv() -> Sample:
    return lines("a.csv", f"{LINE},张三,1.5\n")


def data() -> Sample:
    told = json.dumps([{"a": LINE}] * COUNT * 10, ensure_ascii=False)
    return Sample("a.json", told.encode(), COUNT * 10, "strings")


def yaml() -> Sample:
    return lines("a.yaml", f"- {LINE}\n")


def xml() -> Sample:
    return lines("a.xml", f"<b>{LINE}</b>\n", "<?xml version='1.0'?>\n<a>", "</a>")


def svg() -> Sample:
    return lines(
        "a.svg", f"<text>{LINE}</text>\n", "<svg xmlns='http://www.w3.org/2000/svg'>", "</svg>"
    )


def rtf() -> Sample:
    line = "".join(f"\\'{byte:02x}" for byte in LINE.encode("gb18030")).encode()
    whole = b"{\\rtf1\\ansi\\ansicpg936 " + (line + b"\\par\n") * COUNT + b"}"
    return Sample("a.rtf", whole, COUNT, "paragraphs")


# --- mail --------------------------------------------------------------------------------------


def mail() -> Sample:
    message = EmailMessage()
    message["Subject"] = LINE
    message.set_content(f"{LINE}\n" * COUNT)
    return Sample("a.eml", bytes(message), COUNT, "lines")


def msg() -> Sample:
    from plants.mail import msg, wide

    return Sample("a.msg", msg({"1000001F": wide(f"{LINE}\r\n" * 50)}), 50, "lines")


def tnef() -> Sample:
    from plants.mail import attribute, tnef

    body = f"{LINE}\r\n".encode("gbk") * COUNT
    return Sample("winmail.dat", tnef(attribute(1, 0x0002800C, body)), COUNT, "lines")


SAMPLES = {
    "text": text, "markdown": markdown, "html": html, "csv": csv, "json": data, "yaml": yaml,
    "xml": xml, "svg": svg, "rtf": rtf, "mail": mail, "msg": msg, "tnef": tnef,
}  # fmt: skip
