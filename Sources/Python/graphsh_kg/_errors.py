"""What goes wrong, as exceptions."""

from __future__ import annotations

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any


class GraphError(Exception):
    """Anything that goes wrong with a graph; what is more precise is one of its subclasses.

    ``str()`` is the whole message: for a mistake in a program with the line, a caret and a hint.
    """

    message: str
    """The message without the program's line."""
    hint: str
    """What to do; may be empty."""
    line: int | None
    """The line of the program, counted from 1; None where it is nowhere in it."""
    column: int | None
    """The character in that line, counted from 1."""

    def __init__(
        self,
        text: str,
        *,
        message: str | None = None,
        hint: str = "",
        line: int | None = None,
        column: int | None = None,
    ) -> None:
        super().__init__(text)
        self.message = text if message is None else message
        self.hint = hint
        self.line = line
        self.column = column


class ProgramError(GraphError, ValueError):
    """A query or program is wrong; ``line``, ``column`` and ``hint`` say where and what to write instead."""


class InterruptedWork(GraphError):
    """``Graph.interrupt()`` ended the call; what it changed was taken back. Ctrl-C raises KeyboardInterrupt instead."""


class TimeLimitError(GraphError, TimeoutError):
    """A query or question took longer than the graph's ``timeout``."""


class MemoryLimitError(GraphError, MemoryError):
    """A query needed more than the graph's ``memory``."""


class LockedError(GraphError):
    """Another process writes the graph; try again later."""


class ReadOnlyError(GraphError):
    """The graph is open for reading only."""


class UnknownNameError(GraphError, LookupError):
    """No entity, predicate or type goes by a name, or several do."""


class ModelError(GraphError):
    """Texts cannot be read: the language model is missing or damaged. ``python -m graphsh_kg model install`` fetches it."""


class MisuseError(GraphError, ValueError):
    """An argument that cannot be: a parameter that the query does not have, an unknown format."""


class ClosedError(MisuseError):
    """The graph was closed before."""


class DependencyError(GraphError, ImportError):
    """Another package is needed, which the message names."""


_BY_STATUS = {
    -2: ProgramError,
    -3: InterruptedWork,
    -4: TimeLimitError,
    -5: MemoryLimitError,
    -6: LockedError,
    -7: ReadOnlyError,
    -8: MisuseError,
    -9: UnknownNameError,
    -10: ModelError,
}


def error_of_status(status: int) -> type[GraphError]:
    """The class for a status of the library, which is less than 0."""
    return _BY_STATUS.get(status, GraphError)


def needed(package: str, purpose: str) -> Any:
    """Imports a package, or says which one is to be installed.

    Raises DependencyError where it is missing.
    """
    import importlib

    try:
        return importlib.import_module(package)
    except ModuleNotFoundError as error:
        if error.name != package:
            raise
        raise DependencyError(
            f"{purpose} needs {package}, which is not installed: pip install {package}"
        ) from None
