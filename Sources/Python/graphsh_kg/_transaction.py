"""Several changes as one."""

from __future__ import annotations

from ._errors import MisuseError

TYPE_CHECKING = False
if TYPE_CHECKING:
    from types import TracebackType

    from ._connection import Connection


class Transaction:
    """See ``Graph.transaction``."""

    def __init__(self, connection: Connection) -> None:
        self._connection = connection

    def __enter__(self) -> Transaction:
        self._connection.call("begin")
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        if kind is None:
            self._connection.call("commit")
            return
        try:
            self._connection.call("rollback")
        except MisuseError:
            # A graph that was closed, or a full disk, has taken it back already; the first error is the one to see.
            pass
