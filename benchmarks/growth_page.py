"""growth_page: what growth.py measured, as the page docs/performance.md."""

from collections.abc import Callable, Iterator, Mapping, Sequence

from growth_series import Series, shown_size

_HEAD = """# 耗时和内存怎样增长

词数、文件大小、件数、发现的处数各增长时，审查用多少处理器时间和内存。本页由
`python benchmarks/growth.py --full` 写出，不要手改；想知道时间花在哪一步，见
[`benchmarks/PROFILE.md`](../benchmarks/PROFILE.md)；最慢的文本见 `benchmarks/worst.py`。
（[English below](#english)）

{about}。
命令行 `seclint check --isolated --no-cache -j1`，全部规则包，文稿是编的（`benchmarks/drafts.py`）。
各次轮流测；机器上同时有别的工作在跑，相差两成在波动之内，末段斜率因此可差一成多。
虚线与横轴同比增长；“每多一个”是减去第一行之后摊到每一个的时间，与第一行相差不多的不写。
“末段斜率”是同样减去第一行之后，末两行之间的增长：1 为同比，2 为平方，– 为与波动分不开。
"""


def page(found: Mapping[str, Series], about: str) -> str:
    """The whole page."""
    return "\n".join(
        [
            _HEAD.format(about=about),
            *_section("一、词数", "terms", _terms(found), _TERMS),
            *_section("二、文件大小", "size", _size(found["size"]), _SIZE),
            *_section("三、件数", "files", _counted(found["files"], "件数", 1000), _FILES),
            *_section("四、发现", "findings", _counted(found["findings"], "处数", 1000), _FINDINGS),
            *_section("五、内存峰值", "memory", _memory(found), _memory_text(found)),
            _english(found),
        ]
    )


def _section(title: str, name: str, table: Iterator[str], text: str) -> Iterator[str]:
    yield f"## {title}\n\n![{title[2:]}：双对数图](growth-{name}.svg)\n"
    yield from table
    yield f"\n{text}"


