"""The fuzzer's seeds, whole and harmed: a short run of what fuzz/fuzz.py does at length."""

import random
from pathlib import Path

import pytest
from promises import kept

SEEDS = Path(__file__).parents[1] / "fuzz" / "seeds"
FORMATS = sorted(path.name for path in SEEDS.iterdir())
HARMS = 6


def harmed(data: bytes, chance: random.Random) -> bytes:
    """The same bytes with some of them changed, cut, or doubled."""
    harm = bytearray(data)
    for _ in range(chance.randint(1, 12)):
        at = chance.randrange(len(harm) + 1)
        how = chance.randrange(4)
        if how == 0 and at < len(harm):
            harm[at] = chance.randrange(256)
        elif how == 1:
            del harm[at : at + chance.randint(1, 40)]
        elif how == 2:
            harm[at:at] = harm[at : at + chance.randint(1, 40)]
        else:
            harm[at : at + 4] = chance.choice((bytes(4), b"\xff" * 4, b"\x7f\xff\xff\xff"))
    return bytes(harm)


@pytest.mark.parametrize("kind", FORMATS)
def test_the_driver_keeps_its_promises(kind: str) -> None:
    chance = random.Random(kind)
    for seed in sorted((SEEDS / kind).iterdir()):
        data = seed.read_bytes()
        kept(f"a.{kind}", data)
        for _ in range(HARMS):
            kept(f"a.{kind}", harmed(data, chance))
