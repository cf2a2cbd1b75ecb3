"""peers: seclint and others on the same texts and the same 1,000 terms: found, missed, and cost.

    python benchmarks/peers.py [--files 100] [--kilobytes 10] [--rounds 3] [--timeout 300]
                               [--environments FOLDER] [--only NAME,…]

Every draft has one line planted: a term in quotation marks, a term between other characters, the
example number of GB 11643, or an invented phone. Each tool runs with its own rules and with the
terms given in the way that its manual tells; a report on a planted line is a find, on any other
line it is counted as elsewhere (别处); — is what a tool was not asked for. Costs are medians of
processor time, taken in turns, after one run whose output is read: in all, and for each MB beyond
what it costs to read one short text. 整词: it knows only whole words, between punctuation marks.
Each peer is installed by its own client in an environment of its own, which
`--environments` keeps; one that cannot be installed is taken from PATH, or named with the reason.
"""

import argparse
import json
import os
import re
import shutil
import subprocess
import sys
import tempfile
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path
from typing import NamedTuple

import drafts
from paired import Command, Cost, machine, medians, seclint
from throughput import write_pack

TERMS = 1_000
KINDS = {
    "引号内的词": "经办内容为“%s”，请核对。",
    "句中的词": "各单位要做好%s有关工作，请核对。",
    "身份证号": "申请人的公民身份号码为11010519491231002X，请核对。",
    "手机号": "申请人的手机号码为13812345678，请核对。",
}
COSTS = ("CPU 秒", "倍", "每 MB 秒", "倍", "历时秒", "MiB", "目标", "说明")
HEAD = ["工具", *KINDS, "别处", *COSTS]
WORDS = frozenset(list(KINDS)[:2])
NUMBERS = frozenset(KINDS) - WORDS
PLACE = re.compile(r"^(.+?\.txt):(\d+):", re.MULTILINE)

DETECT_SECRETS = """\
import re
from pathlib import Path

from detect_secrets.plugins.base import RegexBasedDetector

TERMS = Path(__file__).with_name("terms.txt").read_text("utf-8").split()


class Terms(RegexBasedDetector):
    secret_type = "Term"
    denylist = [re.compile("|".join(TERMS))]
"""
DRIVER = """\
import sys
from pathlib import Path

%s

for path in sorted(Path(sys.argv[2]).rglob("*.txt")):
    text = path.read_text("utf-8")
    for start in find(text):
        print(f"{path}:{text.count(chr(10), 0, start) + 1}:")
"""
HELAN = """\
from helan import recognize


def find(text):
    return [entity.start for entity in recognize(text)]
"""
ARGUS = """\
from argus_redact import redact

names = Path(sys.argv[1]).read_text("utf-8").split()


def find(text):
    found = redact(text, lang="zh", names=names, detailed=True)[2]["entities"]
    return [entity["start"] for entity in found]
"""
PRESIDIO = """\
from presidio_analyzer import AnalyzerEngine, PatternRecognizer, RecognizerRegistry
from presidio_analyzer.nlp_engine import SpacyNlpEngine
from presidio_analyzer.predefined_recognizers import PhoneRecognizer

terms = Path(sys.argv[1]).read_text("utf-8").split()
registry = RecognizerRegistry(supported_languages=["zh"])
registry.load_predefined_recognizers(languages=["zh"])
registry.remove_recognizer("PhoneRecognizer")
registry.add_recognizer(PhoneRecognizer(supported_language="zh", supported_regions=["CN"]))
registry.add_recognizer(PatternRecognizer("TERM", supported_language="zh", deny_list=terms))
model = {"lang_code": "zh", "model_name": "zh"}
engine = AnalyzerEngine(registry, SpacyNlpEngine([model]), supported_languages=["zh"])


def find(text):
    return [found.start for found in engine.analyze(text, language="zh")]
"""
BLANK = "import spacy; spacy.blank('zh').to_disk('zh')"

Place = tuple[str, int]
Failure = str


class Pair(NamedTuple):
    """What a tool cost on all texts, and on one."""

    all: Cost
    one: Cost


