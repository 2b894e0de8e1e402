"""The answer to a question in English."""

from __future__ import annotations

from html import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any


class Answer:
    """The answer to a question. ``str()`` is the answer with its sentences; ``for row in answer`` goes through what was found."""

    question: str
    outcome: str
    """``answered``, ``ambiguous`` (a name may mean several), ``no fact`` (only passages were found) or ``unreadable``."""
    data: dict[str, Any]
    """All of it, as ``graphsh ask --format json`` writes it."""

    def __init__(self, data: Any) -> None:
        self.data = data
        self.question = data["question"]
        self.outcome = data["outcome"]

    @property
    def rows(self) -> list[dict[str, Any]]:
        """What was found, the best first: each with ``answer`` (not for a question of yes or no), ``standing`` (``fact``, ``sentence``,
        ``denied``, …), ``sentence`` and ``source``."""
        return [row for reading in self.data.get("readings", []) for row in reading["rows"]]

    @property
    def answers(self) -> list[str]:
        """The answers alone, each once; for a question of yes or no its verdict."""
        found = [reading["verdict"] for reading in self.data.get("readings", []) if "verdict" in reading]
        return list(dict.fromkeys(found + [row["answer"] for row in self.rows if "answer" in row]))

    @property
    def query(self) -> str | None:
        """The query that the question was read as; None where none was."""
        readings = self.data.get("readings", [])
        return readings[0]["query"] if readings else None

    def __iter__(self) -> Iterator[dict[str, Any]]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)

    def __bool__(self) -> bool:
        """Whether it was answered."""
        return self.outcome == "answered"

    def __repr__(self) -> str:
        return f"<graphsh_kg.Answer: {', '.join(self.answers) or self.outcome}>"

    def __str__(self) -> str:
        lines: list[str] = []
        for text, quote in self._lines():
            lines += ([text] if text else []) + ([] if quote is None else ["    " + quote])
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        items = "".join(
            f"<li><b>{escape(text)}</b>" + ("" if quote is None else f"<blockquote>{escape(quote)}</blockquote>") + "</li>"
            for text, quote in self._lines()
        )
        return f"<p><i>{escape(self.question)}</i></p><ul>{items}</ul>"

    def _lines(self) -> list[tuple[str, str | None]]:
        """Each answer with the sentence that says so."""
        if self.outcome == "ambiguous":
            return [(f"{self.data['name']} may be " + ", ".join(self.data["meanings"]), None)]
        if self.outcome == "unreadable":
            return [(f"not understood: {self.data['part']}", self.data["hint"] or None)]
        if self.outcome == "no fact":
            return [("no fact answers this; these sentences come nearest:", None)] + [
                ("", _quotation(passage)) for passage in self.data["passages"]
            ]
        lines: list[tuple[str, str | None]] = []
        for reading in self.data["readings"]:
            verdict = reading.get("verdict")
            if verdict is not None:
                lines.append((verdict, None))
            for row in reading["rows"]:
                text = row.get("answer", "")
                if row["standing"] not in ("fact", "sentence"):
                    text = f"{text} ({_standing(row)})".strip()
                lines.append((text, _quotation(row)))
        return lines


def _standing(row: dict[str, Any]) -> str:
    standing: str = row["standing"]
    return f"{standing} by {row['speaker']}" if "speaker" in row else standing


def _quotation(row: dict[str, Any]) -> str:
    return f"“{row['sentence']}” ({row['source']})"
