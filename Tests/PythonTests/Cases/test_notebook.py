import pytest


@pytest.fixture
def shell():
    from IPython.core.interactiveshell import InteractiveShell

    shell = InteractiveShell()
    shell.run_line_magic("load_ext", "graphsh_kg")
    return shell


def test_magics_query_and_ask(shell, fjord_path, capsys):
    shell.run_line_magic("graphsh", str(fjord_path))
    assert shell.run_line_magic("gql", "leads(X, Y)?")[0].X == "Ivo Brenn"
    shell.user_ns["who"] = "Ivo Brenn"
    rows = shell.run_cell_magic("gql", "", 'boss(X) :- leads(X, _).\nboss(X)?\ninsert met("Ann", "Bo").\nleads($who, X)?')
    assert rows["X"] == ["Fjord Lines"]
    assert "1 facts inserted" in capsys.readouterr().out
    assert shell.run_line_magic("ask", "Who leads Fjord Lines?").answers == ["Ivo Brenn"]


def test_magics_take_a_graph_that_is_open(shell, fjord):
    shell.user_ns["fjord"] = fjord
    assert shell.run_line_magic("graphsh", "fjord") is fjord


def test_magics_say_what_is_wrong(shell, fjord_path):
    from IPython.core.error import UsageError

    with pytest.raises(UsageError, match="no graph is open"):
        shell.run_line_magic("gql", "leads(X, Y)?")
    shell.run_line_magic("graphsh", str(fjord_path))
    with pytest.raises(UsageError, match="comma"):
        shell.run_line_magic("gql", "leads(X Y)?")


def test_nothing_that_is_shown_is_markup(fjord):
    fjord.run('insert met("<b>Ann</b>", "Bo & <script>").')
    rows = fjord.query('met("<b>Ann</b>", X)?')
    for shown in (rows._repr_html_(), fjord.why('met("<b>Ann</b>", X)')._repr_html_(), fjord.about("Brenn")._repr_html_()):
        assert "<script" not in shown and "<b>Ann" not in shown
    assert "Bo &amp; &lt;script&gt;" in rows._repr_html_()


def test_long_tables_are_cut(fjord):
    rows = fjord.query("?(N) :- N in 1..1000.")
    assert "1,000 answers, of which 40 are shown" in rows._repr_html_()
    assert str(rows).count("\n") == 42
    assert str(fjord.query("leads(X, Y)?")).splitlines() == [
        "X          Y", "─────────  ───────────", "Ivo Brenn  Fjord Lines", "1 answer",
    ]  # fmt: skip
