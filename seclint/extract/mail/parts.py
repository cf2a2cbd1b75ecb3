"""parts: what a part of a message is: its name, its place, text or file, locked or not."""

from collections.abc import Iterator
from email.message import Message
from mimetypes import guess_extension
from typing import NamedTuple

from seclint.extract.mail.text import (
    Decoded,
    card,
    charset,
    flowed,
    header,
    parameters,
    quoted,
    transferred,
)

NAMES = {
    "subject": "主题", "from": "发件人", "to": "收件人", "cc": "抄送", "bcc": "密送",
    "reply-to": "回复地址", "sender": "代发人", "thread-topic": "会话主题", "comments": "备注",
    "keywords": "关键词", "organization": "单位", "content-description": "附件说明",
}  # fmt: skip
"""What people call the headers that they know."""

DULL = frozenset(
    ("mime-version", "content-type", "content-transfer-encoding", "content-disposition",
     "dkim-signature", "arc-seal", "arc-message-signature", "arc-authentication-results",
     "authentication-results", "x-google-dkim-signature", "content-length", "lines", "date")
)  # fmt: skip
"""Headers for programs: told only where they are no ASCII."""

LOCKED = ("application/pkcs7-mime", "application/x-pkcs7-mime")
CARDS = {
    "text/calendar": "日历", "text/vcard": "名片", "text/x-vcard": "名片",
    "text/directory": "名片",
}  # fmt: skip
_ENVELOPED = b"\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03"  # 1.2.840.113549.1.7.3
_AUTHENTICATED = b"\x2a\x86\x48\x86\xf7\x0d\x01\x09\x10\x01\x17"


class Naming(NamedTuple):
    """What stands before the labels of a message's places, and before the names of its members."""

    prefix: str
    folder: str


class Body(NamedTuple):
    """The bytes of a part, what stands beside its encoding, what is wrong with it."""

    content: bytes
    plain: bytes
    wrong: str


def raw(part: Message, key: str) -> str:
    """The value of a header as it is written, "" where there is none."""
    return next((str(value) for name, value in part.raw_items() if name.lower() == key), "")


def body(part: Message) -> Body:
    """Bytes of a part that holds no other parts."""
    told = header(raw(part, "content-transfer-encoding"))
    encoding = told.partition(";")[0].partition("(")[0]
    return Body(*transferred(undecoded(part), encoding))


def undecoded(part: Message) -> bytes:
    """The content as it was sent: `get_payload` replaces what is no ASCII unless it decodes."""
    key = "content-transfer-encoding"
    told = raw(part, key)
    del part[key]
    data = part.get_payload(decode=True)
    if told:
        part[key] = told
    return data if isinstance(data, bytes) else b""


def paths(part: Message) -> list[str]:
    """Names of the file in a part, the first one the one that programs show."""
    shown = parameters(raw(part, "content-disposition")).get("filename", "")
    named = parameters(raw(part, "content-type")).get("name", "")
    at = header(raw(part, "content-location")).split("?")[0].rstrip("/").rpartition("/")[2]
    return list(dict.fromkeys(name for name in (shown, named, at) if name))


def suffix(part: Message) -> str:
    """What the name of a file of this type ends with."""
    return guess_extension(part.get_content_type()) or ".bin"


def is_attached(part: Message, kind: str) -> bool:
    """Whether a part is a file, not a text of the message."""
    if kind in CARDS:
        return False
    if not kind.startswith("text/") or kind in ("text/rtf", "text/richtext"):
        return True
    shown = header(raw(part, "content-disposition")).lower().startswith("attachment")
    named = parameters(raw(part, "content-type")).get("name")
    return shown or bool(named or parameters(raw(part, "content-disposition")).get("filename"))


def texts(part: Message, kind: str, content: bytes) -> Iterator[Decoded]:
    """The text of a part, and another reading of it where it is encoded and does not say so."""
    told = parameters(raw(part, "content-type"))
    label = told.get("charset", "")
    if kind in CARDS:
        yield card(content, label)
        return
    text, problem = charset(content, label)
    if told.get("format", "").lower() == "flowed":
        text = flowed(text, joined=told.get("delsp", "").lower() == "yes")
    yield Decoded(text, problem)
    if raw(part, "content-transfer-encoding").lower().strip() not in ("base64", "quoted-printable"):
        hidden = quoted(content)
        if hidden is not None:
            yield charset(hidden, label)


def readable(content: bytes, label: str) -> bytes:
    """A page in an encoding that looks like ASCII, in UTF-8."""
    if not content.isascii():
        return content
    told = charset(content, label).text
    return content if told.isascii() else told.encode()


def locked(part: Message, kind: str) -> tuple[str, str] | None:
    """Code and reason where a part is encrypted or packed into a signature."""
    if kind == "multipart/encrypted":
        return "encrypted", "邮件已加密，未能审查"
    if kind not in LOCKED:
        return None
    content = body(part).content if not part.is_multipart() else b""
    if _ENVELOPED in content[:200] or _AUTHENTICATED in content[:200]:
        return "encrypted", "邮件已加密（S/MIME），未能审查"
    return "unsupported", "邮件包在 S/MIME 签名内，未能审查"
