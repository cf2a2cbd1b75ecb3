"""Mail: single messages (eml), mailboxes (mbox), web archives (mhtml).

Order of a message: subject, headers, bodies, what stands around its parts. Pages and attachments
follow as members; messages inside are told in place, however deep.
"""

import re
from collections.abc import Iterator
from email import message_from_bytes, policy
from email.message import Message

from seclint.errors import ExtractError
from seclint.extract.draft import Draft
from seclint.extract.mail import text as mailtext
from seclint.extract.mail.parts import (
    CARDS,
    DULL,
    LOCKED,
    NAMES,
    Naming,
    body,
    is_attached,
    locked,
    paths,
    raw,
    readable,
    suffix,
    texts,
    undecoded,
)
from seclint.extract.packed import members, packed
from seclint.model import Extracted, Member, Part, Place, Unreviewed

# A line of mbox, or the mark that Foxmail puts before each message.
_FROM = re.compile(
    rb"\x10{7}\x11{6}S\r?\n|(?:\A|(?<=\n\n)|(?<=\r\n\r\n))From \S+ [^\n]*\d\d:\d\d[^\n]*\n"
)
_TORN = frozenset(
    (
        "CloseBoundaryNotFoundDefect", "StartBoundaryNotFoundDefect",
        "NoBoundaryInMultipartDefect",
    )
)  # fmt: skip
"""Defects of a message whose parts cannot be told apart."""

_MESSAGES = 20_000  # messages of one mailbox
_PARTS = 10_000  # parts of one message


def extract(name: str, data: bytes) -> Iterator[Extracted]:
    """A document for each message, then its members. Raises ExtractError("too-deep")."""
    data = data.removeprefix(b"\xef\xbb\xbf").lstrip(b" \t\r\n")
    starts = list(_FROM.finditer(data))
    if not starts or starts[0].start():
        yield from _Reading(name, "", "").items(data)
        return
    for number, found in enumerate(starts, start=1):
        if number > _MESSAGES:
            yield Unreviewed(name, "too-big", "邮箱内邮件过多，其余未能审查")
            return
        end = starts[number].start() if number < len(starts) else len(data)
        content = re.sub(rb"(?m)^>(>*From )", rb"\1", data[found.end() : end])
        reading = _Reading(f"{name}!/第{number}封", f"第{number}封邮件 › ", f"第{number}封!/")
        reading.envelope(found[0])
        yield from reading.items(content)


