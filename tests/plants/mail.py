"""Mail: written by the email package or by hand; Outlook messages by a writer of compound files."""

import base64
import quopri
import struct
from collections.abc import Callable, Mapping
from email.message import EmailMessage

from cfb import Path, compound
from planting import Plant, plant

HEAD = "From: a@example.com\r\nTo: b@example.com\r\nMIME-Version: 1.0\r\n"


def letter(
    body: str = "通知", *, headers: Mapping[str, str] | None = None, html: str = ""
) -> EmailMessage:
    """A message as programs write it."""
    message = EmailMessage()
    told = {"From": "a@example.com", "To": "b@example.com", "Subject": "x"} | dict(headers or {})
    for key, value in told.items():
        message[key] = value
    message.set_content(body)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def header(key: str) -> Callable[[str], bytes]:
    return lambda mark: letter(headers={key: mark}).as_bytes()


def attached(mark: str) -> bytes:
    message = letter()
    message.add_attachment(mark.encode(), maintype="text", subtype="plain", filename="材料.txt")
    return message.as_bytes()


def attached_name(mark: str) -> bytes:
    message = letter()
    message.add_attachment(b"x", maintype="text", subtype="plain", filename=f"{mark}.txt")
    return message.as_bytes()


def forwarded(mark: str) -> bytes:
    message = letter()
    message.add_attachment(letter(mark, headers={"Subject": "转"}))
    return message.as_bytes()


def parts(*told: bytes, before: bytes = b"", after: bytes = b"", kind: str = "mixed") -> bytes:
    """A message of these parts, byte by byte."""
    head = f'{HEAD}Content-Type: multipart/{kind}; boundary="b"\r\n\r\n'.encode()
    body = b"".join(b"\r\n--b\r\n" + part for part in told)
    return head + before + body + b"\r\n--b--\r\n" + after


def single(headers: bytes, body: bytes) -> bytes:
    return HEAD.encode() + headers + b"\r\n\r\n" + body


def gbk(mark: str) -> bytes:
    text = f"各单位：现将有关事项通知如下。{mark}"
    return single(
        b"Content-Type: text/plain; charset=gb2312\r\nContent-Transfer-Encoding: 8bit",
        text.encode("gbk"),
    )


def raw_gbk_name(mark: str) -> bytes:
    name = f"{mark}.txt".encode("gbk")
    told = b'Content-Type: application/octet-stream; name="' + name + b'"\r\n\r\nx'
    return parts(told)


def split_word(mark: str) -> bytes:
    """A character parted between two encoded words."""
    data = f"关于{mark}的通知".encode("gbk")
    words = (data[:7], data[7:])
    said = b"\r\n ".join(b"=?gb2312?B?" + base64.b64encode(word) + b"?=" for word in words)
    return single(b"Subject: " + said, b"x")


