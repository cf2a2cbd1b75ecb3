"""What is offered for CI is sound: recipes, the action and the container file, as far as it can be
told without the platforms.
"""

import os
import re
import shutil
import subprocess
import sys
import sysconfig
from pathlib import Path

import pytest
import yaml
from cifiles import complaints

ROOT = Path(__file__).parents[1]
SCRIPTS = sysconfig.get_path("scripts")

SOUND = {
    "docs/ci/github.yml": "github-workflows",
    "docs/ci/gitea.yml": "github-workflows",
    "docs/ci/gitlab.yml": "gitlab-ci",
    "action.yml": "github-actions",
}


@pytest.mark.parametrize(("file", "schema"), SOUND.items(), ids=SOUND)
def test_a_recipe_is_sound(file: str, schema: str) -> None:
    assert complaints((ROOT / file).read_text("utf-8"), schema) == []


# --- the action ------------------------------------------------------------------------------

ACTION = yaml.safe_load((ROOT / "action.yml").read_text("utf-8"))
REVIEW = ACTION["runs"]["steps"][-1]


def test_no_input_is_put_into_a_script() -> None:
    assert not [step for step in ACTION["runs"]["steps"] if "${{" in step.get("run", "")]
    assert set(REVIEW["env"].values()) == {"${{ inputs.paths }}", "${{ inputs.options }}"}


RUNS = {
    "all": (".", "", 1, ["::error ", "稿 二.md"]),
    "named": ("公告.md\n", "", 0, ["通过 1"]),
    "two, with options": ("公告.md\n稿 二.md", "-f concise --fail-on error", 1, ["稿 二.md:1:1:"]),
    "no command": (".", "--select $(touch 坏了)", 2, ["seclint: "]),
}


@pytest.mark.skipif(sys.platform == "win32", reason="the shell of the runner")
@pytest.mark.parametrize(("paths", "options", "code", "told"), RUNS.values(), ids=RUNS)
def test_the_action_reviews(
    tmp_path: Path, paths: str, options: str, code: int, told: list[str]
) -> None:
    (tmp_path / "公告.md").write_text("周六上午开放。\n", "utf-8")
    (tmp_path / "稿 二.md").write_text("机密★20年\n\n关于某事项的请示\n", "utf-8")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", REVIEW["run"]],
        cwd=tmp_path,
        env=os.environ
        | {"PATH": os.pathsep.join((SCRIPTS, os.environ["PATH"])), "GITHUB_ACTIONS": "true"}
        | {"PATHS": paths, "OPTIONS": options, "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        check=False,
    )
    output = (done.stdout + done.stderr).decode()
    assert done.returncode == code, output
    assert [words for words in told if words not in output] == [], output
    assert not (tmp_path / "坏了").exists()


# --- the container ---------------------------------------------------------------------------

CONTAINER = (ROOT / "Containerfile").read_text("utf-8")


def test_the_container_file_is_sound() -> None:
    program = shutil.which("hadolint", path=SCRIPTS)
    assert program
    done = subprocess.run([program, ROOT / "Containerfile"], capture_output=True, check=False)
    assert (done.stdout, done.returncode) == (b"", 0)


def test_an_unsound_container_file_is_seen(tmp_path: Path) -> None:
    program = shutil.which("hadolint", path=SCRIPTS)
    assert program
    (tmp_path / "Containerfile").write_text("FROM python\nRUN cd /x && pip install y\n", "utf-8")
    done = subprocess.run([program, tmp_path / "Containerfile"], capture_output=True, check=False)
    assert done.returncode == 1


def test_the_container_runs_as_nobody_and_holds_what_is_copied() -> None:
    last = CONTAINER.rpartition("FROM ")[2]
    assert re.search(r"^USER 65532:65532$", last, re.MULTILINE)
    assert "--network none" in CONTAINER
    copied = re.findall(r"^COPY (?!--from)(.+) \S+$", CONTAINER, re.MULTILINE)
    assert all((ROOT / name).exists() for names in copied for name in names.split())
    assert {"seclint", "rules"} <= set(copied)
