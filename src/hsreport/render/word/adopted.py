"""The parts of a Word file in the styles, page and heads of a Word file of the user's own.

Styles are told by their names, as Word has them in every language; theirs get the ids that the text uses. What that file
lacks is added, without fonts and heights of lines, so that it follows the style that it is based on.
"""

from collections.abc import Iterable, Mapping
from copy import deepcopy
from typing import cast

from hsreport.ooxml.xml import Element, W, related, w
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
_VAL, _ID, _TYPE, _DEFAULT = (f"{{{W}}}{key}" for key in ("val", "styleId", "type", "default"))


def adopted(parts: Parts, reference: Reference, style: HouseStyle) -> Parts:
    """The parts as that file has them; `style` is the house style in its measures."""
    ids = _ids(reference.styles, parts.styles)
    heads = {f"{kind}Own{at.title()}": head for (kind, at), head in reference.heads.items()}
    own = head_id("header", "cover")
    cover = {own: parts.heads[own]} if own in parts.heads and not reference.first_page else {}
    _rename([reference.styles, *heads.values(), *([] if reference.numbering is None else [reference.numbering])], ids)
    for name, head in heads.items():
        _without_ids(head)
        dressed(head, style, first="First" in name)
    for section in parts.document.iter(_tag("sectPr")):
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
    """Kind and name; the default of its kind is the same whatever its name."""
    kind = style.get(_TYPE) or "paragraph"
    return kind, "" if style.get(_DEFAULT) in ("1", "true", "on") else name_of(style)


def _ids(theirs: Element, ours: Element) -> dict[str, str]:
    """The new id of each style of theirs: ours for the style of the same name, one that we do not use for others."""
    own = {_key(each): each.get(_ID) or "" for each in ours.iterfind(_tag("style"))}
    written = [(_key(each), each.get(_ID) or "") for each in theirs.iterfind(_tag("style"))]
    taken = {*own.values(), *(identity for _, identity in written)}
    found: dict[str, str] = {}
    for key, identity in written:
        new = own.get(key, identity)
        while (key not in own and new in own.values()) or new in found.values():
            new = next(name for at in range(len(taken) + 1) if (name := f"{identity}{at or ''}Own") not in taken)
            taken.add(new)
        found[identity] = new
    return found


def _rename(roots: Iterable[Element], ids: Mapping[str, str]) -> None:
    for root in roots:
        for each in root.iter(*map(_tag, STYLE_NAMES)):
            each.set(_VAL, ids.get(each.get(_VAL) or "", each.get(_VAL) or ""))
        for each in root.iter(_tag("style")):
            each.set(_ID, ids[each.get(_ID) or ""])


def _merge_styles(theirs: Element, ours: Element, style: HouseStyle) -> Element:
    """Adds the styles that are lacking; returns the style of points."""
    there = {each.get(_ID): each for each in theirs.iterfind(_tag("style"))}
    names = {name_of(each): each.get(_ID) or "" for each in there.values()}
    for each in ours.iterfind(_tag("style")):
        if each.get(_ID) not in there:
            theirs.append(_following(each, names))
        elif each.get(_DEFAULT):
            there[each.get(_ID)].replace(_found(there[each.get(_ID)], "name"), deepcopy(_found(each, "name")))
    _set_language(theirs, style)
    return next(each for each in theirs.iterfind(_tag("style")) if each.get(_ID) == "Point")


def _following(ours: Element, names: Mapping[str, str]) -> Element:
    """A style of ours that follows the style of theirs that it is based on."""
    made = deepcopy(ours)
    for each in list(made.iter(_tag("rFonts"))):
        _remove(each)
    name = _found(made, "name").get(_VAL) or ""
    for each in made.iter(_tag("spacing")) if name not in _FIXED else ():
        for key in ("line", "lineRule"):
            each.attrib.pop(_tag(key), "")
    if name in NEAREST and NEAREST[name] in names:
        _found(made, "basedOn").set(_VAL, names[NEAREST[name]])
    return made


def _set_language(styles: Element, style: HouseStyle) -> None:
    """The document is in the language of the house style, whatever language that file is in."""
    defaults = styles.find(_tag("docDefaults"))
    if defaults is None:
        defaults = w("docDefaults")
        styles.insert(0, defaults)
    looks = defaults
    for key in ("rPrDefault", "rPr"):
        if looks.find(_tag(key)) is None:
            looks.insert(0, w(key))
        looks = _found(looks, key)
    for each in list(styles.iter(_tag("lang"))):
        _remove(each)
    late = [each for each in looks if each.tag in map(_tag, ("eastAsianLayout", "specVanish", "oMath"))]
    looks.insert(len(looks) - len(late), w("lang", val=word_language(style.language)))


# --- The list of points -----------------------------------------------------------------------------------


