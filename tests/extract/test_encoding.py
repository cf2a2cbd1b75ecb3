import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from seclint.errors import ExtractError
from seclint.extract.encoding import decode, readings
from seclint.model import Document, Unreviewed

SENTENCES = (
    "为进一步加强和规范公文处理工作，现将有关事项通知如下，请结合实际认真贯彻落实。",
    "各县（市、区）人民政府，市直各部门：经研究，同意你局关于调整机构编制的请示。",
    "会议听取了上半年经济运行情况的汇报，研究了下一阶段重点任务和责任分工。",
    "请于本月底前将自查报告报送办公室，联系人小李，电话13800138000。",
    "本办法自印发之日起施行，有效期五年，由市财政局负责解释。",
    "未经批准不得擅自扩大知悉范围，复印件应当视同原件管理并按期清退。",
)
TRADITIONAL = (
    "為加強公文處理作業之管理，特訂定本要點，請各機關確實依照規定辦理，並於月底前將執行情形報送備查。",
    "本會議紀錄經主席核定後分送各單位，對於決議事項應指定專人負責追蹤，逾期未完成者須說明原因。",
)


def samples(length: int, number: int) -> list[str]:
    choose = random.Random(length)
    text = "".join(SENTENCES)
    starts = (choose.randrange(len(text) - length) for _ in range(number))
    return [text[start : start + length] for start in starts]


@pytest.mark.parametrize(
    ("encoding", "length", "right"),
    [
        ("utf-8", 6, 60),
        ("utf-8", 30, 60),
        ("gb18030", 6, 58),
        ("gb18030", 12, 60),
        ("utf-16-le", 12, 58),
        ("utf-16-be", 12, 58),
        ("utf-16-le", 30, 60),
    ],
)
def test_short_samples(encoding: str, length: int, right: int) -> None:
    found = [decode(text.encode(encoding))[0] == text for text in samples(length, 60)]
    assert sum(found) >= right


@pytest.mark.parametrize("text", [s[i : i + 30] for s in TRADITIONAL for i in range(0, 16, 5)])
def test_big5(text: str) -> None:
    assert decode(text.encode("big5")) == (text, "Big5")


TEXT = "机密★10年 第3号 abc"


@pytest.mark.parametrize(
    ("name", "data", "text", "encoding"),
    [
        ("empty", b"", "", "UTF-8"),
        ("ascii", b"secret", "secret", "UTF-8"),
        ("two hanzi in GB18030", "机密".encode("gb18030"), "机密", "GB18030"),
        ("rare hanzi of four bytes", "姓名㐂𠮷".encode("gb18030"), "姓名㐂𠮷", "GB18030"),
        ("UTF-8 mark", b"\xef\xbb\xbf" + TEXT.encode(), TEXT, "UTF-8"),
        ("UTF-16 marks", b"\xff\xfe" + TEXT.encode("utf-16-le"), TEXT, "UTF-16LE"),
        ("UTF-16 BE", b"\xfe\xff" + TEXT.encode("utf-16-be"), TEXT, "UTF-16BE"),
        ("UTF-32", b"\xff\xfe\0\0" + TEXT.encode("utf-32-le"), TEXT, "UTF-32LE"),
        ("ASCII in UTF-16, no mark", "report".encode("utf-16-le"), "report", "UTF-16LE"),
        (
            "a log with few hanzi",
            b"ERROR 42\n" * 3000 + "电话号码登记".encode("gb18030"),
            "ERROR 42\n" * 3000 + "电话号码登记",
            "GB18030",
        ),
        (
            "lines in two encodings",
            "第一行内容\n".encode() + "第二行内容\n".encode("gb18030") + b"third\n",
            "第一行内容\n第二行内容\nthird\n",
            "混合编码",
        ),
        ("line breaks", b"a\r\nb\rc\n", "a\nb\nc\n", "UTF-8"),
    ],
    ids=lambda value: value if isinstance(value, str) and len(value) < 30 else "",
)
def test_evidence(name: str, data: bytes, text: str, encoding: str) -> None:
    assert decode(data) == (text, encoding)


def test_western_text_is_read_though_its_accents_are_guessed() -> None:
    text = "La forêt est déjà très âgée, et Monsieur Dupont le sait bien.\n" * 9
    found, _ = decode(text.encode("cp1252"))
    assert "et Monsieur Dupont le sait bien" in found


@pytest.mark.parametrize(
    "data",
    [
        "现将有关事项通知如下\n".encode() * 9 + "请认真落实".encode()[:-1],
        "现将有关事项通知如下\n".encode("gb18030") * 9 + b"\xff\xff\n",
        b"\xff\xfea",
        b"plain\0text",
    ],
    ids=["cut in a character", "stray bytes", "half a UTF-16 unit", "a stray NUL"],
)
def test_refuses_what_it_cannot_read(data: bytes) -> None:
    with pytest.raises(ExtractError) as caught:
        decode(data)
    assert caught.value.code == "undecodable"


