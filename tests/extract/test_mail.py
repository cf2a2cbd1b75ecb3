"""Mail beyond its hiding places: what follows no standard, what is encrypted, what is broken."""

import base64
import binascii
import struct

import pytest
from cfb import compound
from plants.mail import (
    HEAD,
    PLANTS,
    attachment,
    attribute,
    letter,
    msg,
    outlook,
    parts,
    single,
    tnef,
    wide,
)

from seclint.errors import ExtractError
from seclint.extract.mail import mapi
from seclint.extract.mail import message as mail
from seclint.extract.mail import text as mailtext
from seclint.model import Document, Unreviewed


def pieces(kit, name: str, data: bytes) -> list[tuple[str, str, str]]:
    found = [item for item in kit.read(name, data) if isinstance(item, Document)]
    return [piece for document in found for piece in kit.pieces(document)]


def problems(kit, name: str, data: bytes) -> list[str]:
    return [item.code for item in kit.read(name, data) if isinstance(item, Unreviewed)]


# --- headers and names -----------------------------------------------------------------------


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("=?utf-8?B?5py65a+G?=", "机密"),
        ("=?utf-8?Q?=E6=9C=BA_=E5=AF=86?=", "机 密"),
        ("=?UTF-8?b?5py6?= =?UTF-8?b?5a+G?=", "机密"),
        ("=?gb2312?B?u/rD3A==?= x", "机密 x"),
        ("=?gbk*zh?B?u/rD3A==?=", "机密"),
        ('"=?gb2312?B?u/rD3A?=" <a@b>', '"机密" <a@b>'),
        ("=?iso-8859-1?Q?J=F8rn?=", "Jørn"),
        ("机密".encode("gbk").decode("ascii", "surrogateescape"), "机密"),
        ("机密".encode().decode("ascii", "surrogateescape"), "机密"),
        ("=?hz-gb-2312?Q?~{;zC\\~}?=", "机密"),
        ("a\r\n\tb", "a b"),
        ("=?x?Y?z?=", "=?x?Y?z?="),
        ("=?utf-8?B?####?=", ""),
    ],
)
def test_headers(value: str, text: str) -> None:
    assert mailtext.header(value) == text


@pytest.mark.parametrize(
    ("value", "name"),
    [
        ('attachment; filename="机密.txt"', "机密.txt"),
        ("attachment; filename*=gbk''%BB%FA.txt", "机.txt"),
        ("attachment; filename*0*=utf-8''%E6%9C; filename*1*=%BA.txt", "机.txt"),
        ('attachment; filename="=?gb2312?B?u/rD3A==?=.txt"', "机密.txt"),
        ("attachment; filename", ""),
        ('attachment; filename="' + ";" * 100_000, ""),
    ],
)
def test_parameters(value: str, name: str) -> None:
    assert mailtext.parameters(value).get("filename", "").rstrip(';"') == name


@pytest.mark.parametrize(
    ("value", "whole"),
    [
        (b"=?utf-8?B?5py65a+G?=", True),
        (b"=?utf-8?B?5py65a+G", False),
        (b"=?utf-8?B?5py65a+G\r\n ?x", False),
        (b"\xd6\x91\xfe", False),
        (b"=?utf-8?Q?=D6=91=FE?=", False),
        (b"a =?x?Y?z?=", True),
    ],
    ids=["whole", "cut", "folded and cut", "raw bytes", "encoded bytes", "no encoded word"],
)
def test_headers_that_cannot_be_read(kit, value: bytes, whole: bool) -> None:
    told = problems(kit, "a.eml", single(b"Subject: " + value, b"x"))
    assert told == ([] if whole else ["undecodable"])


# --- bodies ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("headers", "body", "text"),
    [
        ("text/plain; charset=hz-gb-2312", b"~{;zC\\~}", "机密"),
        ("text/plain; charset=utf-7", "机密".encode("utf-7"), "机密"),
        ("text/plain; charset=utf-8", "机密".encode("gbk"), "机密"),
        ("text/plain; charset=big5", "機密文件".encode("big5"), "機密文件"),
        ("text/plain; charset=nonsense", "机密".encode(), "机密"),
        ("text/plain; format=flowed; charset=utf-8", "机密 \n★".encode(), "机密 ★"),
        ("text/plain; format=flowed", b"a\n-- \nb", "a\n-- \nb"),
    ],
)
def test_charsets(kit, headers: str, body: bytes, text: str) -> None:
    data = single(f"Content-Type: {headers}".encode(), body)
    assert (text, "body", "正文") in pieces(kit, "a.eml", data)


