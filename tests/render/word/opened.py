"""A Word file opened for looking at: its parts as trees, its paragraphs by style, its fields."""

import re
import zipfile
from io import BytesIO
from typing import NamedTuple

from lxml import etree

NS = {"w": "http://schemas.openxmlformats.org/wordprocessingml/2006/main"}
W = f"{{{NS['w']}}}"


class Paragraph(NamedTuple):
    style: str
    words: str
    element: etree._Element


class WordFile:
    """The parts of a file; paragraphs in the order of the text, those of tables and controls included."""

    def __init__(self, data: bytes) -> None:
        with zipfile.ZipFile(BytesIO(data)) as box:
            self.entries = box.infolist()
            self.names = box.namelist()
            self.raw = {name: box.read(name) for name in self.names}
        self.trees = {name: etree.fromstring(raw) for name, raw in self.raw.items() if name.endswith((".xml", ".rels"))}
        self.document = self.part("document")
        self.styles = {each.get(f"{W}styleId"): each for each in self.part("styles").iter(f"{W}style")}
        self.paragraphs = [self._paragraph(each) for each in self.document.iter(f"{W}p")]

    def part(self, name: str) -> etree._Element:
        return self.trees[f"word/{name}.xml"]

    def find(self, path: str, part: str = "document") -> list:
        return self.part(part).xpath(path, namespaces=NS)

    def style_name(self, style_id: str) -> str:
        return self.styles[style_id].find(f"{W}name").get(f"{W}val")

    def _paragraph(self, element: etree._Element) -> Paragraph:
        style = element.find(f"{W}pPr/{W}pStyle").get(f"{W}val")
        return Paragraph(self.style_name(style), words_of(element), element)

    def of_style(self, *names: str) -> list[str]:
        return [each.words for each in self.paragraphs if each.style in names]

    def runs(self, style_id: str) -> list[str]:
        return [words_of(run) for run in self.find(f"//w:r[w:rPr/w:rStyle/@w:val='{style_id}']")]

    def fields(self, part: str = "document") -> list[tuple[str, str]]:
        """Code and shown text of every field, in the order they close; raises where begin and end do not pair."""
        waiting: list[list[list[str]]] = []
        found = []
        for node in self.part(part).iter(f"{W}fldChar", f"{W}instrText", f"{W}t", f"{W}tab"):
            kind = node.get(f"{W}fldCharType")
            if kind == "begin":
                waiting.append([[], [], ["code"]])
            elif kind == "separate":
                waiting[-1][2] = ["shown"]
            elif kind == "end":
                code, shown, _ = waiting.pop()
                found.append(("".join(code).strip(), "".join(shown)))
            elif node.tag == f"{W}instrText":
                waiting[-1][0].append(node.text or "")
            else:
                for field in waiting:
                    field[1].append((node.text or "") if node.tag == f"{W}t" else "\t")
        assert not waiting
        return found

    def bookmarks(self) -> dict[str, etree._Element]:
        return {each.get(f"{W}name"): each for each in self.find("//w:bookmarkStart")}


def words_of(element: etree._Element) -> str:
    parts = (
        node.text if node.tag == f"{W}t" else "\t" for node in element.iter(f"{W}t", f"{W}tab") if not _in_tabs(node)
    )
    return "".join(parts)


def _in_tabs(node: etree._Element) -> bool:
    return node.getparent().tag == f"{W}tabs"


def letters(text: str) -> str:
    """Letters and digits alone, so that quotes, spaces and the like cannot differ."""
    return re.sub(r"[\W_]+", "", text).casefold()


def repacked(word: WordFile) -> bytes:
    """The file with its trees as they are now."""
    file = BytesIO()
    with zipfile.ZipFile(file, "w") as box:
        for name in word.names:
            tree = word.trees.get(name)
            made = (
                word.raw[name]
                if tree is None
                else etree.tostring(tree, xml_declaration=True, encoding="UTF-8", standalone=True)
            )
            box.writestr(name, made)
    return file.getvalue()


def without_record(data: bytes) -> bytes:
    """A file without what it carries of its source, as anybody's."""
    made = BytesIO()
    with zipfile.ZipFile(BytesIO(data)) as file, zipfile.ZipFile(made, "w") as bare:
        for name in file.namelist():
            bare.writestr(name, file.read(name).replace(b"urn:hsreport:word:1", b"urn:other"))
    return made.getvalue()
