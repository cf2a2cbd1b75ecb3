"""What reporters say, in Chinese and in English."""

from seclint.model import English, Finding, Rule, Severity, Unreviewed, Void

WORDS: dict[str, dict[str, str]] = {
    "zh": {
        "error": "不得公开",
        "warning": "须复核",
        "info": "提示",
        "unreviewed": "未能审查",
        "not passed": "未能审查（不算通过）",
        "count": "{word} {count}",
        "comma": "，",
        "colon": "：",
        "basis": "依据：",
        "remedy": "处置：",
        "more": "…… 另有 {count} 处（第{first}行至第{last}行）",
        "more on one line": "…… 另有 {count} 处（第{first}行）",
        "rows": "（其下 {count} 行）",
        "others": "（本条在此文件中另有 {count} 处，未逐一列出）",
        "muted": "免报 {count} 处，不计在内：",
        "void": "豁免无效",
        "correct": "改正这一条豁免，或者删去。",
        "advice": "未能审查的不算通过：请取得可读的版本后重新审查，或改由人工审查。",
        "unlock": "加密的：知道口令的，用 --password-file 口令文件 重新审查。",
        "closing": "审查 {documents} 件：通过 {clean}，发现问题 {flagged}，未能审查 {unreviewed}",
        "noted": "（通过的有 {count} 件带提示）",
        "full stop": "。",
        "passed": "通过",
        "cut": "另有 {count} 处未列为批注，见日志。",
        "column findings": "处数",
        "column documents": "文件数",
        "column severity": "级别",
        "column rule": "规则",
        "column title": "名称",
        "column document": "文件",
        "column message": "问题",
        "column place": "位置",
        "column line": "行",
        "column column": "列",
        "column excerpt": "摘录（已遮）",
        "column basis": "依据",
        "column remedy": "处置",
        "column muted": "免报理由",
    },
    "en": {
        "error": "error",
        "warning": "warning",
        "info": "info",
        "unreviewed": "unreviewed",
        "not passed": "unreviewed (not passed)",
        "count": "{word} {count}",
        "comma": ", ",
        "colon": ": ",
        "basis": "basis: ",
        "remedy": "remedy: ",
        "more": "… {count} more (lines {first} to {last})",
        "more on one line": "… {count} more (line {first})",
        "rows": " ({count} rows beneath)",
        "others": " ({count} more of this rule in this file)",
        "muted": "Muted, not counted: {count}",
        "void": "void exemption",
        "correct": "Correct the exemption, or delete it.",
        "advice": "Unreviewed is not passed: get a readable version and check again, "
        "or have a person review it.",
        "unlock": "Encrypted: where you know the password, check again with --password-file FILE.",
        "closing": "Files {documents}: passed {clean}, flagged {flagged}, unreviewed {unreviewed}",
        "noted": " ({count} of the passed with notes)",
        "full stop": ". ",
        "passed": "passed",
        "cut": "{count} more are no annotations: see the log.",
        "column findings": "findings",
        "column documents": "documents",
        "column severity": "severity",
        "column rule": "rule",
        "column title": "title",
        "column document": "document",
        "column message": "message",
        "column place": "place",
        "column line": "line",
        "column column": "column",
        "column excerpt": "excerpt (masked)",
        "column basis": "basis",
        "column remedy": "remedy",
        "column muted": "muted",
    },
}


_UNREAD = {
    "encrypted": "it is encrypted",
    "damaged": "it is damaged, or a part of it is",
    "unsupported": "nothing here reads this kind of file, or a part of it",
    "undecodable": "no encoding fits its text",
    "too-big": "it is larger than the limit",
    "too-deep": "files are nested deeper than the limit",
    "unreadable": "it could not be read",
    "needs-ocr": "a picture, whose text needs OCR: pip install 'seclint[ocr]'",
    "no-text": "it has no text that can be read",
    "limit": "it takes more than the limit",
    "timeout": "reading it took too long",
    "crashed": "reading it failed",
}
"""What each code of `model.Unreviewed` means."""


def say(lang: str, key: str, **values: object) -> str:
    """The words of `key` in this language, with `values` put in."""
    return WORDS[lang][key].format(**values)


def severity_word(lang: str, severity: Severity) -> str:
    """不得公开, 须复核, 提示."""
    return WORDS[lang][severity.name.lower()]


def message_of(finding: Finding, rule: Rule, lang: str) -> str:
    """What is wrong. A rule without English speaks Chinese."""
    english = _english_of(finding, rule) if lang == "en" else None
    return english.message if english else finding.message


def remedy_of(finding: Finding, rule: Rule, lang: str) -> str:
    """What to do about it."""
    english = _english_of(finding, rule) if lang == "en" else None
    return english.remedy if english else finding.remedy


def _english_of(finding: Finding, rule: Rule) -> English | None:
    """The English of the level that the finding's words come from."""
    for level in (rule.own_level, *rule.levels):
        if level.message == finding.message:
            return level.english
    return None


def place_of(finding: Finding, lang: str) -> str:
    """Where in the document: in English its part as well, where the place has a Chinese name."""
    told = in_language(finding.place, lang)
    return told if lang == "zh" or told.isascii() else f"{finding.part}: {told}"


def muted_of(finding: Finding, lang: str) -> str | None:
    """Why it does not count; None where it does."""
    return None if finding.muted is None else in_language(finding.muted, lang)


def void_of(item: Void, lang: str) -> str:
    """Why an exemption has no effect."""
    return in_language(item.reason, lang)


def in_language(reason: str, lang: str) -> str:
    """A reason of seclint's own; what a unit wrote in it is left as it is."""
    if lang == "zh":
        return reason
    from seclint.english import english

    return english(reason)


def reason_of(item: Unreviewed, lang: str) -> str:
    """Why it was not reviewed; what has no English is told by its code, which tells less."""
    reason = in_language(item.reason, lang)
    is_told = lang == "zh" or reason.isascii()
    return reason if is_told else _UNREAD.get(item.code, item.code)


def title_of(rule: Rule, lang: str) -> str:
    """What the rule is about."""
    return rule.english.title if lang == "en" and rule.english else rule.title


def cited(basis: tuple[str, ...]) -> str:
    """The articles of a rule, each law named once: 《保守国家秘密法》第二十二条、第三十五条；…"""
    articles: dict[str, list[str]] = {}
    for entry in basis:
        law, _, article = entry.partition(" ")
        articles.setdefault(law, []).append(article)
    return "；".join(f"《{law}》{'、'.join(numbers)}" for law, numbers in articles.items())
