"""A knowledge graph of English texts: read them, query them, ask them, and see the sentences behind every answer.

    import graphsh_kg

    with graphsh_kg.open("news.db") as graph:
        graph.ingest("articles/")
        rows = graph.query("met($who, X, on: When)?", who="Lee Jae Myung")
        print(rows[0].X, len(rows), rows.df())
        print(graph.ask("Who did Lee meet in Nara?"))

In a notebook, ``%load_ext graphsh_kg`` gives ``%graphsh FILE``, ``%%gql``, ``%gql`` and ``%ask``.
"""

from __future__ import annotations

from ._errors import (
    ClosedError,
    DependencyError,
    GraphError,
    InterruptedWork,
    LockedError,
    MemoryLimitError,
    MisuseError,
    ModelError,
    ProgramError,
    ReadOnlyError,
    TimeLimitError,
    UnknownNameError,
)
from ._graph import Graph, open
from ._parameters import IRI

__all__ = [
    "Graph",
    "IRI",
    "open",
    "version",
    "ClosedError",
    "DependencyError",
    "GraphError",
    "InterruptedWork",
    "LockedError",
    "MemoryLimitError",
    "MisuseError",
    "ModelError",
    "ProgramError",
    "ReadOnlyError",
    "TimeLimitError",
    "UnknownNameError",
]


def version() -> str:
    """The release of the library, such as ``"0.1.0"``."""
    from ._native import library

    return str(library().graphsh_version(), "utf-8")


def load_ipython_extension(shell: object) -> None:
    """What ``%load_ext graphsh_kg`` calls."""
    from ._notebook import GraphMagics

    GraphMagics.register(shell)
