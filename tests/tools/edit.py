"""Edits Word files in LibreOffice, as a person does: python3 edit.py PROFILE OUT < JOBS.

Runs under the Python that has LibreOffice's bridge (Debian: python3-uno). JOBS is JSON: for each name of a file in OUT
the file that it begins from and the steps that lead to it, each a list of the step and what it needs.
"""

import json
import subprocess
import sys
import time
from pathlib import Path

import uno
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

PIPE = f"hsreport-{Path(sys.argv[1]).stat().st_ino}"


def setting(name, value):
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def desktop():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(300):
        try:
            context = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.2)
        else:
            return context.ServiceManager.createInstanceWithContext("com.sun.star.frame.Desktop", context)
    raise SystemExit("LibreOffice does not answer")


class Editor:
    """A document on the screen, and what fingers do in it."""

    def __init__(self, document):
        self.document = document

    def at(self, words):
        """A cursor that has selected these words in the body; contents and indexes are sections."""
        wanted = self.document.createSearchDescriptor()
        wanted.SearchString, wanted.SearchCaseSensitive = words, True
        found = self.document.findFirst(wanted)
        while found.Text != self.document.Text or found.TextSection:
            found = self.document.findNext(found.End, wanted)
        return self.document.Text.createTextCursorByRange(found)

    def replace(self, old, new):
        self.at(old).setString(new)

    def new_paragraph_behind(self, words, new):
        cursor = self.at(words)
        cursor.gotoEndOfParagraph(False)
        self.document.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)
        self.document.Text.insertString(cursor, new, False)

    def delete_paragraph(self, words):
        cursor = self.at(words)
        cursor.gotoStartOfParagraph(False)
        cursor.gotoEndOfParagraph(True)
        cursor.goRight(1, True)
        cursor.setString("")

    def split_behind(self, words):
        cursor = self.at(words)
        cursor.collapseToEnd()
        self.document.Text.insertControlCharacter(cursor, PARAGRAPH_BREAK, False)

    def join_next(self, words):
        cursor = self.at(words)
        cursor.gotoEndOfParagraph(False)
        cursor.goRight(1, True)
        cursor.setString(" ")

    def track(self):
        self.document.RecordChanges = True

    def accept_all(self):
        self._command("AcceptAllTrackedChanges")

    def reject_all(self):
        self._command("RejectAllTrackedChanges")

    def _command(self, name):
        """What a menu does: no more than its name is told."""
        local = uno.getComponentContext()
        helper = local.ServiceManager.createInstanceWithContext("com.sun.star.frame.DispatchHelper", local)
        helper.executeDispatch(self.document.CurrentController.Frame, f".uno:{name}", "", 0, ())


def main(profile, out):
    address = f"pipe,name={PIPE};urp"
    options = [f"-env:UserInstallation={Path(profile).as_uri()}", "--headless", "--norestore", f"--accept={address}"]
    office = subprocess.Popen(["soffice", *options], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
    screen = desktop()
    for name, (file, steps) in json.load(sys.stdin).items():
        document = screen.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (setting("Hidden", True),))
        for step, *needs in steps:
            getattr(Editor(document), step)(*needs)
        target = (Path(out) / f"{name}.docx").as_uri()
        document.storeToURL(target, (setting("FilterName", "MS Word 2007 XML"),))
        document.close(True)
    try:
        screen.terminate()
    finally:
        office.wait(60)


main(*sys.argv[1:])
