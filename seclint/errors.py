"""The exceptions of seclint.

SeclintError            a person must act; its text is all they need
├── UsageError          the command line, a path or an option is wrong
├── ConfigError         seclint.toml is wrong
├── RuleError           a rule pack is wrong; says file, line, column
└── ExtractError        a document cannot be read; becomes Unreviewed in the extract driver
"""


class SeclintError(Exception):
    """The root: anything that seclint refuses with a clear message."""


class UsageError(SeclintError):
    """The command line asks for what cannot be done."""


class ConfigError(SeclintError):
    """A configuration file is wrong."""


class RuleError(SeclintError):
    """A rule pack is wrong at `file:line:column` (both from 1)."""

    def __init__(self, file: str, line: int, column: int, message: str) -> None:
        super().__init__(f"{file}:{line}:{column}: {message}")


class ExtractError(SeclintError):
    """A document cannot be read; `code` is one of the codes of `model.Unreviewed`."""

    def __init__(self, code: str, reason: str) -> None:
        super().__init__(reason)
        self.code = code
        self.reason = reason
