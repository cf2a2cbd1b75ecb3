"""The cache of compiled rules is one for a whole run of tests, and not the user's own."""

import os
import tempfile
from pathlib import Path

from seclint.packs.cache import VARIABLE

os.environ.setdefault(VARIABLE, str(Path(tempfile.gettempdir(), "seclint-tests")))
