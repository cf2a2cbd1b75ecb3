"""Evaluate: which labels hold, which findings are false, how both are counted and compared."""

import json
from datetime import date
from pathlib import Path
from typing import Any

import pytest

from seclint import packs
from seclint.errors import UsageError
from seclint.evaluate import labels, table
from seclint.evaluate.compare import compare
from seclint.evaluate.measure import Job, Measured, measure
from seclint.evaluate.scores import Scores, load, render
from seclint.model import Severity

DAY = date(2026, 6, 1)
PACK = """
pack: trial
prefix: TT
title: 试
version: "1"
rules:
  - id: TT001
    name: internal
    title: 内部件
    kind: mark.internal
    severity: warning
    find: {terms: [内部件]}
    levels: [{severity: info, when: [in-quotes]}]
    mask: none
    message: 内部件
    remedy: 复核
    examples: {flag: [⟦内部件⟧], pass: [公开件]}
  - id: TT002
    name: internal-too
    title: 内部
    kind: mark.internal
    severity: warning
    find: {terms: [内部件甲]}
    mask: none
    message: 内部件甲
    remedy: 复核
    examples: {flag: [⟦内部件甲⟧], pass: [公开件]}
  - id: TT003
    name: account
    title: 账号
    kind: pii.account
    severity: error
    basis: [民法典 第一千零三十四条]
    find: {pattern: 'ZH[0-9]{6}'}
    mask: all
    message: 账号
    remedy: 删去
    examples: {flag: [⟦ZH000000⟧], pass: [ZH]}
"""
FOUND: dict[str, Any] = {"kind": "mark.internal", "expect": "found", "text": "内部件"}
MENTION: dict[str, Any] = {"kind": "pii.account", "expect": "not-error", "text": "ZH123456"}
CLEAN: dict[str, Any] = {"expect": "clean"}
UNREAD: dict[str, Any] = {"kind": "unreviewed", "expect": "unreviewed"}


@pytest.fixture(scope="module")
def ruleset(tmp_path_factory: pytest.TempPathFactory) -> packs.Ruleset:
    folder = tmp_path_factory.mktemp("rules")
    (folder / "试.yaml").write_text(PACK, "utf-8")
    return packs.load([folder])


class Corpus:
    """Files and labels in a folder, measured with the trial pack."""

    def __init__(self, folder: Path, ruleset: packs.Ruleset) -> None:
        self.folder, self.ruleset = folder, ruleset
        self.root = folder / "稿"
        self.root.mkdir()

    def add(self, name: str, text: str | bytes) -> None:
        file = self.root / name
        file.parent.mkdir(exist_ok=True)
        file.write_bytes(text.encode() if isinstance(text, str) else text)

    def labels(self, *rows: dict[str, Any] | str) -> tuple[labels.Label, ...]:
        file = self.folder / "标注.jsonl"
        lines = (
            row if isinstance(row, str) else json.dumps({"file": "a.txt"} | row) for row in rows
        )
        file.write_text("\n".join(lines) + "\n", "utf-8")
        return labels.read(file, self.root, self.ruleset.rules)

    def measured(self, *rows: dict[str, Any], at: Severity = Severity.WARNING) -> Measured:
        names = sorted(p.relative_to(self.root).as_posix() for p in self.root.rglob("*.*"))
        return measure(
            Job(self.root, tuple(names), self.ruleset, DAY, at, "0"),
            self.labels(*rows) if rows else (),
        )


@pytest.fixture
def corpus(tmp_path: Path, ruleset: packs.Ruleset) -> Corpus:
    return Corpus(tmp_path, ruleset)


# --- labels that hold ------------------------------------------------------------------------

