"""evaluate: how good the rules are, measured on files that people have labelled.

A *label* says what is right at one spot of one file. It holds, or it does not:

- `found`: a finding of its kind stands on its text, at `at` or above (or at the label's own
  `severity`), on its line and of its rule where it names them. One that does not hold is *missed*.
- `not-error`: no error of its kind stands on its text (a mention, a quotation).
- `unreviewed`: something of the file is told as unreviewed.
- `clean`: nothing of its kind, at warning or above, stands on its text or, where it has none,
  anywhere in the file. Without a kind it speaks of all of them.

A finding stands on a label's text where the two share, on the finding's lines, more than half of
the shorter one; where the text is not on these lines, one must hold the other. Both are folded, and
without what parts words and cells. A label may name other kinds that are as right as its own.

A finding is *false* where it is a warning or an error and no `found` label of its kind stands on
its text (and on its line, where the label names one), nor a `not-error` one where it is a warning.
So a file that no label names is expected to be clean.

Per kind: recall is the share of its `found` labels that are found; precision the share of its
findings, at warning or above, that are not false. Per rule: `found` are the labels that the rule
itself finds; only labels that name the rule can be missed by it, and only they give it a recall.
"""

from seclint.evaluate.labels import Label, read
from seclint.evaluate.measure import Measured, measure

__all__ = ["Label", "Measured", "measure", "read"]
