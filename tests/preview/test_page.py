"""The preview as its users have it: in a browser, by click and by key."""

import json
import os
import signal
import subprocess
import sys
from collections.abc import Iterator
from http.client import HTTPConnection
from pathlib import Path
from urllib.parse import urlsplit

import docx
import pytest
from playwright.sync_api import Browser, Page, expect, sync_playwright

from tests.command import PROGRAM, hsreport
from tests.conftest import ROOT

pytestmark = pytest.mark.slow

TEXT = """Harbour Forum
May 2019

Session 1: Nets

Moderator: Ann Wu, Port Office
Speakers: Dan Whitlock, Fishers Union; Eva Lund, Coast Guard

[10:02] Dan Whitlock: There are too many nets.

Twine is dear. It costs more than fuel.

Patrols by night are few <script>document.title = "run"</script>.

A new crane by spring, then.

Back and forth about the weather.
"""
SETTLED = {"Twine": "Dan Whitlock", "Patrols": "Eva Lund", "A new crane": "decision", "Back and": "left out"}


class Running:
    """A preview that runs, and its address."""

    def __init__(self, source: Path, *options: str) -> None:
        command = [PROGRAM, "preview", source, "--no-browser", *options]
        self.process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True)
        self.address = self.process.stdout.readline().split()[0]

    def end(self) -> tuple[int, str]:
        self.process.send_signal(signal.SIGINT)
        out, wrong = self.process.communicate(timeout=20)
        return self.process.returncode, out + wrong

    def ask(self, method: str, path: str, **headers: str) -> int:
        place = urlsplit(self.address)
        connection = HTTPConnection(place.hostname, place.port)
        own = {"Host": place.netloc} | {name.replace("_", "-"): value for name, value in headers.items()}
        connection.request(method, path if path.startswith(("/", "*")) else place.path + path, b"{}", own)
        return connection.getresponse().status


@pytest.fixture(scope="module")
def browser() -> Iterator[Browser]:
    with sync_playwright() as play:
        yield play.chromium.launch(executable_path="/usr/bin/chromium", args=["--no-sandbox"])


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "harbour.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def running(source: Path) -> Iterator[Running]:
    preview = Running(source)
    yield preview
    preview.end()


@pytest.fixture
def page(browser: Browser, running: Running) -> Iterator[Page]:
    page = browser.new_page(viewport={"width": 1280, "height": 800})
    page.goto(running.address)
    expect(page.locator("#lines > li").first).to_be_visible()
    yield page
    page.close()


def line(page: Page, words: str) -> object:
    return page.locator("#lines > li", has_text=words)


def published(page: Page) -> str:
    return page.frame_locator("iframe").locator("main").inner_text()


def test_a_misread_text_is_right_in_ten_clicks_and_built_the_same(page: Page, source: Path) -> None:
    for words, meant in SETTLED.items():
        line(page, words).click()
        page.locator("#ruling").get_by_role("button", name=meant).click()
    expect(line(page, "Patrols")).to_contain_text("of Eva Lund")
    expect(line(page, "Twine")).to_contain_text("of Dan Whitlock")
    expect(line(page, "A new crane")).to_contain_text("decision")
    expect(line(page, "Back and")).to_contain_text("residue")
    hsreport("build", source, "-f", "html", "-o", source.parent / "build").check_returncode()
    built = page.context.browser.new_page(viewport=page.viewport_size)
    built.goto((source.parent / "build" / "harbour.html").as_uri())
    assert built.locator("main").inner_text() == published(page)
    assert "Back and" not in published(page)


def test_a_paragraph_is_split_where_words_are_chosen(page: Page, source: Path) -> None:
    page.locator("#lines li", has_text="Twine").click()
    page.locator("#splits").fill("It costs more")
    page.keyboard.press("Enter")
    expect(page.locator('body[data-version="1"]')).to_be_attached()
    assert page.evaluate("view.paragraphs.some((each) => each.begins.startsWith('It costs'))")
    assert 'splits_at = "It costs more"' in (source.parent / "hsreport.toml").read_text()


