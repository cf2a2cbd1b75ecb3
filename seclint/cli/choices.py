"""choices: what options may be set to, and what their values mean; the command line's own words."""

from datetime import date
from enum import StrEnum
from pathlib import Path

from seclint.errors import UsageError
from seclint.model import Severity


class Format(StrEnum):
    """How a report is told."""

    FULL = "full"
    CONCISE = "concise"
    GROUPED = "grouped"
    HTML = "html"
    JSON = "json"
    JSON_LINES = "json-lines"
    SARIF = "sarif"
    JUNIT = "junit"
    GITHUB = "github"
    GITLAB = "gitlab"
    CHECKSTYLE = "checkstyle"
    RDJSON = "rdjson"
    CSV = "csv"

    @property
    def is_for_terminals(self) -> bool:
        """Is it read where it is printed, in whatever encoding that has? All others are UTF-8."""
        return self in (Format.FULL, Format.CONCISE, Format.GROUPED, Format.GITHUB)


class Color(StrEnum):
    """When to colour."""

    AUTO = "auto"
    ALWAYS = "always"
    NEVER = "never"


class Lang(StrEnum):
    """The language that seclint speaks."""

    ZH = "zh"
    EN = "en"


class Level(StrEnum):
    """A severity, as an option's value."""

    INFO = "info"
    WARNING = "warning"
    ERROR = "error"

    @property
    def severity(self) -> Severity:
        """The severity of this name."""
        return Severity[self.name]


def day_of(written: str | None) -> date:
    """The day that `--date` names, or else today. Raises UsageError where it is none."""
    try:
        return date.fromisoformat(written) if written else date.today()  # noqa: DTZ011 here, today
    except ValueError:
        raise UsageError(f"--date 不是日期：{written}；应写作 2026-03-01") from None


def passwords_of(file: Path | None) -> tuple[str, ...]:
    """The lines of the file that `--password-file` names. Raises UsageError; tells no password."""
    if file is None:
        return ()
    try:
        text = _decoded(file.read_bytes())
    except (OSError, UnicodeDecodeError) as error:
        raise UsageError(f"读不出口令文件 {file}：{type(error).__name__}") from None
    return tuple(line for line in text.splitlines() if line)


def _decoded(data: bytes) -> str:
    """Text in UTF-8, or in GB18030 as Chinese Windows writes it. Raises UnicodeDecodeError."""
    try:
        return data.decode("utf-8-sig")
    except UnicodeDecodeError:
        return data.decode("gb18030")
