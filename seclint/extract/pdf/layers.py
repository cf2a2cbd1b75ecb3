"""Layers (optional content) that are off: marked in the file itself, where pdfium will see it.

pdfium's text layer ignores layers, and tells only strings of a marked content's property list;
so the lists of layers that are off get one more string, and forms that belong to them are put
in marked content of their own.
"""

from typing import Any

import pikepdf

from seclint.extract.pdf.painted import DAMAGE
from seclint.extract.pdf.tree import Id, array, get, numbered

_OFF = "/SeclintOff"


def mark(pdf: pikepdf.Pdf) -> bool:
    """Mark what is off; False where nothing is, and the file was left as it is."""
    off = _off(pdf)
    if not off:
        return False
    marked = False
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and _is_off(item, off):
            item[_OFF] = pikepdf.String("1")
            marked = True
        elif isinstance(item, pikepdf.Dictionary | pikepdf.Stream):
            marked |= _mark_lists(item, off)
        if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == pikepdf.Name.Form:
            marked |= _mark_form(item, off)
    return marked


def _off(pdf: pikepdf.Pdf) -> set[Id]:
    layers = get(pdf.trailer.get("/Root"), "/OCProperties")
    default = get(layers, "/D")
    off = set(map(numbered, array(default, "/OFF")))
    if get(default, "/BaseState") == pikepdf.Name.OFF:
        every = set(map(numbered, array(layers, "/OCGs")))
        off |= every - set(map(numbered, array(default, "/ON")))
    return off - {(0, 0)}


def _is_off(item: Any, off: set[Id]) -> bool:
    """Is this group, or this membership of groups ([ISO 32000-1] 8.11.2.2), off?"""
    if numbered(item) in off and item.get("/Type") == pikepdf.Name.OCG:
        return True
    if item.get("/Type") != pikepdf.Name.OCMD:
        return False
    groups = item.get("/OCGs")
    members = list(groups) if isinstance(groups, pikepdf.Array) else [groups]
    states = [numbered(group) not in off for group in members if group is not None]
    if not states:
        return False
    policy = str(item.get("/P", "/AnyOn"))
    shown = {
        "/AllOn": all(states), "/AnyOff": not all(states), "/AllOff": not any(states),
    }.get(policy, any(states))  # fmt: skip
    return not shown


def _mark_lists(item: Any, off: set[Id]) -> bool:
    """Memberships that stand inside a resource dictionary."""
    marked = False
    for lists in (get(item, "/Properties"), get(item, "/Resources", "/Properties")):
        if not isinstance(lists, pikepdf.Dictionary):
            continue
        for value in lists.values():
            if isinstance(value, pikepdf.Dictionary) and _is_off(value, off):
                value[_OFF] = pikepdf.String("1")
                marked = True
    return marked


def _mark_form(form: Any, off: set[Id]) -> bool:
    layer = form.get("/OC")
    if not isinstance(layer, pikepdf.Dictionary) or not _is_off(layer, off):
        return False
    try:
        content = form.read_bytes()
    except DAMAGE:
        return False
    form.write(b"/OC <</SeclintOff (1)>> BDC\n" + content + b"\nEMC")
    del form["/OC"]
    return True
