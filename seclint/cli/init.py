"""init: a configuration, a hook and a CI file for a folder, as it is found; nothing is replaced."""

import os
from collections.abc import Iterator
from enum import StrEnum
from pathlib import Path
from typing import Annotated, NamedTuple

import typer

from seclint import __version__, config
from seclint.cli import starters
from seclint.cli.language import say
from seclint.cli.output import write_new
from seclint.errors import UsageError
from seclint.report.terminal import harmless

_REPO = "https://github.com/<你的组织>/seclint"


class Ci(StrEnum):
    """Where CI runs."""

    AUTO = "auto"
    GITHUB = "github"
    GITLAB = "gitlab"
    GITEA = "gitea"
    JENKINS = "jenkins"
    NONE = "none"


class _Step(NamedTuple):
    """A file to write, unless it has no text; and what else a person is to be told."""

    file: str
    text: str
    told: str = ""


class _Wanted(NamedTuple):
    """For which folder, with hooks and CI that come from which repository and revision."""

    folder: Path
    repo: str
    rev: str

    def filled(self, starter: str) -> str:
        """The text of a starter."""
        return starter.format(repo=self.repo, rev=self.rev)

    def has(self, name: str) -> bool:
        """Is there such a file or folder, if only a link that leads nowhere?"""
        return os.path.lexists(self.folder / name)

    def has_ours(self, name: str) -> bool:
        """Is there such a file, and does it speak of seclint?"""
        file = self.folder / name
        return file.is_file() and b"seclint" in file.read_bytes()


def init(
    folder: Annotated[
        Path, typer.Argument(metavar="[DIR]", help="目录；缺省为当前目录。")
    ] = Path(),
    *,
    ci: Annotated[Ci, typer.Option(help="CI 平台；auto 看目录里有什么。")] = Ci.AUTO,
    repo: Annotated[
        str, typer.Option(metavar="URL", help="钩子和 CI 从哪个仓库取 seclint。")
    ] = _REPO,
    rev: Annotated[str, typer.Option(metavar="REV", help="取哪个版本或提交。")] = f"v{__version__}",
    dry_run: Annotated[bool, typer.Option("--dry-run", help="只说要做什么，不写。")] = False,
) -> None:
    """看过目录以后，写一份带说明的配置、提交前钩子和 CI 文件；已有的都不动。"""
    if not folder.is_dir():
        raise UsageError(f"不是目录：{folder}")
    wanted = _Wanted(folder, repo, rev)
    for step in (_configuration(wanted), *_in_repository(wanted, ci)):
        if step.text and not dry_run:
            write_new(step.text, folder / step.file)
        if step.text:
            typer.echo(say(harmless(f"{'将写' if dry_run else '已写'} {step.file}")))
        if step.told:
            typer.echo(say(step.told))
    for line in _next(wanted):
        typer.echo(say(line))


def _configuration(wanted: _Wanted) -> _Step:
    if source := config.load(wanted.folder).source:
        return _Step("", "", harmless(f"已有配置 {source}，没有另写"))
    return _Step(".seclint.toml", starters.CONFIG)


def _in_repository(wanted: _Wanted, ci: Ci) -> Iterator[_Step]:
    """The hook and CI; nothing where no git keeps the folder."""
    if not wanted.has(".git"):
        yield _Step("", "", "不是 git 仓库的根目录：没有写钩子和 CI 文件")
        return
    yield _hook(wanted)
    yield _ci(wanted, _platform(wanted) if ci is Ci.AUTO else ci)


def _hook(wanted: _Wanted) -> _Step:
    file, entry = ".pre-commit-config.yaml", wanted.filled(starters.HOOKS)
    if wanted.has_ours(file):
        return _had(file)
    if wanted.has(file):
        return _Step("", "", f"已有 {file}，没有改动；请在 repos 下加上：\n{entry}")
    return _Step(file, starters.PRE_COMMIT + entry)


def _platform(wanted: _Wanted) -> Ci:
    """Where CI seems to run: by the files that are there, else by where the repository is."""
    signs = {
        ".github": Ci.GITHUB,
        ".gitea": Ci.GITEA,
        ".forgejo": Ci.GITEA,
        ".gitlab-ci.yml": Ci.GITLAB,
        "Jenkinsfile": Ci.JENKINS,
    }
    found = [platform for name, platform in signs.items() if wanted.has(name)]
    return found[0] if found else _host(wanted.folder / ".git" / "config")


def _host(file: Path) -> Ci:
    """By the address of the remote repository in git's own configuration."""
    try:
        lines = file.read_text("utf-8", errors="replace").splitlines()
    except OSError:  # .git is a file where this is a worktree of another folder
        return Ci.NONE
    addresses = " ".join(line for line in lines if line.strip().startswith("url"))
    hosts = {"github": Ci.GITHUB, "gitlab": Ci.GITLAB, "gitea": Ci.GITEA, "codeberg": Ci.GITEA}
    return next((platform for name, platform in hosts.items() if name in addresses), Ci.NONE)


def _ci(wanted: _Wanted, platform: Ci) -> _Step:
    if platform is Ci.GITHUB:
        return _new(wanted, ".github/workflows/seclint.yml", starters.GITHUB)
    if platform is Ci.GITEA:
        home = ".forgejo" if wanted.has(".forgejo") else ".gitea"
        return _new(wanted, f"{home}/workflows/seclint.yml", starters.GITEA)
    if platform is Ci.GITLAB:
        return _gitlab(wanted)
    if platform is Ci.JENKINS:
        stage = wanted.filled(starters.JENKINS)
        return _Step("", "", f"请在 Jenkinsfile 的 stages 里加上：\n{stage}")
    return _Step(
        "", "", "看不出 CI 平台，没有写 CI 文件；可用 --ci github、gitlab、gitea 或 jenkins"
    )


def _gitlab(wanted: _Wanted) -> _Step:
    """GitLab reads one file; a job beside it has to be named there."""
    if not wanted.has(".gitlab-ci.yml") or wanted.has_ours(".gitlab-ci.yml"):
        return _new(wanted, ".gitlab-ci.yml", starters.GITLAB)
    step = _new(wanted, ".gitlab/seclint.yml", starters.GITLAB)
    include = "请在 .gitlab-ci.yml 里加上：\ninclude:\n  - local: /.gitlab/seclint.yml\n"
    return step._replace(told="\n".join(filter(None, (step.told, include))))


def _new(wanted: _Wanted, file: str, starter: str) -> _Step:
    return _had(file) if wanted.has(file) else _Step(file, wanted.filled(starter))


def _had(file: str) -> _Step:
    return _Step("", "", f"已有 {file}，没有改动")


def _next(wanted: _Wanted) -> Iterator[str]:
    yield "接下来："
    yield "  seclint check .                  看看现有的文件"
    yield "  seclint baseline --new-key .     旧问题多的，记成基线，以后只算新的"
    if wanted.has(".git"):
        yield "  pre-commit install -t pre-commit -t commit-msg     以后每次提交都查"
    if wanted.has(".git") and wanted.repo == _REPO:
        yield "  写下的文件里，把 <你的组织> 换成真的；或者删去这些文件，用 --repo 重来"