HOLD: dict[str, tuple[str, dict[str, Any], bool]] = {
    "found: its text": ("此为内部件。", FOUND, True),
    "found: nothing there": ("此为公开件。", FOUND, False),
    "found: folded and without spaces": ("此为内部件。", FOUND | {"text": "內 部 件"}, True),
    "found: the finding holds its text": ("此为内部件。", FOUND | {"text": "内部"}, True),
    "found: its text holds the finding": ("此为内部件。", FOUND | {"text": "为内部件"}, True),
    "found: another text": ("内部件 甲件", FOUND | {"text": "甲件"}, False),
    "found: another kind": ("内部件", FOUND | {"kind": "mark.work"}, False),
    "found: on its line": ("甲\n内部件", FOUND | {"line": 2}, True),
    "found: on another line": ("甲\n内部件", FOUND | {"line": 1}, False),
    "found: an info is too little": ("“内部件”", FOUND, False),
    "found: of its rule": ("内部件", FOUND | {"rule": "TT001"}, True),
    "found: of another rule": ("内部件", FOUND | {"rule": "TT002"}, False),
    "found: an info is enough for it": ("“内部件”", FOUND | {"severity": "info"}, True),
    "found: a warning is too little": ("内部件", FOUND | {"severity": "error"}, False),
    "not-error: no finding": ("甲", MENTION, True),
    "not-error: a warning": ("内部件", MENTION | {"kind": "mark.internal", "text": "内部件"}, True),
    "not-error: an error": ("ZH123456", MENTION, False),
    "not-error: an error elsewhere": ("ZH654321", MENTION, True),
    "clean: no finding": ("甲", CLEAN, True),
    "clean: an info": ("“内部件”", CLEAN, True),
    "clean: any finding": ("内部件", CLEAN, False),
    "clean: of its kind": ("内部件", CLEAN | {"kind": "mark.internal"}, False),
    "clean: of another kind": ("内部件", CLEAN | {"kind": "pii.account"}, True),
    "clean: its text": ("内部件", CLEAN | {"text": "甲"}, True),
    "unreviewed: it was read": ("甲", UNREAD, False),
    "unreviewed: it was not": ("%PDF-1.7\n", UNREAD, True),
}


@pytest.mark.parametrize(("text", "label", "holds"), HOLD.values(), ids=HOLD)
def test_a_label_holds(corpus: Corpus, text: str, label: dict[str, Any], holds: bool) -> None:
    corpus.add("a.txt", text)
    measured = corpus.measured(label)
    assert (measured.missed == ()) is holds
    assert [spot.held for spot in measured.scores.labels] == [int(holds)]


def test_an_info_finds_where_infos_count(corpus: Corpus) -> None:
    corpus.add("a.txt", "“内部件”")
    strict, loose = (corpus.measured(FOUND, at=Severity[at]) for at in ("WARNING", "INFO"))
    assert [(s.found, s.missed, s.noted) for s in strict.scores.kinds] == [(0, 1, 1)]
    assert [(s.found, s.missed, s.noted) for s in loose.scores.kinds] == [(1, 0, 1)]


# --- findings that are false -----------------------------------------------------------------

FALSE: dict[str, tuple[str, list[dict[str, Any]], list[str]]] = {
    "a file without labels": ("内部件", [], ["TT001"]),
    "an info": ("“内部件”", [], []),
    "labelled": ("内部件", [FOUND], []),
    "labelled in part": ("内部件 ZH123456", [FOUND], ["TT003"]),
    "labelled as another kind": ("内部件", [FOUND | {"kind": "mark.work"}], ["TT001"]),
    "labelled on another line": ("甲\n内部件", [FOUND | {"line": 1}], ["TT001"]),
    "two of one label": ("内部件，内部件", [FOUND], []),
    "another rule of the kind": ("内部件甲", [FOUND | {"rule": "TT001"}], []),
    "a warning that may be": (
        "内部件", [MENTION | {"kind": "mark.internal", "text": "内部件"}], [],
    ),
    "an error that may not": ("ZH123456", [MENTION], ["TT003"]),
    "clean": ("内部件", [CLEAN], ["TT001"]),
}  # fmt: skip