def lines(output: str) -> Iterator[Place]:
    """Places written as `path:line:`."""
    for path, line in PLACE.findall(output):
        yield Path(path).name, int(line)


class Peer(NamedTuple):
    """A tool: its client and packages, where its program then is, its files and its arguments."""

    name: str
    client: str
    packages: Sequence[str]
    program: str
    arguments: Sequence[str]
    files: Callable[[Sequence[str]], Mapping[str, str]] = lambda _: {}
    read: Callable[[str], Iterable[Place]] = lines
    aim: int | None = None
    asked: frozenset[str] = WORDS
    prepare: str = ""
    note: str = ""


class Ready(NamedTuple):
    """A tool that can run, how its output is read, and which kinds it is asked for."""

    command: Command
    read: Callable[[str], Iterable[Place]]
    asked: frozenset[str]
    aim: int | None = None
    note: str = ""


class Outcome(NamedTuple):
    """Of one kind planted, how many lines were found; and how many other lines were told."""

    found: Counter[str]
    noise: int


def gitleaks_places(output: str) -> Iterator[Place]:
    """Places in a report of gitleaks."""
    for finding in json.loads(output or "[]"):
        yield Path(finding["File"]).name, finding["StartLine"]


def detect_secrets_places(output: str) -> Iterator[Place]:
    """Places in a baseline of detect-secrets."""
    for path, findings in json.loads(output)["results"].items():
        yield from ((Path(path).name, finding["line_number"]) for finding in findings)


def typos_files(terms: Sequence[str]) -> dict[str, str]:
    """Its configuration: identifiers that have no right spelling."""
    rows = "".join(f'"{term}" = ""\n' for term in terms)
    return {"peer.toml": f"[default.extend-identifiers]\n{rows}"}


def codespell_files(terms: Sequence[str]) -> dict[str, str]:
    """Its dictionary."""
    return {"peer.dic": "".join(f"{term}->某\n" for term in terms)}


def secretlint_files(terms: Sequence[str]) -> dict[str, str]:
    """Its configuration: the recommended rules, and one pattern."""
    pattern = {"name": "term", "patterns": [f"/(?:{'|'.join(terms)})/"]}
    rules = [
        {"id": "@secretlint/secretlint-rule-preset-recommend"},
        {"id": "@secretlint/secretlint-rule-pattern", "options": {"patterns": [pattern]}},
    ]
    return {"peer.json": json.dumps({"rules": rules})}


def textlint_files(terms: Sequence[str]) -> dict[str, str]:
    """Its configuration, and the terms as prh has them."""
    rows = "".join(f"  - expected: 某\n    pattern: {term}\n" for term in terms)
    configuration = {"rules": {"prh": {"rulePaths": ["prh.yml"]}}}
    return {"peer.json": json.dumps(configuration), "prh.yml": f"version: 1\nrules:\n{rows}"}


def cspell_files(terms: Sequence[str]) -> dict[str, str]:
    """Its configuration."""
    return {"peer.json": json.dumps({"version": "0.2", "flagWords": terms})}


def gitleaks_files(terms: Sequence[str]) -> dict[str, str]:
    """Its configuration: the rules of its own, and one with a keyword for each term."""
    keywords = json.dumps(terms, ensure_ascii=False)
    rule = f"id = 'term'\ndescription = 'term'\nregex = '{'|'.join(terms)}'\nkeywords = {keywords}"
    return {"peer.toml": f"[extend]\nuseDefault = true\n\n[[rules]]\n{rule}\n"}


def driver(body: str) -> Callable[[Sequence[str]], dict[str, str]]:
    """A program that runs a library over a folder."""
    return lambda _: {"peer.py": DRIVER % body}


