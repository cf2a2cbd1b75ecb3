"""fuzz: coverage-guided fuzzing of one reader, through the driver, from the seeds kept beside.

    pip install atheris; python fuzz/fuzz.py FORMAT [SECONDS]     default: 600 s

Ends with an exit code other than 0 where anything escapes the driver, or where what comes out is
not what the driver promises; the input is written to the working directory. New inputs that
reached further stay in fuzz/found/FORMAT, which git ignores.
"""

import importlib
import pkgutil
import sys
from pathlib import Path

import atheris

FOLDER = Path(__file__).parent
sys.path.insert(0, str(FOLDER.parent / "tests"))

with atheris.instrument_imports(include=["seclint.extract"]):
    from promises import kept

    import seclint.extract

    # Readers import their parts when they need them; what is imported later is not instrumented.
    for module in pkgutil.walk_packages(seclint.extract.__path__, "seclint.extract."):
        importlib.import_module(module.name)


def main(kind: str, seconds: int) -> None:
    """Fuzz the reader of files called a.KIND."""
    found, seeds = FOLDER / "found" / kind, FOLDER / "seeds" / kind
    found.mkdir(parents=True, exist_ok=True)
    limits = ("-timeout=25", "-rss_limit_mb=2048", "-max_len=65536", "-print_final_stats=1")
    atheris.Setup(
        [sys.argv[0], *limits, f"-max_total_time={seconds}", str(found), str(seeds)],
        lambda data: kept(f"a.{kind}", data),
    )
    atheris.Fuzz()


if __name__ == "__main__":
    main(sys.argv[1], int(sys.argv[2]) if len(sys.argv) > 2 else 600)
