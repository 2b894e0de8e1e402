"""Calls that take long, so that Ctrl-C ends them."""

from __future__ import annotations

from _thread import allocate_lock, start_new_thread
from threading import current_thread, main_thread

TYPE_CHECKING = False
if TYPE_CHECKING:
    from collections.abc import Callable

# How often it is looked whether a handler is to be run, in seconds: a signal may have come to another thread, or to a handler that lets
# the waiting go on, as some packages install.
_LOOKING = 0.05
# How often a call is asked to end, once it is to: it may not have begun when it was asked first.
_ASKING = 0.02


def interruptible(call: Callable[[], int], interrupt: Callable[[], None]) -> int:
    """Does `call` and gives what it gives.

    Python's handlers of signals run in the main thread only, and not as long as it is in a function of C. So there the call is
    done by another thread while this one waits; what a handler raises, such as KeyboardInterrupt, ends the call by `interrupt`, and
    is raised when the call has ended.
    """
    if current_thread() is not main_thread():
        return call()
    outcome: list[tuple[bool, object]] = []
    begun = allocate_lock()
    done = allocate_lock()
    done.acquire()

    def work() -> None:
        if not begun.acquire(False):
            return
        try:
            outcome.append((True, call()))
        except BaseException as error:  # It is raised again where the call was made.
            outcome.append((False, error))
        finally:
            done.release()

    raised: BaseException | None = None
    is_started = False
    while not outcome:
        try:
            if not is_started:
                is_started = True
                start_new_thread(work, ())
            if raised is None:
                done.acquire(True, _LOOKING)
            else:
                interrupt()
                done.acquire(True, _ASKING)
        except BaseException as error:
            # Where it has not begun, it never will.
            if begun.acquire(False):
                raise
            raised = raised or error
    if raised is not None:
        raise raised
    good, result = outcome[0]
    if not good:
        raise result  # type: ignore[misc]
    return result  # type: ignore[return-value]
