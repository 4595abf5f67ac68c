"""From what a text says to what is made of it: the one order in which a `Report` is worked out."""

from collections.abc import Sequence

from hsreport.enrich.appendix import thematic_appendix
from hsreport.enrich.index import speaker_index
from hsreport.enrich.people.slips import affiliation_slips, name_slips
from hsreport.enrich.people.speakers import identify
from hsreport.enrich.themes.assign import assign, themed_texts
from hsreport.enrich.themes.auto import for_document
from hsreport.enrich.themes.indirect import with_continued
from hsreport.enrich.themes.rulings import NO_RULINGS, Rulings, rule
from hsreport.enrich.themes.vocabulary import Vocabulary
from hsreport.findings import in_order
from hsreport.model import Report, SourceRecord, Symposium
from hsreport.values import KnownPerson


def enrich(
    symposium: Symposium,
    source: SourceRecord,
    vocabulary: Vocabulary,
    people: Sequence[KnownPerson] = (),
    rulings: Rulings = NO_RULINGS,
) -> Report:
    """Work out who is who, the themes of each point, the speaker index and the thematic appendix.

    `people` are the entries `[[person]]` of hsreport.toml; they settle names that the text leaves open. `rulings` are the
    entries `[[pin]]` and `[[strike]]`; they settle themes.
    """
    who = identify(symposium, people)
    texts = themed_texts(symposium, who.said_by)
    vocabulary, chosen, _ = for_document(vocabulary, texts, symposium, who.speakers)
    found = with_continued(texts, assign(texts, vocabulary), vocabulary)
    assignments, ruled = rule(found, texts, vocabulary, rulings, source.name)
    findings = (
        *symposium.findings,
        *who.findings,
        *name_slips(symposium, who.speakers),
        *affiliation_slips(symposium),
        *chosen,
        *ruled,
    )
    return Report(
        symposium,
        source,
        who.speakers,
        who.said_by,
        assignments,
        speaker_index(symposium, who, assignments, vocabulary),
        thematic_appendix(symposium, who, assignments, vocabulary),
        in_order(findings),
        who.voiced_by,
    )