def test_themes_of_a_point_are_set_and_taken(page: Page, source: Path) -> None:
    settings = source.with_name("hsreport.toml")
    line(page, "too many nets").click()
    page.locator("#themes summary").click()
    on = page.locator('#themes [aria-pressed="true"]')
    before = on.count()
    page.locator('#themes [aria-pressed="false"]').first.click()
    expect(on).to_have_count(before + 1)
    assert "[[pin]]" in settings.read_text()
    expect(page.locator("#themes button:focus")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Enter")
    expect(on).to_have_count(before)
    expect(page.locator('body[data-version="2"]')).to_be_attached()
    page.keyboard.press("u")
    expect(on).to_have_count(before + 1)
    page.keyboard.press("u")
    expect(on).to_have_count(before)
    assert not settings.exists()


def test_a_person_is_settled_by_keys_alone(page: Page, source: Path) -> None:
    settings = source.with_name("hsreport.toml")
    line(page, "too many nets").click()
    page.keyboard.press("p")
    expect(page.get_by_label("Index form")).to_be_focused()
    page.keyboard.press("Control+a")
    page.keyboard.type("Whitlock, Daniel")
    page.keyboard.press("Enter")
    expect(page.frame_locator("iframe").locator("main")).to_contain_text("Whitlock, Daniel")
    page.get_by_label("Role in this session").focus()
    page.keyboard.type("keynote")
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.frame_locator("iframe").locator("main")).to_contain_text("Keynote")
    page.get_by_label("Same as").fill("Eva Lund")
    page.keyboard.press("Enter")
    expect(line(page, "too many nets")).to_contain_text("of Eva Lund")
    assert 'role = "keynote"' in settings.read_text()
    page.get_by_label("“Dan Whitlock” is the same as").fill("")
    page.keyboard.press("Enter")
    expect(line(page, "too many nets")).to_contain_text("of Daniel Whitlock")
    assert "same_as" not in settings.read_text()
    page.keyboard.press("Escape")
    for _ in range(4):
        page.keyboard.press("u")
    expect(page.locator("#undo")).to_be_disabled()
    assert not settings.exists()


def test_the_pages_of_the_pdf_follow_and_the_last_good_ones_stay(page: Page, source: Path) -> None:
    page.locator("#source").focus()
    page.keyboard.press("g")
    expect(page.locator("#making")).to_contain_text("The pages are being made")
    first = page.locator("#pages img").first
    expect(first).to_have_attribute("alt", "Page 1 of 2", timeout=60_000)
    expect(first).to_have_js_property("naturalWidth", 1042)
    expect(page.locator("#making")).to_be_hidden()
    before, picture = first.get_attribute("src"), first.screenshot()
    source.write_text(TEXT.replace("Harbour", "Lighthouse"), encoding="utf-8")
    expect(page.locator("#making")).to_be_visible()
    expect(first).to_be_visible()
    expect(first).not_to_have_attribute("src", before, timeout=60_000)
    page.wait_for_load_state("networkidle")
    assert first.screenshot() != picture
    style = source.with_name("own.toml")
    style.write_text('[fonts]\nfont_files = ["none.ttf"]', encoding="utf-8")
    source.with_name("hsreport.toml").write_text("style = 'own.toml'", encoding="utf-8")
    expect(page.locator("#trouble")).to_be_visible()
    expect(first).to_be_visible()
    page.keyboard.press("g")
    expect(page.locator("iframe")).to_be_visible()


def test_a_process_that_is_ended_is_told_and_another_makes_the_pages(
    page: Page, running: Running, source: Path
) -> None:
    children = subprocess.run(["pgrep", "-P", str(running.process.pid)], capture_output=True, text=True, check=True)
    os.kill(int(children.stdout.split()[0]), signal.SIGKILL)
    page.locator("#paged").click()
    expect(page.locator("#trouble")).to_contain_text("the process that worked on it was ended")
    source.write_text(TEXT.replace("Twine", "Rope"), encoding="utf-8")
    expect(page.locator("#pages img").first).to_be_visible(timeout=60_000)
    expect(page.locator("#trouble")).to_be_hidden()


