"""clean: the cache, emptied."""

import shutil

import typer

from seclint import store
from seclint.errors import UsageError


def clean() -> None:
    """清空缓存（编好的规则，审查过的文件的结果；不含任何原文）。"""
    folder = store.place()
    if folder is None:
        typer.echo("没有缓存")
        return
    try:
        count = sum(1 for path in folder.rglob("*") if path.is_file())
        for path in folder.iterdir():
            shutil.rmtree(path) if path.is_dir() else path.unlink()
    except OSError as error:
        raise UsageError(f"清不了 {folder}：{error.strerror}") from None
    typer.echo(f"已清空 {folder}：{count} 个文件")
