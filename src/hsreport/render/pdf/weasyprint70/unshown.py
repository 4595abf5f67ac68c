"""Characters that no font has, told by Pango before anything is laid out: WeasyPrint would print them as empty boxes (.notdef)."""

from collections.abc import Iterable
from typing import Any

COUNT = "int pango_layout_get_unknown_glyphs_count(PangoLayout *layout);"
"""What WeasyPrint does not declare of Pango."""


def unshown(characters: Iterable[str], fonts: Any) -> frozenset[str]:  # noqa: ANN401
    """Return those of the characters that neither the fonts of a configuration nor those of the machine have."""
    from weasyprint.text.ffi import ffi, gobject, pango, unicode_to_char_p

    if not hasattr(pango, "pango_layout_get_unknown_glyphs_count"):
        ffi.cdef(COUNT)
    context = ffi.gc(pango.pango_font_map_create_context(fonts.font_map), gobject.g_object_unref)
    layout = ffi.gc(pango.pango_layout_new(context), gobject.g_object_unref)
    found = set()
    for character in characters:
        words, _kept = unicode_to_char_p(character)
        pango.pango_layout_set_text(layout, words, -1)
        if pango.pango_layout_get_unknown_glyphs_count(layout):
            found.add(character)
    return frozenset(found)
