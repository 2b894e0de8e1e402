"""What part of a graph goes out, as the library takes it."""

from __future__ import annotations

from ._errors import MisuseError
from ._native import Part, array, encoded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterable


def native_part(
    query: str | None,
    around: str | Iterable[str],
    hops: int,
    predicates: Iterable[str] | None,
    types: Iterable[str] | None,
    limit: int | None,
    title: str | None,
    evidence: bool,
) -> Part:
    """See ``Graph.export``. Raises MisuseError for numbers that cannot be."""
    for name, number in (("hops", hops), ("limit", limit)):
        if number is not None and number < 1:
            raise MisuseError(f"{name} must be at least 1, not {number}")
    part = Part()
    part.query = None if query is None else encoded(query, "the query")
    part.title = None if title is None else encoded(title, "the title")
    part.hops = hops
    part.limit = limit or 0
    part.with_evidence = int(evidence)
    for field, count, names in (
        ("around", "around_count", around),
        ("predicates", "predicate_count", predicates),
        ("types", "type_count", types),
    ):
        if names is None:
            continue
        given = [encoded(name, field) for name in ([names] if isinstance(names, str) else names)]
        setattr(part, field, array(given))
        setattr(part, count, len(given))
    return part
