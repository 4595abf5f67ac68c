"""LibreOffice kept open for many files: python3 office.py < ORDERS.

Runs under the Python that has LibreOffice's bridge (Debian: python3-uno). An order is a line of JSON: a list of jobs, each
with the file to open, the steps that a person takes in it (the methods of `Editor`), the file to save, the filter to
save with and its options. Each order is answered with what went wrong, if anything did, and an empty line.
"""

import json
import os
import subprocess
import sys
import time
import traceback
from pathlib import Path
from tempfile import TemporaryDirectory

import uno
from com.sun.star.connection import NoConnectException
from com.sun.star.text.ControlCharacter import PARAGRAPH_BREAK

PIPE = f"hsreport-{os.getpid()}"


def setting(name, value):
    made = uno.createUnoStruct("com.sun.star.beans.PropertyValue")
    made.Name, made.Value = name, value
    return made


def desktop():
    local = uno.getComponentContext()
    resolver = local.ServiceManager.createInstanceWithContext("com.sun.star.bridge.UnoUrlResolver", local)
    for _ in range(600):
        try:
            context = resolver.resolve(f"uno:pipe,name={PIPE};urp;StarOffice.ComponentContext")
        except NoConnectException:
            time.sleep(0.1)
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


def carry_out(screen, file, steps, target, kind, options):
    document = screen.loadComponentFromURL(Path(file).as_uri(), "_blank", 0, (setting("Hidden", True),))
    try:
        for step, *needs in steps:
            getattr(Editor(document), step)(*needs)
        how = (setting("FilterName", kind), *([setting("FilterOptions", options)] if options else []))
        document.storeToURL(Path(target).as_uri(), how)
    finally:
        document.close(True)


def main(profile):
    options = [
        f"-env:UserInstallation={profile.as_uri()}",
        "--headless",
        "--norestore",
        f"--accept=pipe,name={PIPE};urp",
    ]
    silent = dict.fromkeys(("stdin", "stdout", "stderr"), subprocess.DEVNULL)
    office = subprocess.Popen(["soffice", *options], **silent)
    try:
        screen = desktop()
        for line in sys.stdin:
            try:
                for job in json.loads(line):
                    carry_out(screen, *job)
            except Exception:
                print(traceback.format_exc().strip().replace("\n\n", "\n"))
            print(flush=True)
        screen.terminate()
    finally:
        try:
            office.wait(30)
        except subprocess.TimeoutExpired:
            office.kill()


with TemporaryDirectory() as folder:
    main(Path(folder))
