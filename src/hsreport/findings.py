"""The table of findings: every code with its severity, its words and its hint, for readers and for docs.

Codes: HS1xx the source as a file, HS2xx its structure, HS3xx people, HS4xx themes, HS5xx outputs, HS6xx volumes.
"""

from collections.abc import Iterable
from typing import NamedTuple

from hsreport.values import Finding, Severity, SourceSpan


class Rule(NamedTuple):
    """A kind of finding; `{words}` in braces are filled in from the case."""

    severity: Severity
    name: str
    message: str
    hint: str


_NOTE, _WARNING, _ERROR = Severity.NOTE, Severity.WARNING, Severity.ERROR

RULES: dict[str, Rule] = {
    "HS101": Rule(_NOTE, "encoding", "the file was read as {encoding}, not as UTF-8",
        "check accents, dashes and quotes; save the file as UTF-8 to be sure"),
    "HS102": Rule(_NOTE, "residue", "left out of the print: “{text}”",
        "it looks like a leftover of a web page or a typewriter; if it belongs to the summary, make it part of a sentence"),
    "HS103": Rule(_NOTE, "left-out", "left out: {what}",
        "a reader of the document does not see it as part of the text; copy it into the text if it belongs there"),
    "HS104": Rule(_NOTE, "format-by-content", "the file was read as {format}, which it is by its content",
        "give its name the ending “{suffix}”"),
    "HS105": Rule(_WARNING, "words-moved", "the place of {place} now has the words of {other}; the words decided",
        "check who says them, and where"),
    "HS106": Rule(_NOTE, "control-characters", "control characters, which no page can show, were left out: {codes}",
        "they are leftovers of a terminal or another program; delete them from the text"),
    "HS107": Rule(_WARNING, "picture-left-out", "a picture is not printed: {what}",
        "its words stand in its place; put it beside the source, as PNG, JPEG, GIF, WebP or SVG, and name it on a line of its own"),
    "HS108": Rule(_NOTE, "address-left-out", "the address behind “{words}” leads nowhere from here: {address}",
        "give the whole of it, with https://, where readers need it"),
    "HS109": Rule(_WARNING, "no-alternative-text", "nothing says what the picture {what} shows to those who do not see it",
        "give it an alternative text: in the brackets in Markdown, as alt in HTML, with “View Alt Text” in Word"),
    "HS201": Rule(_WARNING, "numbering-skips", "number {found} follows {before}",
        "check whether an item is missing, or renumber from {wanted}"),
    "HS202": Rule(_WARNING, "malformed-mark", "“{found}” was read as the dash “{meant}”",
        "write “{meant}” followed by a space"),
    "HS203": Rule(_WARNING, "stray-number", "item {number} names no speaker; read as {speaker}'s",
        "take the number out, or put the speaker's name after it"),
    "HS204": Rule(_WARNING, "mark-without-note", "the mark “{mark}” has no note",
        "write the note below, beginning with “{mark}”, or take the mark out"),
    "HS205": Rule(_WARNING, "note-without-mark", "no mark “{mark}” stands in the text for this note",
        "put “{mark}” where the note belongs; it is printed at the end until then"),
    "HS206": Rule(_NOTE, "stray-space", "stray space in “{found}”", "write “{meant}”"),
    "HS207": Rule(_NOTE, "before-the-title", "“{text}” stands before the title",
        "it is printed above the title; move it below, or take it out, if it is not meant for the cover"),
    "HS208": Rule(_WARNING, "speaker-in-doubt", "it is not sure who says this; it could be {candidates}",
        "begin the paragraph with the name of who says it, or settle it with `hsreport rule`; until then it is printed as narrative"),
    "HS209": Rule(_WARNING, "nobody-speaks", "nobody was found to say anything; all of it is printed as narrative",
        "looked for names before colons and dashes, lines of a name with what was said under them, rosters such as "
        "“Moderator: ...”, and sentences such as “Ms. X said ...”"),
    "HS301": Rule(_WARNING, "name-variant", "“{found}” was taken for {meant}",
        "write “{meant}”, or list the variant under [[person]] in hsreport.toml"),
    "HS302": Rule(_WARNING, "missing-comma", "no comma between the name {name} and “{rest}”", "write “{name}, {rest}”"),
    "HS303": Rule(_WARNING, "affiliation-variant", "“{found}” is spelled “{meant}” elsewhere",
        "write “{meant}” if the same is meant"),
    "HS304": Rule(_NOTE, "not-on-roster", "{speaker} speaks in {session} and is not on its roster",
        "add a line for {speaker} under the heading of {session}, or check the name"),
    "HS305": Rule(_NOTE, "never-speaks", "{speaker} is on the roster of {session} and no point is given to {speaker}",
        "check whether a point is missing, or is under another name"),
    "HS306": Rule(_WARNING, "ambiguous-name", "“{found}” could be {candidates}; the words are given to nobody",
        "write the full name where it stands first"),
    "HS307": Rule(_NOTE, "no-full-name", "“{found}” stands nowhere with a full name",
        "give the full name once, on a roster or where the person first speaks"),
    "HS401": Rule(_WARNING, "ruling-shifted", "point {number} does not begin with “{words}”; {what} does, and the ruling was taken for it",
        "correct the number in hsreport.toml"),
    "HS402": Rule(_WARNING, "ruling-unplaced", "the ruling on “{theme}” fits no single point that begins with “{words}”",
        "give more of the words as they stand in the text, and the number"),
    "HS403": Rule(_NOTE, "nothing-to-strike", "{what} has not the theme “{theme}”, which was to be struck",
        "take the entry out of hsreport.toml"),
    "HS404": Rule(_NOTE, "vocabulary-fits", "themes are those of a vocabulary that fits: {what}",
        'most points speak of several of its themes; another can be named in hsreport.toml (vocabulary = "...")'),
    "HS405": Rule(_NOTE, "own-subjects", "no vocabulary fits, so the themes are subjects found in the text itself: {what}",
        "`hsreport themes suggest` prints them as tables [[theme]], to be renamed, merged or left out in hsreport.toml"),
    "HS406": Rule(_WARNING, "line-ruling-unplaced", "the ruling fits no single paragraph that begins with “{words}”",
        "give more of the words as they stand in the text, and the line; `hsreport rules` lists all rulings"),
    "HS407": Rule(_WARNING, "line-ruling-shifted", "line {number} does not begin with “{words}”; line {line} does, and the ruling was taken for it",
        "correct the line in hsreport.toml"),
    "HS408": Rule(_WARNING, "role-of-nobody", "nobody speaks or is listed in the paragraph that begins with “{words}”, so nobody is {role}",
        "say who speaks there first, or rule on a line of the list of people"),
    "HS411": Rule(_WARNING, "terms-clash", "“{words}” alone carries several themes: {themes}",
        "let it carry one of them, and make it a hint of the others, if that is meant"),
    "HS412": Rule(_NOTE, "term-shadowed", "{theme}: wherever “{words}” is found, “{other}” is, which weighs as much",
        "take “{words}” out, or make “{other}” narrower or lighter"),
    "HS413": Rule(_WARNING, "term-barred", "{theme}: “{words}” never counts",
        "an “unless” of the theme or of the file covers it"),
    "HS414": Rule(_NOTE, "wide-stem", "{theme}: “{words}” also finds {others}",
        "if these mean something else, write the words that are meant with “=”, or an opening with “*”"),
    "HS415": Rule(_NOTE, "terms-unmet", "{theme}: {count} terms are in none of the texts: {words}",
        "look for a slip in them; a term may also wait for other texts"),
    "HS501": Rule(_WARNING, "outside-vocabulary", "“{element}” is outside the HTML vocabulary; Word shows its words as plain text",
        "use an element of docs/reference/html.md in the template"),
    "HS502": Rule(_WARNING, "loose-link", "the link to “{target}” leads nowhere; Word shows its words alone",
        "give the id {target} to a place in the template, or take the link out"),
    "HS503": Rule(_WARNING, "characters-lacking", "{font} lacks {number}, which {whence}: {characters}",
        "install {package} (Debian, Ubuntu) where pages are made, or name a font that has them in the house style"),
    "HS504": Rule(_WARNING, "picture-unshown", "the Word file goes without the logo: it is no PNG, JPEG, GIF or BMP",
        "name a PNG of some 600 pixels as logo, which print and web page take too"),
    "HS505": Rule(_ERROR, "no-pdf", "{reason}", "{how}"),
    "HS506": Rule(_WARNING, "pages-unknown", "the Word file shows no pages: its contents have none, its indexes name points",
        "work its contents out in Word (Ctrl-A, F9), or install what HS505 names and build it again: {how}"),
    "HS511": Rule(_ERROR, "point-numbers", "point {found} stands where point {wanted} should",
        "this is a fault of hsreport; report it"),
    "HS512": Rule(_ERROR, "anchor-twice", "two places have the anchor “{place}”",
        "this is a fault of hsreport; report it"),
    "HS513": Rule(_ERROR, "anchor-missing", "no place has the anchor “{place}”",
        "this is a fault of hsreport; report it"),
    "HS514": Rule(_ERROR, "speaker-missing", "point {number} and speaker “{speaker}” do not know of one another",
        "this is a fault of hsreport; report it"),
    "HS515": Rule(_ERROR, "span-outside", "“{place}” does not lie within {lines}",
        "this is a fault of hsreport; report it"),
    "HS516": Rule(_ERROR, "voices-outside", "the voices of “{place}” overlap, or reach beyond its words",
        "this is a fault of hsreport; report it"),
    "HS521": Rule(_ERROR, "unreadable-output", "the {format} file cannot be opened: {reason}",
        "this is a fault of hsreport; report it"),
    "HS522": Rule(_ERROR, "no-outline", "the PDF has no outline", "give the template headings h1 to h6"),
    "HS523": Rule(_ERROR, "dead-link", "the {format} file refers to “{target}”, which is nowhere in it",
        "give the id to a place in the template, or take the link out"),
    "HS524": Rule(_ERROR, "id-twice", "two elements have the id “{target}”",
        "give one of them another id in the template"),
    "HS525": Rule(_ERROR, "network-reference", "the page loads “{target}” from outside",
        "put it into the template as a data URL, so that the page needs no network"),
    "HS526": Rule(_ERROR, "open-field", "{number} fields of the Word file do not end",
        "this is a fault of hsreport; report it"),
    "HS531": Rule(_ERROR, "name-in-wording", "“{found}” may name a participant",
        "reword the sentence, or accept it with --allow"),
    "HS532": Rule(_WARNING, "affiliation-in-wording", "“{found}” is the organization of a participant; the words may tell who spoke",
        "look whether the point gives its speaker away, and reword it if it does"),
    "HS533": Rule(_NOTE, "pictures-left-out", "pictures are left out, for they may show or name who was there: {number}",
        "tell in words what they show"),
    "HS534": Rule(_NOTE, "stranger-unnamed", "“{found}” was taken for the name of somebody who is spoken of, and is left out",
        "put it under things in [anonymous] of hsreport.toml if it names no person"),
    "HS541": Rule(_NOTE, "links-dropped", "{number} links and the outline are left out of imposed sheets",
        "give the edition itself to those who read on a screen"),
    "HS601": Rule(_WARNING, "person-in-doubt", "{found} could be {candidates}; they have entries of their own",
        "settle it in people.toml: one entry with “also” for one person, “distinct_from” for several; `hsreport people` begins one"),
    "HS602": Rule(_NOTE, "nobody-in-reports", "people.toml names “{name}”, who is in none of the reports",
        "check the spelling, and the label before a colon; an entry may also wait for other reports"),
    "HS551": Rule(_WARNING, "manifest-unread", "the list of what was built cannot be read, so that all is built: {reason}",
        "nothing needs to be done: it is written anew"),
}  # fmt: skip


def finding(
    code: str, span: SourceSpan | None, *, anchor: str = "", candidates: Iterable[str] = (), **words: object
) -> Finding:
    """A finding of the kind `code`, its message and hint filled in with `words` and with who could be meant."""
    rule, names = RULES[code], tuple(candidates)
    words |= {"candidates": " or ".join(names)}
    return Finding(code, rule.severity, rule.message.format(**words), span, rule.hint.format(**words), anchor, names)


def in_order(found: Iterable[Finding]) -> tuple[Finding, ...]:
    """Findings by line, then by code, each once."""
    return tuple(sorted(set(found), key=lambda each: (each.span or SourceSpan(0, 0), each.code, each.message)))
