"""A question and its answer in one paragraph: "204. And the roof? —(Ms. Wu) It leaks."."""

import re

from hsreport.parse.paragraphs import Paragraph
from hsreport.parse.speech.forms import Form
from hsreport.parse.speech.verdicts import Kind, Verdict

_ANSWERED = re.compile(
    r"[.?!][”\"]?\s*(?P<dash>[—–-]{1,2})\s?(?:\((?P<who>[^\W\d_a-z][^()]{2,40})\)\s)?(?=[^\W\d_a-z])"
)


class Answers:
    """Parts questions from answers, in a document in which two answers or more have names."""

    def __init__(self, form: Form) -> None:
        cuts = ((at, _ANSWERED.search(form.paragraphs[at].text)) for at in form.free())
        self._parts = sum(1 for at, cut in cuts if cut and cut["who"] and form.members(cut["who"], at)) > 1
        self._form = form
        self._last: tuple[int, ...] = ()
        """Who answered last."""

    def parted(self, at: int, here: Paragraph, asked: Verdict) -> Verdict:
        """A question of somebody's, and the answer behind a dash: of whoever answered last where it has no name."""
        spoken = self._parts and asked.kind is Kind.SPEECH and len(asked.stretches) == 1
        cut = _ANSWERED.search(here.text, asked.words) if spoken else None
        if not cut:
            return asked
        if cut["who"]:
            self._last = self._form.members(cut["who"], at) or ()
        question = asked.stretches[0]
        answer = question._replace(start=cut.end(), who=self._last)
        return asked._replace(stretches=(question._replace(end=cut.start("dash")), *([answer] if self._last else [])))
