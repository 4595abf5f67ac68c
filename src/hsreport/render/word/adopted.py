"""The parts of a Word file in the styles, page and heads of a Word file of the user's own.

Styles are told by their names, as Word has them in every language; theirs get the ids that the text uses. What that file
lacks is added, without fonts and heights of lines, so that it follows the style that it is based on.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import cast

from hsreport.ooxml.xml import STYLE_ID, TYPE, VAL, Element, W, is_on, related, remove, value, w
from hsreport.render.style.tokens import HouseStyle
from hsreport.render.word.package import Parts
from hsreport.render.word.pages import dressed, head_id, watermarked
from hsreport.render.word.reference import Reference, name_of
from hsreport.render.word.styles import POINT_LIST, word_language

STYLE_NAMES = ("basedOn", "next", "link", "pStyle", "rStyle", "tblStyle", "styleLink", "numStyleLink")
"""Elements that name a style by its id."""
NEAREST = {"Theme Line": "subtitle", "Narrative": "body text", "Lead": "body text", "Point": "body text"}
"""Styles of theirs that ours are based on, where they are there."""
_FIXED = frozenset(("Section Break", "Logo"))
"""Styles whose lines keep their height, that of a picture with them."""
_DEFAULT = W + "default"


def adopted(parts: Parts, reference: Reference, style: HouseStyle) -> Parts:
    """Return the parts as that file has them; `style` is the house style in its measures."""
    ids = _ids(reference.styles, parts.styles)
    heads = {f"{kind}Own{at.title()}": head for (kind, at), head in reference.heads.items()}
    own = head_id("header", "cover")
    cover = {own: parts.heads[own]} if own in parts.heads and not reference.first_page else {}
    _rename([reference.styles, *heads.values(), *([] if reference.numbering is None else [reference.numbering])], ids)
    for name, head in heads.items():
        _without_ids(head)
        dressed(head, style, first="First" in name)
    for section in parts.document.iter(W + "sectPr"):
        _adopt_page(section, reference)
    point = _merge_styles(reference.styles, parts.styles, style)
    return parts._replace(
        styles=reference.styles,
        numbering=_merged_numbering(reference.numbering, parts.numbering, point),
        settings=_merged_settings(parts.settings, reference.settings),
        font_table=parts.font_table if reference.font_table is None else reference.font_table,
        heads=(watermarked(heads, style) | cover) if heads else parts.heads,
        beside=(*parts.beside, *reference.beside),
    )


# --- Styles ---------------------------------------------------------------------------------------------


def _key(style: Element) -> tuple[str, str]:
    """Return kind and name; the default of its kind is the same whatever its name."""
    kind = style.get(TYPE) or "paragraph"
    return kind, "" if is_on(style.get(_DEFAULT) or "0") else name_of(style)


def _ids(theirs: Element, ours: Element) -> dict[str, str]:
    """Return the new id of each style of theirs: ours for the style of the same name, one that we do not use for others."""
    own = {_key(style): style.get(STYLE_ID) or "" for style in ours.iterfind(W + "style")}
    written = [(_key(style), style.get(STYLE_ID) or "") for style in theirs.iterfind(W + "style")]
    taken = {*own.values(), *(identity for _, identity in written)}
    renamed: dict[str, str] = {}
    for key, identity in written:
        new = own.get(key, identity)
        while (key not in own and new in own.values()) or new in renamed.values():
            new = next(name for at in range(len(taken) + 1) if (name := f"{identity}{at or ''}Own") not in taken)
            taken.add(new)
        renamed[identity] = new
    return renamed


def _rename(roots: Iterable[Element], ids: Mapping[str, str]) -> None:
    for root in roots:
        for named in root.iter(*(W + name for name in STYLE_NAMES)):
            named.set(VAL, ids.get(named.get(VAL) or "", named.get(VAL) or ""))
        for style in root.iter(W + "style"):
            style.set(STYLE_ID, ids[style.get(STYLE_ID) or ""])


def _merge_styles(theirs: Element, ours: Element, style: HouseStyle) -> Element:
    """Add the styles that are lacking; return the style of points."""
    there = {style.get(STYLE_ID): style for style in theirs.iterfind(W + "style")}
    names = {name_of(style): style.get(STYLE_ID) or "" for style in there.values()}
    for own in ours.iterfind(W + "style"):
        if own.get(STYLE_ID) not in there:
            theirs.append(_following(own, names))
        elif own.get(_DEFAULT):
            there[own.get(STYLE_ID)].replace(_found(there[own.get(STYLE_ID)], "name"), deepcopy(_found(own, "name")))
    _set_language(theirs, style)
    return next(style for style in theirs.iterfind(W + "style") if style.get(STYLE_ID) == "Point")


def _following(ours: Element, names: Mapping[str, str]) -> Element:
    """Return a style of ours that follows the style of theirs that it is based on."""
    made = deepcopy(ours)
    for font in list(made.iter(W + "rFonts")):
        remove(font)
    name = value(made, "name")
    for spacing in made.iter(W + "spacing") if name not in _FIXED else ():
        for key in ("line", "lineRule"):
            spacing.attrib.pop(W + key, "")
    if name in NEAREST and NEAREST[name] in names:
        _found(made, "basedOn").set(VAL, names[NEAREST[name]])
    return made


def _set_language(styles: Element, style: HouseStyle) -> None:
    """Set the document's language to that of the house style, whatever language that file is in."""
    defaults = styles.find(W + "docDefaults")
    if defaults is None:
        defaults = w("docDefaults")
        styles.insert(0, defaults)
    looks = defaults
    for key in ("rPrDefault", "rPr"):
        if looks.find(W + key) is None:
            looks.insert(0, w(key))
        looks = _found(looks, key)
    for language in list(styles.iter(W + "lang")):
        remove(language)
    late = [look for look in looks if look.tag in (W + "eastAsianLayout", W + "specVanish", W + "oMath")]
    looks.insert(len(looks) - len(late), w("lang", val=word_language(style.language)))


