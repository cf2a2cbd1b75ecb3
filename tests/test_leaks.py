"""Nothing leaks: no output of any kind holds four characters in a row of what a rule masks.

Documents are generated from a layout and a seed. What the same layout says with other secrets
(the baseline) is what it says anyway: numbers of lines, articles, digests. The secrets of a case
are chosen so that the findings are the same ones, by fingerprint, and that no four characters of
the secrets stand in the baseline; then any that stand in the output have come from the document.
"""

import io
import json
import os
import subprocess
import sys
import tempfile
import zipfile
from collections.abc import Callable, Iterator
from contextlib import chdir, redirect_stderr, redirect_stdout
from datetime import date, timedelta
from functools import lru_cache
from importlib.resources import files as resources
from itertools import product
from pathlib import Path
from random import Random
from typing import NamedTuple
from unittest.mock import patch

import openpyxl
import pytest
from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from openpyxl.comments import Comment

from seclint import packs
from seclint.cli import main
from seclint.extract import extract
from seclint.match import RuleSet
from seclint.model import Document, Hit, Report, Span, Style
from seclint.report import REPORTERS
from seclint.review import judged
from seclint.run import Outcome, Review, Task, outcome, read_file

RULESET = packs.load([packs.bundled()])
RULES = RuleSet(RULESET.rules)
HOW = Review(RULES, date(2026, 11, 24), read_file, extract)
WIDTH = 4
QUICK = (Phase.generate, Phase.shrink)
"""Explaining traces every line, the YAML reader's too: a minute becomes an hour."""

# --- secrets -------------------------------------------------------------------------------


def resident_id(random: Random, province: str = "") -> str:
    born = date(1950, 1, 1) + timedelta(random.randrange(20_000))
    province = province or random.choice(("11", "31", "35", "44", "51"))
    region = f"{province}{random.randrange(10**6):06}"[:6]
    digits = f"{region}{born:%Y%m%d}{random.randrange(1000):03}"
    weights = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
    total = sum(w * int(d) for w, d in zip(weights, digits, strict=True))
    return digits + "10X98765432"[total % 11]


def name_id(random: Random) -> str:
    """One whose shown ends, 350 and 2X, are always the same: fingerprints hang on shown names."""
    while not (number := resident_id(random, "350")).endswith("2X"):
        pass
    return number


def phone(random: Random) -> str:
    return f"1{random.choice('358')}{random.choice('5678')}{random.randrange(10**8):08}"


def card(random: Random) -> str:
    digits = f"621{random.randrange(10**15):015}"
    doubled = sum(sum(divmod(2 * int(d), 10)) for d in digits[::-2])
    return digits + str(-(doubled + sum(map(int, digits[-2::-2]))) % 10)


def password(random: Random) -> str:
    letters = "".join(random.choices("bcdfghjkmnpqrstvwz", k=6))
    return f"{letters.capitalize()}#{random.randrange(1000, 9999)}"


def email(random: Random) -> str:
    return "".join(random.choices("bcdfghjkmnpqrstvwz", k=9)) + "@qq.com"


SECRETS: dict[str, tuple[str, Callable[[Random], str]]] = {
    "id": ("身份证号：", resident_id),
    "phone": ("手机", phone),
    "card": ("银行卡号：", card),
    "password": ("登录密码：", password),
    "email": ("邮箱 ", email),
}
NUMBERS = ("id", "phone", "card")


def wide(text: str) -> str:
    return "".join(chr(ord(c) + 0xFEE0) if "!" <= c <= "~" else c for c in text)


def grouped(text: str, gap: str) -> str:
    sizes = {11: (3, 4, 4), 18: (6, 8, 4), 19: (4, 4, 4, 4, 3)}[len(text)]
    starts = [sum(sizes[:i]) for i in range(len(sizes))]
    return gap.join(text[s : s + n] for s, n in zip(starts, sizes, strict=True))


def chinese(text: str) -> str:
    return text.translate(dict(zip(map(ord, "0123456789"), "零一二三四五六七八九", strict=True)))


