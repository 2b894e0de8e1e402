"""Calls that read files and texts, and tell how far they are."""

from __future__ import annotations

import os

from ._errors import MisuseError
from ._native import Progress

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable, Iterable
    from typing import Union

    from ._connection import Connection

    Path = Union[str, os.PathLike[str]]
    OnProgress = Callable[[Union[float, None], str], object]


class IngestReport:
    """What became of texts that were read."""

    __slots__ = ("documents", "known", "statements", "entities", "failures")

    documents: int
    """New in the graph."""
    known: int
    """That it had already."""
    statements: int
    """New: who did what to whom, asserted or not."""
    entities: int
    """New."""
    failures: list[str]
    """What could not be read, each with its reason."""

    def __init__(self, documents: int, known: int, statements: int, entities: int, failures: list[str]) -> None:
        self.documents = documents
        self.known = known
        self.statements = statements
        self.entities = entities
        self.failures = failures

    def __repr__(self) -> str:
        return (
            f"<graphsh_kg.IngestReport: {self.documents} new documents, {self.known} known, "
            f"{self.statements} statements, {self.entities} entities, {len(self.failures)} failures>"
        )


def told(connection: Connection, progress: OnProgress | None, name: str, *arguments: object) -> str:
    """Does a call that tells how far it is, and gives what it says."""
    raised: list[BaseException] = []

    def tell(_: object, share: float, document: bytes) -> int:
        try:
            progress(None if share < 0 else share, document.decode())  # type: ignore[misc]
            return 0
        except BaseException as error:
            raised.append(error)
            return 1

    with connection:
        callback = Progress() if progress is None else Progress(tell)
        connection.call("on_progress", callback, None)
        try:
            connection.work(name, *arguments)
            return connection.message()
        except Exception:
            if raised:
                raise raised[0] from None
            raise
        finally:
            connection._library.graphsh_on_progress(connection._handle, Progress(), None)


def native_paths(sources: Path | Iterable[Path]) -> list[bytes]:
    several = [sources] if isinstance(sources, (str, bytes, os.PathLike)) else sources
    names = [os.fspath(path) for path in several]
    for name in names:
        if isinstance(name, bytes) or "\0" in name:
            raise MisuseError(f"a path must be a str without NUL, not {name!r}")
    return [os.fsencode(name) for name in names]
