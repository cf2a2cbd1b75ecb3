"""nearest: what somebody may have meant by a word that is none of those known."""

from collections.abc import Collection


def nearest(word: str, options: Collection[str]) -> str:
    """A hint that names the most similar option, or all of them where none is similar."""
    from difflib import get_close_matches

    by_letters = {option.casefold(): option for option in options}
    if close := get_close_matches(word.casefold(), by_letters, n=1, cutoff=0.6):
        return f"；是不是「{by_letters[close[0]]}」？"
    return f"；可用：{'、'.join(options)}" if len(options) <= 50 else ""
