"""Rows as a table, for people."""

from __future__ import annotations

from html import escape
from unicodedata import east_asian_width

TYPE_CHECKING = False
if TYPE_CHECKING:
    from ._rows import Rows

# What anybody reads of a long answer.
SHOWN = 40
_CELL = 60


def text_table(rows: Rows) -> str:
    """The first rows as lines, their columns aligned."""
    if rows.truth is not None:
        return "true" if rows.truth else "false"
    cells = [[_shortened(cell) for cell in row] for row in rows[:SHOWN]]
    widths = [
        max([_width(name)] + [_width(row[place]) for row in cells]) for place, name in enumerate(rows.columns)
    ]
    lines = [_line(rows.columns, widths), "  ".join("─" * width for width in widths)]
    lines += [_line(row, widths) for row in cells]
    lines.append(_count(rows))
    return "\n".join(lines + rows.notes)


def html_table(rows: Rows) -> str:
    """The same as a table of HTML, in which no text is markup."""
    notes = "".join(f"<pre>{escape(note)}</pre>" for note in rows.notes)
    if rows.truth is not None:
        return f"<p>{'true' if rows.truth else 'false'}</p>{notes}"
    head = "".join(f'<th style="text-align: left">{escape(name)}</th>' for name in rows.columns)
    body = "".join(
        "<tr>" + "".join(f'<td style="text-align: left">{escape(_text(cell))}</td>' for cell in row) + "</tr>"
        for row in rows[:SHOWN]
    )
    return (
        f"<table><thead><tr>{head}</tr></thead><tbody>{body}</tbody></table>"
        f"<p><small>{escape(_count(rows))}</small></p>{notes}"
    )


def _count(rows: Rows) -> str:
    count = len(rows)
    text = f"{count:,} answer{'' if count == 1 else 's'}"
    return text if count <= SHOWN else f"{text}, of which {SHOWN} are shown"


def _text(cell: object) -> str:
    if cell is None:
        return ""
    return str(cell).lower() if isinstance(cell, bool) else str(cell)


def _shortened(cell: object) -> str:
    # What moves the cursor or turns the direction of writing does neither.
    text = "".join(letter if letter.isprintable() else f"\\u{{{ord(letter):X}}}" for letter in _text(cell))
    return text if len(text) <= _CELL else text[: _CELL - 1] + "…"


def _width(text: str) -> int:
    return sum(2 if east_asian_width(letter) in "WF" else 1 for letter in text)


def _line(cells: list[str] | tuple[str, ...], widths: list[int]) -> str:
    return "  ".join(
        cell + " " * (width - _width(cell)) for cell, width in zip(cells, widths)
    ).rstrip()
