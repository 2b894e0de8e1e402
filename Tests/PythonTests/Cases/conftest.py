"""What the tests of the Python package share. Tests/PythonTests/PythonTests.swift runs them:

  GRAPHSH_LIBRARY   the library of this build
  GRAPHSH_FJORD     a small graph that the Swift tests made, of three sentences
"""

import os
import shutil
import signal

import graphsh_kg
import pytest


# Whoever starts the tests may have blocked or ignored the signals that they send.
signal.pthread_sigmask(signal.SIG_UNBLOCK, {signal.SIGINT, signal.SIGTERM, signal.SIGUSR1})
signal.signal(signal.SIGINT, signal.default_int_handler)


@pytest.fixture
def fjord_path(tmp_path):
    """A copy of the graph of the fjord."""
    return shutil.copy(os.environ["GRAPHSH_FJORD"], tmp_path / "fjord.db")


@pytest.fixture
def fjord(fjord_path):
    """The graph of the fjord, open for writing."""
    with graphsh_kg.open(fjord_path) as graph:
        yield graph


@pytest.fixture
def empty(tmp_path):
    """A graph with nothing in it."""
    with graphsh_kg.open(tmp_path / "new.db") as graph:
        yield graph


# A query that nobody waits for.
ENDLESS = "?(count()) :- N in 0..1000000, M in 0..1000000, K in 0..1000000, N + M > K."


@pytest.fixture
def endless():
    return ENDLESS
