"""Take the pictures of the preview: a short text with a doubtful reading, before it is settled; beside the web page, and the PDF."""

import signal
import subprocess
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import sync_playwright

HERE = Path(__file__).parent
TEXT = """Harbour Forum
May 2019

Session 1: Nets

Moderator: Ann Wu, Port Office
Speakers: Dan Whitlock, Fishers Union; Eva Lund, Coast Guard

Dan Whitlock: There are too many nets in the harbour.

Twine is dear. It costs more than fuel.

Eva Lund: Patrols by night are few.

It was agreed to meet again in spring.
"""


def main() -> None:
    with tempfile.TemporaryDirectory() as folder, sync_playwright() as play:
        source = Path(folder) / "harbour.txt"
        source.write_text(TEXT, encoding="utf-8")
        command = [Path(sys.executable).with_name("hsreport"), "preview", source, "--no-browser"]
        preview = subprocess.Popen(command, stdout=subprocess.PIPE, text=True)  # noqa: S603
        address = preview.stdout.readline().split()[0] if preview.stdout else ""
        browser = play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])
        page = browser.new_page(viewport={"width": 1280, "height": 720})
        page.goto(address)
        page.locator("#lines > li", has_text="Twine").click()
        page.wait_for_timeout(600)
        page.mouse.move(900, 600)
        page.screenshot(path=HERE / "preview.png")
        page.keyboard.press("g")
        page.locator("#pages img").first.wait_for(timeout=60_000)
        page.keyboard.press("j")
        page.wait_for_timeout(2000)
        page.screenshot(path=HERE / "preview-pages.png")
        preview.send_signal(signal.SIGINT)
        preview.wait()


if __name__ == "__main__":
    main()
