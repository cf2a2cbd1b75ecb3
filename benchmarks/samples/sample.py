"""sample: a file of a format that is read, large enough to be timed."""

import io
from collections.abc import Callable
from typing import NamedTuple

LINE = "为切实做好防汛物资储备工作，现将有关事项通知如下，请认真贯彻执行。"
COUNT = 2000


class Sample(NamedTuple):
    """A file, and how many of what it holds."""

    name: str
    data: bytes
    units: int
    unit: str


def saved(save: Callable[[io.BytesIO], object]) -> bytes:
    """What a library writes to a file."""
    stream = io.BytesIO()
    save(stream)
    return stream.getvalue()
