"""How well each shape of label fits a document, and whether it counts there."""

from typing import NamedTuple

from hsreport.parse.words.labels import CHAT_NEEDS, ENDS, MARKED_NEEDS, SHAPES

NEEDS = {shape.name: shape.needs for shape in (*SHAPES, *ENDS)} | {"bold": 2, "chat": CHAT_NEEDS}
AT_END = {shape.name for shape in ENDS}


class Fit(NamedTuple):
    """How often a shape of label stands in a document, and how often it names somebody of the cast."""

    shape: str
    named: int
    plausible: int

    @property
    def share(self) -> float:
        return self.named / self.plausible if self.plausible else 0.0


def counts(fit: Fit, every: int) -> bool:
    """Whether a shape counts: often enough, and more often people than not; less often where others do."""
    if fit.shape == "bare":
        return fit.plausible > 1
    if fit.named >= NEEDS.get(fit.shape, MARKED_NEEDS):
        return fit.share >= 0.4 or fit.shape in {"colon", "chat"}
    return every > 3 and fit.named > 0 and fit.share >= 0.75 and fit.shape not in AT_END | {"stop"}