@pytest.mark.parametrize(("text", "rows", "false"), FALSE.values(), ids=FALSE)
def test_a_finding_is_false(
    corpus: Corpus, text: str, rows: list[dict[str, Any]], false: list[str]
) -> None:
    corpus.add("a.txt", text)
    measured = corpus.measured(*rows)
    assert [each.finding.rule for each in measured.false] == false
    assert [spot.rule for spot in measured.scores.false] == false


# --- sums ------------------------------------------------------------------------------------


def test_the_shares_of_kinds_and_rules(corpus: Corpus) -> None:
    corpus.add("a.txt", "内部件\n公开件\n内部件甲\n")
    rows = [FOUND | {"line": line} for line in (1, 2, 3)]
    rows[2] |= {"rule": "TT002"}
    corpus.add("b.txt", "内部件")
    scores = corpus.measured(*rows).scores
    (kind,) = scores.kinds
    assert (kind.found, kind.missed, kind.findings, kind.false) == (2, 1, 4, 1)
    assert (kind.recall, kind.precision) == (pytest.approx(2 / 3), 3 / 4)
    first, second = scores.rules
    assert (first.name, first.found, first.missed, first.recall) == ("TT001", 1, 0, None)
    assert (second.name, second.found, second.missed, second.recall) == ("TT002", 1, 0, 1.0)
    assert (first.precision, second.precision) == (pytest.approx(2 / 3), 1.0)


def test_sets_are_top_folders_and_the_folders_in_them(corpus: Corpus) -> None:
    corpus.add("a.txt", "内部件")
    (corpus.root / "甲").mkdir()
    corpus.add("甲/b.txt", "“内部件”")
    corpus.add("甲/乙/c.txt", "ZH123456")
    sets = corpus.measured().scores.sets
    counted = [(s.name, s.files, s.error, s.warning, s.info, s.false) for s in sets]
    assert counted == [
        (".", 1, 0, 1, 0, 1),
        ("甲", 2, 1, 0, 1, 1),
        ("甲/乙", 1, 1, 0, 0, 1),
    ]


def test_a_file_that_cannot_be_read_is_counted(corpus: Corpus) -> None:
    corpus.add("a.txt", b"\x89PNG\r\n\x1a\n")
    measured = corpus.measured()
    assert (measured.scores.unreviewed, measured.unread) == (1, ("a.txt",))


# --- labels that are wrong -------------------------------------------------------------------

WRONG: dict[str, tuple[str, str]] = {
    "no JSON": ("{", "2: 不是合格的 JSON"),
    "no object": ("[1]", "2: 应为 JSON 对象"),
    "no file": ('{"kind": "pii.id", "expect": "found", "text": "1"}', "2: 缺少「file」"),
    "no kind": ('{"file": "a.txt", "expect": "found", "text": "1"}', "2: 缺少「kind」"),
    "no expectation": ('{"file": "a.txt", "kind": "pii.id", "text": "1"}', "2: 缺少「expect」"),
    "no text": ('{"file": "a.txt", "kind": "pii.id", "expect": "found"}', "2: .*要有「text」"),
    "blank text": (
        '{"file": "a.txt", "kind": "pii.id", "expect": "not-error", "text": " "}',
        "2: .*要有「text」",
    ),
    "an unknown kind": (
        '{"file": "a.txt", "kind": "pii.idd", "expect": "found", "text": "1"}',
        "2: .*「pii.idd」；是不是「pii.id」",
    ),
    "an unknown expectation": (
        '{"file": "a.txt", "kind": "pii.id", "expect": "fuond", "text": "1"}',
        "2: .*「fuond」；是不是「found」",
    ),
    "an unknown rule": (
        '{"file": "a.txt", "kind": "pii.id", "expect": "found", "text": "1", "rule": "TT01"}',
        "2: .*「TT01」；是不是「TT0",
    ),
    "an unknown severity": (
        '{"file": "a.txt", "kind": "pii.id", "expect": "found", "text": "1", "severity": "bad"}',
        "2: .*「bad」；可用：info、warning、error",
    ),
    "a line of zero": (
        '{"file": "a.txt", "kind": "pii.id", "expect": "found", "text": "1", "line": 0}',
        "2: 「line」",
    ),
    "a line in words": (
        '{"file": "a.txt", "kind": "pii.id", "expect": "found", "text": "1", "line": "1"}',
        "2: 「line」",
    ),
    "any kind found": (
        '{"file": "a.txt", "kind": "any", "expect": "found", "text": "1"}', "2: .*只能是 clean",
    ),
    "a file that is not there": (
        '{"file": "b.txt", "kind": "pii.id", "expect": "found", "text": "1"}',
        "2: .*没有文件「b.txt」",
    ),
    "a folder": ('{"file": ".", "expect": "clean"}', "2: .*没有文件「.」"),
}  # fmt: skip


