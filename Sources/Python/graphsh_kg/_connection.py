"""One open graph of the library: who may use it when, and what its statuses mean."""

from __future__ import annotations

import ctypes
import os
from _thread import RLock, allocate_lock, get_ident

from ._errors import ClosedError, MisuseError, error_of_status
from ._native import OPEN_READONLY, OPEN_READWRITE, encoded, library
from ._work import interruptible

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable


class Connection:
    """A ``graphsh *``. Several threads may use it: each call waits for the one before it."""

    def __init__(self, path: str, readonly: bool) -> None:
        self._handle: int | None = None
        self._library = library()
        self._lock = RLock()
        # One function of the library at a time, even where a second Ctrl-C has left a call that is about to end.
        self._calling = allocate_lock()
        # Keeps the handle from being closed while another thread interrupts it.
        self._life = RLock()
        self._process = os.getpid()
        # The thread in which a call is under way, whose callbacks must not make another.
        self._at_work: int | None = None
        handle = ctypes.c_void_p()
        flags = OPEN_READONLY if readonly else OPEN_READWRITE
        status = self._library.graphsh_open(encoded(path, "the path"), flags, ctypes.byref(handle))
        self._handle = handle.value
        if status < 0:
            error = self._error(status)
            self.close()
            raise error

    def __enter__(self) -> Connection:
        """Keeps other threads from the graph until ``__exit__``.

        Raises ClosedError, and MisuseError in a callback of a call that is under way and in a process that was forked.
        """
        if self._at_work == get_ident():
            raise MisuseError("the graph is at work: what it calls meanwhile must not use it")
        if self._process != os.getpid():
            raise MisuseError("this graph was opened by another process: open it again in this one")
        self._lock.acquire()
        if self._handle is None:
            self._lock.release()
            raise ClosedError("the graph is closed")
        return self

    def __exit__(self, *_: object) -> None:
        self._lock.release()

    def call(self, name: str, *arguments: object) -> int:
        """A call that is done at once. Raises the error of its status, where that is one."""
        with self:
            with self._calling:
                status = getattr(self._library, "graphsh_" + name)(self._handle, *arguments)
            return self._checked(status)

    def work(self, name: str, *arguments: object) -> int:
        """A call that may take long, and which Ctrl-C ends."""
        with self:
            function, handle = getattr(self._library, "graphsh_" + name), self._handle
            return self._work(lambda: function(handle, *arguments))

    def query(self, name: str, query: int | None, *arguments: object) -> int:
        """The same for a function of a query."""
        with self:
            function = getattr(self._library, "graphsh_" + name)
            return self._work(lambda: function(query, *arguments))

    def text(self, name: str, *arguments: object) -> str:
        """What a function gives that hands over a text."""
        with self:
            given = ctypes.c_void_p()
            self.work(name, *arguments, ctypes.byref(given))
            try:
                return (ctypes.cast(given, ctypes.c_char_p).value or b"").decode()
            finally:
                self._library.graphsh_free(given)

    def message(self) -> str:
        """What the last call said beside a success."""
        with self:
            return str(self._library.graphsh_errmsg(self._handle), "utf-8")

    def interrupt(self) -> None:
        """Ends the call under way, from any thread."""
        with self._life:
            if self._handle is not None:
                self._library.graphsh_interrupt(self._handle)

    def close(self) -> None:
        """Closes the graph, after the call under way; a second time it does nothing."""
        if self._at_work == get_ident():
            raise MisuseError("the graph is at work: what it calls meanwhile must not close it")
        if self._process != os.getpid():
            # A child that was forked has the parent's locks on the file, and must not let go of them.
            self._handle = None
            return
        with self._lock, self._calling, self._life:
            handle, self._handle = self._handle, None
            if handle is not None:
                self._library.graphsh_close(handle)

    def __del__(self) -> None:
        # Nobody else can have it: this needs no lock.
        handle = getattr(self, "_handle", None)
        if handle is not None and self._process == os.getpid():
            self._library.graphsh_close(handle)

    def _work(self, call: Callable[[], int]) -> int:
        def at_work() -> int:
            with self._calling:
                self._at_work = get_ident()
                try:
                    return call()
                finally:
                    self._at_work = None

        return self._checked(interruptible(at_work, self.interrupt))

    def _checked(self, status: int) -> int:
        if status < 0:
            raise self._error(status)
        return status

    def _error(self, status: int) -> Exception:
        handle = self._handle
        text = self._library.graphsh_errmsg(handle).decode() if handle else ""
        if not text:
            return error_of_status(status)(f"the library gave the status {status}")
        return error_of_status(status)(
            text.rstrip("\n"),
            message=self._library.graphsh_errtext(handle).decode(),
            hint=self._library.graphsh_errhint(handle).decode(),
            line=self._library.graphsh_errline(handle) or None,
            column=self._library.graphsh_errcolumn(handle) or None,
        )
