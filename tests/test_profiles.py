"""Profiles: what a channel mutes, and why; what it makes worse, and never better."""

from pathlib import Path

import pytest

from seclint import packs
from seclint.errors import RuleError, UsageError
from seclint.match import RuleSet
from seclint.model import Document, Finding, Severity
from seclint.mute import mute
from seclint.packs import Ruleset, profiles
from seclint.packs.profiles import Profile
from seclint.review import review

PACK = """\
pack: trial
prefix: TT
title: 试
version: "1"
rules:
  - id: TT001
    name: first
    title: 甲
    kind: mark.internal
    severity: warning
    basis: [民法典 第一千零三十四条]
    find: {terms: [甲件]}
    levels:
      - {severity: info, when: [in-quotes]}
      - {severity: error, when: [alone]}
    mask: none
    message: 甲
    remedy: 复核
    examples: {flag: [⟦甲件⟧], pass: [丁件]}
  - id: TT002
    name: second
    title: 乙
    kind: mark.internal
    severity: info
    basis: [民法典 第一千零三十四条]
    find: {terms: [乙件]}
    mask: none
    message: 乙
    remedy: 复核
    examples: {flag: [⟦乙件⟧], pass: [丁件]}
  - id: TT101
    name: third
    title: 丙
    kind: mark.internal
    severity: info
    find: {terms: [丙件]}
    suppressible: false
    mask: none
    message: 丙
    remedy: 复核
    examples: {flag: [⟦丙件⟧], pass: [丁件]}
"""
HEAD = "profiles:\n  - name: board\n    title: 公告栏\n    description: 张贴\n"


def rules_in(folder: Path) -> Ruleset:
    folder.mkdir(exist_ok=True)
    (folder / "试.yaml").write_text(PACK, "utf-8")
    return packs.load([folder])


def profile_in(folder: Path, text: str) -> tuple[Ruleset, Profile]:
    ruleset = rules_in(folder)
    (folder / "profiles.yaml").write_text(HEAD + text, "utf-8")
    (profile,) = profiles.load([folder], ruleset)
    return ruleset, profile


def found(text: str, ruleset: Ruleset, profile: Profile) -> list[Finding]:
    rules = RuleSet(profiles.apply(ruleset, profile).rules)
    return [mute(each, [profile.mute]) for each in review(Document("a", text), rules)]


# --- raising -----------------------------------------------------------------------------------

RAISED = {
    "not raised": ("", "见甲件。", "WARNING"),
    "its own severity": ("    raise: {TT001: error}\n", "见甲件。", "ERROR"),
    "by its prefix": ("    raise: {TT: warning}\n", "见乙件。", "WARNING"),
    "the longer prefix": ("    raise: {TT: warning, TT001: error}\n", "见甲件。", "ERROR"),
    "the longer prefix, milder": (
        "    raise: {TT00: error, TT001: warning}\n",
        "见甲件。",
        "WARNING",
    ),
    "never lowered": ("    raise: {TT001: warning}\n", "甲件", "ERROR"),
    "an info on evidence stays": ("    raise: {TT001: error}\n", "“甲件”", "INFO"),
    "another rule": ("    raise: {TT001: error}\n", "见乙件。", "INFO"),
}


@pytest.mark.parametrize(("text", "document", "severity"), RAISED.values(), ids=RAISED)
def test_a_profile_raises(tmp_path: Path, text: str, document: str, severity: str) -> None:
    (finding,) = found(document, *profile_in(tmp_path, text))
    assert (finding.severity.name, finding.muted) == (severity, None)


# --- muting --------------------------------------------------------------------------------------

TERM = "    ignore: [{rules: [TT001], reason: 法定公开}]\n"
MUTED = {
    "not ignored": ("", "见甲件。", None),
    "ignored": (TERM, "见甲件。", "公告栏：法定公开"),
    "by its prefix": (TERM.replace("TT001", "TT0"), "见乙件。", "公告栏：法定公开"),
    "another rule": (TERM, "见乙件。", None),
    "an error is not": (TERM, "甲件", None),
    "an error, if it says so": (
        TERM.replace("rules", "up-to: error, rules"),
        "甲件",
        "公告栏：法定公开",
    ),
    "a warning, up to info": (TERM.replace("rules", "up-to: info, rules"), "见甲件。", None),
    "an info, up to info": (
        TERM.replace("rules", "up-to: info, rules"),
        "“甲件”",
        "公告栏：法定公开",
    ),
    "what it raises to an error": (TERM + "    raise: {TT001: error}\n", "见甲件。", None),
}


@pytest.mark.parametrize(("text", "document", "reason"), MUTED.values(), ids=MUTED)
def test_a_profile_mutes(tmp_path: Path, text: str, document: str, reason: str | None) -> None:
    (finding,) = found(document, *profile_in(tmp_path, text))
    assert finding.muted == reason


# --- as a file -----------------------------------------------------------------------------------