DISGUISES: dict[str, Callable[[str], str]] = {
    "plain": str,
    "wide": wide,
    "grouped": lambda text: grouped(text, " "),
    "hyphened": lambda text: grouped(text, "-"),
    "spaced": " ".join,
    "zero-width": lambda text: f"{text[:5]}\u200b{text[5:9]}\u200b{text[9:]}",
    "broken": lambda text: f"{text[:7]}\n{text[7:]}",
    "chinese": chinese,
}
FRAGMENTS: dict[str, Callable[[str], str]] = {
    "none": lambda text: "",
    "head": lambda text: text[:8],
    "birth": lambda text: text[6:14],
    "tail": lambda text: text[-5:],
    "wide tail": lambda text: wide(text[-5:]),
    "four": lambda text: text[3:7],
    "whole": str,
}


class Line(NamedTuple):
    """One line of a document: words around a secret, a fragment of it, and a mark to report."""

    kind: str
    disguise: str
    fragment: str
    neighbour: bool
    mark: str

    def written(self, random: Random) -> str:
        label, make = SECRETS[self.kind]
        secret = make(random)
        shown = DISGUISES[self.disguise if self.kind in NUMBERS else "plain"](secret)
        other = "、" + phone(random) if self.neighbour else ""
        return f"{self.mark}{label}{shown}{other}。{FRAGMENTS[self.fragment](secret)}{self.mark}"


MARKS = ["", "机密★5年", "内部资料 注意保存", "（此件不公开）"]


class Layout(NamedTuple):
    """How a document is made; the secrets come from a seed."""

    lines: tuple[Line, ...]
    form: str
    repeated: bool
    named: bool

    def filled(self, seed: int) -> tuple[str, bytes]:
        """Name and bytes of the document."""
        random = Random(seed)  # not security: a test must come out the same each time
        lines = [line.written(random) for line in self.lines]
        if self.repeated:
            lines.append(lines[0])
        stem = "名单" + (name_id(random) if self.named else "")
        return f"{stem}.{self.form}", FORMS[self.form](lines)


def written_csv(lines: list[str]) -> bytes:
    rows = ("序号,内容,备注", *(f'{n},"{line}",{line[:3]}' for n, line in enumerate(lines)))
    return "\n".join(rows).encode()


def mark(reason: str) -> str:
    """A comment that lets go all that there is on its line, with a secret for a reason."""
    rules = "PI001,PI020,PI030,MK020,CR001"
    return f"<!-- seclint: ignore[{rules}] -- {reason.splitlines()[0]} -->"


def written_md(lines: list[str]) -> bytes:
    first, *rest = lines
    text = f"---\ntitle: {first.replace(chr(10), ' ')}\n---\n\n# 公告\n\n<!-- {first} -->\n\n"
    marks = f"<!-- seclint: ignore[{lines[-1][-9:]}] -- {first} -->\n\n{first} {mark(lines[-1])}\n"
    text += f"{marks}\n"
    return (text + "\n\n".join(f"- **{line}**" for line in rest) + f"\n\n`{first}`\n").encode()


def written_html(lines: list[str]) -> bytes:
    first, last = lines[0], lines[-1]
    body = "".join(f"<p>{line}</p><td>{line}</td>" for line in lines)
    return (
        f"<html><head><title>{first}</title><meta name=description content='{last}'></head>"
        f"<body><!-- {first} -->{mark(last)}<img alt='{last}' src='data:,{first[:9]}'>{body}"
        f"<div hidden>{last}</div></body></html>"
    ).encode()


WORD = "http://schemas.openxmlformats.org/wordprocessingml/2006/main"
KIND = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PACKAGE = "http://schemas.openxmlformats.org/package/2006"