@pytest.mark.parametrize(("row", "says"), WRONG.values(), ids=WRONG)
def test_a_wrong_label_is_told_with_its_line(corpus: Corpus, row: str, says: str) -> None:
    corpus.add("a.txt", "甲")
    with pytest.raises(UsageError, match=f"标注.jsonl:{says}"):
        corpus.labels(CLEAN, row)


@pytest.mark.parametrize("text", ["", "\n \n"])
def test_a_file_without_labels_is_refused(corpus: Corpus, text: str) -> None:
    with pytest.raises(UsageError, match="没有标注"):
        corpus.labels(text)


def test_blank_lines_and_other_keys_are_no_mistake(corpus: Corpus) -> None:
    corpus.add("a.txt", "甲")
    assert corpus.labels("", CLEAN | {"variant": "全角", "note": "甲"}, "") == (
        labels.Label("a.txt", "any", "clean"),
    )


# --- saved and compared ------------------------------------------------------------------------


def scored(corpus: Corpus, text: str, *rows: dict[str, Any]) -> Scores:
    corpus.add("a.txt", text)
    return corpus.measured(*rows).scores


def test_scores_come_back_as_they_were_saved(corpus: Corpus, tmp_path: Path) -> None:
    scores = scored(corpus, "内部件 ZH123456\n“内部件甲”", FOUND, MENTION, FOUND | {"line": 2})
    file = tmp_path / "成绩.json"
    file.write_text("".join(render(scores)), "utf-8")
    assert load(file) == scores
    assert json.loads(file.read_bytes())["schema"] == "seclint-eval/1"


NO_SCORES = {
    "no JSON": "{",
    "no object": "[]",
    "another schema": '{"schema": "seclint-report/1"}',
    "half of it": '{"schema": "seclint-eval/1", "version": "0"}',
    "rows of another form": '{"schema": "seclint-eval/1", "kinds": 1}',
}


@pytest.mark.parametrize("text", NO_SCORES.values(), ids=NO_SCORES)
def test_what_holds_no_scores_is_refused(tmp_path: Path, text: str) -> None:
    (tmp_path / "成绩.json").write_text(text, "utf-8")
    with pytest.raises(UsageError, match=r"成绩.json 不是"):
        load(tmp_path / "成绩.json")


Texts = tuple[str, list[dict[str, Any]]]
TWICE = [FOUND | {"line": 1}, FOUND | {"line": 1}]