@pytest.mark.parametrize(
    ("encoding", "body", "text"),
    [
        ("BASE64 (x)", base64.b64encode("机密".encode()), "机密"),
        ("base64", b"5py65a+", "机"),
        ("quoted-printable", b"=E6=9C=\r\n=BA=E5=AF=86", "机密"),
        ("x-uuencode", b"begin 644 a\n#86)C\n`\nend\n", "abc"),
        ("binary", "机密".encode(), "机密"),
    ],
)
def test_transfer_encodings(kit, encoding: str, body: bytes, text: str) -> None:
    told = f"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: {encoding}"
    found = pieces(kit, "a.eml", single(told.encode(), body))
    assert any(said.startswith(text) for said, part, _ in found if part == "body")


@pytest.mark.parametrize("encoding", ["utf-8", "gb18030"])
def test_a_text_that_is_cut_within_a_character(kit, encoding: str) -> None:
    head = f"Content-Type: text/plain; charset={encoding}\r\nContent-Transfer-Encoding: 8bit"
    data = single(head.encode(), "机密".encode(encoding)[:-1])
    assert ("机", "body", "正文") in pieces(kit, "a.eml", data)
    assert problems(kit, "a.eml", data) == ["undecodable"]


UU = b"begin 644 a.txt\n"
LINE = binascii.b2a_uu("机密".encode())


@pytest.mark.parametrize(
    ("body", "told", "codes"),
    [
        (UU + LINE + b"`\nend\n", True, []),
        (UU + LINE.rstrip() + b"X\n`\nend\n", True, []),
        (UU + LINE + b"M8\xff\xff\n`\nend\n", True, ["damaged"]),
        (UU + LINE, True, ["damaged"]),
        (b"begin of the matter\n", False, []),
    ],
    ids=["whole", "a checksum behind a line", "a broken line", "cut short", "a text"],
)
def test_uuencode_in_a_text(kit, body: bytes, told: bool, codes: list[str]) -> None:
    data = single(b"Subject: x", body)
    found = pieces(kit, "a.eml", data)
    assert (("机密", "body", "附件 a.txt › 正文") in found) is told
    assert problems(kit, "a.eml", data) == codes


LINES = base64.encodebytes("机密".encode() * 40).splitlines()
BROKEN = LINES[1][:9] + b"*" + LINES[1][10:]


@pytest.mark.parametrize(
    ("lines", "codes"),
    [
        ([*LINES, b"", b"-- ", b"https://lists.example.cn/mailman/listinfo/notices"], []),
        ([LINES[0], BROKEN, *LINES[2:]], ["damaged"]),
        ([BROKEN], ["damaged"]),
        (["公告".encode()], []),
    ],
    ids=["a footer of the list", "a broken line", "nothing but a broken line", "a text"],
)
def test_lines_beside_base64(kit, lines: list[bytes], codes: list[str]) -> None:
    head = b"Content-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: base64"
    assert problems(kit, "a.eml", single(head, b"\r\n".join(lines))) == codes


def test_base64_in_the_text_of_a_message_that_came_back(kit) -> None:
    back = [b"--b", b"Content-Transfer-Encoding: base64", b"", *LINES, b"--b--"]
    found = pieces(kit, "a.eml", single(b"Content-Type: text/plain", b"\r\n".join(back)))
    assert ("机密" * 40, "markup", "正文（Base64 还原）") in found
    image = base64.encodebytes(b"\x89PNG\r\n\x1a\n" + bytes(60))
    found = pieces(kit, "a.eml", single(b"X: y", b"x\r\n\r\n" + image))
    assert ("正文-数据1.png", "filename", "正文 › 内嵌数据（第3行） › 文件名") in found


def test_a_transfer_encoding_that_nobody_knows(kit) -> None:
    data = single(b"Content-Transfer-Encoding: x-gzip", "机密".encode())
    assert problems(kit, "a.eml", data) == ["unsupported"]
    assert ("机密", "body", "正文") in pieces(kit, "a.eml", data)


def test_names_that_differ_are_both_told(kit) -> None:
    told = b'Content-Type: application/x; name="a.txt"\r\nContent-Disposition: attachment; '
    found = pieces(kit, "a.eml", parts(told + b'filename="b.txt"\r\n\r\nx'))
    assert ("b.txt", "filename", "附件 b.txt › 文件名") in found
    assert ("a.txt", "filename", "附件的另一名称") in found


def test_bodies_are_numbered_by_message(kit) -> None:
    inner = b"Content-Type: message/rfc822\r\n\r\nSubject: x\r\n\r\n"
    found = pieces(kit, "a.eml", parts(b"\r\none", b"\r\ntwo", inner + b"three"))
    bodies = [(text, label) for text, part, label in found if part == "body"]
    assert bodies == [("one", "正文"), ("two", "正文2"), ("three", "附件邮件 › 正文")]