def _table(heads: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[str]:
    yield f"| {' | '.join(heads)} |"
    yield "|" + "---:|" * len(heads)
    yield from (f"| {' | '.join(row)} |" for row in rows)


def _terms(found: Mapping[str, Series]) -> Iterator[str]:
    cold, warm = found["terms-cold"], found["terms"]
    rows = [
        [
            f"{count:,}",
            _seconds(cold.costs[count].cpu),
            _each(cold, count, 1e6),
            _seconds(warm.costs[count].cpu),
            _each(warm, count, 1e6),
        ]
        for count in warm.costs
    ]
    heads = ["词数", "首次（秒）", "每多一词（微秒）", "以后（秒）", "每多一词（微秒）"]
    yield from _table(heads, rows)
    yield f"\n末段斜率：首次 {_slope(cold)}，以后 {_slope(warm)}。"


def _size(series: Series) -> Iterator[str]:
    rows = [
        [shown_size(size), _seconds(cost.cpu), _each(series, size, 1 << 20)]
        for size, cost in series.costs.items()
    ]
    yield from _table(["文件大小", "CPU（秒）", "每多 1 MiB（秒）"], rows)
    yield f"\n末段斜率：{_slope(series)}。"


def _counted(series: Series, head: str, scale: float) -> Iterator[str]:
    rows = [
        [f"{count:,}", _seconds(cost.cpu), _each(series, count, scale)]
        for count, cost in series.costs.items()
    ]
    yield from _table([head, "CPU（秒）", "每多一个（毫秒）"], rows)
    yield f"\n末段斜率：{_slope(series)}。"


def _memory(found: Mapping[str, Series]) -> Iterator[str]:
    yield from _peaks("文件大小", found["size"], shown_size)
    for head, name in (
        ("词数（首次）", "terms-cold"),
        ("词数（以后）", "terms"),
        ("件数", "files"),
        ("发现", "findings"),
    ):
        yield ""
        yield from _peaks(head, found[name], lambda amount: f"{amount:,}")


def _peaks(head: str, series: Series, written: Callable[[int], str]) -> Iterator[str]:
    row = ["MiB", *(f"{cost.memory:,.0f}" for cost in series.costs.values())]
    yield from _table([head, *map(written, series.costs)], [row])


def _each(series: Series, amount: int, scale: float) -> str:
    each = series.each(amount)
    return "–" if each is None else _seconds(each * scale)


def _slope(series: Series) -> str:
    slope = series.slope()
    return "–" if slope is None else f"{slope:.2f}"


def _seconds(value: float) -> str:
    return f"{value:,.2f}" if value < 100 else f"{value:,.0f}"


_TERMS = """一件 1 MiB 的文稿，另加一个自备的规则包：一条规则，一个词表（四个字的词）。
“首次”不用缓存，连同自带的规则读入、编排；“以后”是规则和找法都已记下的时候。

总的耗时远不到同比：全部的词装进一个自动机，文稿不论词数只过一遍，其余是自带规则和这份文稿的固定
开销。增加的部分至多同比：每多一词，首次多读入、排进自动机的一份，以后多载入的一份；一万个词以内
与机器的波动分不开。
"""
_SIZE = """一份纯文本。小于 256 KiB 时主要是启动，以后与大小同比。超过 256 MiB 的文件不读，
列为“未能审查”（`too-big`），退出码 3：请拆开再审。
"""
_FILES = """每件约 2 KB，每百件一个目录。起初是启动，以后每件同样；小文件每 MiB 比大文件贵，
贵在每件各有固定的一份：认格式和编码，文件名也当作文字审查，各轮判断从头起。
"""
_FINDINGS = """一件 1 MiB 的文稿，后面每行一个身份证号（国标示例的样子），每处都是一个发现。
与处数同比，每处约为同样多的文字的二十倍：每处都要核对校验码、找附近的词、看文种、
与别的发现相比，再遮住。同一规则的发现逐处列出的至多一千处，其余只计数，但每处照样判断、照样遮住。
"""
_MEMORY = """各表第二行是进程的内存峰值（MiB）。件数几乎不影响：一件审完才审下一件。
文件大小、发现的处数同比：一个文件的文字、折叠后的文字和全部落点同时在内存里。
每 MiB 文稿约占 {size:.0f} MiB，每处发现约占 {finding:.0f} KiB；几百 MiB 的文本要先看内存够不够。
"""


def _per_unit(series: Series) -> float:
    """MiB of memory for one more, from the least amount to the most."""
    (few, least), *_, (many, most) = series.costs.items()
    return (most.memory - least.memory) / (many - few)


def _memory_text(found: Mapping[str, Series]) -> str:
    size, finding = _per_unit(found["size"]) * (1 << 20), _per_unit(found["findings"]) * 1024
    return _MEMORY.format(size=size, finding=finding)


def _english(found: Mapping[str, Series]) -> str:
    each = 1000 * (found["findings"].each(max(found["findings"].costs)) or 0)
    times = _per_unit(found["size"]) * (1 << 20)
    slopes = ", ".join(f"{_slope(series)} for {name}" for name, series in found.items())
    return f"""## English

How processor time and peak memory grow, through the command line, all packs, `-j1`, no cache of
results; written by `python benchmarks/growth.py --full`. The machine was not idle: a fifth more or
less is noise.

Between the last two rows, the first row subtracted, the slope (1 is linear, – lost in noise) is
{slopes}.
The whole cost grows far less than the terms do: all stand in one automaton, and the text is passed
once however many there are; what they add is at most linear. Findings cost some {each:.1f} ms each,
since each is checked, judged and masked. Memory is about {times:.0f} times the largest text, and
hardly depends on the number of files. A file above 256 MiB is refused: `too-big`, exit code 3.
"""