# --- The list of points -----------------------------------------------------------------------------------


def _merged_numbering(theirs: Element | None, ours: Element, point: Element) -> Element:
    """Return their lists and ours; theirs counts the points where their style of points has one that counts in figures."""
    if theirs is None:
        _set_list(point, POINT_LIST)
        return ours
    number = point.find(f"{W}pPr/{W}numPr/{W}numId")
    if number is not None and _counts(theirs, number.get(VAL) or ""):
        return theirs
    abstract, listed = (_free(theirs, *keys) for keys in (("abstractNum", "abstractNumId"), ("num", "numId")))
    pattern, num = ours
    pattern.set(W + "abstractNumId", str(abstract))
    num.set(W + "numId", str(listed))
    _found(num, "abstractNumId").set(VAL, str(abstract))
    patterns = [at for at, child in enumerate(theirs) if child.tag in (pattern.tag, W + "numPicBullet")]
    theirs.insert(max(patterns, default=-1) + 1, pattern)
    lists = [at for at, child in enumerate(theirs) if child.tag in (num.tag, pattern.tag)]
    theirs.insert(max(lists) + 1, num)
    _set_list(point, listed)
    return theirs


def _counts(numbering: Element, number: str) -> bool:
    """Tell whether a list counts 1, 2, 3 on its first level."""
    num = next((listed for listed in numbering.iterfind(W + "num") if listed.get(W + "numId") == number), None)
    wanted = _found(num, "abstractNumId").get(VAL) if num is not None else None
    for pattern in numbering.iterfind(W + "abstractNum"):
        level = pattern.find(W + "lvl")
        if pattern.get(W + "abstractNumId") == wanted and level is not None:
            said = {key: _found(level, key).get(VAL) for key in ("numFmt", "lvlText") if level.find(W + key) is not None}  # fmt: skip
            return said.get("numFmt", "decimal") == "decimal" and said.get("lvlText") in ("%1", "%1.")
    return False


def _free(numbering: Element, tag: str, key: str) -> int:
    return 1 + max((int(listed.get(W + key) or 0) for listed in numbering.iterfind(W + tag)), default=0)


def _set_list(point: Element, number: int) -> None:
    """Make a style count by a list."""
    properties = point.find(W + "pPr")
    if properties is None:
        properties = w("pPr")
        words = point.find(W + "rPr")
        point.append(properties) if words is None else words.addprevious(properties)
    for listing in properties.findall(W + "numPr"):
        properties.remove(listing)
    early = ("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
    place = sum(element.tag in (W + name for name in early) for element in properties)
    properties.insert(place, w("numPr", w("numId", val=number)))


# --- Settings, pages, heads ---------------------------------------------------------------------------------


def _merged_settings(ours: Element, theirs: Element | None) -> Element:
    """Return ours, with how theirs sets tabs, margins of facing pages, colours of the theme, and fonts that travel."""
    if theirs is None:
        return ours
    stop = _found(ours, "defaultTabStop")
    for name in ("embedTrueTypeFonts", "mirrorMargins"):
        if (found := theirs.find(W + name)) is not None:
            stop.addprevious(deepcopy(found))
    if (own := theirs.find(W + "defaultTabStop")) is not None:
        ours.replace(stop, deepcopy(own))
    if (colours := theirs.find(W + "clrSchemeMapping")) is not None:
        ours.append(deepcopy(colours))
    return ours


def _adopt_page(section: Element, reference: Reference) -> None:
    size = section.find(W + "pgSz")
    lying = size is not None and size.get(W + "orient") is not None
    for key, element in () if lying else reference.page.items():
        section.replace(_found(section, key), deepcopy(element))
    if not reference.heads:
        return
    cover = section.find(W + "titlePg") is not None
    if cover and not reference.first_page:
        return
    for head in [*section.iterfind(W + "headerReference"), *section.iterfind(W + "footerReference")]:
        section.remove(head)
    pages = ("first",) * reference.first_page if cover else ("default", *(("even",) * reference.facing))
    shown = [(kind, at) for kind, at in reference.heads if at in pages]
    for place, (kind, at) in enumerate(shown):
        section.insert(place, related(f"{kind}Reference", f"{kind}Own{at.title()}", type=at))


def _without_ids(head: Element) -> None:
    """Take away bookmarks and the ids of controls, which may meet those of the text."""
    ids = [identity for control in head.iter(W + "sdtPr") for identity in control.iterfind(W + "id")]
    for mark in [*head.iter(W + "bookmarkStart"), *head.iter(W + "bookmarkEnd"), *ids]:
        remove(mark)


def _found(parent: Element, name: str) -> Element:
    """Return a child that is there."""
    return cast(Element, parent.find(W + name))
