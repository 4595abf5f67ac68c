"""Labels that name nobody by themselves, settled by how whoever has them says who is speaking: "Host: I'm Ann Wu"."""

from collections.abc import Iterator, Sequence

from hsreport.language import saying
from hsreport.parse.cast.members import Cast
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.words.labels import SIGNED_IN, labels
from hsreport.parse.words.mentions import mentions

_OPENING = 200
"""In how many characters of a turn an introduction is looked for."""


def introduced(paragraphs: Sequence[Paragraph], cast: Cast) -> Iterator[tuple[str, int]]:
    """The labels that a program printed, and the members who say by them who they are."""
    for here in paragraphs:
        for label in labels(here.text, here.bold):
            said = here.text[label.start : label.start + _OPENING]
            tells = saying.INTRODUCES.search(said)
            if label.shape not in SIGNED_IN | {"colon"} or not tells:
                continue
            mention = next((mention for mention in mentions(said) if mention.start == tells.end()), None)
            member = cast.meant(mention) if mention and len(mention.key) > 1 else None
            own = next((mention for mention in mentions(label.who) if mention.words), None)
            if isinstance(member, int) and not (own and isinstance(cast.meant(own), int)):
                yield label.who, member