WRONG = {
    "no reason": ("    ignore: [{rules: [TT001]}]\n", "5:14", "缺少「reason」"),
    "a blank reason": ("    ignore: [{rules: [TT001], reason: ' '}]\n", "5:39", "理由"),
    "no rules": ("    ignore: [{reason: 法定公开}]\n", "5:14", "缺少「rules」"),
    "an empty list": ("    ignore: [{rules: [], reason: 法定公开}]\n", "5:22", "不能为空"),
    "an unknown rule": ("    ignore: [{rules: [TT0O1], reason: 法定公开}]\n", "5:23", "「TT0O1」"),
    "an empty prefix": ("    ignore: [{rules: [''], reason: 法定公开}]\n", "5:23", "没有规则「」"),
    "an unknown rule raised": ("    raise: {TX: error}\n", "5:13", "没有规则「TX」"),
    "an unknown rule selected": ("    select: [TX]\n", "5:14", "没有规则「TX」"),
    "lowered": ("    raise: {TT001: info}\n", "5:20", "没有「info」；可用：warning、error"),
    "one that may not be let off": (
        "    ignore: [{rules: [TT001, TT1], reason: 法定公开}]\n", "5:22", "TT101 不许豁免",
    ),
    "an error without basis": ("    raise: {TT: error}\n", "5:17", "TT101 没有依据"),
    "an unknown severity": (
        "    ignore: [{rules: [TT001], up-to: bad, reason: 法定公开}]\n", "5:38", "没有「bad」",
    ),
    "an unknown key": ("    ignor: []\n", "5:5", "是不是「ignore」"),
    "twice": (HEAD.partition("\n")[2], "5:5", "「board」重复"),
}  # fmt: skip


@pytest.mark.parametrize(("text", "place", "says"), WRONG.values(), ids=WRONG)
def test_a_wrong_profile_is_told_with_its_place(
    tmp_path: Path, text: str, place: str, says: str
) -> None:
    with pytest.raises(RuleError) as refused:
        profile_in(tmp_path, text)
    told = str(refused.value)
    assert told.startswith(f"{tmp_path / 'profiles.yaml'}:{place}: ")
    assert says in told


def test_a_file_without_profiles_is_refused(tmp_path: Path) -> None:
    ruleset = rules_in(tmp_path)
    (tmp_path / "profiles.yaml").write_text("profile: []\n", "utf-8")
    with pytest.raises(RuleError, match="是不是「profiles」"):
        profiles.load([tmp_path], ruleset)


def test_profiles_of_two_folders_stand_together(tmp_path: Path) -> None:
    first, second = tmp_path / "甲", tmp_path / "乙"
    ruleset, profile = profile_in(first, "")
    second.mkdir()
    (second / "profiles.yaml").write_text(HEAD.replace("board", "paper"), "utf-8")
    assert packs.load([first, second]).rules == ruleset.rules
    both = profiles.load([first, second], ruleset)
    assert both == (profile, profile._replace(name="paper"))
    with pytest.raises(UsageError, match="是不是「paper」"):
        profiles.find(both, "papers")


def test_a_profile_changes_the_digest_and_an_empty_one_no_rule(tmp_path: Path) -> None:
    ruleset, profile = profile_in(tmp_path, "")
    applied = profiles.apply(ruleset, profile)
    assert applied == ruleset._replace(sha256=applied.sha256)
    assert applied.sha256 != ruleset.sha256


# --- the profiles that ship ----------------------------------------------------------------------

BUNDLED = packs.load([packs.bundled()])
SHIPPED = profiles.load([packs.bundled()], BUNDLED)


def test_the_channels_that_ship() -> None:
    names = {"web", "petition-answer", "recruitment-notice", "research", "procurement", "foreign"}
    assert names | {"meeting-news"} <= {profile.name for profile in SHIPPED}


@pytest.mark.parametrize("profile", SHIPPED, ids=lambda profile: profile.name)
def test_a_channel_changes_something_and_says_why(profile: Profile) -> None:
    assert profile.ignore or profile.raised
    assert profile.title
    assert profile.description.endswith("。")
    for rule, before in zip(profiles.apply(BUNDLED, profile).rules, BUNDLED.rules, strict=True):
        assert rule.severity >= before.severity
        for level, earlier in zip(rule.levels, before.levels, strict=True):
            assert level.severity >= earlier.severity


@pytest.mark.parametrize("profile", SHIPPED, ids=lambda profile: profile.name)
def test_no_channel_lets_an_error_pass(profile: Profile) -> None:
    """But for the one that the channel is there for: what is disclosed on request."""
    errors = {
        (profile.name, exempt.prefixes)
        for exempt in profile.ignore
        if exempt.up_to is Severity.ERROR
    }
    assert errors <= {("petition-answer", ("MK051",))}


CHANNELS = {
    "web: on request only": ("web", "（此件依申请公开）", ["error"]),
    "web: public": ("web", "（此件主动公开）", []),
    "petition-answer: on request": ("petition-answer", "（此件依申请公开）", ["muted"]),
    "petition-answer: not at all": ("petition-answer", "（此件不公开）", ["error"]),
    "recruitment-notice: a number of admission": (
        "recruitment-notice", "示例甲，准考证号：20260100123", ["muted"],
    ),
    "recruitment-notice: an identity": ("recruitment-notice", "11010519491231002X", ["error"]),
    "research: the author's address": ("research", "通信作者 lisi@163.com", ["muted"]),
    "research: an internal marking": ("research", "内部资料\n\n某论文", ["error"]),
    "procurement: a mobile phone": ("procurement", "手机13800138000", ["warning"]),
    "foreign: a mobile phone": ("foreign", "手机13800138000", ["error"]),
    "meeting-news: who it is for": ("meeting-news", "会后收回", ["error"]),
}  # fmt: skip


@pytest.mark.parametrize(("name", "text", "told"), CHANNELS.values(), ids=CHANNELS)
def test_what_a_channel_does(name: str, text: str, told: list[str]) -> None:
    findings = found(text, BUNDLED, profiles.find(SHIPPED, name))
    assert ["muted" if f.muted else f.severity.name.lower() for f in findings] == told
