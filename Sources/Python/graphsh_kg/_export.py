"""A graph as a text or a file of another format."""

from __future__ import annotations

import ctypes
import os

from ._native import Write

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

    from ._connection import Connection


def export_text(connection: Connection, format: bytes, part: ctypes.Structure) -> str:
    """What is written, as a text."""
    pieces: list[bytes] = []
    _written(connection, format, part, pieces.append)
    return b"".join(pieces).decode()


def export_file(connection: Connection, format: bytes, part: ctypes.Structure, path: str) -> None:
    """Writes a file, which is there as a whole or not at all: it is written beside and renamed at the end."""
    partial = f"{path}.{os.getpid()}.partial"
    try:
        with open(partial, "wb") as file:
            _written(connection, format, part, file.write)
        os.replace(partial, path)
    except BaseException:
        try:
            os.unlink(partial)
        except OSError:
            pass
        raise


def _written(
    connection: Connection, format: bytes, part: ctypes.Structure, take: Callable[[bytes], object]
) -> None:
    """Has the graph written piece by piece; what `take` raises ends it."""
    raised: list[BaseException] = []

    def write(_: object, text: int, size: int) -> int:
        try:
            take(ctypes.string_at(text, size))
            return 0
        except BaseException as error:
            raised.append(error)
            return 1

    try:
        connection.work("export", format, ctypes.byref(part), Write(write), None)
    except Exception:
        if raised:
            raise raised[0] from None
        raise
