"""How sure each way of telling who speaks is, and from where on it is sure enough to print a name.

What marked documents show twenty times or more is the share of cases that were right there (`benchmarks/attribution.py --half a
--clues`): label, list, subject, signed, pronoun, goes-on. The others are estimates. There is one threshold for the whole
program. A wrong name in print is worse than none.
"""

SURE = 0.6
"""Below it the words are narrative, and a finding names the candidates."""

CERTAINTY: dict[str, float] = {
    "ruled": 1.0,
    "label": 0.98,
    "row": 0.95,
    "lead": 0.95,
    "list": 0.96,
    "signed": 0.91,
    "subject": 0.9,
    "inversion": 1.0,
    "according": 0.95,
    "agent": 0.95,
    "cleft": 0.95,
    "owner": 0.95,
    "pronoun": 0.61,
    "goes-on": 0.72,
    "goes-on-direct": 0.93,
    "goes-on-between": 0.75,
    "goes-on-lead": 0.88,
    "goes-on-heading": 0.85,
    "goes-on-quoted": 0.75,
    "goes-on-indented": 0.55,
    "goes-on-prose": 0.5,
}