def test_by_keys_alone(page: Page, source: Path) -> None:
    page.locator("#source").focus()
    for _ in range(7):
        page.keyboard.press("ArrowDown")
    expect(page.locator("#quote")).to_contain_text("Twine is dear")
    page.keyboard.press("w")
    page.keyboard.type("Finn Berg")
    page.keyboard.press("Enter")
    expect(line(page, "Twine")).to_contain_text("of Finn Berg")
    expect(page.locator("#quote")).to_contain_text("Patrols by night")
    page.keyboard.press("ArrowUp")
    page.keyboard.press("n")
    expect(line(page, "Twine")).not_to_contain_text("of Finn Berg")
    page.keyboard.press("u")
    expect(line(page, "Twine")).to_contain_text("of Finn Berg")
    page.keyboard.press("u")
    expect(page.locator("#undo")).to_be_disabled()
    assert not source.with_name("hsreport.toml").exists()


def test_thirty_quick_edits_lose_none_and_undo_restores_the_bytes(page: Page, source: Path) -> None:
    settings = source.with_name("hsreport.toml")
    settings.write_bytes(b"# ours\r\nstyle = 'ministry'")
    line(page, "Twine").click()
    for press in range(30):
        page.keyboard.press("12"[press % 2])
    expect(page.locator('body[data-version="30"]')).to_be_attached()
    assert settings.read_bytes().count(b"[[ruling]]") == 30
    for _ in range(30):
        page.keyboard.press("u")
    expect(page.locator('body[data-version="0"]')).to_be_attached()
    assert settings.read_bytes() == b"# ours\r\nstyle = 'ministry'"


def test_each_side_shows_the_other_and_markup_is_text(page: Page) -> None:
    expect(line(page, "<script>")).to_be_visible()
    assert page.title() == "harbour.txt – preview"
    page.frame_locator("iframe").locator("#point-1").click(position={"x": 60, "y": 8})
    expect(page.locator("#lines > [data-here]")).to_contain_text("too many nets")
    line(page, "Twine").click()
    expect(page.frame_locator("iframe").locator("[data-here]")).to_contain_text("Twine is dear")


def test_a_line_is_found_on_the_pages_of_the_pdf_and_from_them(page: Page) -> None:
    page.keyboard.press("g")
    first = page.locator("#pages img").first
    expect(first).to_be_visible(timeout=60_000)
    mark = page.locator("#pages span")
    for words in ("Patrols", "Twine", "Harbour Forum"):
        line(page, words).click()
        expect(mark).to_be_in_viewport()
        sheet, top = mark.evaluate(
            "(mark) => [[...mark.parentElement.parentElement.children].indexOf(mark.parentElement), mark.offsetTop]"
        )
        line(page, "too many").click()
        page.locator("#pages > div").nth(sheet).click(position={"x": 200, "y": top + 4})
        expect(page.locator("#lines > [data-here]")).to_contain_text(words)
    page.locator("#pages").focus()
    page.evaluate("at('pages').scrollTop = 0")
    page.keyboard.press("l")
    expect(page.locator("#lines > [data-here]")).to_contain_text("Harbour Forum")
    page.keyboard.press("ArrowDown")
    page.keyboard.press("ArrowDown")
    expect(page.locator("#lines > [data-here]")).to_contain_text("Session 1")
    expect(mark).to_be_in_viewport()


def test_keys_are_heard_in_the_publication_too(page: Page) -> None:
    publication = page.frame_locator("iframe")
    publication.locator("#point-1").click(position={"x": 60, "y": 8})
    page.keyboard.press("j")
    expect(page.locator("#lines > [data-here]")).to_contain_text("Twine")
    publication.locator("#narrative-1").evaluate("(point) => point.scrollIntoView({block: 'start'})")
    page.keyboard.press("l")
    expect(page.locator("#lines > [data-here]")).to_contain_text("Twine")


def test_changes_are_followed_and_errors_stand_above_the_last_good_page(page: Page, source: Path) -> None:
    source.write_text(TEXT.replace("Twine is dear", "Rope is dear"), encoding="utf-8")
    expect(page.frame_locator("iframe").locator("main")).to_contain_text("Rope is dear")
    source.with_name("hsreport.toml").write_text("styel = 'x'", encoding="utf-8")
    expect(page.locator("#trouble")).to_contain_text("hsreport.toml:1: unknown key “styel”")
    expect(page.locator("#trouble")).to_contain_text("did you mean “style”?")
    assert "Rope is dear" in published(page)
    source.with_name("hsreport.toml").unlink()
    expect(page.locator("#trouble")).to_be_hidden()


