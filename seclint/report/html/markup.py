"""markup: HTML of which no text becomes a tag, and which fetches nothing."""

from base64 import b64encode
from functools import cache
from hashlib import sha256
from html import escape
from importlib.resources import files

from seclint.report.terminal import harmless


def fill(template: str, **values: object) -> str:
    """The template with the values put in: the only way of any text into a page."""
    return template.format_map({key: text(value) for key, value in values.items()})


def text(value: object) -> str:
    """A value as a page may hold it, in text or in a quoted attribute."""
    return escape(harmless(str(value).replace("\t", "  ")), quote=True)


@cache
def asset(name: str) -> str:
    """A style or script that ships beside this module, line breaks as a browser hashes them."""
    return files("seclint.report.html").joinpath(name).read_text("utf-8")


@cache
def policy(style: str, script: str) -> str:
    """What a page may do: apply this style, run this script, and nothing else whatever."""
    return (
        f"default-src 'none'; style-src {_source(style)}; script-src {_source(script)}; "
        "base-uri 'none'; form-action 'none'"
    )


def _source(content: str) -> str:
    return f"'sha256-{b64encode(sha256(content.encode()).digest()).decode()}'"
