"""Rows as data frames and networks of other packages."""

from __future__ import annotations

import datetime

from ._errors import needed

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

    import networkx
    import pandas

    from ._rows import Rows


def pandas_frame(rows: Rows) -> pandas.DataFrame:
    """See ``Rows.df``."""
    package = needed("pandas", "df()")
    try:
        import pyarrow  # noqa: F401
    except ModuleNotFoundError:
        return _frame_of_cells(rows, package)
    frame: pandas.DataFrame = rows.arrow().to_pandas(date_as_object=False)
    return frame


def _frame_of_cells(rows: Rows, pandas: Any) -> pandas.DataFrame:
    columns = {}
    for name in rows.columns:
        cells = rows.column(name)
        first = next((cell for cell in cells if cell is not None), None)
        if isinstance(first, datetime.datetime):
            columns[name] = pandas.Series(cells, dtype="datetime64[ms, UTC]")
        elif isinstance(first, datetime.date):
            columns[name] = pandas.Series(cells, dtype="datetime64[ms]")
        else:
            columns[name] = pandas.Series(cells)
    frame: pandas.DataFrame = pandas.DataFrame(columns, columns=list(rows.columns))
    return frame


def network(rows: Rows) -> networkx.MultiDiGraph:
    """See ``Rows.nx``."""
    if len(rows.columns) < 2:
        raise ValueError("an edge needs two columns or more, from where and to where")
    graph: networkx.MultiDiGraph = needed("networkx", "nx()").MultiDiGraph()
    further = rows.columns[3:]
    for row in rows:
        if len(row) == 2:
            graph.add_edge(row[0], row[1])
        else:
            # As in facts: subject, predicate, object.
            graph.add_edge(row[0], row[2], key=row[1], predicate=row[1], **dict(zip(further, row[3:])))
    return graph
