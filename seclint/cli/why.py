"""why: what seclint saw in a document, and why each hit fell or stood."""

import re
import sys
from collections.abc import Iterator
from datetime import date
from typing import Annotated, NamedTuple

import typer

from seclint.cli.choices import day_of, passwords_of
from seclint.cli.key import find_key
from seclint.cli.language import say
from seclint.cli.muting import Muting, muting
from seclint.cli.options import ConfigFile, Day, Isolated, PasswordFile, RuleFolders
from seclint.cli.request import Request
from seclint.cli.ruling import ruling
from seclint.cli.settings import settled
from seclint.cli.sources import root
from seclint.errors import ExtractError, UsageError
from seclint.finding import Veil, Verdict, Writer, to_mask
from seclint.genre import GENRES
from seclint.inline import in_file
from seclint.isolate import Reader
from seclint.match import RuleSet
from seclint.model import Document, Finding, Unreviewed, file_of
from seclint.packs import compiled
from seclint.page import Page
from seclint.report.terminal import harmless
from seclint.review import judged, shown_name
from seclint.run import read_file


def why(  # noqa: PLR0913 a command line is defined by its options
    target: Annotated[str, typer.Argument(metavar="FILE[:LINE]", help="文件，可加行号。")],
    folders: RuleFolders = None,
    password_file: PasswordFile = None,
    on: Day = None,
    config: ConfigFile = None,
    *,
    isolated: Isolated = False,
    reveal: Annotated[bool, typer.Option("--reveal", help="在终端上显示原文。")] = False,
) -> None:
    """说明为什么报、为什么不报、为什么不计：折叠后的文字、每个命中及其理由。"""
    if reveal and not sys.stdout.isatty():
        raise UsageError("--reveal 只能用在终端上，不能写入文件或管道")
    name, line = _name_and_line(target)
    request = Request(folders=folders, config=config, isolated=isolated)
    day, settings = day_of(on), settled(request)
    chosen = ruling(request, settings, day)
    rules, uncounted = compiled(chosen.ruleset), muting(settings, chosen, day)
    with Reader(passwords_of(password_file)) as reader:
        found = reader.extract(name, _data(name))
    items = tuple(in_file(item, name) if isinstance(item, Document) else item for item in found)
    if line is not None:
        _check_line(line, items)
    asked = _Asked(rules, day, line, reveal, uncounted, find_key(root(settings)))
    told = list(_all_told(items, asked))
    for text in told or ["没有规则命中。"]:
        typer.echo(say(harmless(text if reveal else shown_name(text, rules))))
    if any(isinstance(item, Unreviewed) for item in items):
        raise typer.Exit(3)


def _data(name: str) -> bytes:
    try:
        return read_file(name)
    except ExtractError as error:
        raise UsageError(f"{name}：{error.reason}") from None
    except OSError as error:
        raise UsageError(f"读不出 {name}：{error.strerror}") from None


def _check_line(line: int, items: tuple[Document | Unreviewed, ...]) -> None:
    """Raise UsageError where no document has so many lines."""
    lengths = [len(_lines(item.text)) for item in items if isinstance(item, Document)]
    if line > max(lengths, default=0):
        raise UsageError(f"没有第 {line} 行，只有 {max(lengths, default=0)} 行")


def _lines(text: str) -> list[str]:
    return text.removesuffix("\n").split("\n")


def _name_and_line(target: str) -> tuple[str, int | None]:
    found = re.fullmatch(r"(.+):([1-9][0-9]*)", target)
    return (found[1], int(found[2])) if found else (target, None)


class _Asked(NamedTuple):
    """What is to be told: by which rules, as on which day, of which line, and how openly; what does
    not count; and the key of fingerprints, if there is one.
    """

    rules: RuleSet
    day: date
    line: int | None
    reveal: bool
    muting: Muting
    key: bytes | None


class _Judged(NamedTuple):
    """A document, its hits judged, and those of them that are masked."""

    page: Page
    verdicts: list[Verdict]
    masked: list[Verdict]


def _all_told(items: tuple[Document | Unreviewed, ...], asked: _Asked) -> Iterator[str]:
    """What is secret in one document of a file is so in all of them, in names and labels too."""
    judged_items = [_judged(item, asked) for item in items if isinstance(item, Document)]
    veil = Veil((each.page, each.masked) for each in judged_items)
    for each in judged_items:
        yield from _told(each, asked, veil)
    for item in items:
        if isinstance(item, Unreviewed):
            name = shown_name(item.document, asked.rules)
            yield f"{name}：未能审查（{item.code}）{item.reason}"


def _judged(document: Document, asked: _Asked) -> _Judged:
    page, verdicts = judged(document, asked.rules, asked.day)
    return _Judged(page, verdicts, [] if asked.reveal else to_mask(verdicts))


def _told(found: _Judged, asked: _Asked, veil: Veil) -> Iterator[str]:
    (page, verdicts, masked), rules, line = found, asked.rules, asked.line
    item = page.document
    is_name = item.place(0).part == "filename"
    told = [verdict for verdict in verdicts if line in (None, _line(verdict, page))]
    writer = Writer(page, masked, veil, asked.key)
    if line is not None and not is_name and line <= len(_lines(item.text)):
        yield "；".join((shown_name(item.name, rules), *map(say, item.notes)))
        yield f"  折叠后：{writer.folded_line(line)}"
    elif told:
        yield "；".join((shown_name(item.name, rules), *map(say, item.notes)))
    if told and not is_name:
        yield from (f"  文种：{veil.hide(each)}" for each in _genres(page))
    for verdict in told:
        yield from _verdict(verdict, found, writer, veil)
        if verdict.reason is None:
            yield from _counted(writer.finding(verdict, item.name, item.place(0)), asked)


def _counted(finding: Finding, asked: _Asked) -> Iterator[str]:
    """Why what stands does not count, and the name by which it may be let go."""
    if reason := asked.muting.reason(file_of(finding.document), finding):
        yield f"    不计（{reason}）"
    if finding.identity:
        yield f"    指纹 {finding.identity}"


def _genres(page: Page) -> Iterator[str]:
    for name in GENRES:
        if evidence := page.genre(name):
            yield f"{name}（{evidence}）"


def _line(verdict: Verdict, page: Page) -> int:
    start = page.folded.origin(verdict.hit.start)
    return page.document.text.count("\n", 0, start) + 1


def _verdict(verdict: Verdict, found: _Judged, writer: Writer, veil: Veil) -> Iterator[str]:
    page = found.page
    span = page.folded.span(verdict.hit.start, verdict.hit.end)
    place = veil.hide_in_label(page.document.place(span.start).label)
    judged_as = f"不成立（{verdict.reason}）"
    if verdict.reason is None:
        judged_as = f"成立 {verdict.level.severity.name.lower()}"
        judged_as += f"（{verdict.evidence}）" if verdict.evidence else ""
    yield f"  第{_line(verdict, page)}行 {place}  {verdict.hit.rule.id}  {writer.excerpt(span)}"
    yield f"    {judged_as}"
