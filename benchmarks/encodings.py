"""encodings: of 60 samples of each encoding and length, how many are read right.

python benchmarks/encodings.py           # right at first / right in one of the readings that count

The sentences are invented. Where a few bytes read well in two encodings both readings are judged:
the second number counts those too.
"""

import random
from collections.abc import Iterator
from typing import NamedTuple

from seclint.errors import ExtractError
from seclint.extract.encoding import readings

SIMPLIFIED = (
    "根据工作安排，定于下周三上午九时在三楼会议室召开年度重点项目推进会，请准时参加。",
    "各科室要对照清单逐项排查，建立台账，明确责任人和完成时限，坚决防止走过场。",
    "经局党组研究，决定成立专项整治领导小组，组长由分管负责同志担任，办公室设在综合科。",
    "该项目总投资三千二百万元，资金来源为县级财政预算和上级补助，建设周期十八个月。",
    "请你单位于十五日前将经费使用情况、存在问题和下一步打算书面报送我办。",
    "申请人提交的材料齐全、符合法定形式，本机关予以受理，并将在二十个工作日内作出答复。",
    "全市粮食播种面积稳定在四十万亩以上，农村居民人均可支配收入同比增长百分之六点三。",
    "涉密人员离岗离职实行脱密期管理，脱密期内不得违反规定就业，不得擅自出境。",
    "联系人：小赵，办公电话：(0000)1234567，传真同号，邮箱见附件一。",
    "本表数据截至上年末，由统计科汇总，仅供内部参考，未经批准不得对外提供。",
)
TRADITIONAL = (
    "為落實年度施政計畫，訂於下週三上午九時召開業務檢討會議，請各單位派員準時出席。",
    "有關本案預算執行情形，請於本月底前函報主管機關備查，逾期未報者依規定辦理。",
    "申請人所附文件經審查尚有欠缺，應於收到通知之次日起三十日內補正，屆期不予受理。",
    "本會所屬人員對於職務上知悉之機密資料，不得洩漏或交付他人，離職後亦同。",
    "該工程總經費新臺幣三千二百萬元，由縣政府編列預算支應，預定十八個月完工。",
    "各級學校應依實際需要訂定實施要點，並加強宣導，以維護學生個人資料之安全。",
)
LENGTHS = (6, 12, 30, 200)
SAMPLES = 60


class Cell(NamedTuple):
    """Right at first, and right in any reading, of so many samples."""

    first: int
    any: int
    of: int = SAMPLES


def samples(sentences: tuple[str, ...], length: int) -> Iterator[str]:
    """Pieces of the sentences, from anywhere, always the same."""
    choose = random.Random(length)
    text = "".join(sentences)
    for _ in range(SAMPLES):
        start = choose.randrange(len(text) - length)
        yield text[start : start + length]


def measured(sentences: tuple[str, ...], encoding: str, length: int) -> Cell:
    """How many samples of this length are read right when they are in this encoding."""
    first = either = 0
    for text in samples(sentences, length):
        found = _read(text.encode(encoding))
        first += found[:1] == [text]
        either += text in found
    return Cell(first, either)


def mixed(sentences: tuple[str, ...], length: int) -> Cell:
    """Every sample thrice, a line in UTF-8 and a line in GB18030 by turns."""
    right = 0
    for text in samples(sentences, length):
        data = b"\n".join(text.encode(code) for code in ("utf-8", "gb18030", "utf-8"))
        right += _read(data)[:1] == ["\n".join((text, text, text))]
    return Cell(right, right)


def _read(data: bytes) -> list[str]:
    try:
        return [reading.text for reading in readings(data)]
    except ExtractError:
        return []


def table() -> Iterator[str]:
    """Rows of the table."""
    yield f"{'':22}" + "".join(f"{f'{length} characters':>16}" for length in LENGTHS)
    rows = (
        *(("简", code, SIMPLIFIED) for code in ("gb18030", "utf-8", "utf-8-sig", "utf-16")),
        *(("简", code, SIMPLIFIED) for code in ("utf-16-le", "utf-16-be", "hz")),
        *(("繁", code, TRADITIONAL) for code in ("big5", "gb18030", "utf-8", "utf-16-le")),
    )
    for script, code, sentences in rows:
        cells = [measured(sentences, code, length) for length in LENGTHS]
        yield f"{script} {code:20}" + "".join(f"{f'{c.first}/{c.any}':>16}" for c in cells)
    cells = [mixed(SIMPLIFIED, length) for length in LENGTHS]
    yield f"{'简 mixed lines':21}" + "".join(f"{f'{c.first}/{c.any}':>16}" for c in cells)


if __name__ == "__main__":
    print(*table(), sep="\n")
