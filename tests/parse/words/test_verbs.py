"""What the subject of a sentence does by its verb."""

import pytest

from hsreport.parse.words.verbs import Does, verb_after

DOES = {
    " said that rent is high": Does.SAYS,
    " holds that rent is theft": Does.SAYS,
    " never thought of it": Does.SAYS,
    ", a sailor, argued for sails": Does.SAYS,
    " (Chile), in a video message, welcomed the plan": Does.SAYS,
    " of the Harbour School warned of fog": Does.SAYS,
    ", who chaired the board, asked for time": Does.SAYS,
    " was of the view that rent is high": Does.SAYS,
    " planted trees": Does.ACTS,
    " was born in Leeds": Does.STOPS,
    " chaired the session": Does.STOPS,
    " took the chair": Does.STOPS,
    " could not attend": Does.STOPS,
    " works as a nurse": Does.STOPS,
    " arrived late": Does.STOPS,
}


@pytest.mark.parametrize(("behind", "does"), DOES.items())
def test_verb(behind: str, does: Does) -> None:
    found = verb_after(behind)
    assert found is not None
    assert found.does is does


@pytest.mark.parametrize(
    "behind", ["", "'s plan", " and others", " of Leeds", ", poet", " indeed", ". He said no", ": no"]
)
def test_no_verb(behind: str) -> None:
    assert verb_after(behind) is None


def test_it_says_where_the_verb_stands() -> None:
    behind = " of the Harbour School warned of fog"
    found = verb_after(behind)
    assert found is not None
    assert (found.word, behind[found.start :]) == ("warned", "warned of fog")
