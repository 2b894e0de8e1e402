"""Pages about an entity."""

from __future__ import annotations

from html import escape

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class Page:
    """What a graph tells of something: ``str()`` is the page as text, and a notebook shows it with its sentences."""

    title: str
    notes: list[str]
    """Lines under the title: types, other names, mentions."""
    sections: list[dict[str, Any]]
    """Each with ``heading``, ``entries`` (with ``text``, ``times``, ``sentences``, ``facts``) and how many were ``omitted``."""

    def __init__(self, data: Any) -> None:
        self.title = data["title"]
        self.notes = data["notes"]
        self.sections = data["sections"]

    def __repr__(self) -> str:
        return f"<graphsh_kg.Page: {self.title}>"

    def __str__(self) -> str:
        lines = [self.title] + ["  " + note for note in self.notes]
        for section in self.sections:
            lines += ["", section["heading"]]
            group = None
            for entry in section["entries"]:
                if entry["group"] not in (None, group):
                    group = entry["group"]
                    lines.append("  " + group)
                indent = "  " if entry["group"] is None else "    "
                if entry["text"]:
                    lines.append(indent + entry["text"] + _details(entry))
                lines += [f"{indent}“{quote['sentence']}” ({quote['document']})" for quote in entry["quotes"]]
            if section["omitted"]:
                lines.append(f"  … and {section['omitted']:,} more")
        return "\n".join(lines)

    def _repr_html_(self) -> str:
        text = f"<h3>{escape(self.title)}</h3>" + "".join(f"<p>{escape(note)}</p>" for note in self.notes)
        for section in self.sections:
            items = "".join(map(_item, section["entries"]))
            more = f"<p>… and {section['omitted']:,} more</p>" if section["omitted"] else ""
            text += f"<h4>{escape(section['heading'])}</h4><ul>{items}</ul>{more}"
        return text


def _details(entry: dict[str, Any]) -> str:
    details = list(entry["marks"]) + [time["date"] for time in entry["times"]]
    return f" ({', '.join(details)})" if details else ""


def _item(entry: dict[str, Any]) -> str:
    quotes = entry["quotes"] or [quote for fact in entry["facts"] for quote in fact["evidence"]]
    group = f"<i>{escape(entry['group'])}</i> " if entry["group"] else ""
    sentences = "".join(
        f"<blockquote>{escape(quote['sentence'])} <small>{escape(quote['document'])}</small></blockquote>" for quote in quotes[:3]
    )
    return f"<li>{group}{escape(entry['text'])}<small>{escape(_details(entry))}</small>{sentences}</li>"
