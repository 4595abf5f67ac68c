"""hsreport.toml: found, read, laid under the command line, and refused with a hint where it is wrong."""

from pathlib import Path

import pytest

from hsreport.config import Config, config_for, known_formats, load_vocabulary, read_config, vocabulary_of
from hsreport.enrich.themes.rulings import Ruling, Rulings
from hsreport.enrich.themes.vocabulary import Order, Term
from hsreport.errors import SettingsError
from hsreport.values import Format, KnownPerson

WHOLE = """
style = "ours.toml"
formats = ["html", "pdf", "html"]
output = "out"
vocabulary = "words.toml"

[[person]]
name = "Amartya Sen"
index = "Sen, Amartya"
variants = ["Amartia Sen"]
affiliation = "Co-Chair, Commission on Human Security"
"""


@pytest.fixture
def write(tmp_path: Path):
    def written(text: str | bytes) -> Path:
        path = tmp_path / "hsreport.toml"
        path.write_bytes(text if isinstance(text, bytes) else text.encode())
        return path

    return written


def refusal(path: Path) -> SettingsError:
    with pytest.raises(SettingsError) as caught:
        read_config(path)
    assert caught.value.file == str(path)
    assert caught.value.exit_code == 2
    return caught.value


def test_paths_are_relative_to_the_file(write, tmp_path: Path) -> None:
    config = read_config(write(WHOLE))
    assert config.style == str(tmp_path / "ours.toml")
    assert config.vocabulary == str(tmp_path / "words.toml")
    assert config.output == str(tmp_path / "out")


def test_formats_come_once_and_in_their_order(write) -> None:
    assert read_config(write(WHOLE)).formats == (Format.PDF, Format.HTML)


def test_people(write) -> None:
    sen = KnownPerson("Amartya Sen", "Sen, Amartya", ("Amartia Sen",), "Co-Chair, Commission on Human Security")
    assert read_config(write(WHOLE)).person == (sen,)


def test_names_of_built_ins_stay_names(write) -> None:
    config = read_config(write('style = "briefing"\nvocabulary = "human-security"'))
    assert (config.style, config.vocabulary) == ("briefing", "human-security")


@pytest.mark.parametrize(
    ("text", "message", "hint"),
    [
        ('styel = "x"', "unknown key “styel”", "did you mean “style”?"),
        ('[[person]]\nname = "A B"\nvariant = []', "unknown key “person[0].variant”", "did you mean “variants”?"),
        ('[[person]]\nindex = "B, A"', "person[0]: Object missing required field `name`", ""),
        ('formats = ["pfd"]', "formats[0]: unknown word “pfd”", "did you mean “pdf”?"),
        ('formats = "pdf"', "formats: Expected `array`, got `str`", ""),
        ("style = ", "not TOML", ""),
        (b"style = '\xff'", "it is not UTF-8 text", "save it as UTF-8"),
    ],
)
def test_what_is_wrong_is_named(write, text: str | bytes, message: str, hint: str) -> None:
    error = refusal(write(text))
    assert error.message.startswith(message)
    assert error.hint == hint


def test_a_missing_file(tmp_path: Path) -> None:
    assert refusal(tmp_path / "none.toml").message == "No such file or directory"


def test_the_one_beside_the_source_is_found(write, tmp_path: Path) -> None:
    assert config_for(tmp_path / "summary.txt") == Config()
    write('formats = ["pdf"]')
    assert config_for(tmp_path / "summary.txt").formats == (Format.PDF,)


def test_the_one_given_comes_first(write, tmp_path: Path) -> None:
    write('formats = ["pdf"]')
    other = tmp_path / "other.toml"
    other.write_text('formats = ["html"]')
    assert config_for(tmp_path / "summary.txt", other).formats == (Format.HTML,)


def test_a_vocabulary_by_name_and_by_file(tmp_path: Path) -> None:
    assert "health" in {theme.id for theme in load_vocabulary("human-security").themes}
    own = tmp_path / "own.toml"
    own.write_text('title = "Own"\n[[theme]]\nid = "bees"\nlabel = "Bees"\nterms = ["bee"]')
    assert [theme.label for theme in load_vocabulary(str(own)).themes] == ["Bees"]


def test_a_vocabulary_may_extend_one_beside_it(tmp_path: Path) -> None:
    (tmp_path / "base.toml").write_text('title = "Base"\nextends = "human-security"\nwithout = ["trade"]')
    (tmp_path / "own.toml").write_text('title = "Own"\nextends = "base.toml"\nwithout = ["aid"]')
    known = {theme.id for theme in load_vocabulary("human-security").themes}
    assert {theme.id for theme in load_vocabulary(str(tmp_path / "own.toml")).themes} == known - {"trade", "aid"}


def test_a_vocabulary_may_not_extend_itself(tmp_path: Path) -> None:
    (tmp_path / "a.toml").write_text('title = "A"\nextends = "b.toml"')
    (tmp_path / "b.toml").write_text('title = "B"\nextends = "a.toml"')
    with pytest.raises(SettingsError, match="it extends itself") as caught:
        load_vocabulary(str(tmp_path / "a.toml"))
    assert caught.value.file == str(tmp_path / "a.toml")


def test_what_the_file_adds_to_the_vocabulary_and_settles_by_hand(write) -> None:
    config = read_config(
        write("""
vocabulary = "human-security"
order = "label"
[[theme]]
id = "aid"
terms = ["grass-roots grant"]
[[pin]]
theme = "aid"
point = 3
begins = "It rained"
[[strike]]
theme = "trade"
begins = "The floor"
source = "a.txt"
""")
    )
    vocabulary = vocabulary_of(config)
    aid = next(entry for entry in vocabulary.entries if entry.theme.id == "aid")
    assert aid.terms[-1] == Term("grass-roots grant")
    assert vocabulary.order is Order.LABEL
    assert vocabulary_of(Config()) == load_vocabulary("auto")
    assert config.rulings == Rulings((Ruling("aid", "It rained", 3),), (Ruling("trade", "The floor", source="a.txt"),))


def test_a_vocabulary_that_is_not_there(tmp_path: Path) -> None:
    with pytest.raises(SettingsError, match="no vocabulary is called “human-securty”") as caught:
        load_vocabulary("human-securty")
    assert caught.value.hint == "did you mean “human-security”?"
    with pytest.raises(SettingsError, match="No such file"):
        load_vocabulary(str(tmp_path / "none.toml"))


def test_known_formats() -> None:
    assert known_formats(["html", "docx"]) == (Format.DOCX, Format.HTML)
    with pytest.raises(SettingsError) as caught:
        known_formats(["word"])
    assert caught.value.hint == "known here: pdf, docx, html"
