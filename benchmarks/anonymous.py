"""How editions under the Chatham House Rule hold, measured on documents marked by hand.

    python benchmarks/anonymous.py [FOLDER ...] [-v] [--formats html,docx,pdf] [--only WORDS]

FOLDER holds documents and their marks, tests/corpus and tests/corpus/more unless given. Each document becomes an edition twice:
as it comes, and with the people of its key settled as `[anonymous] people` would. Told are the share that passes without a
question (HS531), the leaks (a name of the key, or a word of one over two letters, in any stream of a file of an edition that
passes), and the false alarms in 20 lines (questions about no word of a name). `-v` prints leaks and questions. PDF needs
pdftotext; web pages alone are made unless `--formats` names more.
"""

import argparse
import io
import re
import shutil
import subprocess
import sys
from collections import Counter
from collections.abc import Iterator
from html import unescape
from pathlib import Path
from typing import NamedTuple
from zipfile import ZipFile

import pikepdf
from attribution import CORPUS, Marked, folded, marked

from hsreport import builtin_vocabulary
from hsreport.build import report_of
from hsreport.config import known_formats
from hsreport.editions.chatham_house.everybody import NOTHING_SETTLED, Settled
from hsreport.errors import SourceError
from hsreport.read.source import read_source
from hsreport.render.handout.order import Order, make
from hsreport.render.style.tokens import HouseStyle, load_style
from hsreport.values import Format

TEMPLATE = {"Chatham", "House", "Rule"}
"""Words that every edition says itself."""


class Outcome(NamedTuple):
    """What came of an edition: the questions that stop it, those that are about nobody, the leaks of one that passes."""

    questions: tuple[str, ...]
    false_alarms: tuple[str, ...]
    leaks: tuple[str, ...]


def people_of(document: Marked) -> tuple[str, ...]:
    """Everybody whom the marks name, by the name that they give."""
    marks = document.marks
    roles = [name for session in marks["sessions"] for names in session.get("roles", {}).values() for name in names]
    return tuple(dict.fromkeys([*roles, *(point["speaker"] for point in marks["points"])]))


def parts_of(people: tuple[str, ...]) -> set[str]:
    """The names, and every word of them over two letters."""
    return {part for name in people for part in (name, *re.findall(r"[^\W\d_]{3,}", name))} - TEMPLATE


def streams(form: Format, data: bytes) -> Iterator[str]:
    """Every text that a file holds, packed or not."""
    if form is Format.HTML:
        yield unescape(re.sub(r"<style.*?</style>|data:[^\"')]+", "", data.decode(), flags=re.DOTALL))
    elif form is Format.DOCX:
        with ZipFile(io.BytesIO(data)) as package:
            for name in package.namelist():
                yield name
                yield re.sub(r"</w:p>", "\n", package.read(name).decode("utf-8", "replace"))
    else:
        pdftotext = shutil.which("pdftotext") or "pdftotext"
        yield subprocess.run([pdftotext, "-", "-"], input=data, capture_output=True, check=True).stdout.decode()
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for each in pdf.objects:
                if isinstance(each, pikepdf.Stream) and "/Length1" not in each and "/FontFile2" not in each:
                    yield each.read_bytes().decode("latin-1")
                elif isinstance(each, pikepdf.Dictionary):
                    yield " ".join(str(value) for value in each.values() if isinstance(value, pikepdf.String))


def outcome(document: Marked, settled: Settled, style: HouseStyle, formats: tuple[Format, ...]) -> Outcome:
    report = report_of(read_source(document.path), builtin_vocabulary("human-security"))
    made = make(report, style, Order(chatham_house=True, settled=settled), list(formats))
    questions = tuple(each.message.split("”")[0].lstrip("“") for each in made.findings if each.code == "HS531")
    parts = parts_of(people_of(document))
    words = set(" ".join(map(folded, parts)).split())
    wrong = tuple(question for question in questions if words.isdisjoint(folded(question).split()))
    if questions:
        return Outcome(questions, wrong, ())
    texts = [text for form, data in made.files.items() for text in streams(form, data)]
    found = {part for part in parts if any(re.search(rf"(?<!\w){re.escape(part)}(?!\w)", text) for text in texts)}
    return Outcome((), (), tuple(sorted(found)))


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("folders", nargs="*", type=Path, default=[CORPUS, CORPUS / "more"])
    options.add_argument("-v", "--verbose", action="store_true")
    options.add_argument("--formats", default="html")
    options.add_argument("--only", default="")
    asked = options.parse_args()
    formats, style = known_formats(asked.formats.split(",")), load_style("briefing")
    passed, leaked, false, lines = Counter[str](), Counter[str](), Counter[str](), 0
    documents = [each for each in marked(asked.folders, "all") if asked.only in each.path.name]
    for document in documents:
        lines += document.path.read_text(encoding="utf-8").count("\n")
        for how, settled in (("as it comes", NOTHING_SETTLED), ("settled", Settled(people=people_of(document)))):
            try:
                came = outcome(document, settled, style, formats)
            except SourceError:
                continue
            passed[how] += not came.questions
            leaked[how] += bool(came.leaks)
            false[how] += len(came.false_alarms)
            if asked.verbose and (came.questions or came.leaks):
                print(
                    document.path.name,
                    how,
                    "| LEAKS",
                    *came.leaks,
                    "| false",
                    came.false_alarms,
                    "| all",
                    came.questions,
                )
    for how in passed | false:
        share, alarms = passed[how] / len(documents), 20 * false[how] / lines
        print(f"{how}: {share:.0%} of {len(documents)} pass, {leaked[how]} leak, {alarms:.2f} false alarms in 20 lines")
    sys.exit(any(leaked.values()))


if __name__ == "__main__":
    main()
