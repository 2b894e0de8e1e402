"""The library in C and what its functions take, as its header ``graphsh.h`` says."""

from __future__ import annotations

import ctypes
import os
from ctypes import CFUNCTYPE, POINTER, Structure, c_char_p, c_double, c_int, c_int64, c_size_t, c_void_p

# The interface that this package was written for.
ABI = 1

OPEN_READONLY = 0
OPEN_READWRITE = 1

Progress = CFUNCTYPE(c_int, c_void_p, c_double, c_char_p)
Each = CFUNCTYPE(c_int, c_void_p, c_void_p)
Write = CFUNCTYPE(c_int, c_void_p, c_void_p, c_size_t)


class Report(Structure):
    _fields_ = [(name, c_int64) for name in ("documents", "known", "statements", "entities", "failures")]


class ImportReport(Structure):
    _fields_ = [(name, c_int64) for name in ("statements", "triples", "skipped")]


class ImportOptions(Structure):
    _fields_ = [
        ("format", c_char_p),
        ("graph", c_char_p),
        ("base", c_char_p),
        ("id_column", c_char_p),
        ("skip_errors", c_int),
    ]


class Part(Structure):
    _fields_ = [
        ("query", c_char_p),
        ("around", POINTER(c_char_p)),
        ("around_count", c_size_t),
        ("hops", c_int),
        ("predicates", POINTER(c_char_p)),
        ("predicate_count", c_size_t),
        ("types", POINTER(c_char_p)),
        ("type_count", c_size_t),
        ("limit", c_int64),
        ("title", c_char_p),
        ("with_evidence", c_int),
    ]


class ArrowSchema(Structure):
    pass


ArrowSchema._fields_ = [
    ("format", c_char_p),
    ("name", c_char_p),
    ("metadata", c_void_p),
    ("flags", c_int64),
    ("n_children", c_int64),
    ("children", POINTER(POINTER(ArrowSchema))),
    ("dictionary", c_void_p),
    ("release", c_void_p),
    ("private_data", c_void_p),
]


class ArrowArray(Structure):
    pass


ArrowArray._fields_ = [
    ("length", c_int64),
    ("null_count", c_int64),
    ("offset", c_int64),
    ("n_buffers", c_int64),
    ("n_children", c_int64),
    ("buffers", POINTER(c_void_p)),
    ("children", POINTER(POINTER(ArrowArray))),
    ("dictionary", c_void_p),
    ("release", c_void_p),
    ("private_data", c_void_p),
]


class ArrowArrayStream(Structure):
    _fields_ = [
        ("get_schema", c_void_p),
        ("get_next", c_void_p),
        ("get_last_error", c_void_p),
        ("release", c_void_p),
        ("private_data", c_void_p),
    ]


_texts = POINTER(c_char_p)

TYPE_CHECKING = False
if TYPE_CHECKING:
    from typing import Any

