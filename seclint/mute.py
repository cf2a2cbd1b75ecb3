"""mute: which findings stand but do not count, and why. Each keeps its reason and is reported."""

from collections.abc import Iterable

from seclint.model import Finding, Mute


def mute(finding: Finding, mutes: Iterable[Mute]) -> Finding:
    """The finding, with the first reason that any of `mutes` has for not counting it; one that does
    not count already keeps its own.
    """
    if finding.muted is not None:
        return finding
    reasons = (reason for silence in mutes if (reason := silence(finding)))
    return finding._replace(muted=next(reasons, None))
