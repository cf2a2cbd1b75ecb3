"""language: which language seclint speaks, before any option is read: refusals speak it too."""

import os
import sys
from collections.abc import Iterator, Sequence
from contextlib import suppress

from seclint.cli.choices import Lang

OPTION = "--lang"
VARIABLE = "SECLINT_LANG"


def spoken() -> Lang:
    """The language of this process: as its last `--lang` says, else the environment; Chinese."""
    for said in (*reversed([*_said(sys.argv[1:])]), os.environ.get(VARIABLE, "").strip()):
        with suppress(ValueError):  # what is none is refused where options are read
            return Lang(said)
    return Lang.ZH


def say(text: str) -> str:
    """The text in that language."""
    if spoken() is Lang.ZH:
        return text
    from seclint.english import english  # a table that nobody else needs

    return english(text)


def _said(words: Sequence[str]) -> Iterator[str]:
    """What follows the option, as the next word or after a sign of equality."""
    for at, word in enumerate(words):
        if word == "--":
            return
        if word == OPTION:
            yield from words[at + 1 : at + 2]
        elif word.startswith(f"{OPTION}="):
            yield word.removeprefix(f"{OPTION}=")