# Of each function, what it gives and what it takes.
_FUNCTIONS: dict[str, tuple[Any, tuple[Any, ...]]] = {
    "abi": (c_int, ()),
    "version": (c_char_p, ()),
    "open": (c_int, (c_char_p, c_int, POINTER(c_void_p))),
    "close": (None, (c_void_p,)),
    "errmsg": (c_char_p, (c_void_p,)),
    "errtext": (c_char_p, (c_void_p,)),
    "errhint": (c_char_p, (c_void_p,)),
    "errline": (c_int, (c_void_p,)),
    "errcolumn": (c_int, (c_void_p,)),
    "limit": (c_int, (c_void_p, c_int64, c_int64)),
    "interrupt": (None, (c_void_p,)),
    "on_progress": (c_int, (c_void_p, Progress, c_void_p)),
    "run_each": (c_int, (c_void_p, c_char_p, Each, c_void_p)),
    "inserted": (c_int64, (c_void_p,)),
    "deleted": (c_int64, (c_void_p,)),
    "clear_parameters": (c_int, (c_void_p,)),
    "begin": (c_int, (c_void_p,)),
    "commit": (c_int, (c_void_p,)),
    "rollback": (c_int, (c_void_p,)),
    "prepare": (c_int, (c_void_p, c_char_p, POINTER(c_void_p))),
    "parameter_count": (c_int, (c_void_p,)),
    "parameter_name": (c_char_p, (c_void_p, c_int)),
    "truth": (c_int, (c_void_p,)),
    "note_count": (c_int, (c_void_p,)),
    "note_text": (c_char_p, (c_void_p, c_int)),
    "finalize": (None, (c_void_p,)),
    "arrow": (c_int, (c_void_p, POINTER(ArrowSchema), POINTER(ArrowArray))),
    "arrow_share": (None, (POINTER(ArrowSchema), POINTER(ArrowArray), c_void_p)),
    "ingest": (c_int, (c_void_p, _texts, c_size_t, POINTER(Report))),
    "ingest_texts": (c_int, (c_void_p, _texts, _texts, c_size_t, POINTER(Report))),
    "ask": (c_int, (c_void_p, c_char_p, POINTER(c_void_p))),
    "why": (c_int, (c_void_p, c_char_p, POINTER(c_void_p))),
    "about": (c_int, (c_void_p, c_char_p, c_int64, POINTER(c_void_p))),
    "free": (None, (c_void_p,)),
    "export": (c_int, (c_void_p, c_char_p, POINTER(Part), Write, c_void_p)),
    "import": (c_int, (c_void_p, _texts, c_size_t, POINTER(ImportOptions), POINTER(ImportReport))),
}
for _kind, _type in (
    ("text", c_char_p),
    ("int64", c_int64),
    ("double", c_double),
    ("boolean", c_int),
    ("date", c_char_p),
    ("iri", c_char_p),
):
    for _act in ("bind", "set"):
        _FUNCTIONS[f"{_act}_{_kind}"] = (c_int, (c_void_p, c_char_p, _type))

_loaded: ctypes.CDLL | None = None


def folder() -> str:
    """Where the wheel has the library, the program and what they need."""
    return os.path.join(os.path.dirname(os.path.abspath(__file__)), "lib")


def library() -> ctypes.CDLL:
    """The library, loaded when it is needed first: that of the wheel, or the one that GRAPHSH_LIBRARY names.

    Raises ImportError where there is none, or it is of another release.
    """
    global _loaded
    if _loaded is None:
        path = os.environ.get("GRAPHSH_LIBRARY") or os.path.join(folder(), "libgraphsh.so")
        # The library looks for near words beside the program that it is in, which is Python.
        words = os.path.join(os.path.dirname(folder()), "share", "graphsh", "wordnet-3.0")
        if os.path.exists(words):
            os.environ.setdefault("GRAPHSH_WORDNET", words)
        try:
            loaded = ctypes.CDLL(path)
        except OSError as error:
            raise ImportError(
                f"graphsh's library cannot be loaded: {error}; install the wheel again, "
                "or name the library that script/build --library made in GRAPHSH_LIBRARY"
            ) from None
        for name, (gives, takes) in _FUNCTIONS.items():
            try:
                function = loaded["graphsh_" + name]
            except AttributeError:
                raise ImportError(f"{path} has no graphsh_{name}: it is of another release") from None
            function.restype, function.argtypes = gives, takes
            setattr(loaded, "graphsh_" + name, function)
        if loaded.graphsh_abi() != ABI:
            raise ImportError(f"{path} has the interface {loaded.graphsh_abi()}, and this package needs {ABI}")
        _loaded = loaded
    return _loaded


def encoded(text: str, what: str) -> bytes:
    """A text as the library takes it.

    Raises MisuseError for a NUL, with which texts end in C, and for half a surrogate pair.
    """
    from ._errors import MisuseError

    if not isinstance(text, str):
        raise TypeError(f"{what} must be a str, not {type(text).__name__}")
    try:
        data = text.encode()
    except UnicodeEncodeError as error:
        raise MisuseError(f"{what} is no text: {error.reason} at character {error.start + 1}") from None
    if b"\0" in data:
        raise MisuseError(f"{what} has a NUL at character {text.index(chr(0)) + 1}")
    return data


def array(texts: list[bytes]) -> ctypes.Array[c_char_p]:
    """Several texts as C takes them."""
    return (c_char_p * len(texts))(*texts)
