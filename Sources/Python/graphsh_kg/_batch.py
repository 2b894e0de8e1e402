"""All rows of an answer in Arrow's memory layout, read without any other package."""

from __future__ import annotations

import ctypes
import datetime
import math

from ._native import ArrowArray, ArrowArrayStream, ArrowSchema, library

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable
    from typing import Any, Literal

_Release = ctypes.CFUNCTYPE(None, ctypes.c_void_p)
_EPOCH_DAY = datetime.date(1970, 1, 1).toordinal()
_EPOCH = datetime.datetime(1970, 1, 1, tzinfo=datetime.timezone.utc)


def _release(structure: ctypes.Structure) -> None:
    if structure.release:
        _Release(structure.release)(ctypes.addressof(structure))


class Batch:
    """The columns of an answer; their memory is freed with it."""

    def __init__(self) -> None:
        self.schema = ArrowSchema()
        self.array = ArrowArray()

    def __del__(self) -> None:
        _release(self.array)
        _release(self.schema)

    @property
    def rows(self) -> int:
        return int(self.array.length)

    @property
    def columns(self) -> tuple[str, ...]:
        schema = self.schema
        return tuple(schema.children[place].contents.name.decode() for place in range(schema.n_children))

    def cells(self, column: int) -> Callable[[int], object]:
        """A function that gives the cell of a row. It must not outlive the batch."""
        kind = self.schema.children[column].contents.format.decode()
        array = self.array.children[column].contents
        read = _READERS[kind](array)
        if array.null_count == 0:
            return read
        valid = _memory(array.buffers[0], (array.length + 7) // 8)
        return lambda row: read(row) if valid[row >> 3] >> (row & 7) & 1 else None

    def capsule(self) -> object:
        """A stream of Arrow in a capsule of Python, which shares the columns."""
        stream = ArrowArrayStream()
        library().graphsh_arrow_share(
            ctypes.byref(self.schema), ctypes.byref(self.array), ctypes.addressof(stream)
        )
        return _capsule(stream)


def _memory(address: int | None, size: int) -> memoryview:
    return memoryview((ctypes.c_ubyte * size).from_address(address or 0)).cast("B") if size else memoryview(b"")


def _numbers(array: ArrowArray, code: Literal["q", "d", "i"], size: int) -> memoryview[Any]:
    return _memory(array.buffers[1], array.length * size).cast(code)


def _texts(array: ArrowArray) -> Callable[[int], object]:
    ends = _memory(array.buffers[1], (array.length + 1) * 8).cast("q")
    data = _memory(array.buffers[2], ends[array.length])
    return lambda row: str(data[ends[row] : ends[row + 1]], "utf-8")


def _truths(array: ArrowArray) -> Callable[[int], object]:
    bits = _memory(array.buffers[1], (array.length + 7) // 8)
    return lambda row: bool(bits[row >> 3] >> (row & 7) & 1)


def _days(array: ArrowArray) -> Callable[[int], object]:
    days = _numbers(array, "i", 4)

    def day(row: int) -> object:
        try:
            return datetime.date.fromordinal(days[row] + _EPOCH_DAY)
        except (ValueError, OverflowError):
            return math.nan

    return day


def _moments(array: ArrowArray) -> Callable[[int], object]:
    moments = _numbers(array, "q", 8)
    return lambda row: _EPOCH + datetime.timedelta(milliseconds=moments[row])


_READERS: dict[str, Callable[[ArrowArray], Callable[[int], object]]] = {
    "l": lambda array: _numbers(array, "q", 8).__getitem__,
    "g": lambda array: _numbers(array, "d", 8).__getitem__,
    "b": _truths,
    "tdD": _days,
    "tsm:UTC": _moments,
    "U": _texts,
}

# --- Capsules -------------------------------------------------------------------------------------------------------------

_STREAM = b"arrow_array_stream"
_Destructor = ctypes.PYFUNCTYPE(None, ctypes.c_void_p)
_new = ctypes.pythonapi.PyCapsule_New
_new.restype, _new.argtypes = ctypes.py_object, (ctypes.c_void_p, ctypes.c_char_p, _Destructor)
_pointer = ctypes.pythonapi.PyCapsule_GetPointer
_pointer.restype, _pointer.argtypes = ctypes.c_void_p, (ctypes.c_void_p, ctypes.c_char_p)
# The structures that capsules point to, by their addresses.
_streams: dict[int, ArrowArrayStream] = {}


def _destroy(capsule: int) -> None:
    """Lets go of a stream. Whoever has read it has set its release to null."""
    stream = _streams.pop(_pointer(capsule, _STREAM), None)
    if stream is not None:
        _release(stream)


_destroyed = _Destructor(_destroy)
# Capsules may be destroyed after the module, at the end of the process.
ctypes.pythonapi.Py_IncRef(ctypes.py_object(_destroyed))


def _capsule(stream: ArrowArrayStream) -> object:
    address = ctypes.addressof(stream)
    _streams[address] = stream
    return _new(address, _STREAM, _destroyed)