def test_parts_keep_their_order(kit) -> None:
    nest = (
        b'Content-Type: multipart/mixed; boundary="c"\r\n\r\n--c\r\n\r\n1\r\n--c\r\n\r\n2\r\n--c--'
    )
    found = pieces(kit, "a.eml", parts(nest, b"\r\n3"))
    assert [text for text, part, _ in found if part == "body"] == ["1", "2", "3"]


# --- what cannot be read ---------------------------------------------------------------------

ENVELOPED = b"0\x80\x06\x09\x2a\x86\x48\x86\xf7\x0d\x01\x07\x03\xa0\x80"
SIGNED = ENVELOPED.replace(b"\x07\x03", b"\x07\x02")


@pytest.mark.parametrize(
    ("data", "code"),
    [
        (single(b"Content-Type: text/plain", b"-----BEGIN PGP MESSAGE-----\n\nx"), "encrypted"),
        (
            parts(b"Content-Type: application/pgp-encrypted\r\n\r\nVersion: 1", kind="encrypted"),
            "encrypted",
        ),
        (
            single(
                b"Content-Type: application/pkcs7-mime\r\nContent-Transfer-Encoding: base64",
                base64.b64encode(ENVELOPED),
            ),
            "encrypted",
        ),
        (
            single(
                b"Content-Type: application/x-pkcs7-mime\r\nContent-Transfer-Encoding: base64",
                base64.b64encode(SIGNED),
            ),
            "unsupported",
        ),
        (parts(b"\r\nx").replace(b"--b--", b""), "damaged"),
        (single(b"Content-Transfer-Encoding: base64", b"5py65a+"), "damaged"),
        (parts(b"\r\nx").replace(b"boundary", b"bound"), "damaged"),
        (
            single(
                b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64",
                base64.b64encode(b"Subject: x\r\n\r\nnothing")[:-5],
            ),
            "damaged",
        ),
    ],
    ids=[
        "PGP", "PGP/MIME", "S/MIME", "signed S/MIME", "cut", "cut base64", "no boundary",
        "a message inside, cut",
    ],
)  # fmt: skip
def test_unreviewed(kit, data: bytes, code: str) -> None:
    assert code in problems(kit, "a.eml", data)


def test_deep_multiparts_end_as_too_deep() -> None:
    head = HEAD.encode()
    body = b"".join(
        b'Content-Type: multipart/mixed; boundary="%d"\r\n\r\n--%d\r\n' % (n, n)
        for n in range(3000)
    )
    try:
        list(mail.extract("a.eml", head + body))
    except ExtractError as error:
        assert error.code == "too-deep"