def test_what_is_wrong_from_the_start_is_told_until_it_is_mended(browser: Browser, source: Path) -> None:
    settings = source.with_name("hsreport.toml")
    settings.write_text("style = ", encoding="utf-8")
    preview = Running(source)
    page = browser.new_page()
    page.goto(preview.address)
    expect(page.locator("#trouble")).to_contain_text("The page comes as soon as it can be read.")
    settings.write_text("style = 'ministry'", encoding="utf-8")
    expect(line(page, "Twine")).to_be_visible()
    expect(page.locator("#trouble")).to_be_hidden()
    page.close()
    assert preview.end()[0] == 0


def test_a_web_page_with_a_script_is_shown_as_text(browser: Browser, source: Path) -> None:
    page_source = source.with_name("harbour.html")
    words = "<h1>Harbour</h1><p>Dan Whitlock: &lt;img src=x onerror=alert(1)&gt; nets.</p><script>alert(2)</script>"
    page_source.write_text(f"<html><body>{words}</body></html>", encoding="utf-8")
    preview = Running(page_source)
    page = browser.new_page()
    opened = []
    page.on("dialog", lambda dialog: (opened.append(dialog.message), dialog.dismiss()))
    page.goto(preview.address)
    expect(line(page, "<img src=x onerror=alert(1)> nets.")).to_be_visible()
    expect(page.frame_locator("iframe").locator("main")).to_contain_text("<img src=x onerror=alert(1)> nets.")
    assert opened == []
    page.close()
    assert preview.end()[0] == 0


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("width", [1280, 390])
def test_anybody_can_use_it(browser: Browser, running: Running, scheme: str, width: int) -> None:
    page = browser.new_page(viewport={"width": width, "height": 800}, color_scheme=scheme)
    said = []
    page.on("console", lambda message: said.append(message.text))
    page.goto(running.address)
    line(page, "too many nets").click()
    expect(page.locator("#ruling")).to_be_visible()
    for part in ("#themes", "#persons"):
        page.locator(f"{part} summary").click()
    axe = (ROOT / "node_modules" / "axe-core" / "axe.min.js").read_text(encoding="utf-8")
    for frame in page.frames:
        frame.evaluate(axe)
    for paged in (False, True):
        if paged:
            page.locator("#paged").click()
            if width < 800:
                page.locator("#side").click()
            expect(page.locator("#pages img").first).to_be_visible(timeout=60_000)
        found = page.evaluate("axe.run()")
        assert [f"{each['id']}: {each['nodes'][0]['html']}" for each in found["violations"]] == []
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    assert said == []
    page.close()


def test_others_are_refused(running: Running, source: Path) -> None:
    assert running.ask("GET", "view") == 200
    assert running.ask("GET", "view", Host="evil.example") == 403
    assert running.ask("GET", "view", Origin="http://evil.example") == 403
    assert running.ask("GET", "view", Sec_Fetch_Site="cross-site") == 403
    assert running.ask("POST", "undo", Origin="http://evil.example") == 403
    assert running.ask("POST", "undo") == 403
    assert running.ask("GET", "/") == 404
    assert running.ask("GET", "/token/view") == 404
    assert running.ask("GET", "own/..%2f..%2fpyproject.toml") == 404
    assert running.ask("GET", "own/preview.html") == 404
    assert running.ask("OPTIONS", "*", Origin=running.address.rpartition("/")[0].rpartition("/")[0]) == 404
    assert not source.with_name("hsreport.toml").exists()


def test_settings_that_cannot_be_written_are_told(page: Page, source: Path) -> None:
    source.with_name("hsreport.toml").mkdir()
    line(page, "Twine").click()
    page.keyboard.press("1")
    expect(page.locator("#notice")).to_contain_text("Is a directory")
    source.with_name("hsreport.toml").rmdir()
    page.keyboard.press("1")
    expect(page.locator("#notice")).to_be_empty()
    expect(page.locator("#undo")).to_be_enabled()


