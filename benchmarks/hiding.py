"""hiding: is every label of the corpus' documents found, and its place told right?

    python benchmarks/hiding.py ../shared/corpora/dev [FOLDER…]

Without a folder, FOLDERS are looked at. A row for each label that is not found, or is told in the
wrong part or with a label that names another place; then how many are right. Exit code 1 where
one is not.
"""

import json
import re
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

from seclint import packs
from seclint.cli.choices import day_of
from seclint.evaluate.reading import How, Reading, bare, read
from seclint.isolate import Reader
from seclint.model import Severity

FOLDERS = ("positive/generated", "positive/files")
_BODY = ("body", "table", "title")

PLACES: tuple[tuple[str, tuple[str, ...], str], ...] = (
    (r"page header|print header", ("header",), "页眉"),
    (r"page footer", ("footer",), "页脚"),
    (r"comment text|cell comment.*|text annotation", ("comment",), "批注"),
    (r"content control.*", ("body", "markup"), "正文|内容控件"),
    (r"docProps/core.xml .*|Info keywords", ("property",), "属性"),
    (r"embedded docx, .*", _BODY, "嵌入文件.*正文第1段"),
    (r"hidden run.*", ("hidden",), "隐藏文字"),
    (r"table cell|slide 1 table", ("table",), "行"),
    (
        r"text box.*|slide 1 text box|slide master text box",
        ("textbox", "body"),
        "文本框|幻灯片1|母版",
    ),
    (r"tracked deletion.*", ("deleted",), "修订"),
    (r"tracked insertion.*", ("inserted",), "修订"),
    (r"white 1 pt run|white text", ("hidden",), "白色|极小"),
    (r"attach.*docx.*", _BODY, "附件.*正文第1段"),
    (r"Subject", ("subject",), "主题"),
    (r"html comment", ("comment",), "注释"),
    (r"display:none", ("hidden",), "隐藏"),
    (r"img alt", ("alt",), "替代文字"),
    (r"front matter.*", ("property",), "元数据"),
    (r"image.*needs OCR.*", ("image",), "图像"),
    (r"outside the media box", ("hidden",), "页面之外"),
    (r"render mode 3.*", ("hidden",), "不可见"),
    (r"page 1.*", ("body", "table", "header"), "第1页"),
    (r"hidden slide 2.*", ("hidden",), "幻灯片2"),
    (r"slide 1 notes", ("note",), "幻灯片1 备注"),
    (
        r"(?:very)?hidden sheet (?P<sheet>\S+)!(?P<cell>\w+)|(?:veryH|h)idden sheet .*",
        ("hidden",),
        "隐藏工作表",
    ),
    (r"hidden column (?P<cell>\w+)", ("hidden",), "隐藏列"),
    (r"cell (?P<cell>\w+)|(?P<cell_only>[A-Z]\d+)", ("table", "title"), "!"),
    (r"inner.zip!.*", _BODY, "内"),
    (r"材料/.*", _BODY, ""),
)
"""What the corpus calls a place, the parts that are right for it, and how its label reads."""


class Told(NamedTuple):
    """A label, and what became of it: "" where all is right."""

    label: dict[str, Any]
    wrong: str


def judged(label: dict[str, Any], reading: Reading) -> Told:
    """Is the label found, and in its place?"""
    if label["expect"] == "unreviewed":
        return Told(label, "" if reading.unreviewed else "passes for read")
    text = bare(label.get("text") or "")
    seen = [each for each in reading.seen if each.stands_on(text)]
    if label["expect"] == "not-error":
        bad = [each for each in seen if each.finding.severity is Severity.ERROR]
        return Told(label, "an error" if bad else "")
    seen = [each for each in seen if each.finding.kind == label["kind"]]
    if not seen:
        return Told(label, "not found")
    places = [(each.finding.part, each.finding.place) for each in seen]
    right = any(fits(label.get("where") or "", part, place) for part, place in places)
    return Told(label, "" if right else f"in {places}")


def fits(where: str, part: str, place: str) -> bool:
    """Is this the place that the corpus means? Places that it does not name are all right."""
    for expression, parts, said in PLACES:
        if found := re.fullmatch(expression, where):
            cell = next((v for k, v in found.groupdict().items() if v and k != "sheet"), "")
            return part in parts and bool(re.search(said, place)) and cell in place
    return True


def labels(root: Path, folders: tuple[str, ...]) -> Iterator[dict[str, Any]]:
    """The corpus' labels of files in these folders."""
    for line in (root / "labels.jsonl").read_text("utf-8").splitlines():
        label = json.loads(line)
        if label["file"].startswith(tuple(f"{folder}/" for folder in folders)):
            yield label


def main(root: Path, folders: tuple[str, ...]) -> int:
    """Print what is wrong, and the sum."""
    rules = packs.compiled(packs.load(packs.folders((), None)))
    readings: dict[str, Reading] = {}
    told = []
    with Reader() as reader:
        how = How(rules, day_of(None), reader)
        for label in labels(root, folders):
            name = label["file"]
            if name not in readings:
                readings[name] = read(root, name, how)
            told.append(judged(label, readings[name]))
    wrong = [each for each in told if each.wrong]
    for each in wrong:
        print(f"{each.label['file']}: {each.label['kind']} {each.label.get('where')}: {each.wrong}")
    print(f"{len(told) - len(wrong)} of {len(told)} labels found in their place")
    return bool(wrong)


if __name__ == "__main__":
    raise SystemExit(main(Path(sys.argv[1]), tuple(sys.argv[2:]) or FOLDERS))