def test_many_messages(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_MESSAGES", 2)
    line = b"From a@b Mon Jun 01 04:28:28 2009\n"
    data = b"\n".join([line + letter("x").as_bytes()] * 3)
    assert problems(kit, "a.mbox", data) == ["too-big"]


def test_many_parts(kit, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(mail, "_PARTS", 2)
    assert problems(kit, "a.eml", parts(b"\r\nx", b"\r\ny")) == ["too-big"]


def test_quoted_from_lines(kit) -> None:
    line = b"From a@b Mon Jun 01 04:28:28 2009\n"
    found = pieces(kit, "a.mbox", line + b"Subject: x\n\n>From us\n>>From them\n")
    assert ("From us\n>From them", "body", "第1封邮件 › 正文") in found


# --- Outlook ---------------------------------------------------------------------------------


def test_references_to_the_text_itself() -> None:
    """The second example of [MS-OXRTFCP] 3.2: a run that is read while it is written."""
    packed = bytes.fromhex("1a0000001c0000004c5a4675e2d44b51410004205758595a0d6e7d010eb0")
    assert mapi.unpacked(packed) == b"{\\rtf1 WXYZWXYZWXYZWXYZWXYZ}"


@pytest.mark.parametrize(
    "data", [b"", b"x" * 16, struct.pack("<II4sI", 20, 1 << 31, b"LZFu", 0) + b"x" * 8]
)
def test_rtf_that_cannot_be_unpacked(kit, data: bytes) -> None:
    found = kit.read("a.msg", msg({"10090102": data, "1000001F": wide("机密")}))
    assert [item.code for item in found if isinstance(item, Unreviewed)] == ["damaged"]


def test_uncompressed_rtf() -> None:
    assert mapi.unpacked(struct.pack("<II4sI", 15, 3, b"MELA", 0) + b"abc") == b"abc"


def test_attachments_without_content(kit) -> None:
    assert problems(kit, "a.msg", msg({}, attachment({"3707001F": wide("a.txt")}))) == ["damaged"]
    linked = attachment({"3707001F": wide("a.txt"), "370D001F": wide("\\\\server\\机密.txt")})
    assert problems(kit, "a.msg", msg({}, linked)) == []
    assert ("\\\\server\\机密.txt", "link", "附件 a.txt › 附件路径") in pieces(
        kit, "a.msg", msg({}, linked)
    )


def test_ole_attachments_of_no_known_kind(kit) -> None:
    folder = ("__attach_version1.0_#00000000", "__substg1.0_3701000D", "Secret")
    assert problems(kit, "a.msg", msg({}, {folder: b"x"})) == ["unsupported"]


def test_deep_messages(kit) -> None:
    folder: tuple[str, ...] = ()
    streams = {}
    for _ in range(40):
        streams |= outlook({"1000001F": wide("x")}, folder)
        folder = (*folder, "__attach_version1.0_#00000000", "__substg1.0_3701000D")
    assert problems(kit, "a.msg", compound(streams)) == ["too-deep"]


def test_the_codepage_of_short_strings() -> None:
    assert mapi.text("机密".encode("gbk"), mapi.STRING8, 936) == "机密"
    assert mapi.text(b"J\xf8rn", mapi.STRING8, 1252) == "Jørn"


def test_parts_that_are_cut(kit) -> None:
    """The end of a mail in parts is marked; that of any other is not."""
    plant = next(plant for plant in PLANTS if plant.format == "mhtml")
    data = plant.make(plant.mark)
    for length in range(data.index(b"--b"), len(data) - 20):
        found = kit.read(plant.name, data[:length])
        whole = any(plant.mark in item.text for item in found if isinstance(item, Document))
        assert whole or any(isinstance(item, Unreviewed) for item in found)


# --- what Outlook keeps and nobody knows ---------------------------------------------------------

WORDS = wide("机密文件")
LONG = struct.pack("<I", 1) + struct.pack("<HHII", 0x102, 0x1234, 1, len(WORDS)) + WORDS
UNKNOWN = {
    "a binary property": ("a.msg", msg({"80010102": WORDS}), []),
    "a stream that is no property": ("a.msg", msg({}, {("Extra",): WORDS}), []),
    "recipients of TNEF": ("winmail.dat", tnef(attribute(1, 0x00069004, WORDS)), []),
    "a binary property of TNEF": ("winmail.dat", tnef(attribute(1, 0x00069003, LONG)), []),
    "a property that is cut": (
        "winmail.dat",
        tnef(attribute(1, 0x00018004, "机密文件".encode()), attribute(1, 0x00069003, LONG[:-2])),
        ["damaged"],
    ),
    "more properties than are read": (
        "winmail.dat",
        tnef(
            attribute(1, 0x00018004, "机密文件".encode()),
            attribute(1, 0x00069003, struct.pack("<I", 20_001) + bytes(8) * 20_001),
        ),
        ["damaged"],
    ),
}


@pytest.mark.parametrize(("name", "data", "codes"), UNKNOWN.values(), ids=UNKNOWN)
def test_what_no_property_says(kit, name: str, data: bytes, codes: list[str]) -> None:
    assert any("机密文件" in text for text, *_ in pieces(kit, name, data))
    assert problems(kit, name, data) == codes


def test_an_ole_attachment_that_is_cut(kit) -> None:
    native = struct.pack("<IH", 99, 2) + b"a.txt\0a.txt\0" + struct.pack("<III", 0x30000, 0, 50)
    held = attachment({"3707001F": wide("a.txt")})
    at = next(iter(held))[:-1]
    inside = {(*at, "__substg1.0_3701000D", "\x01Ole10Native"): native + "机密".encode()}
    data = msg({}, held | inside)
    assert "机密" in [text for text, *_ in pieces(kit, "a.msg", data)]
    assert problems(kit, "a.msg", data) == ["damaged"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("SMTP", False),
        ("IPM.Note.SMIME", False),
        ("__substg1.0_0E04001F", False),
        ("__recip_version1.0_#00000000", False),
        ("IPM.机密文件", True),
        ("__substg1.0_110105194912310021", True),
    ],
)
def test_names_of_streams_and_classes_are_no_text(kit, text: str, *, told: bool) -> None:
    data = msg({}, {("Extra",): wide(text)})
    assert any(text in piece for piece, *_ in pieces(kit, "a.msg", data)) is told