def written_docx(lines: list[str], spoil: Callable[[str], str] = str) -> bytes:
    def part(root: str, content: str) -> str:
        return f'<w:{root} xmlns:w="{WORD}" xmlns:r="{KIND}">{content}</w:{root}>'

    def paragraphs(texts: list[str]) -> str:
        return "".join(f"<w:p><w:r><w:t>{text}</w:t></w:r></w:p>" for text in texts)

    def relations(*links: tuple[str, str]) -> str:
        told = "".join(
            f'<Relationship Id="r{n}" Type="{KIND}/{kind}" Target="{target}"/>'
            for n, (kind, target) in enumerate(links)
        )
        return f'<Relationships xmlns="{PACKAGE}/relationships">{told}</Relationships>'

    first, last = [lines[0]], [lines[-1]]
    layout = '<w:sectPr><w:headerReference w:type="default" r:id="r0"/></w:sectPr>'
    comment = f'<w:comment w:id="0" w:author="{last[0][:3]}">{paragraphs(last)}</w:comment>'
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{PACKAGE}/content-types"><Override PartName='
        '"/word/document.xml" ContentType="application/vnd.openxmlformats-officedocument.'
        'wordprocessingml.document.main+xml"/></Types>',
        "_rels/.rels": relations(("officeDocument", "word/document.xml")),
        "word/_rels/document.xml.rels": relations(
            ("header", "header1.xml"), ("comments", "comments.xml")
        ),
        "word/header1.xml": part("hdr", paragraphs(first)),
        "word/comments.xml": part("comments", comment),
        "word/document.xml": spoil(
            part("document", f"<w:body>{paragraphs(lines)}{layout}</w:body>")
        ),
    }
    stream = io.BytesIO()
    with zipfile.ZipFile(stream, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    return stream.getvalue()


FORMS: dict[str, Callable[[list[str]], bytes]] = {
    "txt": lambda lines: "\n".join(lines).encode(),
    "csv": written_csv,
    "md": written_md,
    "html": written_html,
    "docx": written_docx,
}

layouts = st.builds(
    Layout,
    lines=st.lists(
        st.builds(
            Line,
            kind=st.sampled_from(list(SECRETS)),
            disguise=st.sampled_from(list(DISGUISES)),
            fragment=st.sampled_from(list(FRAGMENTS)),
            neighbour=st.booleans(),
            mark=st.sampled_from(MARKS),
        ),
        min_size=1,
        max_size=4,
    ).map(tuple),
    form=st.sampled_from(list(FORMS)),
    repeated=st.booleans(),
    named=st.booleans(),
)


# --- what must not come out ----------------------------------------------------------------


def runs(text: str) -> set[str]:
    """Every four characters in a row."""
    return {text[start : start + WIDTH] for start in range(len(text) - WIDTH + 1)}


def secrets(hit: Hit) -> tuple[Span, ...]:
    """The cells beneath a table's head, which is no secret itself; else the match."""
    return hit.cells if hit.rows else (Span(hit.start, hit.end),)


def has_value(run: str) -> bool:
    """A cell may hold a label (身份证号) besides its value; the label is in messages too."""
    return any(character.isascii() and character.isalnum() for character in run)


def secret_runs(name: str, data: bytes) -> set[str]:
    """Every four characters of the masked matches in a file, as written and as folded."""
    found: set[str] = set()
    for document in (item for item in extract(name, data) if isinstance(item, Document)):
        page, verdicts = judged(document, RULES)
        for verdict in verdicts:
            if verdict.reason is None and verdict.hit.rule.mask != "none":
                for start, end in secrets(verdict.hit):
                    masked = runs(document.text[slice(*page.folded.span(start, end))])
                    masked |= runs(page.folded.text[start:end])
                    found |= {run for run in masked if not verdict.hit.rows or has_value(run)}
    return found


def leaked(secret: set[str], told: str) -> set[str]:
    return {run for run in secret if run in told}


Outputs = Callable[[str, bytes], str]


def chosen(layout: Layout, outputs: Outputs) -> tuple[str, bytes, set[str]]:
    """A document of this layout of whose secrets the baseline says nothing by chance."""
    baseline, same = outputs(*layout.filled(0)), fingerprints(*layout.filled(0))
    for seed in range(1, 60):
        name, data = layout.filled(seed)
        secret = secret_runs(name, data)
        if not leaked(secret, baseline) and fingerprints(name, data) == same:
            return name, data, secret
    raise AssertionError(f"whatever it is given, it says {leaked(secret, baseline)}")


@lru_cache(2)
def reviewed(name: str, data: bytes) -> Outcome:
    return outcome(Task(name), HOW._replace(read=lambda _: data))


def fingerprints(name: str, data: bytes) -> list[str]:
    return [finding.fingerprint for finding in reviewed(name, data).findings]


# --- every reporter ------------------------------------------------------------------------


CONSTANT = [
    resources("seclint.report.html").joinpath(name).read_text("utf-8")
    for name in ("page.css", "page.js")
]
"""What each page holds, whatever is found: digits with blanks between them, for one."""


def without_constants(told: str) -> str:
    for text in CONSTANT:
        told = told.replace(text, "")
    return told


REPORTER_NAMES = REPORTERS.names()
STYLES = [
    Style(lang, color=is_loud, statistics=is_loud, quiet=not is_loud)
    for lang, is_loud in product(("zh", "en"), (False, True))
]
"""With all that may be added to a report, and with as little as it can be."""


def reported(name: str, data: bytes) -> str:
    """All that any reporter says of a file, and all that it was told."""
    outcome = reviewed(name, data)
    report = Report(
        version="0",
        ruleset="",
        packs=RULESET.packs,
        documents=(outcome.document,),
        findings=outcome.findings,
        unreviewed=outcome.unreviewed,
        void=outcome.void,
    )
    told = {"".join(REPORTERS.get(n)(report, s)) for n in REPORTER_NAMES for s in STYLES}
    return without_constants("\n".join([*told, *everything(outcome)]))


def everything(outcome: Outcome) -> Iterator[str]:
    """Every text in the values that reporters are given."""
    yield from (outcome.document, *outcome.notes)
    for item in outcome.unreviewed:
        yield from item
    yield from (str(field) for item in outcome.void for field in item)
    for finding in outcome.findings:
        yield from (str(each) for each in finding)


@settings(max_examples=100, deadline=None, derandomize=True, phases=QUICK)
@given(layouts)
def test_no_reporter_tells(layout: Layout) -> None:
    name, data, secret = chosen(layout, reported)
    assert leaked(secret, reported(name, data)) == set()


def test_the_check_itself_sees_a_leak() -> None:
    """Without masking it would fail: the generated secrets are matched, their runs looked for."""
    for kind, disguise in product(SECRETS, DISGUISES):
        layout = Layout((Line(kind, disguise, "none", False, ""),), "txt", False, False)
        name, data = layout.filled(1)
        secret = secret_runs(name, data)
        if kind == "card" and disguise in ("chinese", "spaced"):
            continue  # longer or other than what the rule looks for
        assert leaked(secret, data.decode()), (kind, disguise)


# --- the command line ----------------------------------------------------------------------


def command(*arguments: str, cwd: Path) -> str:
    """All that a command prints, run in this process."""
    out, err = (io.TextIOWrapper(io.BytesIO(), "utf-8", newline="\n") for _ in range(2))
    with (
        chdir(cwd),
        patch.object(sys, "argv", ["seclint", *arguments]),
        redirect_stdout(out),
        redirect_stderr(err),
        pytest.raises(SystemExit),
    ):
        main()
    told = []
    for stream in (out, err):
        stream.flush()
        told.append(stream.buffer.getvalue().decode())
    return "\n".join(told)


COMMANDS = (
    ("check", "-v", "--statistics", "--color", "always"),
    ("check", "-v", "-f", "concise", "--lang", "en"),
    ("check", "-f", "json", "-v"),
    ("check", "-f", "html"),
    ("why",),
)


def said(name: str, data: bytes) -> str:
    """All that the commands print of a file."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / name).write_bytes(data)
        told = [command(*words, name, cwd=Path(folder)) for words in COMMANDS]
        told += [command("why", f"{name}:{line}", cwd=Path(folder)) for line in (1, 2)]
    return without_constants("\n".join(told))


@settings(max_examples=8, deadline=None, derandomize=True, phases=QUICK[:1])
@given(layouts)
def test_no_command_tells(layout: Layout) -> None:
    name, data, secret = chosen(layout, said)
    assert leaked(secret, said(name, data)) == set()


WHY = {
    "数字": ("plain", "none", "机密★5年"),
    "全角": ("wide", "wide tail", ""),
    "跨行": ("broken", "head", "机密★5年"),
    "字间空格": ("spaced", "tail", ""),
    "零宽": ("zero-width", "whole", "机密★5年"),
    "汉字数字": ("chinese", "birth", ""),
}


@pytest.mark.parametrize(("disguise", "fragment", "mark"), WHY.values(), ids=WHY)
def test_why_tells_no_secret(disguise: str, fragment: str, mark: str) -> None:
    layout = Layout((Line("id", disguise, fragment, True, mark),), "txt", True, True)
    name, data, secret = chosen(layout, said)
    assert secret
    assert leaked(secret, said(name, data)) == set()


# --- where something goes wrong ------------------------------------------------------------


def sound_id() -> str:
    """An identity number whose parts stand in no message of seclint."""
    return resident_id(Random(20261124))


def spoiled(kind: str) -> tuple[str, bytes]:
    """A file that cannot be read, and holds the number in its name and in its bytes."""
    line = f"身份证号：{sound_id()}"
    docx = written_docx([line])
    return {
        "docx cut short": (f"名单{sound_id()}.docx", docx[: len(docx) // 2]),
        "docx without directory": (f"名单{sound_id()}.docx", docx[:-30]),
        "docx of bad XML": (
            f"名单{sound_id()}.docx",
            written_docx([line], lambda text: text.replace("</w:t>", f"</{sound_id()}>")),
        ),
        "docx with an entity": (
            f"名单{sound_id()}.docx",
            written_docx([line], lambda text: f'<!DOCTYPE a [<!ENTITY b "{line}">]>{text}'),
        ),
        "encrypted": (
            f"名单{sound_id()}.docx",
            b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + line.encode() * 20,
        ),
        "undecodable": (f"名单{sound_id()}.txt", line.encode() + b"\xff\xfe\x81" * 40),
        "unsupported": (f"名单{sound_id()}.bin", b"\x7fELF\n" + line.encode()),
        "binary": (f"名单{sound_id()}.dat", line.encode() + bytes(200)),
    }[kind]


SPOILED = (
    "docx cut short",
    "docx without directory",
    "docx of bad XML",
    "docx with an entity",
    "encrypted",
    "undecodable",
    "unsupported",
    "binary",
)


@pytest.mark.parametrize("kind", SPOILED)
def test_what_cannot_be_read_is_not_told(kind: str) -> None:
    name, data = spoiled(kind)
    assert reviewed(name, data).unreviewed
    assert leaked(runs(sound_id()), reported(name, data)) == set()
    assert leaked(runs(sound_id()), said(name, data)) == set()


BAD_CONFIG = "[per-file-ignores]\n'*.txt' = 'PI001'\n"
BAD_PACK = "pack: a\nprefix: AA\n"


def test_errors_of_config_and_rules_tell_no_document(tmp_path: Path) -> None:
    (tmp_path / "名单.txt").write_text(f"身份证号：{sound_id()}", "utf-8")
    (tmp_path / "rules").mkdir()
    (tmp_path / "rules" / "a.yaml").write_text(BAD_PACK, "utf-8")
    told = command("check", "--rules", "rules", "名单.txt", cwd=tmp_path)
    told += command("why", "--rules", "rules", "名单.txt", cwd=tmp_path)
    told += command("why", "名单.txt:9", cwd=tmp_path)
    told += command("why", "--reveal", "名单.txt", cwd=tmp_path)
    told += command("check", "--select", "ZZ", "名单.txt", cwd=tmp_path)
    told += command("check", "-o", "无/报告.txt", "名单.txt", cwd=tmp_path)
    (tmp_path / "seclint.toml").write_text(BAD_CONFIG, "utf-8")
    told += command("check", "名单.txt", cwd=tmp_path)
    assert leaked(runs(sound_id()), told) == set()


def test_a_report_in_a_file_tells_nothing(tmp_path: Path) -> None:
    (tmp_path / "名单.txt").write_text(f"身份证号：{sound_id()}", "utf-8")
    told = command("check", "-f", "json", "-o", "报告.json", "名单.txt", cwd=tmp_path)
    report = (tmp_path / "报告.json").read_text("utf-8")
    assert json.loads(report)["findings"]
    assert leaked(runs(sound_id()), told + report) == set()


MISSING = {
    "check": ("check", "{}"),
    "why": ("why", "{}"),
    "json": ("check", "-f", "json", "{}"),
}


@pytest.mark.parametrize("words", MISSING.values(), ids=MISSING)
def test_the_name_of_a_missing_file_is_masked(tmp_path: Path, words: tuple[str, ...]) -> None:
    name = f"名单{sound_id()}.txt"
    told = command(*(word.format(name) for word in words), cwd=tmp_path)
    assert "名单" in told
    assert leaked(runs(sound_id()), told) == set()


def test_a_list_of_files_masks_their_names(tmp_path: Path) -> None:
    name = f"名单{sound_id()}.txt"
    (tmp_path / name).write_text("公开", "utf-8")
    told = command("check", "--show-files", cwd=tmp_path)
    assert "名单" in told
    assert leaked(runs(sound_id()), told) == set()


@pytest.mark.parametrize("fragment", [slice(6, 14), slice(-5, None)], ids=["birth", "tail"])
def test_a_fragment_in_the_file_name_is_masked(fragment: slice) -> None:
    """The name of a file is told with each of its findings, and may hold a part of one of them."""
    name, data = f"名单{sound_id()[fragment]}.txt", f"身份证号：{sound_id()}".encode()
    secret = secret_runs(name, data)
    assert leaked(secret, reported(name, data)) == set()


# --- as a process of its own, with an extractor that quotes what it chokes on ---------------

NAME = "欧阳示例"
"""Four characters, so that all of it is more than may be shown."""

GUEST = """
import warnings
def extract(name, data):
    text = data.decode("utf-8", "replace")
    if b"fail-late" in data:
        from seclint.model import Document
        yield Document(name, text)
    if b"warn" in data:
        warnings.warn(text)
    raise ValueError(text)
"""


@pytest.mark.parametrize("last", ["", "warn"], ids=["raises", "warns"])
def test_a_process_with_a_choking_extractor_tells_nothing(tmp_path: Path, last: str) -> None:
    guests, drafts = tmp_path / "guests", tmp_path / "drafts"
    info = guests / "seclint_choker-1.dist-info"
    info.mkdir(parents=True)
    drafts.mkdir()
    (info / "METADATA").write_text("Metadata-Version: 2.1\nName: seclint-choker\nVersion: 1\n")
    (info / "entry_points.txt").write_text(
        "[seclint.extractors]\nprogram = seclint_choker:extract\n"
    )
    (guests / "seclint_choker.py").write_text(GUEST)
    line = f"身份证号：{sound_id()}"
    (drafts / "甲.bin").write_bytes(b"\x7fELF\n" + f"{line}\n{last}".encode())
    (drafts / "乙.bin").write_bytes(b"\x7fELF\nfail-late\n" + line.encode())
    (drafts / f"丙{sound_id()}.txt").write_text(f"{line}\n机密★5年", "utf-8")
    (drafts / "丁.docx").write_bytes(spoiled("docx of bad XML")[1])
    told = ""
    for form in ("full", "concise", "grouped", "html", "json"):
        done = subprocess.run(
            [sys.executable, "-m", "seclint", "check", "-v", "-f", form, "drafts"],
            cwd=tmp_path,
            capture_output=True,
            env=os.environ
            | {"PYTHONPATH": os.pathsep.join([str(guests), str(Path(__file__).parents[1])])},
            check=False,
        )
        assert done.returncode == 3, done.stderr.decode()
        told += done.stdout.decode() + done.stderr.decode()
    assert "ValueError" in told
    assert told.count("PI001") >= 6
    assert leaked(runs(sound_id()), told) == set()


def test_names_that_places_quote_are_masked() -> None:
    """A sheet's name, and who wrote a comment, are told in the labels of places."""
    book = openpyxl.Workbook()
    sheet = book.active
    sheet.title = NAME
    sheet.append(["姓名", "身份证号"])
    sheet.append([NAME, sound_id()])
    sheet["B2"].comment = Comment("机密★20年", NAME)
    stream = io.BytesIO()
    book.save(stream)
    outcome = reviewed("甲.xlsx", stream.getvalue())
    assert {"pii.name", "mark.state"} <= {finding.kind for finding in outcome.findings}
    told = reported("甲.xlsx", stream.getvalue()) + said("甲.xlsx", stream.getvalue())
    for finding in outcome.findings:
        told = told.replace(finding.fingerprint, "")
    assert leaked(runs(NAME) | runs(sound_id()), told) == set()


@pytest.mark.parametrize(
    ("title", "shown"),
    [("Sheet1", True), ("Budget", True), ("人员名册", True), ("李四", False), (NAME, False)],
)
def test_only_what_stands_is_masked_in_a_sheet_s_name(title: str, shown: bool) -> None:
    book = openpyxl.Workbook()
    book.active.title = title
    book.active.append(["姓名", "身份证号", "密级"])
    book.active.append([title if not shown else "李四", sound_id(), "机密★20年"])
    stream = io.BytesIO()
    book.save(stream)
    findings = reviewed("甲.xlsx", stream.getvalue()).findings
    (place,) = {finding.place for finding in findings if finding.kind == "mark.state"}
    assert place == f"Sheet「{title if shown else '*' * len(title)}」!C2"


def test_the_name_of_a_part_is_masked() -> None:
    """A part of a Word file is named by whoever made it, and told in places and reasons."""
    docx = written_docx(["公开", "机密★5年"])
    stream = io.BytesIO(docx)
    with zipfile.ZipFile(stream, "a") as package:
        package.writestr(f"customXml/{sound_id()}.xml", "<a>机密★10年</a>")
        package.writestr(f"customXml/坏{sound_id()}.xml", "<a>")
        package.writestr(f"word/embeddings/{sound_id()}.txt", "机密★20年")
    name, data = "甲.docx", stream.getvalue()
    outcome = reviewed(name, data)
    assert [item.code for item in outcome.unreviewed] == ["damaged"]
    assert len(outcome.findings) >= 3
    told = reported(name, data) + said(name, data)
    for finding in outcome.findings:
        told = told.replace(finding.fingerprint, "")  # hexadecimal, which any four digits may be
    assert leaked(runs(sound_id()), told) == set()


@pytest.mark.parametrize(
    "words", [("--select", "MK"), ("--ignore", "PI")], ids=["select", "ignore"]
)
def test_a_rule_that_is_not_selected_masks_all_the_same(
    tmp_path: Path, words: tuple[str, str]
) -> None:
    name = f"名单{sound_id()}.txt"
    (tmp_path / name).write_text(f"机密★20年 身份证{sound_id()}", "utf-8")
    told = command("check", *words, name, cwd=tmp_path)
    assert "MK001" in told
    assert "PI001" not in told
    assert leaked(runs(sound_id()), told) == set()


def test_why_masks_a_short_name_in_the_folded_line_too(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text(f"示例\n张三，身份证号 {sound_id()}\n", "utf-8")
    done = subprocess.run(
        [sys.executable, "-m", "seclint", "why", "--isolated", "a.txt:2"],
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    folded = done.stdout.decode().splitlines()[1]
    assert folded.startswith("  折叠后：**,身份证号 110*")
