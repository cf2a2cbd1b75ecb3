"""clean: the cache, emptied."""

import typer

from seclint import store, vault
from seclint.cli.language import say
from seclint.errors import UsageError


def clean() -> None:
    """清空缓存：编好的规则，审查过的文件的结果（没有原件读不出）。"""
    files = [*store.remembered_files(), *vault.kept_files()]
    try:
        for file in files:
            file.unlink(missing_ok=True)
    except OSError as error:
        raise UsageError(f"清不了缓存：{error.strerror}") from None
    typer.echo(say(f"已删去缓存里的 {len(files)} 个文件"))