PYTHON = ("peer.py", "terms.txt", "{texts}")
PEERS = (
    Peer(
        "ripgrep",
        "npm",
        ["@vscode/ripgrep"],
        "node_modules/@vscode/*/bin/rg",
        ["-j1", "-n", "--no-heading", "-F", "-f", "terms.txt", "{texts}"],
    ),
    Peer(
        "typos",
        "pip",
        ["typos"],
        "bin/typos",
        ["--isolated", "--config", "peer.toml", "--format", "brief", "-j1", "{texts}"],
        typos_files,
        note="整词",
    ),
    Peer(
        "codespell",
        "pip",
        ["codespell"],
        "bin/codespell",
        ["-D", "-", "-D", "peer.dic", "{texts}"],
        codespell_files,
        note="整词",
    ),
    Peer(
        "gitleaks",
        "go",
        ["github.com/zricethezav/gitleaks/v8@latest"],
        "bin/gitleaks",
        ["dir", "-c", "peer.toml", "--no-banner", "-r", "-", "-f", "json", "{texts}"],
        gitleaks_files,
        gitleaks_places,
        5,
    ),
    Peer(
        "secretlint",
        "npm",
        [
            "secretlint",
            "@secretlint/secretlint-rule-pattern",
            "@secretlint/secretlint-rule-preset-recommend",
        ],
        "node_modules/.bin/secretlint",
        ["--secretlintrc", "peer.json", "--format", "unix", "{texts}/**/*.txt"],
        secretlint_files,
        aim=5,
    ),
    Peer(
        "textlint",
        "npm",
        ["textlint", "textlint-rule-prh"],
        "node_modules/.bin/textlint",
        ["--config", "peer.json", "--format", "unix", "{texts}"],
        textlint_files,
        aim=15,
    ),
    Peer(
        "cspell",
        "npm",
        ["cspell"],
        "node_modules/.bin/cspell",
        [
            *("lint", "--config", "peer.json", "--root", "{texts}"),
            *("--no-progress", "--no-summary", "--no-color", "**/*.txt"),
        ],
        cspell_files,
        aim=15,
        note="整词",
    ),
    Peer(
        "detect-secrets",
        "pip",
        ["detect-secrets"],
        "bin/detect-secrets",
        [
            *("-C", "{texts}", "scan", "--all-files", "-p", "{folder}/peer.py", "--disable-filter"),
            *("detect_secrets.filters.heuristic.is_not_alphanumeric_string", "{texts}"),
        ],
        lambda _: {"peer.py": DETECT_SECRETS},
        detect_secrets_places,
        15,
    ),
    Peer(
        "presidio-analyzer",
        "pip",
        ["presidio-analyzer"],
        "bin/python",
        PYTHON,
        driver(PRESIDIO),
        aim=15,
        asked=WORDS | NUMBERS,
        prepare=BLANK,
        note="整词；spaCy 空模型",
    ),
    Peer(
        "helan",
        "pip",
        ["helan"],
        "bin/python",
        PYTHON,
        driver(HELAN),
        aim=15,
        asked=NUMBERS,
        note="没有词表",
    ),
    Peer(
        "argus-redact",
        "pip",
        ["argus-redact"],
        "bin/python",
        PYTHON,
        driver(ARGUS),
        aim=15,
        asked=WORDS | NUMBERS,
        note="词作为 names",
    ),
)


def plant(texts: Path, files: int, size: int, terms: Sequence[str]) -> dict[Place, str]:
    """Drafts with a line planted in the midst of each, and what is on which line."""
    planted: dict[Place, str] = {}
    kinds = list(KINDS)
    for number, path in enumerate(drafts.write(texts, files, size)):
        kind = kinds[number % len(kinds)]
        content = path.read_text("utf-8").split("\n")
        middle = len(content) // 2
        content.insert(middle, KINDS[kind].replace("%s", terms[number * 7 % len(terms)]))
        path.write_text("\n".join(content), "utf-8")
        planted[path.name, middle + 1] = kind
    return planted


def steps(peer: Peer, folder: Path) -> Iterator[Command]:
    """What installs it in a folder."""
    if peer.client == "npm":
        options = ("--prefix", ".", "--ignore-scripts", "--no-audit", "--no-fund", "--silent")
        yield Command("npm", ["npm", "install", *options, *peer.packages], folder=folder)
    elif peer.client == "go":
        place = {"GOBIN": str(folder / "bin")}
        yield Command("go", ["go", "install", *peer.packages], place, folder)
    else:
        yield Command("venv", [sys.executable, "-m", "venv", "."], folder=folder)
        python = str(folder / "bin" / "python")
        pip = [python, "-m", "pip", "install", "--quiet", "--disable-pip-version-check"]
        yield Command("pip", [*pip, *peer.packages])
        if peer.prepare:
            yield Command("prepare", [python, "-c", peer.prepare], folder=folder)


