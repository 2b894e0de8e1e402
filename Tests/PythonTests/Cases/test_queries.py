import datetime
import math

import graphsh_kg
import pytest


def test_rows_are_a_sequence_of_named_tuples(fjord):
    rows = fjord.query("leads(Who, What)?")
    assert rows.columns == ("Who", "What")
    assert len(rows) == 1
    assert rows[0] == ("Ivo Brenn", "Fjord Lines")
    assert rows[0].What == rows[-1][1] == "Fjord Lines"
    assert list(rows) == rows[:] == [rows[0]]
    assert rows["Who"] == ["Ivo Brenn"]
    assert rows.dicts() == [{"Who": "Ivo Brenn", "What": "Fjord Lines"}]
    assert rows == fjord.query("leads(Who, What)")


def test_missing_rows_and_columns_are_told(fjord):
    rows = fjord.query("leads(Who, What)?")
    with pytest.raises(IndexError, match="there are 1"):
        rows[1]
    with pytest.raises(KeyError, match="Who, What"):
        rows["Whom"]


@pytest.mark.parametrize(
    "value",
    ["Brenn", "Ærø 🚢", "", 7, -(1 << 63), (1 << 63) - 1, 2.5, True, False,
     datetime.date(2025, 3, 4), datetime.date(1, 1, 1)],
)  # fmt: skip
def test_values_come_back_as_they_were_given(fjord, value):
    cell = fjord.query("?(A) :- A = $value, leads(_, _).", value=value)[0].A
    # The empty text is what optional parts leave open, in a column of texts too.
    assert cell == value and type(cell) is type(value)


def test_moments_come_back_in_utc(fjord):
    zone = datetime.timezone(datetime.timedelta(hours=2))
    moment = datetime.datetime(2026, 1, 5, 9, 30, 1, 250000, tzinfo=zone)
    assert fjord.query("?(A) :- A = $m, leads(_, _).", m=moment)[0].A == moment


def test_parameters_are_never_read_as_program(fjord):
    text = 'x"), delete leads(X, Y) :- leads(X, Y). %'
    assert not fjord.query("leads($who, X)?", who=text)
    assert fjord.query('leads("Ivo Brenn", "Fjord Lines")?')


@pytest.mark.parametrize(
    ("value", "error", "message"),
    [
        (1 << 63, graphsh_kg.MisuseError, "64 bits"),
        ("a\0b", graphsh_kg.MisuseError, "NUL"),
        ("\ud800", graphsh_kg.MisuseError, "no text"),
        ([1], TypeError, "list"),
        (None, TypeError, "NoneType"),
    ],
)
def test_what_is_no_value_is_refused(fjord, value, error, message):
    with pytest.raises(error, match=message):
        fjord.query("leads($who, X)?", who=value)


def test_unknown_parameters_are_refused(fjord):
    with pytest.raises(graphsh_kg.MisuseError, match=r"no parameter \$whom"):
        fjord.query("leads($who, X)?", whom="Brenn")


def test_mistakes_have_a_place_and_a_hint(fjord):
    with pytest.raises(graphsh_kg.ProgramError) as caught:
        fjord.query("met(X,\n Y Z)?")
    error = caught.value
    assert (error.line, error.column) == (2, 3)
    assert error.message == "a comma is missing between two arguments"
    assert "','" in error.hint
    assert "^" in str(error)
    assert isinstance(error, ValueError) and isinstance(error, graphsh_kg.GraphError)


def test_query_refuses_programs_and_says_what_takes_them(fjord):
    with pytest.raises(graphsh_kg.ProgramError, match=r"run\(\) takes programs"):
        fjord.query("boss(X) :- leads(X, _). boss(X)?")


def test_a_query_without_variables_is_true_or_false(fjord):
    rows = fjord.query('leads("Ivo Brenn", "Fjord Lines")?')
    assert rows.truth is True and rows and rows[0].answer is True
    rows = fjord.query('leads("Signe Dahl", "Fjord Lines")?')
    assert rows.truth is False and not rows and len(rows) == 1


def test_notes_say_what_to_know_beside_the_rows(fjord):
    rows = fjord.query('leads("Ivo Bren", X)?')
    assert not rows and rows.truth is None
    assert any("Ivo Brenn" in note for note in rows.notes)
    assert fjord.query("leads(X, Y)?").notes == []


def test_columns_of_one_kind_have_its_type_and_what_is_open_is_none(fjord):
    results = fjord.run(
        "row(1, 2.5, 2026-01-05). row(2, 3, 1969-12-31)."
        "age(1, 30). told(N, F, D, A) :- row(N, F, D), optional(age(N, A))."
        "told(N, F, D, A) order by N?"
    )
    first, second = results[0]
    assert first == (1, 2.5, datetime.date(2026, 1, 5), 30)
    assert second == (2, 3.0, datetime.date(1969, 12, 31), None)
    assert isinstance(second.F, float)


def test_what_cannot_be_a_number_is_nan_or_text(fjord):
    rows = fjord.run('row(1). row("one"). row(X)?')[0]
    assert sorted(rows["X"]) == ["1", "one"]
    assert math.isnan(fjord.query("?(X) :- X = $nan, leads(_, _).", nan=math.nan)[0].X)


def test_limits_end_a_query(fjord, endless):
    fjord.limit(timeout=0.2)
    with pytest.raises(graphsh_kg.TimeLimitError):
        fjord.query(endless)
    fjord.limit()
    assert len(fjord.query("leads(X, Y)?")) == 1
    with pytest.raises(graphsh_kg.MisuseError, match="timeout"):
        fjord.limit(timeout=0)


def test_rows_outlive_their_graph(fjord_path):
    graph = graphsh_kg.open(fjord_path, readonly=True)
    rows = graph.query("leads(X, Y)?")
    graph.close()
    del graph
    assert rows[0].X == "Ivo Brenn"


def test_proofs_lead_to_sentences(fjord):
    proofs = fjord.why('leads("Brenn", X)')
    assert len(proofs) == 1
    assert proofs[0].ground == "stored"
    assert proofs[0].sentences[0]["text"] == "Brenn leads Fjord Lines."
    assert proofs[0].documents == ["fjord.txt"]
    assert "Brenn leads Fjord Lines." in str(proofs)
    assert fjord.why('leads("Signe Dahl", X)') == []
    fjord.run("boss(X) :- leads(X, _).")
    proof = fjord.why("boss(X)")[0]
    assert proof.rule and proof.because[0].documents == proof.documents == ["fjord.txt"]


def test_pages_tell_of_a_name(fjord):
    page = fjord.about("Brenn")
    assert page.title == "Ivo Brenn"
    assert "person" in page.notes
    assert "Fjord Lines" in str(page)
    with pytest.raises(graphsh_kg.UnknownNameError, match="did you mean"):
        fjord.about("Ivo Bren")
    with pytest.raises(graphsh_kg.MisuseError):
        fjord.about("Brenn", limit=-1)