HOSTILE = """<form method="post" action="{0}undo"><button>Win</button></form><script>
Promise.all(["POST", "GET"].map((method) => fetch(`{0}${{method === "GET" ? "view" : "undo"}}`, {{method, mode: "no-cors"}})))
  .catch(() => 0).then(() => {{ document.title = "done"; }});
</script><iframe src="{0}"></iframe>"""


def test_a_hostile_page_that_knows_the_address_changes_nothing(
    browser: Browser, running: Running, page: Page, source: Path
) -> None:
    line(page, "Twine").click()
    page.keyboard.press("1")
    expect(page.locator('body[data-version="1"]')).to_be_attached()
    before = source.with_name("hsreport.toml").read_bytes()
    served = source.with_name("hostile.html")
    served.write_text(HOSTILE.format(running.address), encoding="utf-8")
    command = [sys.executable, "-u", "-m", "http.server", "0", "--bind", "127.0.0.1", "--directory", source.parent]
    other = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, text=True)
    hostile = browser.new_page()
    answers = []
    hostile.on("response", lambda answer: answers.append((urlsplit(answer.url).path, answer.status)))
    hostile.goto(f"http://127.0.0.1:{other.stdout.readline().split()[5]}/hostile.html")
    expect(hostile).to_have_title("done")
    hostile.get_by_role("button", name="Win").click()
    expect(hostile.locator("body")).to_have_text("refused")
    asked = [status for path, status in answers if path.startswith(urlsplit(running.address).path)]
    assert len(asked) >= 2
    assert set(asked) == {403}
    assert source.with_name("hsreport.toml").read_bytes() == before
    hostile.close()
    other.kill()
    other.communicate()


def test_what_others_wrote_meanwhile_stays_or_the_conflict_is_shown(page: Page, source: Path) -> None:
    settings = source.with_name("hsreport.toml")
    line(page, "Twine").click()
    page.keyboard.press("1")
    expect(page.locator('body[data-version="1"]')).to_be_attached()
    settings.write_text("draft = true\n" + settings.read_text(encoding="utf-8"), encoding="utf-8")
    page.keyboard.press("u")
    expect(page.locator('body[data-version="0"]')).to_be_attached()
    assert settings.read_text(encoding="utf-8").strip() == "draft = true"
    page.keyboard.press("r")
    expect(page.locator('body[data-version="1"]')).to_be_attached()
    settings.write_text("draft = false\n", encoding="utf-8")
    page.keyboard.press("u")
    expect(page.locator("#notice")).to_contain_text("somebody else changed the file")
    assert settings.read_text(encoding="utf-8") == "draft = false\n"


def test_read_only_a_port_that_is_taken_and_the_end(source: Path) -> None:
    preview = Running(source, "--read-only")
    place = urlsplit(preview.address)
    taken = subprocess.run(
        [PROGRAM, "preview", source, "--port", str(place.port)], capture_output=True, text=True, check=False
    )
    assert taken.returncode == 2
    assert f"port {place.port} cannot be used: Address already in use" in taken.stderr
    assert preview.ask("POST", "undo", Origin=f"http://{place.netloc}") == 409
    assert preview.end() == (0, "the preview has ended\n")


def test_what_a_page_is_sent(running: Running, browser: Browser) -> None:
    answer = browser.new_context().request.get(f"{running.address}view")
    told = json.loads(answer.body())
    assert told["lines"][8]["words"] == "point 1 of Dan Whitlock"
    assert "script-src 'self'" in answer.headers["content-security-policy"]
    assert "unsafe" not in answer.headers["content-security-policy"]


