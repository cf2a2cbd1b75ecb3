"""floor: the least that any such tool does: read, decode, one pass of an automaton over it all.

python benchmarks/floor.py TERMS FOLDER
"""

import sys
from pathlib import Path

import ahocorasick

automaton = ahocorasick.Automaton()
for term in Path(sys.argv[1]).read_text("utf-8").split():
    automaton.add_word(term.encode().decode("latin-1"), term)
automaton.make_automaton()
found = 0
for path in sorted(Path(sys.argv[2]).rglob("*.txt")):
    text = path.read_bytes().decode("utf-8")
    for _ in automaton.iter(text.encode().decode("latin-1")):
        found += 1
print(found)