@given(st.binary(max_size=400))
def test_raises_nothing_else(data: bytes) -> None:
    try:
        text, shown = decode(data)
    except ExtractError as error:
        assert error.code == "undecodable"
    else:
        assert shown
        assert "\r" not in text


@given(st.text(max_size=60))
def test_utf8_is_always_right(text: str) -> None:
    data = b"\xef\xbb\xbf" + text.encode()
    assert decode(data)[0] == text.replace("\r\n", "\n").replace("\r", "\n")


@pytest.mark.parametrize("row", ["{0},某{0},100", "{0},某某,1", "{0},李某,示例镇"])
def test_a_roster_of_persons_unnamed_is_not_big5(row: str) -> None:
    """某 in GBK is the bytes of 議 in Big5; a mark at its end must not be read as garbage."""
    rows = "\n".join(row.format(number) for number in range(1, 101))
    text = f"序号,姓名,金额\n{rows}\n机密★5年\n"
    assert decode(text.encode("gbk")) == (text, "GB18030")


# --- more than one reading, and lines that have none --------------------------------------------


@pytest.mark.parametrize(
    ("data", "texts"),
    [
        ("一直".encode("gb18030"), ["一直", "\u04bb\u05b1"]),
        ("性格".encode("utf-16-be"), ["`'h<", "性格"]),
        ("國際樂壇".encode("big5"), ["瓣悔贾韭"]),
        (SENTENCES[0].encode("gb18030"), [SENTENCES[0]]),
        (SENTENCES[0].encode(), [SENTENCES[0]]),
    ],
    ids=["GB18030 that is UTF-8", "UTF-16 that is ASCII", "Big5 that is GB18030", "GB", "UTF-8"],
)
def test_all_readings_that_count(data: bytes, texts: list[str]) -> None:
    found = [reading.text for reading in readings(data)]
    assert found[: len(texts)] == texts


@pytest.mark.parametrize(
    ("data", "encoding"),
    [
        ("机密★10年\n第二行".encode("hz"), "HZ"),
        ("機密文書の取扱".encode("iso2022_jp"), "ISO-2022-JP-2"),
        (b"\x1b$)A\x0e" + bytes(b & 0x7F for b in "机密文件".encode("gb2312")) + b"\x0f 10",
         "ISO-2022-CN"),
    ],
    ids=["HZ", "ISO-2022-JP", "ISO-2022-CN"],
)  # fmt: skip
def test_encodings_of_seven_bits(data: bytes, encoding: str) -> None:
    first = readings(data)[0]
    assert first.encoding == encoding
    assert first.text.startswith(("机密", "機密文書の取扱"))


def test_braces_that_are_no_hz() -> None:
    text = "if ~{abcd~} then ~{}"
    assert readings(text.encode())[0].text == text


@pytest.mark.parametrize(
    ("lines", "unread"),
    [
        ([SENTENCES[0].encode()] * 9 + [SENTENCES[1].encode()[:-1]], (10,)),
        ([SENTENCES[0].encode("gb18030")] * 9 + [b"\xff\xff"], (10,)),
        ([SENTENCES[0].encode("gb18030"), SENTENCES[1].encode(), b"\x81", b"end"], (3,)),
    ],
    ids=["cut in a character", "stray bytes", "two encodings and a stray byte"],
)
def test_a_broken_line_costs_that_line(lines: list[bytes], unread: tuple[int, ...]) -> None:
    (found,) = readings(b"\n".join(lines))
    assert found.unread == unread
    assert found.text.startswith(SENTENCES[0])
    assert found.text.count("\n") == len(lines) - 1


def test_what_a_reader_of_the_file_is_told(kit) -> None:
    found = kit.read("a.txt", SENTENCES[0].encode("gb18030") + b"\n\xff\n")
    assert isinstance(found[0], Document)
    assert found[1:] == [
        Unreviewed("a.txt", "undecodable", "第 2 行含无法识别编码的字节，未能全部审查")
    ]
    first, second = kit.read("a.txt", "一直".encode("gb18030"))
    assert kit.pieces(second) == [("\u04bb\u05b1", "body", "正文（按 UTF-8 另读）")]
    assert first.text == "一直"


def test_a_zero_in_a_text_is_not_seen() -> None:
    text = "机密" + "正文" * 400
    data = text.encode("gb18030")
    assert decode(data[:2] + b"\0" + data[2:])[0] == text