def behind_padding(mark: str) -> bytes:
    body = (
        base64.b64encode("通知如下。".encode() + b"a") + b"\r\n" + base64.b64encode(mark.encode())
    )
    assert b"=" in body
    return single(b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", body)


def beside_base64(mark: str) -> bytes:
    body = base64.b64encode("通知".encode()) + f"\r\n\r\n-- {mark}\r\n".encode()
    return single(b"Content-Type: text/plain\r\nContent-Transfer-Encoding: base64", body)


def calendar(mark: str) -> bytes:
    """A calendar whose lines are folded within the mark."""
    text = f"BEGIN:VCALENDAR\r\nSUMMARY:{mark[:4]}\r\n {mark[4:]}\r\nEND:VCALENDAR\r\n"
    return parts(b"Content-Type: text/calendar; charset=utf-8\r\n\r\n" + text.encode())


def card(mark: str) -> bytes:
    told = quopri.encodestring(mark.encode()).strip()
    text = (
        b"BEGIN:VCARD\r\nN;CHARSET=UTF-8;ENCODING=QUOTED-PRINTABLE:" + told + b"\r\nEND:VCARD\r\n"
    )
    return parts(b"Content-Type: text/x-vcard\r\n\r\n" + text)


def flowed(mark: str) -> bytes:
    body = f"关于{mark[:4]} \r\n{mark[4:]}的通知".encode()
    return single(b"Content-Type: text/plain; format=flowed; delsp=yes; charset=utf-8", body)


def rfc2231(mark: str) -> bytes:
    told = "".join(f"%{byte:02X}" for byte in f"{mark}.txt".encode("gbk"))
    half = len(told) // 2 // 3 * 3
    lines = f"filename*0*=gb2312''{told[:half]};\r\n filename*1*={told[half:]}"
    return parts(f"Content-Disposition: attachment;\r\n {lines}\r\n\r\nx".encode())


def uuencoded(mark: str) -> bytes:
    import binascii

    return single(
        b"Subject: x", b"begin 644 a.txt\n" + binascii.b2a_uu(mark.encode()) + b"`\nend\n"
    )


def mailbox(mark: str) -> bytes:
    line = b"From a@example.com Mon Jun 01 04:28:28 2009\n"
    first, second = letter("一").as_bytes(), letter(mark).as_bytes()
    return line + first + b"\n" + line + second


def foxmail(mark: str) -> bytes:
    return b"\x10" * 7 + b"\x11" * 6 + b"S\r\n" + letter(mark).as_bytes()


def web_archive(mark: str) -> bytes:
    page = f"<html><body><p>{mark}</p></body></html>".encode()
    told = b"Content-Type: text/html; charset=utf-8\r\nContent-Location: http://example.com/a.html\r\n\r\n"
    return parts(told + page, kind="related")


# --- Outlook ---------------------------------------------------------------------------------


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


def outlook(streams: Mapping[str, bytes], folder: Path = ()) -> dict[Path, bytes]:
    """Streams of a message ([MS-OXMSG] 2.2); names are property tags."""
    told = {(*folder, f"__substg1.0_{tag}"): data for tag, data in streams.items()}
    head = bytes(32 if not folder else 24)
    return {(*folder, "__properties_version1.0"): head} | told


def msg(streams: Mapping[str, bytes], extra: Mapping[Path, bytes] | None = None) -> bytes:
    return compound(outlook({"0037001F": wide("x")} | dict(streams)) | dict(extra or {}))


def attachment(streams: Mapping[str, bytes]) -> dict[Path, bytes]:
    folder = "__attach_version1.0_#00000000"
    return {(folder, f"__substg1.0_{tag}"): data for tag, data in streams.items()}


def codepaged(mark: str) -> bytes:
    """8-bit strings, with their codepage among the properties."""
    told = bytes(32) + struct.pack("<HHIII", 3, 0x3FFD, 6, 936, 0)
    streams = {("__substg1.0_1000001E",): f"各单位：{mark}".encode("gbk")}
    return compound({("__properties_version1.0",): told} | streams)


def packed_rtf(mark: str) -> bytes:
    """Compressed RTF without references ([MS-OXRTFCP])."""
    text = (
        b"{\\rtf1\\ansi\\ansicpg936 "
        + "".join(f"\\'{b:02x}" for b in mark.encode("gbk")).encode()
        + b"}"
    )
    body = b"".join(b"\0" + text[at : at + 8] for at in range(0, len(text), 8))
    return struct.pack("<II4sI", len(body) + 12, len(text), b"LZFu", 0) + body


def inside(mark: str) -> bytes:
    folder: Path = ("__attach_version1.0_#00000000", "__substg1.0_3701000D")
    return msg(
        {}, attachment({"3001001F": wide("转发")}) | outlook({"1000001F": wide(mark)}, folder)
    )


def embedded(mark: str) -> bytes:
    folder: Path = ("__attach_version1.0_#00000000", "__substg1.0_3701000D", "CONTENTS")
    return msg({}, attachment({"3707001F": wide("a.txt")}) | {folder: mark.encode()})


def recipient(mark: str) -> bytes:
    return msg({}, {("__recip_version1.0_#00000000", "__substg1.0_3001001F"): wide(mark)})


def named(mark: str) -> bytes:
    told = struct.pack("<I", len(wide(mark))) + wide(mark)
    return msg({}, {("__nameid_version1.0", "__substg1.0_00040102"): told})


# --- winmail.dat -----------------------------------------------------------------------------


def attribute(level: int, kind: int, value: bytes) -> bytes:
    return (
        struct.pack("<BII", level, kind, len(value))
        + value
        + struct.pack("<H", sum(value) & 0xFFFF)
    )


def tnef(*attributes: bytes) -> bytes:
    return struct.pack("<IH", 0x223E9F78, 1) + b"".join(attributes)


def tnef_file(mark: str) -> bytes:
    return tnef(
        attribute(2, 0x00069002, bytes(14)),
        attribute(2, 0x00018010, b"a.txt\0"),
        attribute(2, 0x0006800F, mark.encode()),
    )


def tnef_property(mark: str) -> bytes:
    value = wide(mark) + b"\0\0"
    padded = value + bytes(-len(value) % 4)
    told = struct.pack("<IHHII", 1, 0x1F, 0x1000, 1, len(value)) + padded
    return tnef(attribute(1, 0x00069003, told))


PLANTS: tuple[Plant, ...] = (
    plant("eml", "正文", lambda m: letter(m).as_bytes(), "body", "正文", "email"),
    plant("eml", "GBK 正文", gbk, "body", "正文"),
    plant("eml", "折行正文", flowed, "body", "正文"),
    plant(
        "eml",
        "网页正文",
        lambda m: letter(html=f"<p>{m}</p>").as_bytes(),
        "body",
        "网页正文.html › 正文（源码第1行）",
        "email",
    ),
    plant("eml", "主题", header("Subject"), "subject", "主题", "email"),
    plant("eml", "主题（字符被拆开）", split_word, "subject", "主题"),
    plant(
        "eml",
        "主题（原始 GBK）",
        lambda m: single(f"Subject: 关于{m}的通知".encode("gbk"), b"x"),
        "subject",
        "主题",
    ),
    plant(
        "eml",
        "发件人",
        lambda m: letter(headers={"From": f"{m} <a@example.com>"}).as_bytes(),
        "property",
        "发件人",
        "email",
    ),
    plant(
        "eml",
        "收件人",
        lambda m: letter(headers={"To": f"{m} <a@example.com>"}).as_bytes(),
        "property",
        "收件人",
        "email",
    ),
    plant(
        "eml",
        "抄送",
        lambda m: letter(headers={"Cc": f"{m} <a@example.com>"}).as_bytes(),
        "property",
        "抄送",
        "email",
    ),
    plant(
        "eml",
        "密送",
        lambda m: letter(headers={"Bcc": f"{m} <a@example.com>"}).as_bytes(),
        "property",
        "密送",
        "email",
    ),
    plant("eml", "其他邮件头", header("X-Note"), "property", "邮件头 X-Note", "email"),
    plant("eml", "附件", attached, "body", "附件 材料.txt › 正文", "email"),
    plant("eml", "附件名", attached_name, "filename", "附件 {0}.txt › 文件名", "email"),
    plant("eml", "附件名（原始 GBK）", raw_gbk_name, "filename", "附件 {0}.txt › 文件名"),
    plant("eml", "附件名（RFC 2231 分段 GBK）", rfc2231, "filename", "附件 {0}.txt › 文件名"),
    plant(
        "eml",
        "附件说明",
        lambda m: parts(f"Content-Description: {m}\r\n\r\nx".encode()),
        "property",
        "附件说明",
    ),
    plant("eml", "附件邮件", forwarded, "body", "附件邮件 › 正文", "email"),
    plant(
        "eml",
        "附件邮件的主题",
        lambda m: parts(
            b"Content-Type: message/rfc822\r\n\r\nSubject: " + m.encode() + b"\r\n\r\nx"
        ),
        "subject",
        "附件邮件 › 主题",
    ),
    plant(
        "eml",
        "编码后的附件邮件",
        lambda m: parts(
            b"Content-Type: message/rfc822\r\nContent-Transfer-Encoding: base64\r\n\r\n"
            + base64.encodebytes(letter(m).as_bytes())
        ),
        "body",
        "附件邮件 › 正文",
    ),
    plant("eml", "前言", lambda m: parts(b"\r\nx", before=m.encode()), "hidden", "前言（不显示）"),
    plant("eml", "尾部", lambda m: parts(b"\r\nx", after=m.encode()), "hidden", "尾部（不显示）"),
    plant("eml", "base64 填充之后", behind_padding, "body", "正文"),
    plant("eml", "base64 之外的文字", beside_base64, "body", "编码之外的文字"),
    plant(
        "eml",
        "未声明的 base64",
        lambda m: single(b"Subject: x", base64.encodebytes(m.encode() * 2)),
        "body",
        "正文-解码 › 正文",
    ),
    plant(
        "eml",
        "未声明的 quoted-printable",
        lambda m: single(b"Subject: x", quopri.encodestring(m.encode())),
        "body",
        "正文",
    ),
    plant("eml", "uuencode", uuencoded, "body", "附件 a.txt › 正文"),
    plant("eml", "日历", calendar, "body", "日历"),
    plant("eml", "名片", card, "body", "名片"),
    plant("mbox", "第二封邮件", mailbox, "body", "第2封邮件 › 正文", "email"),
    plant("mbox", "Foxmail 邮箱", foxmail, "body", "第1封邮件 › 正文", filename="样本.box"),
    plant("mhtml", "网页", web_archive, "body", "网页正文.html › 正文（源码第1行）"),
    plant("msg", "主题", lambda m: msg({"0037001F": wide(m)}), "subject", "主题"),
    plant("msg", "正文", lambda m: msg({"1000001F": wide(m)}), "body", "正文"),
    plant("msg", "正文（GBK 代码页）", codepaged, "body", "正文"),
    plant(
        "msg",
        "网页正文",
        lambda m: msg({"10130102": f"<p>{m}</p>".encode()}),
        "body",
        "网页正文 › 正文（源码第1行）",
    ),
    plant(
        "msg",
        "RTF 正文",
        lambda m: msg({"10090102": packed_rtf(m)}),
        "body",
        "RTF 正文 › 正文第1段",
    ),
    plant("msg", "发件人", lambda m: msg({"0C1A001F": wide(m)}), "property", "发件人"),
    plant("msg", "邮件头", lambda m: msg({"007D001F": wide(f"X: {m}")}), "property", "邮件头"),
    plant("msg", "收件人", recipient, "property", "收件人1"),
    plant("msg", "自定义属性", lambda m: msg({"8005001F": wide(m)}), "property", "属性·0x8005"),
    plant(
        "msg", "多值属性", lambda m: msg({"9000101F-00000000": wide(m)}), "property", "属性·0x9000"
    ),
    plant("msg", "自定义属性的名称", named, "property", "自定义属性的名称"),
    plant(
        "msg",
        "附件",
        lambda m: msg({}, attachment({"3707001F": wide("a.txt"), "37010102": m.encode()})),
        "body",
        "附件 a.txt › 正文",
    ),
    plant(
        "msg",
        "附件名",
        lambda m: msg({}, attachment({"3707001F": wide(f"{m}.txt"), "37010102": b"x"})),
        "filename",
        "附件 {0}.txt › 文件名",
    ),
    plant(
        "msg",
        "附件显示名",
        lambda m: msg(
            {}, attachment({"3707001F": wide("a.txt"), "3001001F": wide(m), "37010102": b"x"})
        ),
        "property",
        "附件 a.txt › 名称",
    ),
    plant("msg", "附件邮件", inside, "body", "附件邮件 转发 › 正文"),
    plant("msg", "OLE 附件", embedded, "body", "附件 a.txt › 正文"),
    plant(
        "dat",
        "winmail.dat 的主题",
        lambda m: tnef(attribute(1, 0x00018004, m.encode("gbk") + b"\0")),
        "subject",
        "主题",
        filename="winmail.dat",
    ),
    plant("dat", "winmail.dat 的正文", tnef_property, "body", "正文", filename="winmail.dat"),
    plant(
        "dat", "winmail.dat 的附件", tnef_file, "body", "附件 a.txt › 正文", filename="winmail.dat"
    ),
)
