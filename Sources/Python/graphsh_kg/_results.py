"""What a program gave."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable

    from ._rows import Rows


class Results(list):  # type: ignore[type-arg]
    """What a program gave: a list of Rows, one for each of its queries, with what it changed."""

    inserted: int
    """Facts that it was the first to insert."""
    deleted: int
    """Facts that it deleted."""

    def __init__(self, rows: Iterable[Rows], inserted: int, deleted: int) -> None:
        super().__init__(rows)
        self.inserted = inserted
        self.deleted = deleted