def _merged_numbering(theirs: Element | None, ours: Element, point: Element) -> Element:
    """Their lists and ours; theirs counts the points where their style of points has one that counts in figures."""
    if theirs is None:
        _set_list(point, POINT_LIST)
        return ours
    number = point.find(f"{_tag('pPr')}/{_tag('numPr')}/{_tag('numId')}")
    if number is not None and _counts(theirs, number.get(_VAL) or ""):
        return theirs
    abstract, listed = (_free(theirs, *each) for each in (("abstractNum", "abstractNumId"), ("num", "numId")))
    pattern, num = ours
    pattern.set(_tag("abstractNumId"), str(abstract))
    num.set(_tag("numId"), str(listed))
    _found(num, "abstractNumId").set(_VAL, str(abstract))
    patterns = [at for at, each in enumerate(theirs) if each.tag in (pattern.tag, _tag("numPicBullet"))]
    theirs.insert(max(patterns, default=-1) + 1, pattern)
    lists = [at for at, each in enumerate(theirs) if each.tag in (num.tag, pattern.tag)]
    theirs.insert(max(lists) + 1, num)
    _set_list(point, listed)
    return theirs


def _counts(numbering: Element, number: str) -> bool:
    """Whether a list counts 1, 2, 3 on its first level."""
    num = next((each for each in numbering.iterfind(_tag("num")) if each.get(_tag("numId")) == number), None)
    wanted = _found(num, "abstractNumId").get(_VAL) if num is not None else None
    for each in numbering.iterfind(_tag("abstractNum")):
        level = each.find(_tag("lvl"))
        if each.get(_tag("abstractNumId")) == wanted and level is not None:
            said = {key: _found(level, key).get(_VAL) for key in ("numFmt", "lvlText") if level.find(_tag(key)) is not None}  # fmt: skip
            return said.get("numFmt", "decimal") == "decimal" and said.get("lvlText") in ("%1", "%1.")
    return False


def _free(numbering: Element, tag: str, key: str) -> int:
    return 1 + max((int(each.get(_tag(key)) or 0) for each in numbering.iterfind(_tag(tag))), default=0)


def _set_list(point: Element, number: int) -> None:
    """Has a style count by a list."""
    properties = point.find(_tag("pPr"))
    if properties is None:
        properties = w("pPr")
        words = point.find(_tag("rPr"))
        point.append(properties) if words is None else words.addprevious(properties)
    for each in properties.findall(_tag("numPr")):
        properties.remove(each)
    early = ("keepNext", "keepLines", "pageBreakBefore", "framePr", "widowControl")
    place = sum(each.tag in map(_tag, early) for each in properties)
    properties.insert(place, w("numPr", w("numId", val=number)))


# --- Settings, pages, heads ---------------------------------------------------------------------------------


def _merged_settings(ours: Element, theirs: Element | None) -> Element:
    """Ours, with how theirs sets tabs, margins of facing pages, colours of the theme, and fonts that travel."""
    if theirs is None:
        return ours
    stop = _found(ours, "defaultTabStop")
    for name in ("embedTrueTypeFonts", "mirrorMargins"):
        if (found := theirs.find(_tag(name))) is not None:
            stop.addprevious(deepcopy(found))
    if (own := theirs.find(_tag("defaultTabStop"))) is not None:
        ours.replace(stop, deepcopy(own))
    if (colours := theirs.find(_tag("clrSchemeMapping"))) is not None:
        ours.append(deepcopy(colours))
    return ours


def _adopt_page(section: Element, reference: Reference) -> None:
    for key, element in reference.page.items():
        section.replace(_found(section, key), deepcopy(element))
    if not reference.heads:
        return
    cover = section.find(_tag("titlePg")) is not None
    if cover and not reference.first_page:
        return
    for each in [*section.iterfind(_tag("headerReference")), *section.iterfind(_tag("footerReference"))]:
        section.remove(each)
    pages = ("first",) * reference.first_page if cover else ("default", *(("even",) * reference.facing))
    shown = [(kind, at) for kind, at in reference.heads if at in pages]
    for place, (kind, at) in enumerate(shown):
        section.insert(place, related(f"{kind}Reference", f"{kind}Own{at.title()}", type=at))


def _without_ids(head: Element) -> None:
    """Takes away bookmarks and the ids of controls, which may meet those of the text."""
    ids = [each for control in head.iter(_tag("sdtPr")) for each in control.iterfind(_tag("id"))]
    for each in [*head.iter(_tag("bookmarkStart")), *head.iter(_tag("bookmarkEnd")), *ids]:
        _remove(each)


def _found(parent: Element, name: str) -> Element:
    """A child that is there."""
    return cast(Element, parent.find(_tag(name)))


def _remove(element: Element) -> None:
    parent = element.getparent()
    if parent is not None:
        parent.remove(element)


def _tag(name: str) -> str:
    return f"{{{W}}}{name}"