def test_vocabulary_and_templates_are_followed(page: Page, source: Path) -> None:
    folder = source.parent
    (folder / "own").mkdir()
    vocabulary, template = folder / "themes.toml", folder / "own" / "report.html"
    words = 'title = "Ours"\n[[theme]]\nid = "sea"\nlabel = "LABEL"\nterms = ["nets"]\n'
    vocabulary.write_text(words.replace("LABEL", "Fishery"), encoding="utf-8")
    template.write_text('{% extends "built-in/report.html" %}', encoding="utf-8")
    (folder / "own.toml").write_text('extends = "briefing"\ntemplates = "own"\n', encoding="utf-8")
    settings = 'vocabulary = "themes.toml"\nstyle = "own.toml"\n'
    source.with_name("hsreport.toml").write_text(settings, encoding="utf-8")
    main = page.frame_locator("iframe").locator("body")
    expect(main).to_contain_text("Fishery")
    vocabulary.write_text(words.replace("LABEL", "The sea"), encoding="utf-8")
    expect(main).to_contain_text("The sea")
    template.write_text("{% if %}", encoding="utf-8")
    expect(page.locator("#trouble")).to_contain_text("report.html")
    expect(main).to_contain_text("The sea")
    template.write_text("<html><head></head><body><main>Quite <b>other</b></main></body></html>", encoding="utf-8")
    expect(main).to_contain_text("Quite other")
    expect(page.locator("#trouble")).to_be_hidden()


def test_a_word_file_is_previewed_and_ruled_on(browser: Browser, source: Path) -> None:
    word = source.with_suffix(".docx")

    def write(*more: str) -> None:
        document = docx.Document()
        for paragraph in (*filter(None, TEXT.splitlines()), *more):
            document.add_paragraph(paragraph)
        document.save(str(word))

    write()
    preview = Running(word)
    page = browser.new_page()
    page.goto(preview.address)
    line(page, "Twine").click()
    page.locator("#ruling").get_by_role("button", name="Dan Whitlock").first.click()
    expect(line(page, "Twine")).to_contain_text("of Dan Whitlock")
    assert 'source = "harbour.docx"' in source.with_name("hsreport.toml").read_text()
    write("Dan Whitlock: No more of this.")
    expect(page.frame_locator("iframe").locator("main")).to_contain_text("No more of this")
    page.close()
    assert preview.end()[0] == 0


def test_two_previews_at_once(browser: Browser, running: Running, source: Path) -> None:
    other = Running(source)
    assert urlsplit(other.address).port != urlsplit(running.address).port
    pages = [browser.new_page() for _ in range(2)]
    for page, each in zip(pages, (running, other), strict=True):
        page.goto(each.address)
    line(pages[0], "Twine").click()
    pages[0].locator("#ruling").get_by_role("button", name="Eva Lund").first.click()
    for page in pages:
        expect(line(page, "Twine")).to_contain_text("of Eva Lund")
        page.close()
    assert other.ask("GET", urlsplit(running.address).path + "view") == 404
    assert other.end() == (0, "the preview has ended\n")


def test_a_source_that_is_deleted_comes_back(page: Page, source: Path) -> None:
    source.unlink()
    expect(page.locator("#trouble")).to_contain_text("harbour.txt")
    expect(page.locator("#trouble")).to_contain_text("Below is the last good reading.")
    expect(line(page, "Twine")).to_be_visible()
    source.write_text(TEXT.replace("Twine", "Rope"), encoding="utf-8")
    expect(line(page, "Rope")).to_be_visible()
    expect(page.locator("#trouble")).to_be_hidden()


WITHOUT = """
import os, sys

class Without:
    def find_spec(self, name, *_):
        if name == os.environ["WITHOUT"]:
            raise ModuleNotFoundError(f"No module named {name!r}", name=name)

sys.meta_path.insert(0, Without())
from hsreport.cli import main
sys.exit(main())
"""


@pytest.mark.parametrize(
    ("blocked", "told"),
    [
        ("uvicorn", True),
        ("starlette.applications", False),
        ("starlette", True),
        ("pypdfium2", True),
        ("secrets", False),
    ],
)
def test_what_is_missing_is_said_to_be_of_the_extra_only_if_it_is(source: Path, blocked: str, told: bool) -> None:
    command = [sys.executable, "-c", WITHOUT, "preview", source]
    without = os.environ | {"WITHOUT": blocked}
    done = subprocess.run(command, capture_output=True, text=True, check=False, env=without)
    assert done.returncode == (2 if told else 1)
    assert ("pip install 'hsreport[preview]'" in done.stderr) is told
    assert blocked in done.stderr
