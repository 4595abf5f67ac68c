"""A summary that has everything a format can say of words: every mark, tables, pictures, quotations, code, lists in lists, notes."""

from base64 import b64encode
from io import BytesIO
from urllib.parse import quote

from PIL import Image as Opener

from hsreport.build import report_of
from hsreport.enrich.themes.vocabulary import builtin_vocabulary
from hsreport.model import Report
from hsreport.read.source import source_from_bytes
from hsreport.source import Source


def chart(size: tuple[int, int] = (480, 320)) -> Opener.Image:
    """A picture in which no two quarters are alike."""
    made = Opener.new("RGB", size, "white")
    made.paste("#1a4f8b", (0, 0, size[0] // 2, size[1] // 2))
    made.paste("#b4232a", (size[0] // 2, size[1] // 2, *size))
    return made


def address_of(made: Opener.Image, kind: str = "png") -> str:
    """A picture as an address of its own."""
    file = BytesIO()
    made.save(file, kind)
    return f"data:image/{kind};base64,{b64encode(file.getvalue()).decode()}"


DRAWING = (
    '<svg xmlns="http://www.w3.org/2000/svg" width="60" height="40"><rect width="60" height="40" fill="navy"/></svg>'
)
WIDE = "\n".join(
    f"|{'|'.join(cells)}|"
    for cells in (
        [f"Millions in {year}" for year in range(2001, 2019)],
        ["---"] * 18,
        *([f"{row}{at}.5" for at in range(18)] for row in (1, 2)),
    )
)
"""A table wider than paper."""

TEXT = f"""---
title: Forum on the tidal barrage
---

*Held in the Guildhall, 12 March 2021*

## Session 1: The *old* wall and `gate_7`

Chair: Ada Feder, Harbour Board

Panelists: Bruno Salt, Pilot, Port of Elm; Chiara Quay (Tide *Trust*)

It began with **three** questions from [the first report](https://reports.example/a?q=1&r=2), ~~two~~ and 10<sup>6</sup> m<sup>3</sup> of H<sub>2</sub>O.[^1]

![Bars: blue above, red below]({address_of(chart())} "Height of the wall by year, with a long caption that runs over more than one line of the page")

**Ada Feder:**

- The wall is ***very* old**, see <https://wall.example/x_y> and [mail us](mailto:wall@board.example).[^two]
  - It leaks at `gate_7`.
    - It leaks *most* in winter.
      - Nobody knows why.
- Costs rise:[^1]

| Year | *Gates*[^t] | Cost in % | [Source](https://cost.example/) |
|:-----|------:|-----------|---------|
| 2019 | 4 | 1.5 | **Board** |
| 2020 |  | −2.25 | |
| Sum, as Ada Feder says | 4 |  | `total` |

- They will fall.

![]({address_of(chart((1200, 80)), "jpeg")})

**Bruno Salt:** Pilots wait; the ***[tide tables](https://tides.example/)*** say so.

> The sea gives and the sea takes.
>
> — Old saying of the port

```
gate open --all
  wait 10
```

Chiara Quay said that ships wait longer than they did. اللغة العربية، and 日本語の文章 were heard.

{WIDE}

It was drawn so ![A blue square](data:image/svg+xml,{quote(DRAWING)}) by hand.

<table>
<caption>Piles of the <i>old</i> pier[^1]</caption>
<tr><th>Pier</th><th colspan="2">Piles</th></tr>
<tr><td rowspan="2"><b>North</b></td><td>oak</td><td>4</td></tr>
<tr><td>elm</td><td>6</td></tr>
</table>

1. First, dredge.
2. Then, *wait*.

**Decision:** The board shall **meet** [again](https://again.example/).

**Action:** Bruno Salt to send the `list` by 1 May 2021.

### What was left open

| Name only |
|---|
| One |
| Two |

## Session 2: The new wall

Chair: Bruno Salt

**Chiara Quay:**

- See https://very-long.example/{"a-path-that-does-not-end-" * 5}x.
- It is **done**.[^two]

[^1]: See *the* note at [the site](https://note.example/).
[^two]: A first paragraph.

    A second one, with **strong** words and `code`.
[^t]: Without ferries.
"""


def source_of(text: str = TEXT, name: str = "rich.md") -> Source:
    """Read a summary."""
    return source_from_bytes(text.encode(), name)


def report_on(text: str = TEXT, name: str = "rich.md") -> Report:
    """Read a summary and work it out."""
    return report_of(source_of(text, name), builtin_vocabulary("human-security"))
