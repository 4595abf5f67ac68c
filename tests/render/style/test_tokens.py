"""House styles: what is read, what is refused and in which words."""

from pathlib import Path

import msgspec
import pytest
from fontTools.ttLib import TTFont

from hsreport.errors import SettingsError
from hsreport.render.style.tokens import (
    Colours,
    FontFile,
    Fonts,
    HouseStyle,
    PageMeasures,
    Sizes,
    load_style,
    style_names,
)
from tests.conftest import ROOT

READABLE = 4.5
"""The contrast of text that WCAG 2 asks for at level AA."""


def _contrast(one: str, other: str) -> float:
    def luminance(colour: str) -> float:
        channels = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
        linear = [each / 12.92 if each <= 0.04045 else ((each + 0.055) / 1.055) ** 2.4 for each in channels]
        return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]

    dark, light = sorted((luminance(one), luminance(other)))
    return (light + 0.05) / (dark + 0.05)


@pytest.fixture
def wrong(tmp_path: Path):
    def refused(text: str) -> SettingsError:
        file = tmp_path / "own.toml"
        file.write_text(text, encoding="utf-8")
        with pytest.raises(SettingsError) as caught:
            load_style(str(file))
        return caught.value

    return refused


def test_the_briefing_is_built_in():
    assert "briefing" in style_names()
    assert load_style("briefing").title == "Briefing"


@pytest.mark.parametrize("name", style_names())
def test_every_built_in_style_brings_its_fonts_whole_and_with_their_licence(name: str):
    style = load_style(name)
    assert {style.fonts.text, style.fonts.display} <= {face.family for face in style.font_files}
    for face in style.font_files:
        assert Path(face.file).is_file()
        licence = Path(face.file).parent / f"{face.family}-OFL.txt".replace(" ", "")
        assert "SIL OPEN FONT LICENSE" in licence.read_text(encoding="utf-8")


@pytest.mark.parametrize("name", style_names())
@pytest.mark.parametrize("mode", ["colours", "dark"])
def test_text_is_readable_on_its_paper(name: str, mode: str):
    colours: Colours = getattr(load_style(name), mode)
    for ink in (colours.ink, colours.quiet, colours.accent):
        assert _contrast(ink, colours.paper) >= READABLE


def test_a_style_extends_another(tmp_path: Path):
    (tmp_path / "ours.toml").write_text(
        'extends = "briefing"\nbanner = "FOR OFFICIAL USE"\nlogo = "crest.png"\n[sizes]\ntext_pt = 12\n',
        encoding="utf-8",
    )
    (tmp_path / "large.toml").write_text('extends = "ours.toml"\n[sizes]\nleading = 1.5\n', encoding="utf-8")
    style, base = load_style(str(tmp_path / "large.toml")), load_style("briefing")
    assert (style.sizes.text_pt, style.sizes.leading, style.sizes.small_pt) == (12, 1.5, base.sizes.small_pt)
    assert style.banner == "FOR OFFICIAL USE"
    assert style.logo == str(tmp_path / "crest.png")
    assert style.font_files == base.font_files


def test_a_font_beside_the_style_comes_before_one_of_that_name_in_the_templates(tmp_path: Path):
    (tmp_path / "Inter-Regular.ttf").write_bytes(b"ours")
    (tmp_path / "own.toml").write_text(
        '[[font_files]]\nfamily = "Inter"\nfile = "Inter-Regular.ttf"\n', encoding="utf-8"
    )
    assert load_style(str(tmp_path / "own.toml")).font_files[0].file == str(tmp_path / "Inter-Regular.ttf")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('tittle = "x"', "unknown key “tittle”", "did you mean “title”?"),
        ("[sizes]\ntext_ptt = 9", "unknown key “sizes.text_ptt”", "did you mean “text_pt”?"),
        ('[[font_files]]\nfamly = "x"', "unknown key “font_files[0].famly”", "did you mean “family”?"),
        ("[page]\nqqq = 1", "unknown key “page.qqq”", "known here: width_mm, height_mm, top_mm"),
        ("[page]\ntop_mm = -1", "page.top_mm: Expected `float` >= 0", ""),
        ('[colours]\nink = "red"', "colours.ink: Expected `str` matching regex", ""),
        ("logo = 1", "logo: Expected `str`, got `int`", ""),
        ("font_files = 1", "font_files: Expected `array`, got `int`", ""),
        ("font_files = [1]", "font_files[0]: Expected `object`, got `int`", ""),
        ('[[font_files]]\nfamily = "x"', "font_files[0]: Object missing required field `file`", ""),
        ("title = 1", "title: Expected `str`, got `int`", ""),
        ('extends = "brief"', "no house style is called “brief”", "did you mean “briefing”?"),
        ('extends = "qqq"', "no house style is called “qqq”", "known here: briefing"),
        ('extends = "own.toml"', "extends itself by way of own.toml", "take one “extends” out"),
        ("title", "not TOML: ", ""),
    ],
)
def test_what_is_wrong_is_refused_with_the_place_and_a_hint(wrong, text: str, message: str, hint: str):
    error = wrong(text)
    assert message in error.message
    assert error.hint.startswith(hint)


def test_the_error_names_the_file(wrong):
    assert str(wrong("qqq = 1")).split(":")[0].endswith("own.toml")


def test_a_file_that_is_not_there(tmp_path: Path):
    with pytest.raises(SettingsError, match="cannot be read: No such file"):
        load_style(str(tmp_path / "none.toml"))


def test_a_file_that_is_not_text(tmp_path: Path):
    (tmp_path / "own.toml").write_bytes(b"\xff\xfe\x00")
    with pytest.raises(SettingsError, match="not UTF-8 text"):
        load_style(str(tmp_path / "own.toml"))


def test_the_reference_describes_every_key():
    reference = (ROOT / "docs" / "reference" / "style.md").read_text(encoding="utf-8")
    for kind in (HouseStyle, PageMeasures, Fonts, Sizes, Colours, FontFile):
        for key in kind.__struct_fields__:
            assert f"| `{key}` |" in reference or f"## `[{key}]`" in reference or f"## `[[{key}]]`" in reference, key


def test_the_defaults_are_the_briefing_without_its_fonts():
    briefing = load_style("briefing")
    assert HouseStyle(font_files=briefing.font_files) == briefing
    assert msgspec.structs.replace(briefing, font_files=()) == HouseStyle()


def test_the_fonts_of_code_show_each_sign_as_it_was_typed() -> None:
    style = load_style("briefing")
    faces = [face for face in style.font_files if face.family == style.fonts.code]
    assert [face.weight for face in faces] == [400, 600]
    for face in faces:
        font = TTFont(face.file)
        assert not {row.FeatureTag for row in font["GSUB"].table.FeatureList.FeatureRecord} & {"calt", "liga", "clig"}
        assert len({font["hmtx"][font.getBestCmap()[ord(sign)]][0] for sign in "iW.!=—é"}) == 1
