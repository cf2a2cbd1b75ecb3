"""What `seclint init` writes for a folder as it is found, and that it holds."""

import re
import tomllib
from pathlib import Path

import pytest
import yaml
from cifiles import complaints
from pre_commit.clientlib import load_config, load_manifest

from seclint.cli import starters
from seclint.cli.init import Ci, init
from seclint.config import KEYS, Config, load
from seclint.errors import ConfigError, UsageError

ROOT = Path(__file__).parents[1]
CONFIG, HOOKS = ".seclint.toml", ".pre-commit-config.yaml"


def laid_out(folder: Path, names: tuple[str, ...]) -> Path:
    """A folder with these, folders where the name ends in a slash; `url=…` is git's remote."""
    for name in names:
        if name.startswith("url="):
            (folder / ".git").mkdir(exist_ok=True)
            (folder / ".git" / "config").write_text(f"[remote]\n\t{name}\n", "utf-8")
        elif name.endswith("/"):
            (folder / name).mkdir(parents=True, exist_ok=True)
        else:
            (folder / name).parent.mkdir(parents=True, exist_ok=True)
            (folder / name).write_text("", "utf-8")
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {
        path.relative_to(folder).as_posix(): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file() and ".git" not in path.relative_to(folder).parts
    }


GITHUB, GITEA = ".github/workflows/seclint.yml", ".gitea/workflows/seclint.yml"
BOTH = {CONFIG, HOOKS}
FOUND = {
    "no repository": ((), Ci.AUTO, {CONFIG}),
    "a bare repository": ((".git/",), Ci.AUTO, BOTH),
    "a worktree": ((".git",), Ci.AUTO, BOTH),
    "GitHub by its folder": ((".git/", ".github/"), Ci.AUTO, BOTH | {GITHUB}),
    "GitHub by its remote": (("url=git@github.com:x/y.git",), Ci.AUTO, BOTH | {GITHUB}),
    "Gitea": ((".git/", ".gitea/"), Ci.AUTO, BOTH | {GITEA}),
    "Forgejo": ((".git/", ".forgejo/"), Ci.AUTO, BOTH | {".forgejo/workflows/seclint.yml"}),
    "a folder before a remote": (("url=https://github.com/x", ".gitea/"), Ci.AUTO, BOTH | {GITEA}),
    "GitLab by its remote": (("url=https://gitlab.com/x",), Ci.AUTO, BOTH | {".gitlab-ci.yml"}),
    "GitLab by its file": ((".git/", ".gitlab-ci.yml"), Ci.AUTO, BOTH | {".gitlab/seclint.yml"}),
    "Jenkins": ((".git/", "Jenkinsfile"), Ci.AUTO, BOTH),
    "named": ((".git/", ".github/"), Ci.GITEA, BOTH | {GITEA}),
    "none wanted": ((".git/", ".github/"), Ci.NONE, BOTH),
    "a configuration": ((".git/", "seclint.toml"), Ci.AUTO, {HOOKS}),
    "hooks": ((".git/", HOOKS), Ci.AUTO, {CONFIG}),
    "CI": ((".git/", GITHUB), Ci.AUTO, BOTH),
}


@pytest.mark.parametrize(("names", "ci", "written"), FOUND.values(), ids=FOUND)
def test_what_is_written(tmp_path: Path, names: tuple[str, ...], ci: Ci, written: set[str]) -> None:
    before = files(laid_out(tmp_path, names))
    init(tmp_path, ci=ci, dry_run=True)
    assert files(tmp_path) == before
    init(tmp_path, ci=ci)
    after = files(tmp_path)
    assert after.keys() - before.keys() == written
    assert {name: after[name] for name in before} == before
    init(tmp_path, ci=ci)
    assert files(tmp_path) == after


