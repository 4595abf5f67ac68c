"""Labels that name nobody by themselves, settled by how whoever has them says who is speaking: "Host: I'm Ann Wu"."""

from collections import defaultdict
from collections.abc import Sequence

from hsreport.language import saying
from hsreport.language.grammar import role_of
from hsreport.parse.cast.members import Cast
from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.words.labels import SIGNED_IN, labels
from hsreport.parse.words.mentions import mentions
from hsreport.values import Role

_PRESIDING = {Role.CHAIR, Role.MODERATOR}
_OPENING = 200
"""In how many characters of a turn an introduction is looked for."""


def introduced(paragraphs: Sequence[Paragraph], cast: Cast) -> dict[str, int]:
    """The labels by which one member alone says who that is: printed by a program, or of whoever presides.

    “Resident: I'm Ann Wu” tells nothing of the next resident, nor does a label by which two say who they are.
    """
    found: defaultdict[str, set[int]] = defaultdict(set)
    for here in paragraphs:
        for label in labels(here.text, here.bold):
            said = here.text[label.start : label.start + _OPENING]
            tells = saying.INTRODUCES.search(said)
            if not tells or (label.shape not in SIGNED_IN and role_of(label.who) not in _PRESIDING):
                continue
            mention = next((mention for mention in mentions(said) if mention.start == tells.end()), None)
            member = cast.meant(mention) if mention and len(mention.key) > 1 else None
            own = next((mention for mention in mentions(label.who) if mention.words), None)
            if isinstance(member, int) and not (own and isinstance(cast.meant(own), int)):
                found[label.who].add(member)
    return {label: members.pop() for label, members in found.items() if len(members) == 1}


def named_at_once(text: str, cast: Cast) -> tuple[int, ...]:
    """The member who begins to speak with that person's own full name: "Good evening, Ann Wu, Dock Street", "My name is Ann Wu"."""
    for mention in mentions(text[:_OPENING]):
        told = saying.INTRODUCES.search(text, 0, mention.start + 1)
        apposed = text[: mention.start].rstrip()[-1:] in {"", ",", "."} and text[mention.end : mention.end + 1] == ","
        member = cast.meant(mention) if len(mention.key) > 1 and not mention.titles else None
        if isinstance(member, int) and (apposed or (told and told.end() == mention.start)):
            return (member,)
    return ()