CHANGES: dict[str, tuple[Texts, Texts, dict[str, list[tuple[int, int]]]]] = {
    "nothing": (("内部件", [FOUND]), ("内部件", [FOUND]), {}),
    "lost": (("内部件", [FOUND]), ("公开件", [FOUND]), {"lost": [(0, 1)]}),
    "gained": (("公开件", [FOUND]), ("内部件", [FOUND]), {"gained": [(0, 1)]}),
    "two lost on one line": (("内部件", TWICE), ("甲", TWICE), {"lost": [(1, 2)]}),
    "a label taken back is not lost": (("内部件", TWICE), ("内部件", TWICE[:1]), {}),
    "a new label is not gained": (("内部件", TWICE[:1]), ("内部件", TWICE), {}),
    "a new label missed is not lost": (("甲", [CLEAN]), ("甲", [CLEAN, FOUND]), {}),
    "newly false": (("甲", [CLEAN | {"text": "乙"}]), ("甲\n内部件", [CLEAN | {"text": "乙"}]),
        {"new_false": [(2, 1)]}),
    "no longer false": (("内部件", [CLEAN | {"text": "乙"}]), ("甲", [CLEAN | {"text": "乙"}]),
        {"gone_false": [(1, 1)]}),
    "false by another rule of the kind": (
        ("内部件", [CLEAN | {"text": "乙"}]), ("“内部件甲”", [CLEAN | {"text": "乙"}]), {}),
    "more of them": (("内部件", [CLEAN | {"text": "乙"}]),
        ("内部件 内部件", [CLEAN | {"text": "乙"}]), {"new_false": [(1, 1)]}),
}  # fmt: skip


@pytest.mark.parametrize(("before", "now", "wanted"), CHANGES.values(), ids=CHANGES)
def test_what_changed(
    corpus: Corpus, before: Texts, now: Texts, wanted: dict[str, list[tuple[int, int]]]
) -> None:
    (old_text, old_rows), (new_text, new_rows) = before, now
    changes = compare(scored(corpus, old_text, *old_rows), scored(corpus, new_text, *new_rows))
    sites = ("lost", "gained", "new_false", "gone_false")
    told = {key: [(site.line, site.times) for site in getattr(changes, key)] for key in sites}
    assert {key: value for key, value in told.items() if value} == wanted
    assert changes.worse is bool(wanted.keys() & {"lost", "new_false"})


def test_shares_that_changed_are_told(corpus: Corpus) -> None:
    before = scored(corpus, "内部件", FOUND)
    changes = compare(before, scored(corpus, "公开件", FOUND))
    assert [(delta.name, delta.recall) for delta in changes.kinds] == [
        ("mark.internal", (1.0, 0.0))
    ]
    assert [(delta.name, delta.precision) for delta in changes.rules] == [("TT001", (1.0, None))]
    assert "\n".join(table.changes(changes, str)).count("→") == 3
    assert list(table.changes(compare(before, before), str)) == ["与上次相比没有变化。"]


def test_two_severities_are_not_compared(corpus: Corpus) -> None:
    corpus.add("a.txt", "甲")
    warning, info = (corpus.measured(at=Severity[at]).scores for at in ("WARNING", "INFO"))
    with pytest.raises(UsageError, match="--at 不同"):
        compare(warning, info)


# --- nothing leaks -----------------------------------------------------------------------------


def test_nothing_told_or_saved_shows_a_secret(corpus: Corpus) -> None:
    missed = {"kind": "pii.account", "expect": "found", "text": "账号甲乙丙丁戊己庚"}
    corpus.add("ZH123456.txt", "内部件 ZH123456\n")
    corpus.add("a.txt", "账号甲乙丙丁戊己庚\nZH654321 内部件\n")
    measured = corpus.measured(missed)
    told = "\n".join(
        [
            *table.details(measured, str),
            *table.scores(measured.scores, str, sets=True),
            *render(measured.scores),
        ]
    )
    assert len(measured.missed) == 1
    assert "账号甲****" in told
    for secret in "ZH123456", "ZH654321", missed["text"]:
        runs = {secret[start : start + 4] for start in range(len(secret) - 3)}
        assert not {run for run in runs if run in told}


def test_what_a_marking_says_is_told(corpus: Corpus) -> None:
    corpus.add("a.txt", "甲")
    (line,) = table.details(corpus.measured(FOUND | {"text": "内部件丙"}), str)
    assert line == "漏报  a.txt  mark.internal  内部件丙"


def test_scores_hold_no_text(corpus: Corpus) -> None:
    saved = "".join(
        render(scored(corpus, "此为内部件乙 ZH123456", FOUND, FOUND | {"text": "丙丁"}))
    )
    assert not [text for text in ("内部件", "ZH1", "丙丁", "此为") if text in saved]
