import os

import graphsh_kg
import pytest


def count(graph):
    return len(graph.query("met(X, Y)?"))


def test_programs_change_the_graph_and_answer(fjord):
    results = fjord.run('insert met("Ann", $other). met("Ann", X)? met("Bo", X)? delete met("Ann", X) :- met("Ann", X).', other="Bo")
    assert (results.inserted, results.deleted) == (1, 1)
    assert [list(rows) for rows in results] == [[("Bo",)], []]
    assert fjord.run("boss(X) :- leads(X, _).").inserted == 0
    assert fjord.query("boss(X)?")["X"] == ["Ivo Brenn"]


def test_parameters_of_a_program_do_not_stay(fjord):
    fjord.run("met($who, X)?", who="Dahl")
    with pytest.raises(graphsh_kg.ProgramError, match="who"):
        fjord.run("met($who, X)?")


def test_a_program_that_fails_changes_nothing(fjord):
    before = count(fjord)
    with pytest.raises(graphsh_kg.ProgramError):
        fjord.run('insert met("Ann", "Bo"). met(X, ')
    assert count(fjord) == before


def test_a_transaction_is_made_as_a_whole(fjord, fjord_path):
    before = count(fjord)
    with fjord.transaction():
        fjord.run('insert met("Ann", "Bo").')
        fjord.run('insert met("Bo", "Cy").')
        assert count(fjord) == before + 2
        with graphsh_kg.open(fjord_path, readonly=True) as other:
            assert count(other) == before
    with graphsh_kg.open(fjord_path, readonly=True) as other:
        assert count(other) == before + 2


def test_a_transaction_that_raises_is_taken_back(fjord):
    before = list(fjord.query("met(X, Y)?"))
    with pytest.raises(ZeroDivisionError):
        with fjord.transaction():
            fjord.run('insert knows("Ann", "Bo"). boss(X) :- leads(X, _).')
            fjord.ingest({"note.txt": "Mira Holt met Ivan Petrov in Trieste."})
            assert fjord.query('knows("Ann", X)?')["X"] == ["Bo"]
            assert fjord.query("boss(X)?")
            1 / 0
    assert list(fjord.query("met(X, Y)?")) == before
    with pytest.raises(graphsh_kg.ProgramError, match="boss"):
        fjord.query("boss(X)?")
    # New terms take the places of those that were taken back.
    fjord.run('insert met("Dee", "Eve").')
    assert fjord.query('met("Dee", X)?')["X"] == ["Eve"]
    assert "Ann" not in fjord.export(format="nt")


def test_what_fails_in_a_transaction_is_taken_back_alone(fjord):
    before = count(fjord)
    with fjord.transaction():
        fjord.run('insert met("Ann", "Bo").')
        with pytest.raises(graphsh_kg.ProgramError):
            fjord.run('insert met("Cy", "Dee"). met(X, ')
        fjord.limit(timeout=0.2)
        with pytest.raises(graphsh_kg.TimeLimitError):
            fjord.run('insert met("Eve", "Fay"). ?(count()) :- N in 0..1000000, M in 0..1000000, N + M < 0.')
        fjord.limit()
        assert fjord.query('met("Ann", X)?')["X"] == ["Bo"]
    assert count(fjord) == before + 1


def test_there_is_one_transaction_at_a_time(fjord):
    with fjord.transaction():
        with pytest.raises(graphsh_kg.MisuseError, match="open already"):
            with fjord.transaction():
                pass
        fjord.run('insert met("Ann", "Bo").')
    assert fjord.query('met("Ann", X)?')


def test_an_open_transaction_ends_with_its_graph(fjord_path):
    graph = graphsh_kg.open(fjord_path)
    before = count(graph)
    with pytest.raises(graphsh_kg.ClosedError):
        with graph.transaction():
            graph.run('insert met("Ann", "Bo").')
            graph.close()
    with graphsh_kg.open(fjord_path) as graph:
        assert count(graph) == before


def test_a_graph_for_reading_is_never_changed(fjord_path):
    with graphsh_kg.open(fjord_path, readonly=True) as graph:
        for change in (
            lambda: graph.run('insert met("Ann", "Bo").'),
            lambda: graph.ingest({"a.txt": "Ann met Bo."}),
            lambda: graph.transaction().__enter__(),
            lambda: graph.import_facts("no.csv"),
        ):
            with pytest.raises(graphsh_kg.ReadOnlyError):
                change()


def test_another_writer_is_told(fjord_path):
    with graphsh_kg.open(fjord_path) as one, graphsh_kg.open(fjord_path) as other:
        with one.transaction():
            one.run('insert met("Ann", "Bo").')
            with pytest.raises(graphsh_kg.LockedError):
                other.run('insert met("Cy", "Dee").')
        other.run('insert met("Cy", "Dee").')
        assert count(one) == count(other)


def test_programs_open_no_files(fjord):
    with pytest.raises(graphsh_kg.GraphError, match="open no files"):
        fjord.run('@import p "/etc/hostname".')


def test_what_is_no_graph_is_told(tmp_path):
    with pytest.raises(graphsh_kg.GraphError, match="missing.db"):
        graphsh_kg.open(tmp_path / "missing.db", readonly=True)
    path = tmp_path / "notes.txt"
    path.write_text("some notes, and no graph at all\n" * 40)
    with pytest.raises(graphsh_kg.GraphError, match="is not a graph"):
        graphsh_kg.open(path)
    assert path.read_text().startswith("some notes")


def test_a_closed_graph_says_so_and_lets_go_of_its_file(fjord_path):
    def files():
        links = (os.path.join("/proc/self/fd", name) for name in os.listdir("/proc/self/fd"))
        return [os.readlink(link) for link in links if os.path.lexists(link)]

    graph = graphsh_kg.open(fjord_path)
    assert str(fjord_path) in files()
    graph.close()
    graph.close()
    assert str(fjord_path) not in files()
    with pytest.raises(graphsh_kg.ClosedError):
        graph.query("met(X, Y)?")
    graph = graphsh_kg.open(fjord_path)
    del graph
    assert str(fjord_path) not in files()
