"""The cache of compiled rules is one for a whole run of tests, and not the user's own."""

import os
import shutil
import tempfile

import pytest

from seclint.store import VARIABLE

OWN = pytest.StashKey[str]()


def pytest_configure(config: pytest.Config) -> None:
    """The first process makes the folder; the others are started with its environment.

    A test is no step of a workflow, though it runs in one, nor a run of whoever started it.
    """
    for name in [name for name in os.environ if name.startswith("SECLINT_") and name != VARIABLE]:
        del os.environ[name]
    os.environ.pop("GITHUB_ACTIONS", None)
    if VARIABLE not in os.environ:
        config.stash[OWN] = os.environ[VARIABLE] = tempfile.mkdtemp(prefix="seclint-tests-")


def pytest_unconfigure(config: pytest.Config) -> None:
    if OWN in config.stash:
        shutil.rmtree(config.stash[OWN])
