"""Pictures of graphs."""

from __future__ import annotations

import os


class Picture:
    """A picture as SVG. A notebook shows it; nothing in it is a script or asks for anything."""

    svg: str
    """The text of the picture."""

    def __init__(self, svg: str) -> None:
        self.svg = svg

    def save(self, path: str | os.PathLike[str]) -> None:
        """Writes it into a file. Raises OSError."""
        with open(path, "w", encoding="utf-8") as file:
            file.write(self.svg)

    def __repr__(self) -> str:
        return f"<graphsh_kg.Picture: {len(self.svg):,} characters of SVG>"

    def _repr_html_(self) -> str:
        # Without what XML has before its root, which HTML has no place for.
        start = self.svg.find("<svg")
        return f'<div style="max-width: 100%; overflow: auto">{self.svg[max(0, start):]}</div>'
