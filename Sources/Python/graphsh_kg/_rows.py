"""The rows of an answer."""

from __future__ import annotations

from collections import namedtuple
from functools import lru_cache

from ._batch import Batch
from ._errors import needed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Iterator
    from typing import Any, overload

    import networkx
    import pandas
    import polars
    import pyarrow


@lru_cache(maxsize=256)
def _row_type(columns: tuple[str, ...]) -> Any:
    return namedtuple("Row", columns, rename=True)


class Rows:
    """The rows of an answer, as a sequence of named tuples: ``rows[0].X``, ``len(rows)``, ``for X, Y in rows``.

    A column whose cells are all integers has ints, all numbers floats, all truths bools, all days ``datetime.date``, all moments
    ``datetime.datetime`` in UTC; every other one has strs, entities by their names. In the former, what ``optional(…)`` left open
    is None. Rows stay when the graph is closed. A cell is decoded when it is asked for: making the rows costs nothing a row in
    Python.
    """

    columns: tuple[str, ...]
    """Names of the columns."""
    truth: bool | None
    """What a query without variables says; None for one that has rows."""
    notes: list[str]
    """What to know beside the rows: names that nothing goes by, rows passed over."""

    def __init__(self, batch: Batch, truth: bool | None, notes: list[str]) -> None:
        self._batch = batch
        self.columns = batch.columns
        self.truth = truth
        self.notes = notes
        self._readers: list[Any] | None = None
        self._type = _row_type(self.columns)

    def __len__(self) -> int:
        return self._batch.rows

    def __bool__(self) -> bool:
        """Of a query without variables what it says, of others whether there are rows."""
        return len(self) > 0 if self.truth is None else self.truth

    def _row(self, row: int) -> Any:
        if self._readers is None:
            self._readers = [self._batch.cells(column) for column in range(len(self.columns))]
        return self._type._make([read(row) for read in self._readers])

    def __iter__(self) -> Iterator[Any]:
        for row in range(len(self)):
            yield self._row(row)

    if TYPE_CHECKING:

        @overload
        def __getitem__(self, place: int) -> Any: ...

        @overload
        def __getitem__(self, place: slice) -> list[Any]: ...

        @overload
        def __getitem__(self, place: str) -> list[Any]: ...

    def __getitem__(self, place: int | slice | str) -> Any:
        """A row by its number, several by a slice, the cells of a column by its name."""
        if isinstance(place, str):
            return self.column(place)
        if isinstance(place, slice):
            return [self._row(row) for row in range(*place.indices(len(self)))]
        row = place.__index__()
        if row < 0:
            row += len(self)
        if not 0 <= row < len(self):
            raise IndexError(f"no row {place}: there are {len(self)}")
        return self._row(row)

    def column(self, name: str) -> list[Any]:
        """All cells of a column. Raises KeyError where there is none of that name."""
        if name not in self.columns:
            raise KeyError(f"no column {name}: there are {', '.join(self.columns)}")
        read = self._batch.cells(self.columns.index(name))
        return [read(row) for row in range(len(self))]

    def __eq__(self, other: object) -> bool:
        """Whether the columns and all rows are the same. Linear in the cells."""
        if not isinstance(other, Rows):
            return NotImplemented
        return self.columns == other.columns and len(self) == len(other) and all(map(_same, self, other))

    __hash__ = None  # type: ignore[assignment]

    def dicts(self) -> list[dict[str, Any]]:
        """Each row as a dict by column."""
        return [dict(zip(self.columns, row)) for row in self]

    # --- Data frames ------------------------------------------------------------------------------------------------------

    def __arrow_c_stream__(self, requested_schema: object = None) -> object:
        """All rows as one batch by Arrow's PyCapsule interface, which shares their memory: ``polars.DataFrame(rows)``,
        ``pyarrow.table(rows)``, and DuckDB, pandas and others take it."""
        return self._batch.capsule()

    def arrow(self) -> pyarrow.Table:
        """A ``pyarrow.Table``, which shares the memory. Raises DependencyError without pyarrow."""
        table: pyarrow.Table = needed("pyarrow", "arrow()").table(self)
        return table

    def pl(self) -> polars.DataFrame:
        """A ``polars.DataFrame``. Raises DependencyError without polars."""
        frame: polars.DataFrame = needed("polars", "pl()").DataFrame(self)
        return frame

    def df(self) -> pandas.DataFrame:
        """A ``pandas.DataFrame``; days and moments become ``datetime64[ms]``, columns with nulls float64 or object. It is made by
        pyarrow where that is installed, and else cell by cell. Raises DependencyError without pandas."""
        from ._frames import pandas_frame

        return pandas_frame(self)

    def nx(self) -> networkx.MultiDiGraph:
        """A ``networkx.MultiDiGraph`` with an edge for each row: of two columns from the first to the second; of three or more with
        the second as its key and ``predicate``, and the fourth and further ones as attributes. Raises DependencyError without
        networkx, ValueError for one column."""
        from ._frames import network

        return network(self)

    # --- What is shown ----------------------------------------------------------------------------------------------------

    def __repr__(self) -> str:
        if self.truth is not None:
            return f"<graphsh_kg.Rows: {self.truth}>"
        return f"<graphsh_kg.Rows: {len(self)} × {', '.join(self.columns)}>"

    def __str__(self) -> str:
        from ._tables import text_table

        return text_table(self)

    def _repr_html_(self) -> str:
        from ._tables import html_table

        return html_table(self)


def _same(left: tuple[Any, ...], right: tuple[Any, ...]) -> bool:
    return all(a == b or (a != a and b != b) for a, b in zip(left, right))
