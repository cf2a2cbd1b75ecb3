"""drafts: texts like those that offices publish, made up and always the same.

They hold what makes a text slow to read: dates, numbers, names of offices, lists, headings,
tables, full-width figures; and next to nothing that a rule finds.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

_PLACES = ["示例市", "样本县", "例子区", "范例镇", "青禾乡", "示范新区", "云水街道", "东岭村"]
_OFFICES = [
    "人民政府",
    "发展和改革委员会",
    "教育局",
    "民政局",
    "自然资源局",
    "住房和城乡建设局",
    "交通运输局",
    "水务局",
]
_MATTERS = [
    "优化营商环境",
    "老旧小区改造",
    "农村人居环境整治",
    "义务教育均衡发展",
    "养老服务体系建设",
    "防汛抗旱准备",
    "森林防火",
    "粮食生产",
    "文化惠民",
    "道路交通安全",
    "政务服务标准化",
    "社区矫正宣传",
    "公共图书馆延时开放",
    "垃圾分类",
    "科技成果推广",
]
_SENTENCES = (
    "为进一步做好{m}工作，根据有关法律法规和上级部署，结合{p}实际，现就有关事项通知如下。",
    "各单位要高度重视{m}，加强组织领导，明确责任分工，确保各项任务落到实处。",
    "{p}{o}负责统筹协调，定期通报进展情况，及时研究解决工作中的困难和问题。",
    "截至{y}年{n}月底，全市累计完成{m}项目{k}个，惠及群众{k}户，完成年度计划的{n}.{n}%。",
    "会议强调，要坚持以人民为中心的发展思想，扎实推进{m}，不断增强群众的获得感、幸福感、安全感。",
    "申请人应当向{p}{o}提交书面材料，材料齐全的，受理机关应当自收到之日起{n}个工作日内作出决定。",
    "本办法自{y}年{n}月{n}日起施行，有效期{n}年，由{p}{o}负责解释。",
    "记者近日从{p}{o}获悉，{m}取得阶段性成效，下一步将继续加大投入力度。",
    "县级以上地方人民政府应当将{m}所需经费列入本级预算，并向社会公开使用情况。",
    "活动现场，工作人员向居民发放宣传资料{k}余份，解答咨询{n}0余人次。",
    "（{n}）完善工作机制。建立健全{m}联席会议制度，每季度至少召开一次会议。",
    "违反本条例第{n}条规定的，由{o}责令限期改正；逾期不改正的，处以一千元以上五千元以下罚款。",
    "咨询时间为工作日上午９：００至１２：００，地点为{p}政务服务中心{n}楼大厅。",
    "{m}涉及面广、政策性强，要广泛听取意见建议，主动接受社会监督。",
    "全年实现农林牧渔业总产值{k}.{n}亿元，比上年增长{n}.{n}%，增速高于全省平均水平。",
    "学校应当保障学生每天不少于一小时体育活动时间，配备必要的场地和器材。",
)  # fmt: skip
_COMMON = "".join(sorted(set("".join((*_PLACES, *_OFFICES, *_MATTERS)))))
_DAYS = 365
_WEIGHTS = (7, 9, 10, 5, 8, 4, 2, 1, 6, 3, 7, 9, 10, 5, 8, 4, 2)
_HEADING = "{c}、关于{m}"
_ROW = "{p}\t{m}\t{k}\t{n}.{n}%"


def draft(seed: int, size: int) -> str:
    """One text of about so many bytes."""
    draw = random.Random(seed)
    lines = [
        f"{draw.choice(_PLACES)}{draw.choice(_OFFICES)}关于做好{draw.choice(_MATTERS)}工作的通知",
        "",
    ]
    length = 0
    while length < size:
        lines.append(_paragraph(draw))
        length += len(lines[-1].encode())
    return "\n".join(lines) + "\n"


def _paragraph(draw: random.Random) -> str:
    kind = draw.random()
    if kind < 0.1:
        return _filled(_HEADING, draw)
    if kind < 0.13:
        return "\n".join(_filled(_ROW, draw) for _ in range(draw.randint(3, 8)))
    return "\u3000\u3000" + "".join(
        _filled(draw.choice(_SENTENCES), draw) for _ in range(draw.randint(2, 5))
    )


def _filled(sentence: str, draw: random.Random) -> str:
    return sentence.format(
        p=draw.choice(_PLACES),
        o=draw.choice(_OFFICES),
        m=draw.choice(_MATTERS),
        y=draw.randint(2019, 2026),
        n=draw.randint(1, 9),
        k=draw.randint(20, 999),
        c=draw.choice("一二三四五六七"),
    )


def terms(count: int) -> list[str]:
    """So many words of four characters, of the characters that the drafts are made of."""
    draw = random.Random(count)
    made = {"".join(draw.choice(_COMMON) for _ in range(4)) for _ in range(count * 2)}
    return sorted(made)[:count]


def id_number(at: int) -> str:
    """An ID number of the area and the year of the standard's example, its check digit true."""
    born = date(1949, 1, 1) + timedelta(days=at % _DAYS)
    body = f"110105{born:%Y%m%d}{at // _DAYS:03}"
    total = sum(int(digit) * weight for digit, weight in zip(body, _WEIGHTS, strict=True))
    return body + "10X98765432"[total % 11]


def write(folder: Path, files: int, size: int) -> Iterator[Path]:
    """So many drafts of so many bytes in a folder, in folders of a hundred."""
    for number in range(files):
        path = folder / f"{number // 100:03}" / f"{number:06}.txt"
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(draft(number, size), "utf-8")
        yield path
