import datetime
import gc
import subprocess
import sys

import graphsh_kg
import pytest

PROGRAM = (
    'row(1, 2.5, "one", true, 2026-01-05, 2026-01-05T09:30:00Z). row(2, 3, "zwei", false, 1969-12-31, 2026-01-05T10:30:00+01:00).'
    "age(1, 30). told(N, F, T, B, D, M, A) :- row(N, F, T, B, D, M), optional(age(N, A))."
    "told(N, F, T, B, D, M, A) order by N?"
)


@pytest.fixture
def rows(fjord):
    return fjord.run(PROGRAM)[0]


def test_pyarrow_shares_the_memory(rows):
    table = rows.arrow()
    kinds = [str(field.type) for field in table.schema]
    assert kinds == ["int64", "double", "large_string", "bool", "date32[day]", "timestamp[ms, tz=UTC]", "int64"]
    assert [tuple(row.values()) for row in table.to_pylist()] == [tuple(row) for row in rows]
    table.validate(full=True)
    # The memory stays as long as anybody has it.
    expected = table.to_pylist()
    again = rows.arrow()
    del rows, table
    gc.collect()
    assert again.to_pylist() == expected


def test_polars_reads_rows_as_they_are(rows):
    import polars

    frame = rows.pl()
    assert frame.rows() == [tuple(row) for row in rows]
    assert frame.schema["D"] == polars.Date
    assert polars.DataFrame(rows).equals(frame)


def test_pandas_has_times_and_numbers(rows, monkeypatch):
    frame = rows.df()
    assert list(frame.columns) == list(rows.columns)
    assert frame["D"][1] == datetime.datetime(1969, 12, 31)
    assert str(frame["D"].dtype) == "datetime64[ms]" and str(frame["M"].dtype) == "datetime64[ms, UTC]"
    assert frame["A"].isna().tolist() == [False, True]
    # The same without pyarrow.
    monkeypatch.setitem(sys.modules, "pyarrow", None)
    other = rows.df()
    assert other.dtypes.map(str).to_dict() == frame.dtypes.map(str).to_dict()
    assert other.equals(frame)


def test_empty_answers_have_columns(fjord):
    rows = fjord.query('leads("Signe Dahl", X)?')
    assert rows.arrow().column_names == ["X"] and rows.df().shape == (0, 1) and rows.pl().columns == ["X"]


def test_a_capsule_that_nobody_reads_is_let_go(rows):
    for _ in range(3):
        capsule = rows.__arrow_c_stream__()
        del capsule
    from graphsh_kg._batch import _streams

    assert not _streams


def test_networks_have_the_edges_of_the_rows(fjord):
    network = fjord.query("leads(X, Y)?").nx()
    assert list(network.edges()) == [("Ivo Brenn", "Fjord Lines")]
    network = fjord.query('?(S, P, O, N) :- S = "a", P = "knows", O = "b", N in 1..1, leads(_, _).').nx()
    assert list(network.edges(data=True)) == [("a", "b", {"predicate": "knows", "N": 1})]
    with pytest.raises(ValueError, match="two columns"):
        fjord.query("?(X) :- leads(X, _).").nx()
    whole = fjord.nx(types=["person", "organization"])
    assert whole.number_of_nodes() == 3 and whole.number_of_edges() == 3


@pytest.mark.parametrize(("call", "package"), [("df", "pandas"), ("pl", "polars"), ("arrow", "pyarrow"), ("nx", "networkx")])
def test_what_is_missing_is_named(fjord, monkeypatch, call, package):
    rows = fjord.query("leads(X, Y)?")
    monkeypatch.setitem(sys.modules, package, None)
    with pytest.raises(graphsh_kg.DependencyError, match=f"pip install {package}"):
        getattr(rows, call)()


def test_importing_needs_nothing_else_and_loads_no_library():
    code = (
        "import sys; before = set(sys.modules); import graphsh_kg; new = set(sys.modules) - before;"
        "assert graphsh_kg._native._loaded is None;"
        "print(sorted(new & {'pandas', 'polars', 'pyarrow', 'networkx', 'numpy', 'IPython', 'json', 'inspect', 'asyncio'}))"
    )
    result = subprocess.run([sys.executable, "-S", "-c", code], capture_output=True, text=True, timeout=60)
    assert result.stdout == "[]\n", result.stderr
