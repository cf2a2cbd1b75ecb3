"""The contracts of pyproject.toml hold, and each of them can fail.

A copy of the package is changed, and the tool that must notice is run on it.
"""

import os
import shutil
import subprocess
import sys
import sysconfig
import tomllib
from collections.abc import Callable
from pathlib import Path

import pytest

from seclint.report import REPORTERS

ROOT = Path(__file__).parents[1]
SCRIPTS = sysconfig.get_path("scripts")
IGNORED = shutil.ignore_patterns("__pycache__")


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    for name in "seclint", "rules":
        shutil.copytree(ROOT / name, tmp_path / name, ignore=IGNORED)
    for name in "pyproject.toml", ".yamllint.yaml":
        shutil.copy(ROOT / name, tmp_path)
    return tmp_path


def tool(*command: str, cwd: Path) -> tuple[int, str]:
    """Exit code and output; the copy is what is imported, not the installed package."""
    program = shutil.which(command[0], path=SCRIPTS)
    assert program, f"{command[0]} is not installed"
    done = subprocess.run(
        [program, *command[1:]],
        cwd=cwd,
        env=os.environ | {"PYTHONPATH": str(cwd), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    return done.returncode, " ".join((done.stdout + done.stderr).decode().split())


def layers(cwd: Path) -> tuple[int, str]:
    return tool("lint-imports", "--no-cache", cwd=cwd)


def lint(cwd: Path) -> tuple[int, str]:
    return tool("ruff", "check", "--no-cache", "seclint", cwd=cwd)


def types(cwd: Path) -> tuple[int, str]:
    return tool(
        "mypy", "--no-incremental", "--follow-imports=silent", "-m", "seclint.mute", cwd=cwd
    )


def packs(cwd: Path) -> tuple[int, str]:
    return tool("yamllint", "--strict", "rules", cwd=cwd)


def examples(cwd: Path) -> tuple[int, str]:
    code = "from seclint.cli import main; main()"
    done = subprocess.run(
        [sys.executable, "-c", code, "test"],
        cwd=cwd,
        env=os.environ | {"PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    return done.returncode, (done.stdout + done.stderr).decode()


Tool = Callable[[Path], tuple[int, str]]


@pytest.mark.parametrize("check", [layers, lint, types])
def test_as_it_is(copy: Path, check: Tool) -> None:
    """The packs are linted by .ci/run, and tests/test_packs.py runs each of their examples."""
    status, output = check(copy)
    assert status == 0, output


_DOWN, _PURE = "Arrows point down BROKEN", "The core is pure BROKEN"
_READ = "Reporters do not know the extractors BROKEN"
_APART = "Reporters do not know each other BROKEN"

MUTATIONS: dict[str, tuple[Tool, str, str, str]] = {
    "a layer above": (layers, "judge.py", "import seclint.review", _DOWN),
    "the rim from the core": (layers, "review.py", "import seclint.run", _DOWN),
    "the measurement from the run": (layers, "run.py", "import seclint.evaluate", _DOWN),
    "sideways: reporters from extractors": (
        layers, "report/full.py", "import seclint.extract", _DOWN,
    ),
    "sideways: discover from config": (
        layers, "discover/__init__.py", "import seclint.config", _DOWN,
    ),
    "a deferred import": (
        layers, "judge.py", "def late() -> None:\n    import seclint.review", _DOWN,
    ),
    "the nouns import": (layers, "model.py", "import seclint.fold", _DOWN),
    "a module of no layer": (layers, "helpers.py", "", _DOWN),
    "files in the core": (layers, "judge.py", "import os", _PURE),
    "paths in the core": (layers, "match.py", "from pathlib import Path", _PURE),
    "time in the core": (layers, "finding.py", "import time", _PURE),
    "logs in the core": (layers, "review.py", "import logging", _PURE),
    "YAML in the core": (layers, "model.py", "import yaml", _PURE),
    "a reporter reviews": (layers, "report/full.py", "import seclint.review", _READ),
    "a reporter extracts": (layers, "report/json.py", "import seclint.extract.text", _READ),
    "a reporter uses another": (
        layers, "report/concise.py", "from seclint.report.full import render", _APART,
    ),
    "a print in the core": (lint, "review.py", "print(1)", "T201"),
    "a print in a reporter": (lint, "report/full.py", "print(1)", "T201"),
    "a catch-all": (
        lint, "run.py", "try:\n    run\nexcept Exception:\n    pass", "S110",
    ),
    "a shell": (lint, "run.py", "import os\nos.system('ls')", "S605"),
    "a true as an argument": (lint, "mute.py", "def f(x: bool) -> None:\n    '''F.'''", "FBT001"),
    "no types": (types, "mute.py", "def f(x):\n    return x", "no-untyped-def"),
}  # fmt: skip


@pytest.mark.parametrize(("check", "file", "code", "told"), MUTATIONS.values(), ids=MUTATIONS)
def test_a_mutation_is_seen(copy: Path, check: Tool, file: str, code: str, told: str) -> None:
    path = copy / "seclint" / file
    path.parent.mkdir(exist_ok=True)
    before = path.read_text("utf-8") if path.exists() else '"""New."""\n'
    path.write_text(f"{before}\n\n{code}\n", "utf-8")
    status, output = check(copy)
    assert status != 0
    assert told in output


def test_every_reporter_is_under_the_contract() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    contracts = settings["tool"]["importlinter"]["contracts"]
    kept_apart = {name for each in contracts for name in each.get("modules", [])}
    targets = REPORTERS._built_in.values()
    assert {target.partition(":")[0] for target in targets} <= kept_apart


def test_a_rule_that_does_not_do_as_its_example_says(copy: Path) -> None:
    pack = copy / "rules" / "personal.yaml"
    text = pack.read_text("utf-8")
    assert "valid: resident-id\n" in text
    pack.write_text(text.replace("valid: resident-id\n", "valid: uscc\n"), "utf-8")
    status, output = examples(copy)
    assert status == 1
    assert "PI001" in output


def test_a_pack_that_is_ill_kept(copy: Path) -> None:
    pack = copy / "rules" / "exams.yaml"
    for other in (copy / "rules").rglob("*.yaml"):
        if other != pack:  # linting all of them takes seconds, and one is enough
            other.unlink()
    pack.write_text(pack.read_text("utf-8").rstrip() + "  \n", "utf-8")
    status, output = packs(copy)
    assert status != 0
    assert "trailing-spaces" in output