def install(peer: Peer, folder: Path, timeout: float) -> Failure | None:
    """Install it in a folder where it is not yet; why that failed, if it did."""
    done = folder / "installed"
    if done.exists():
        return None
    folder.mkdir(parents=True, exist_ok=True)
    for step in steps(peer, folder):
        if not shutil.which(step.argv[0]):
            return f"本机没有 {step.argv[0]}"
        code, _, errors = captured(step, timeout)
        if code is None:
            return f"{step.name} 超过 {timeout:.0f} 秒"
        if code:
            return f"{step.name} 退出码 {code}：{last(errors)}"
    done.touch()
    return None


def captured(command: Command, timeout: float) -> tuple[int | None, str, str]:
    """Exit code, output and errors; no code where it took too long."""
    try:
        done = subprocess.run(
            command.argv,
            env={**os.environ, **command.environment},
            cwd=command.folder,
            capture_output=True,
            encoding="utf-8",
            errors="replace",
            timeout=timeout,
            check=False,
        )
    except subprocess.TimeoutExpired:
        return None, "", ""
    return done.returncode, done.stdout, done.stderr


def last(errors: str) -> str:
    """The last line that says something, cut."""
    said = [line.strip() for line in errors.splitlines() if line.strip()]
    return said[-1][:80] if said else "没有说明"


def version(peer: Peer, folder: Path) -> str:
    """Its version as its client wrote it down."""
    name = peer.packages[0]
    manifest = folder / "node_modules" / name / "package.json"
    if manifest.exists():
        return str(json.loads(manifest.read_text("utf-8"))["version"])
    found = folder.glob(f"lib/*/site-packages/{name.replace('-', '_')}-*.dist-info")
    return next((path.stem.rpartition("-")[2] for path in found), "")


def ready(
    peer: Peer, environments: Path, texts: Path, terms: Sequence[str], timeout: float
) -> Ready | Failure:
    """The peer with its files written, or why it is not to be had."""
    folder = environments / peer.name
    failure = install(peer, folder, timeout)
    program = next((str(path) for path in folder.glob(peer.program)), None)
    note = [version(peer, folder), peer.note]
    if failure:
        name = Path(peer.program).name
        program = None if name == "python" else shutil.which(name)
        note[0] = "PATH 中的"
    if program is None:
        return f"未安装：{failure or f'没有 {peer.program}'}"
    for name, content in {"terms.txt": "\n".join(terms), **peer.files(terms)}.items():
        (folder / name).write_text(content, "utf-8")
    arguments = [each.format(texts=texts, folder=folder) for each in peer.arguments]
    command = Command(peer.name, [program, *arguments], folder=folder)
    return Ready(command, peer.read, peer.asked, peer.aim, " ".join(filter(None, note)))


def ours(folder: Path, texts: Path, terms: Sequence[str]) -> Iterator[tuple[str, Ready]]:
    """Seclint with all its packs and one more of these terms, and with that one alone."""
    pack = write_pack(folder / "pack", terms)
    options = ("--isolated", "--no-cache", "-j1", "--exit-zero", "-q", "-f", "concise")
    check = seclint("check", *options, "--rules", str(pack), str(texts))
    yield "seclint", Ready(Command("seclint", check), lines, WORDS | NUMBERS, note="全部规则")
    alone = Command("seclint ZZ", [*check, "--select", "ZZ"])
    yield alone.name, Ready(alone, lines, WORDS, note="只用词表")


def tried(tool: Ready, planted: Mapping[Place, str], timeout: float) -> Outcome | Failure:
    """What one run finds, or why it came to nothing."""
    code, output, errors = captured(tool.command, timeout)
    if code is None:
        return f"未比较：运行超过 {timeout:.0f} 秒"
    try:
        places = set(tool.read(output))
    except ValueError:
        return f"未比较：输出读不出，退出码 {code}：{last(errors)}"
    if code and not places:
        return f"未比较：退出码 {code}：{last(errors or output)}"
    found = Counter(planted[place] for place in places if place in planted)
    return Outcome(found, len(places - planted.keys()))