TOLD = {
    "what it wrote": ((".git/", ".github/"), [f"已写 {CONFIG}", f"已写 {GITHUB}", "接下来："]),
    "hooks to add": ((".git/", HOOKS), [f"已有 {HOOKS}，没有改动", "      - id: seclint-check"]),
    "a job to include": ((".git/", ".gitlab-ci.yml"), ["  - local: /.gitlab/seclint.yml"]),
    "a stage to add": ((".git/", "Jenkinsfile"), ["stage('保密审查') {", "    steps {"]),
    "no platform": ((".git/",), ["看不出 CI 平台", "--ci github"]),
    "no repository": ((), ["不是 git 仓库"]),
    "a configuration": (("seclint.toml",), ["已有配置 ", "seclint.toml，没有另写"]),
}


@pytest.mark.parametrize(("names", "told"), TOLD.values(), ids=TOLD)
def test_what_a_person_is_told(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], names: tuple[str, ...], told: list[str]
) -> None:
    init(laid_out(tmp_path, names))
    out = capsys.readouterr().out
    assert [words for words in told if words not in out] == []


def test_where_things_come_from(tmp_path: Path) -> None:
    init(laid_out(tmp_path, (".git/", ".github/")), repo="file:///示例/seclint", rev="abc")
    assert 'pip install "seclint @ git+file:///示例/seclint@abc"' in (tmp_path / GITHUB).read_text(
        "utf-8"
    )
    entry = load_config(tmp_path / HOOKS)["repos"][0]
    assert (entry["repo"], entry["rev"]) == ("file:///示例/seclint", "abc")


def test_what_cannot_be_done(tmp_path: Path) -> None:
    with pytest.raises(UsageError, match="不是目录"):
        init(tmp_path / "没有")
    laid_out(tmp_path, (".git/", ".github"))  # a file where a folder should be
    with pytest.raises(UsageError, match="建不了目录"):
        init(tmp_path)
    (tmp_path / CONFIG).write_text("selct = []", "utf-8")
    with pytest.raises(ConfigError):
        init(tmp_path)


# --- what is written holds -------------------------------------------------------------------


def test_the_configuration_settles_nothing_and_shows_everything(tmp_path: Path) -> None:
    file = tmp_path / CONFIG
    file.write_text(starters.CONFIG, "utf-8")
    assert load(tmp_path)._replace(set_at=()) == Config(source=file.as_posix())
    live = re.sub(r"^# (?=[a-z-]+ = |\[|\")", "", starters.CONFIG, flags=re.MULTILINE)
    assert tomllib.loads(live).keys() == KEYS.keys()
    laid_out(tmp_path, ("seclint.toml", "a/"))
    (tmp_path / "a" / CONFIG).write_text(live, "utf-8")
    load(tmp_path / "a")


def test_the_hooks_are_ones_that_there_are(tmp_path: Path) -> None:
    init(laid_out(tmp_path, (".git/",)))
    offered = {hook["id"] for hook in load_manifest(ROOT / ".pre-commit-hooks.yaml")}
    wanted = load_config(tmp_path / HOOKS)["repos"][0]["hooks"]
    assert {hook["id"] for hook in wanted} <= offered


PLATFORMS = {
    Ci.GITHUB: (GITHUB, "github-workflows"),
    Ci.GITEA: (GITEA, "github-workflows"),
    Ci.GITLAB: (".gitlab-ci.yml", "gitlab-ci"),
}


@pytest.mark.parametrize(("ci", "file", "schema"), [(c, *v) for c, v in PLATFORMS.items()])
def test_the_ci_file_is_sound(tmp_path: Path, ci: Ci, file: str, schema: str) -> None:
    init(laid_out(tmp_path, (".git/",)), ci=ci)
    text = (tmp_path / file).read_text("utf-8")
    assert complaints(text, schema) == []
    assert "seclint check" in text


def test_an_unsound_ci_file_is_seen() -> None:
    assert complaints("name: x\njobs: {a: {steps: []}}\n", "github-workflows")
    assert complaints("a: {script: 1}\n", "gitlab-ci")
    assert complaints("a:   1\n", "github-workflows")


def test_a_stage_of_jenkins_is_balanced() -> None:
    text = starters.JENKINS.format(repo="r", rev="v")
    assert text.count("{") == text.count("}") == 4
    assert text.count("'''") == 2
    assert yaml.safe_load(starters.PRE_COMMIT + starters.HOOKS.format(repo="r", rev="v"))
