"""Completion: a real bash runs the function that seclint gives it; the others ask as they ask."""

import os
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest

from seclint.cli.choices import Format
from seclint.cli.completion import prefixes, profile_names, rule_names

SCRIPTS = sysconfig.get_path("scripts")
SECLINT = shutil.which("seclint", path=SCRIPTS) or "seclint"


def ran(*command: str, cwd: Path, **environment: str) -> str:
    done = subprocess.run(
        command,
        cwd=cwd,
        env=os.environ
        | {"PATH": os.pathsep.join((SCRIPTS, os.environ["PATH"])), "PYTHONIOENCODING": "utf-8"}
        | environment,
        capture_output=True,
        check=True,
    )
    assert done.stderr == b""
    return done.stdout.decode()


BASH = """
eval "$(seclint --show-completion bash)"
complete -p seclint > /dev/null || exit 1
ask() {
    COMP_WORDS=("$@")
    COMP_CWORD=$(($# - 1))
    COMPREPLY=()
    _seclint_completion seclint
    echo "${COMPREPLY[*]}"
}
ask seclint ""
ask seclint check --output-format ""
ask seclint check a.md --select MK,PI00
ask seclint rule resident-id-
ask seclint check --show-
"""


@pytest.mark.skipif(sys.platform == "win32", reason="no bash there")
def test_a_real_bash(tmp_path: Path) -> None:
    told = ran("bash", "--norc", "-c", BASH, cwd=tmp_path, SHELL="/bin/bash")
    commands, formats, ids, names, options = (line.split() for line in told.splitlines())
    assert {"check", "rule", "init", "validate"} <= set(commands)
    assert formats == list(Format)
    assert ids[0] == "MK,PI001"
    assert all(word.startswith("MK,PI00") for word in ids)
    assert "resident-id-15" in names
    assert options == ["--show-files", "--show-settings"]


LINE = "seclint check --fail-on w"
OTHERS = {
    "zsh": (
        {"_TYPER_COMPLETE_ARGS": LINE},
        "_arguments '*: :((\"warning\"))'\n",
        "#compdef seclint",
    ),
    "fish": (
        {"_TYPER_COMPLETE_ARGS": LINE, "_TYPER_COMPLETE_FISH_ACTION": "get-args"},
        "warning\n",
        "complete --command seclint",
    ),
    "powershell": (
        {"_TYPER_COMPLETE_ARGS": LINE, "_TYPER_COMPLETE_WORD_TO_COMPLETE": "w"},
        "warning::: \n",
        "Register-ArgumentCompleter -Native -CommandName seclint",
    ),
}


@pytest.mark.parametrize(
    ("shell", "asked", "answer", "script"), [(name, *case) for name, case in OTHERS.items()]
)
def test_what_other_shells_ask(
    tmp_path: Path, shell: str, asked: dict[str, str], answer: str, script: str
) -> None:
    completes = {"_SECLINT_COMPLETE": f"complete_{shell}", "SECLINT_WRONG": "1"}
    assert ran(SECLINT, cwd=tmp_path, **completes, **asked) == answer
    source = {"_SECLINT_COMPLETE": f"source_{shell}"}
    assert script in ran(SECLINT, cwd=tmp_path, **source)


def test_what_is_offered(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    assert ("PI003", "十五位旧身份证号码") in rule_names("PI")
    assert [name for name, _ in rule_names("resident-id") if name == "resident-id"]
    assert prefixes("MK,PI001,M")[0] == ("MK,PI001,MK", "密级与内部标志")
    assert [name for name, _ in profile_names("petition")] == ["petition-answer"]
    assert rule_names("zz") == []


def test_nothing_is_offered_where_the_configuration_is_wrong(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "seclint.toml").write_text("selct = []", "utf-8")
    monkeypatch.chdir(tmp_path)
    assert (rule_names("PI"), prefixes(""), profile_names("")) == ([], [], [])
