"""The plain form of `check` is read as typer reads it, or left to typer."""

import inspect

import pytest
from typer import Typer
from typer.testing import CliRunner

from seclint.cli import check as command
from seclint.cli.plain import FLAGS, VALUES, plain
from seclint.cli.request import Request

SAMPLES = {
    "output_format": ["concise", "html", "json"],
    "output_file": ["report.json"],
    "fail_on": ["error"],
    "config": ["seclint.toml"],
    "profile": ["web"],
    "since": ["main"],
    "lang": ["en"],
    "color": ["never"],
}

PLAIN: dict[str, list[str]] = {
    "什么也没有": [],
    "几个文件": ["a.md", "目录/乙.docx"],
    "标准输入": ["-f", "json"],
    "选项在文件之间": ["a.md", "-q", "b.md", "--isolated"],
    "写两次的取后一次": ["-f", "json", "-f", "concise"],
    **{f"旗标 {flag}": [flag, "a.md"] for flag in FLAGS},
    **{
        f"值 {option} {value}": [option, value, "a.md"]
        for option, (name, _) in VALUES.items()
        for value in SAMPLES[name]
    },
}


def as_typer_reads(words: list[str], monkeypatch: pytest.MonkeyPatch) -> Request:
    seen: list[Request] = []
    monkeypatch.setattr("seclint.cli.job.work", lambda request: seen.append(request) or 0)
    app = Typer()
    app.command()(command.check)
    done = CliRunner().invoke(app, words)
    assert done.exit_code == 0, done.output
    return seen[0]


@pytest.mark.parametrize("words", PLAIN.values(), ids=PLAIN)
def test_it_is_read_as_typer_reads_it(words: list[str], monkeypatch: pytest.MonkeyPatch) -> None:
    assert plain(["check", *words]) == as_typer_reads(words, monkeypatch)


LEFT: dict[str, list[str]] = {
    "没有命令": [],
    "别的命令": ["version"],
    "帮助": ["check", "--help"],
    "标准输入": ["check", "-"],
    "不认识的选项": ["check", "--colour", "never"],
    "不在表里的选项": ["check", "--select", "MK"],
    "等号": ["check", "--lang=en"],
    "连写": ["check", "-fjson"],
    "不是值": ["check", "-f", "xml"],
    "没有值": ["check", "a.md", "-f"],
    "两个横线": ["check", "--", "-a.md"],
}


@pytest.mark.parametrize("words", LEFT.values(), ids=LEFT)
def test_what_is_not_plain_is_left_to_typer(words: list[str]) -> None:
    assert plain(words) is None


def test_a_request_is_what_check_takes() -> None:
    taken = {
        name: parameter.default
        for name, parameter in inspect.signature(command.check).parameters.items()
    }
    assert Request()._asdict() == taken
