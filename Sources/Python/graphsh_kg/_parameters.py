"""Values of Python as values of parameters (``$name``)."""

from __future__ import annotations

import datetime

from ._errors import MisuseError
from ._native import encoded

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Union

    Value = Union[str, bool, int, float, datetime.date, datetime.datetime, "IRI"]


class IRI(str):
    """An IRI, to be told from a name: ``graph.query("type(X, $c)?", c=IRI("http://schema.org/Person"))``."""

    __slots__ = ()


def native(name: str, value: Value) -> tuple[str, object]:
    """The kind of a value, as the library's functions are named, and the value as they take it.

    Raises TypeError for what is no value, MisuseError for an integer of more than 64 bits.
    """
    what = f"the value of ${name}"
    if isinstance(value, IRI):
        return "iri", encoded(str(value), what)
    if isinstance(value, str):
        return "text", encoded(value, what)
    # NumPy's own truths are no bool.
    if isinstance(value, bool) or type(value).__name__ in ("bool", "bool_"):
        return "boolean", int(bool(value))
    if isinstance(value, datetime.date):
        return "date", value.isoformat().encode()
    if hasattr(value, "__index__"):
        number = value.__index__()
        if not -(1 << 63) <= number < 1 << 63:
            raise MisuseError(f"{what} has more than 64 bits: {number}")
        return "int64", number
    if isinstance(value, float) or hasattr(value, "__float__"):
        return "double", float(value)
    raise TypeError(
        f"{what} is a {type(value).__name__}; it can be a str, bool, int, float, date, datetime or IRI"
    )