def upon(command: Command, texts: Path, others: Path) -> Command:
    """The same command upon other texts."""
    argv = [argument.replace(str(texts), str(others)) for argument in command.argv]
    return command._replace(name=f"{command.name} {others.name}", argv=argv)


def row(tool: Ready, outcome: Outcome, planted: Counter[str]) -> list[str]:
    """What it found of each kind, and elsewhere."""
    found = [
        f"{outcome.found[kind]}/{planted[kind] - outcome.found[kind]}"
        if kind in tool.asked
        else "—"
        for kind in KINDS
    ]
    return [tool.command.name, *found, str(outcome.noise)]


def prices(tool: Ready, total: Pair, base: Pair, size: float) -> list[str]:
    """What it cost in all and for each MB beyond its start, and how many times seclint's."""
    ratio = total.all.cpu / base.all.cpu
    rate = (total.all.cpu - total.one.cpu) / size
    times = rate / ((base.all.cpu - base.one.cpu) / size)
    aim = "" if tool.aim is None else f"≥{tool.aim} {'达到' if ratio >= tool.aim else '未达到'}"
    figures = (f"{each:.2f}" for each in (total.all.cpu, ratio, rate, times, total.all.wall))
    return [*figures, f"{total.all.memory:.0f}", aim, tool.note]


def parsed() -> argparse.Namespace:
    """The options."""
    parser = argparse.ArgumentParser()
    parser.add_argument("--files", type=int, default=100)
    parser.add_argument("--kilobytes", type=int, default=10)
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--timeout", type=float, default=300)
    parser.add_argument("--environments", type=Path)
    parser.add_argument("--only", type=lambda names: names.split(","))
    return parser.parse_args()


def installed(
    names: Sequence[str] | None, environments: Path, texts: Path, timeout: float
) -> Iterator[tuple[str, Ready | Failure]]:
    """Each peer, ready or with the reason why it is not."""
    for peer in PEERS:
        if not names or peer.name in names:
            yield peer.name, ready(peer, environments, texts, drafts.terms(TERMS), timeout)


def compared(
    options: argparse.Namespace, folder: Path, environments: Path
) -> Iterator[list[str] | str]:
    """The rows of the table, and what is not in it."""
    texts, one, terms = folder / "texts", folder / "one", drafts.terms(TERMS)
    planted = plant(texts, options.files, options.kilobytes * 1_000, terms)
    list(drafts.write(one, 1, 1_000))
    size = sum(path.stat().st_size for path in texts.rglob("*.txt")) / 1e6
    peers = installed(options.only, environments, texts, options.timeout)
    ran: list[tuple[Ready, Outcome]] = []
    for name, tool in [*ours(folder, texts, terms), *peers]:
        outcome = tool if isinstance(tool, Failure) else tried(tool, planted, options.timeout)
        if isinstance(tool, Failure) or isinstance(outcome, Failure):
            yield f"{name}：{outcome}"
        else:
            ran.append((tool, outcome))
    commands = [tool.command for tool, _ in ran]
    every = medians(commands, options.rounds)
    start = medians([upon(command, texts, one) for command in commands], options.rounds)
    pairs = [Pair(*each) for each in zip(every.values(), start.values(), strict=True)]
    counts = Counter(planted.values())
    yield f"{size:.1f} MB，{options.files} 个文件，{TERMS} 个词，{machine()}"
    yield HEAD
    for (tool, outcome), pair in zip(ran, pairs, strict=True):
        yield [*row(tool, outcome, counts), *prices(tool, pair, pairs[0], size)]


def main() -> None:
    """Print the table."""
    options = parsed()
    cache = Path(os.environ.get("XDG_CACHE_HOME") or Path.home() / ".cache")
    cache.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory(dir=cache, prefix="seclint-peers-") as made:
        folder = Path(made)
        environments = (options.environments or folder / "environments").absolute()
        for line in compared(options, folder, environments):
            print(line if isinstance(line, str) else " | ".join(line), flush=True)


if __name__ == "__main__":
    main()
