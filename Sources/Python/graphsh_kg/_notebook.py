"""Magics of IPython and Jupyter: ``%load_ext graphsh_kg``."""

from __future__ import annotations

from IPython.core.error import UsageError
from IPython.core.magic import Magics, line_cell_magic, line_magic, magics_class
from IPython.display import display

from ._errors import GraphError
from ._graph import Graph

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


@magics_class
class GraphMagics(Magics):
    """``%graphsh FILE`` opens a graph; ``%gql``, ``%%gql`` and ``%ask`` use the one that was opened last."""

    _graph: Graph | None = None

    @classmethod
    def register(cls, shell: Any) -> None:
        """Makes the magics known to a shell."""
        shell.register_magics(cls(shell))

    @line_magic
    def graphsh(self, line: str) -> Graph:
        """``%graphsh news.db`` opens a graph; ``%graphsh NAME`` takes one that a variable of that name holds."""
        name = line.strip().strip("\"'")
        if not name:
            if self._graph is None:
                raise UsageError("no graph is open: %graphsh news.db")
            return self._graph
        known = self._names().get(name) if name.isidentifier() else None
        try:
            graph = known if isinstance(known, Graph) else Graph(name)
        except GraphError as error:
            raise UsageError(str(error)) from None
        self._graph = graph
        return graph

    @line_cell_magic
    def gql(self, line: str, cell: str | None = None) -> Any:
        """``%gql met(X, Y)?`` answers a query. A cell that begins with ``%%gql`` is a program: the answers of all its queries are shown,
        and the last is the cell's value. ``$name`` has the value of the variable of that name."""
        program = line if cell is None else f"{line}\n{cell}" if line.strip() else cell
        graph = self._open()
        try:
            params = self._variables(program)
            if cell is None:
                return graph.query(program, **params)
            results = graph.run(program, **params)
        except GraphError as error:
            raise UsageError(str(error)) from None
        for rows in results[:-1]:
            display(rows)  # type: ignore[no-untyped-call]
        if results.inserted or results.deleted:
            print(f"{results.inserted:,} facts inserted, {results.deleted:,} deleted")
        return results[-1] if results else None

    @line_magic
    def ask(self, line: str) -> Any:
        """``%ask Who met Lee?`` answers a question in English."""
        try:
            return self._open().ask(line.strip())
        except GraphError as error:
            raise UsageError(str(error)) from None

    def _open(self) -> Graph:
        if self._graph is None:
            raise UsageError("no graph is open: begin with %graphsh news.db")
        return self._graph

    def _variables(self, program: str) -> dict[str, Any]:
        """Variables of the notebook that the program names as parameters."""
        import re

        names = set(re.findall(r"\$([A-Za-z_][A-Za-z0-9_]*)", program))
        known = self._names()
        return {name: known[name] for name in names if name in known}

    def _names(self) -> dict[str, Any]:
        """Variables of the notebook."""
        return {} if self.shell is None else self.shell.user_ns
