import os
import signal
import threading
import time

import graphsh_kg
import pytest


def when_at_work(graph, act):
    """Does something again and again, from another thread, from when a call of the graph is under way until it has ended."""

    def wait():
        while graph._connection._at_work is None:
            time.sleep(0.001)
        while graph._connection._at_work is not None:
            act()
            time.sleep(0.05)

    thread = threading.Thread(target=wait)
    thread.start()
    return thread


def once(act):
    """An act that is done the first time only."""
    done = []

    def first():
        if not done:
            done.append(True)
            act()

    return first


def press_ctrl_c():
    os.kill(os.getpid(), signal.SIGINT)


def test_ctrl_c_ends_a_query(fjord, endless):
    thread = when_at_work(fjord, once(press_ctrl_c))
    with pytest.raises(KeyboardInterrupt):
        fjord.query(endless)
    thread.join()
    assert fjord.query("leads(X, Y)?")


def test_ctrl_c_takes_back_what_a_program_changed(fjord, endless):
    thread = when_at_work(fjord, once(press_ctrl_c))
    with pytest.raises(KeyboardInterrupt):
        fjord.run('insert met("Ann", "Bo"). ' + endless)
    thread.join()
    assert not fjord.query('met("Ann", X)?')


def test_ctrl_c_ends_the_reading_of_texts(fjord):
    texts = {f"{number}.txt": f"Mira Holt met Ivan Petrov in Trieste on {number} March 2025." for number in range(1, 32)}
    press = once(press_ctrl_c)
    with pytest.raises(KeyboardInterrupt):
        fjord.ingest(texts, progress=lambda *_: press())
    # What was read before stays, and the rest can be read.
    assert fjord.query('met("Mira Holt", X)?')
    report = fjord.ingest(texts)
    assert report.known >= 1 and report.known + report.documents == 31


def test_handlers_of_signals_are_run_meanwhile(fjord, endless):
    class Alarm(Exception):
        pass

    def handler(*_):
        raise Alarm

    before = signal.signal(signal.SIGUSR1, handler)
    try:
        thread = when_at_work(fjord, once(lambda: os.kill(os.getpid(), signal.SIGUSR1)))
        with pytest.raises(Alarm):
            fjord.query(endless)
        thread.join()
    finally:
        signal.signal(signal.SIGUSR1, before)


def test_interrupt_ends_the_call_of_another_thread(fjord, endless):
    caught = []

    def ask():
        try:
            fjord.query(endless)
        except graphsh_kg.InterruptedWork as error:
            caught.append(error)

    asking = threading.Thread(target=ask)
    interrupting = when_at_work(fjord, fjord.interrupt)
    asking.start()
    asking.join()
    interrupting.join()
    assert len(caught) == 1
    fjord.interrupt()
    assert fjord.query("leads(X, Y)?")


def test_one_graph_serves_several_threads_one_after_another(fjord):
    found = []

    def ask():
        for _ in range(20):
            found.append(fjord.query("leads($who, X)?", who="Ivo Brenn")[0].X)

    threads = [threading.Thread(target=ask) for _ in range(4)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert found == ["Fjord Lines"] * 80


def test_several_graphs_work_at_the_same_time(fjord_path, endless):
    one, other = graphsh_kg.open(fjord_path, readonly=True), graphsh_kg.open(fjord_path, readonly=True)

    def ask(graph):
        with pytest.raises(graphsh_kg.InterruptedWork):
            graph.query(endless)

    threads = [threading.Thread(target=ask, args=[graph]) for graph in (one, other)]
    for thread in threads:
        thread.start()
    # Both are under way, and Python goes on: the lock of the interpreter is released.
    while one._connection._at_work is None or other._connection._at_work is None:
        time.sleep(0.001)
    while any(thread.is_alive() for thread in threads):
        one.interrupt()
        other.interrupt()
        time.sleep(0.02)
    one.close()
    other.close()


def test_a_forked_process_is_refused(fjord):
    child = os.fork()
    if child == 0:
        try:
            fjord.query("leads(X, Y)?")
        except graphsh_kg.MisuseError as error:
            os._exit(0 if "another process" in str(error) else 2)
        os._exit(1)
    assert os.waitstatus_to_exitcode(os.waitpid(child, 0)[1]) == 0
    assert fjord.query("leads(X, Y)?")
