"""What stands in ODF parts beside the stories: properties, forms, names, rules, leftovers."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from seclint.extract.odf.runs import drop, take, taken
from seclint.extract.ooxml.sweep import telling
from seclint.extract.ooxml.tree import local
from seclint.model import Part

_LABELS = {
    "title": "标题", "subject": "主题", "description": "备注", "keyword": "关键词",
    "keywords": "关键词", "initial-creator": "作者", "creator": "最后保存者",
    "printed-by": "打印者", "language": "语言", "generator": "创建程序",
}  # fmt: skip
_DULL_META = frozenset(
    ("date", "creation-date", "print-date", "editing-duration", "editing-cycles", "language")
)
_CONTROL = frozenset(
    (
        "label", "value", "current-value", "title", "list-source", "command", "datasource",
        "help-message", "string-value", "text", "href", "target-frame",
    )
)  # fmt: skip
_SAYING = frozenset(
    ("string-value", "label", "current-value", "title", "help-message", "comment", "description",
     "display-name-of-field", "help-text", "alt", "text", "string-value-if-true", "printer-name")
)  # fmt: skip
_NAMING = re.compile(
    r"(?:^|-)(?:style|class|layout|page|font|format)-names?$|^font-family|^display-name$"
    r"|^font-(?:name|style-name)|^family$|^style$|^num-|-char$"
)
_STYLES = re.compile(r"(?:style|font-face|layout|master-page|handout-master|marker|hatch)$")
_LITERAL = re.compile(r'"[^"]+"|[^\x00-\x7f]')
_LONG_NUMBER = re.compile(r"(?<![\d.])\d{11,19}[\dXx]?(?![\d.])")
_WORDS = re.compile(r"[\u4e00-\u9fff]{2}|\d{11}|@|机密|秘密")
_BASE64 = re.compile(r"[A-Za-z0-9+/=\s]{60,}\Z")
_OUTSIDE = re.compile(r"[a-zA-Z][a-zA-Z0-9+.-]+:|//|\.\./")


class Said(NamedTuple):
    """A text with its part and label."""

    part: Part
    label: str
    text: str


def properties(meta: etree._Element) -> Iterator[Said]:
    """What meta.xml says (ODF 1.3 part 3, 4.3); names of custom ones are the author's words."""
    custom = 0
    for element in meta:
        name = local(element)
        if name == "user-defined":
            custom += 1
            text = f"{taken(element, 'name')}：{take(element)}"
            yield Said("property", f"自定义属性{custom}", text)
        elif name in ("template", "auto-reload", "hyperlink-behaviour"):
            yield Said("link", f"链接（{name}）", taken(element, "href"))
            yield Said("property", "属性·模板", taken(element, "title"))
        elif name == "document-statistic":
            element.attrib.clear()
        elif name in _DULL_META:
            if (element.text or "").isascii():
                element.text = None
        elif text := take(element):
            yield Said("property", f"属性·{_LABELS.get(name, name)}", text)


def controls(root: etree._Element) -> Iterator[Said]:
    """Form controls: what they show, hold, offer and hint (ODF 1.3 part 3, 13)."""
    for forms in root.iter("{*}forms"):
        for element in forms.iter("{*}*"):
            for key, value in _attributes(element):
                if key in _CONTROL and not value.startswith(("of:", "ooo:")):
                    yield Said("textbox", "表单控件", taken(element, key))
            if local(element) in ("p", "h"):
                yield Said("textbox", "表单控件", take(element))


def validations(root: etree._Element) -> Iterator[Said]:
    """Rules of what cells may hold, with their hints (ODF 1.3 part 3, 9.4.5)."""
    for rule in root.iter("{*}content-validation"):
        condition = taken(rule, "condition")
        if _LITERAL.search(condition):
            yield Said("markup", "数据有效性", condition)
        for hint in rule.iterchildren("{*}help-message", "{*}error-message"):
            words = " ".join(text for text in (taken(hint, "title"), take(hint)) if text)
            yield Said("markup", "数据有效性（提示）", words)


def names(root: etree._Element) -> Iterator[Said]:
    """Names of ranges, expressions, filters and links."""
    kinds = ("named-range", "named-expression", "database-range")
    for element in root.iter(*(f"{{*}}{kind}" for kind in kinds)):
        name, text = taken(element, "name"), taken(element, "expression")
        if not name.isascii() or _LITERAL.search(text):
            yield Said("markup", "定义名称", f"{name}：{text}" if text else name)


def variables(root: etree._Element) -> Iterator[Said]:
    """Variables and user fields as they are declared, shown or not."""
    for element in root.iter("{*}user-field-decl", "{*}variable-decl"):
        value, name = taken(element, "string-value"), taken(element, "name")
        yield Said("markup", "变量", f"{name}：{value}" if value else "")


def revisions(root: etree._Element) -> Iterator[Said]:
    """What the tracked changes of a spreadsheet keep: old contents, deleted cells, authors."""
    for tracked in root.iter("{*}tracked-changes"):
        for change in tracked:
            names_of = [take(each) for each in change.iter("{*}creator")]
            who = f"，作者 {names_of[0]}" if names_of else ""
            for each in change.iter("{*}date"):
                each.text = None
            for line in change.iter("{*}p"):
                yield Said("deleted", f"修订（原内容{who}）", take(line))
            for name in names_of:
                yield Said("property", "批注或修订的作者", name)


def scripts(root: etree._Element, file: str) -> Iterator[Said]:
    """Source texts of macros, in a part of their own or in a flat document."""
    if local(root) == "module":
        yield Said("markup", f"宏 {file}", take_lines(root))
    for element in root.iter("{*}source-code", "{*}script"):
        if (element.text or "").strip():
            yield Said("markup", "宏", take_lines(element))


def take_lines(element: etree._Element) -> str:
    """The text of an element, its line breaks kept, taken out of the tree."""
    text, element.text = element.text or "", None
    return text.strip()


def leftovers(root: etree._Element, *, dull: bool = False) -> Iterator[str]:
    """Texts of a tree that no reader took; of a `dull` one only those that are no codes."""
    found = telling(_left(root))
    return (text for text in found if not dull or not _code(text))


def links(root: etree._Element) -> Iterator[str]:
    """Addresses outside the package."""
    for element in root.iter("{*}*"):
        for key, value in element.attrib.items():
            if str(key).endswith("href") and _OUTSIDE.match(str(value)):
                drop(element, key)
                yield str(value)


def _left(root: etree._Element) -> Iterator[str]:
    for element in root.iter("{*}*"):
        if local(element) in ("p", "h"):
            yield take(element)
        text, tail = element.text or "", element.tail or ""
        yield from (each for each in (text, tail) if not _BASE64.match(each))
        for key, value in _attributes(element):
            if (key in _SAYING and value) or _speaks(element, key, value):
                yield value


def _speaks(element: etree._Element, key: str, value: str) -> bool:
    if key in ("id", "change-id"):
        return not value.isascii()
    if _NAMING.search(key) or (key == "name" and _STYLES.search(local(element))):
        return bool(_LONG_NUMBER.search(value))
    return not value.isascii() or bool(_LONG_NUMBER.search(value))


def _attributes(element: etree._Element) -> list[tuple[str, str]]:
    return [(str(k).rpartition("}")[2], str(v)) for k, v in element.attrib.items()]


def _code(text: str) -> bool:
    return not _WORDS.search(text)