class _Reading:
    """One message as it is read."""

    def __init__(self, name: str, prefix: str, folder: str) -> None:
        self._name = name
        self._naming = Naming(prefix, folder)
        self._draft = Draft()
        self._members: list[Member] = []
        self._problems: dict[tuple[str, str], None] = {}
        self._counts: dict[str, int] = {}

    def envelope(self, line: bytes) -> None:
        """The line of the mailbox before the message."""
        self._say(
            "property",
            "信封",
            mailtext.header(line.decode("utf-8", "surrogateescape")).strip("\x10\x11S"),
        )

    def items(self, data: bytes) -> Iterator[Extracted]:
        """The document, the members, what could not be read."""
        try:
            message = message_from_bytes(data, policy=policy.compat32)
        except RecursionError as error:
            raise ExtractError("too-deep", "邮件嵌套层数超过上限，未能审查") from error
        self._walk(message)
        yield self._draft.document(self._name)
        yield from self._members
        for code, reason in self._problems:
            yield Unreviewed(self._name, code, reason)

    def _walk(self, message: Message) -> None:
        """Every part, without recursion."""
        waiting = [(message, self._naming)]
        for _ in range(_PARTS):
            if not waiting:
                return
            part, naming = waiting.pop()
            self._headers(part, naming)
            waiting += reversed(list(self._part(part, naming)))
        self._wrong("too-big", "邮件的部分过多，其余未能审查")

    def _say(self, part: Part, label: str, text: str) -> None:
        self._draft.aside(text, Place(part, label))

    def _number(self, naming: Naming, word: str) -> str:
        key = naming.prefix + word
        self._counts[key] = count = self._counts.get(key, 0) + 1
        return word if count == 1 else f"{word}{count}"

    # parts

    def _headers(self, part: Message, naming: Naming) -> None:
        for key, value in part.raw_items():
            text, problem = mailtext.heading(value)
            self._wrong("undecodable", problem)
            if key.lower() in DULL and text.isascii():
                continue
            known = NAMES.get(key.lower())
            place: Part = "subject" if known == "主题" else "property"
            self._say(place, f"{naming.prefix}{known or f'邮件头 {key}'}", text)

    def _part(self, part: Message, naming: Naming) -> Iterator[tuple[Message, Naming]]:
        """Tell a part; the parts inside it are told later."""
        self._defects(part)
        kind = part.get_content_type()
        payload = part.get_payload() if part.is_multipart() else None
        if problem := locked(part, kind):
            self._wrong(*problem)
        if not isinstance(payload, list):
            if kind not in LOCKED:
                self._leaf(part, naming, kind)
            return
        self._around(part, naming)
        for inner in payload:
            if not isinstance(inner, Message):
                continue
            if kind == "message/rfc822":
                told = self._number(naming, "附件邮件")
                inside = Naming(f"{naming.prefix}{told} › ", f"{naming.folder}{told}!/")
                yield self._unpacked(part, inner), inside
            else:
                yield inner, naming

    def _unpacked(self, part: Message, inner: Message) -> Message:
        """A message inside; one that is encoded, against the standard, is decoded."""
        encoding = raw(part, "content-transfer-encoding").strip().lower()
        if encoding not in ("base64", "quoted-printable") or inner.is_multipart():
            return inner
        data, _, wrong = mailtext.transferred(undecoded(inner), encoding)
        self._wrong("damaged", wrong)
        return message_from_bytes(data, policy=policy.compat32)

    def _around(self, part: Message, naming: Naming) -> None:
        """What stands before the first part and behind the last one, which no program shows."""
        for text, label in ((part.preamble, "前言"), (part.epilogue, "尾部")):
            told = mailtext.charset(mailtext.raw(text or ""), "")
            self._say("hidden", f"{naming.prefix}{label}（不显示）", told.text)
            self._wrong("undecodable", told.problem)

    def _leaf(self, part: Message, naming: Naming, kind: str) -> None:
        content, plain, wrong = body(part)
        self._wrong("unsupported" if "不支持" in wrong else "damaged", wrong)
        if plain.strip():
            told = mailtext.charset(plain, "")
            self._say("body", f"{naming.prefix}编码之外的文字", told.text)
            self._wrong("undecodable", told.problem)
        names = paths(part)
        if is_attached(part, kind):
            self._attachment(part, naming, content, names)
        else:
            self._text(part, naming, kind, content)
        for name in names if kind in CARDS else names[1:]:
            self._say("filename", f"{naming.prefix}附件的另一名称", name)

    def _attachment(self, part: Message, naming: Naming, content: bytes, names: list[str]) -> None:
        name = names[0] if names else f"{self._number(naming, '附件')}{suffix(part)}"
        self._members.append(Member(naming.folder + name, content, f"{naming.prefix}附件 {name}"))
        if content.lstrip().startswith(b"-----BEGIN PGP MESSAGE"):
            self._wrong("encrypted", f"附件 {name} 已加密，未能审查")

    def _text(self, part: Message, naming: Naming, kind: str, content: bytes) -> None:
        if kind == "text/html":
            name = f"{self._number(naming, '网页正文')}.html"
            label = mailtext.parameters(raw(part, "content-type")).get("charset", "")
            self._members.append(
                Member(naming.folder + name, readable(content, label), f"{naming.prefix}{name}")
            )
            return
        word = self._number(naming, CARDS.get(kind, "正文"))
        found = list(texts(part, kind, content))
        for text, problem in found:
            self._say("body", f"{naming.prefix}{word}", text)
            self._wrong("undecodable", problem)
        if (inside := mailtext.undeclared(content)) is not None:
            name = f"{word}-解码"
            self._members.append(Member(naming.folder + name, inside, f"{naming.prefix}{name}"))
        else:
            self._packed(naming, word, found[0].text)
        files, problem = mailtext.uuencoded(content)
        self._wrong("damaged", problem)
        for name, inside in files:
            self._members.append(
                Member(naming.folder + name, inside, f"{naming.prefix}附件 {name}")
            )
        if b"-----BEGIN PGP MESSAGE" in content:
            self._wrong("encrypted", "正文已加密（PGP），未能审查")

    def _packed(self, naming: Naming, word: str, text: str) -> None:
        """What a text holds in base64: a message that came back stands in the text that says so."""
        held = list(packed(text))
        for run in held:
            self._say("markup", f"{naming.prefix}{word}（{run.way} 还原）", run.text)
        for name, data, label in members(held):
            self._members.append(
                Member(f"{naming.folder}{word}-{name}", data, f"{naming.prefix}{word} › {label}")
            )

    # what is wrong

    def _wrong(self, code: str, reason: str) -> None:
        if reason:
            self._problems[code, reason] = None

    def _defects(self, part: Message) -> None:
        names = {type(defect).__name__ for defect in part.defects}
        if names & _TORN:
            self._wrong("damaged", "邮件不完整，可能有内容未能审查")
