import graphsh_kg
import pytest

NOTE = "Mira Holt met Ivan Petrov in Trieste on 4 March 2025. Petrov did not visit Rome."


def test_texts_are_read_and_asked(empty):
    report = empty.ingest({"note.txt": NOTE})
    assert (report.documents, report.known, report.failures) == (1, 0, [])
    assert report.statements > 1 and report.entities > 2
    assert empty.ingest({"note.txt": NOTE}).known == 1
    assert empty.query('met("Mira Holt", Y)?')["Y"] == ["Ivan Petrov"]
    answer = empty.ask("Who met Ivan Petrov?")
    assert answer and answer.outcome == "answered"
    assert answer.answers == ["Mira Holt"]
    assert answer.rows[0]["source"] == "note.txt"
    assert "Trieste" in str(answer)
    assert not empty.ask("Who married Ivan Petrov?").answers


def test_files_and_folders_are_read_and_failures_listed(empty, tmp_path):
    folder = tmp_path / "texts"
    folder.mkdir()
    (folder / "a.txt").write_text(NOTE)
    (folder / "b.txt").write_text("Ann Reed met Bo Lind in Oslo.")
    report = empty.ingest([folder, tmp_path / "missing.txt"])
    assert report.documents == 2
    assert len(report.failures) == 1 and "missing.txt" in report.failures[0]


def test_progress_is_told(empty):
    told = []
    empty.ingest({"a.txt": NOTE, "b.txt": "Ann Reed met Bo Lind in Oslo."}, progress=lambda *now: told.append(now))
    assert [document for _, document in told] == ["a.txt", "b.txt"]
    assert told[-1][0] == 1.0


def test_what_progress_raises_ends_the_work(empty):
    def progress(share, document):
        raise LookupError(document)

    with pytest.raises(LookupError, match="a.txt"):
        empty.ingest({"a.txt": NOTE}, progress=progress)
    # The document was stored before it was told of.
    assert empty.ingest({"a.txt": NOTE}).known == 1


def test_progress_must_not_use_the_graph(empty):
    with pytest.raises(graphsh_kg.MisuseError, match="at work"):
        empty.ingest({"a.txt": NOTE}, progress=lambda *_: empty.query("met(X, Y)?"))
    with pytest.raises(graphsh_kg.MisuseError, match="at work"):
        empty.ingest({"b.txt": NOTE}, progress=lambda *_: empty.close())
    assert empty.ingest({"c.txt": NOTE + " Petrov met Reed."}).documents == 1


def test_texts_are_not_read_without_a_model(fjord_path, tmp_path, monkeypatch):
    monkeypatch.setenv("GRAPHSH_MODEL", str(tmp_path / "nothing"))
    with graphsh_kg.open(fjord_path) as graph:
        with pytest.raises(graphsh_kg.ModelError):
            graph.ingest({"a.txt": NOTE})
        assert graph.query("leads(X, Y)?")


def test_facts_are_imported(empty, tmp_path):
    table = tmp_path / "staff.csv"
    table.write_text("name,works_for\nAnn,Fjord Lines\nBo,Fjord Lines\n")
    assert empty.import_facts(table, id="name")["statements"] >= 2
    assert empty.query('works_for("Ann", X)?')["X"] == ["Fjord Lines"]
    broken = tmp_path / "broken.nt"
    broken.write_text('<http://a/s> <http://a/p> "o" .\nbroken\n')
    with pytest.raises(graphsh_kg.GraphError, match="broken.nt:2"):
        empty.import_facts(broken)
    assert empty.import_facts(broken, skip_errors=True) == {"statements": 1, "triples": 1, "skipped": 1}
    with pytest.raises(graphsh_kg.MisuseError, match="no format"):
        empty.import_facts(table, format="docx")


def test_an_import_belongs_to_its_transaction(empty, tmp_path):
    facts = tmp_path / "facts.nt"
    facts.write_text("".join(f'<http://a/s{n}> <http://a/p> "o{n}" .\n' for n in range(100)))
    with pytest.raises(KeyError):
        with empty.transaction():
            assert empty.import_facts(facts)["triples"] == 100
            raise KeyError
    assert empty.import_facts(facts)["triples"] == 100


def test_the_graph_goes_out_in_other_formats(fjord, tmp_path):
    assert "Ivo Brenn" in fjord.export(format="nt")
    assert fjord.export(tmp_path / "graph.graphml", types=["person", "organization"]) is None
    assert (tmp_path / "graph.graphml").read_text().startswith("<?xml")
    fjord.export(tmp_path / "page.html", title="Fjord <1>")
    assert "<title>Fjord &lt;1" in (tmp_path / "page.html").read_text()
    assert "sentence" in fjord.export(format="trig", evidence=True)
    assert fjord.export(format="csv", query="leads(X, Y)?").count("\n") == 2
    assert not list(tmp_path.glob("*.partial"))


@pytest.mark.parametrize(
    ("choice", "error", "message"),
    [
        ({"format": "png"}, graphsh_kg.MisuseError, "Graphviz"),
        ({"format": "docx"}, graphsh_kg.MisuseError, "no format docx"),
        ({}, graphsh_kg.MisuseError, "format"),
        ({"format": "svg", "around": "Nobody"}, graphsh_kg.UnknownNameError, "Nobody"),
        ({"format": "svg", "predicates": ["leed"]}, graphsh_kg.UnknownNameError, "did you mean lead"),
        ({"format": "svg", "query": "leads(X)?"}, graphsh_kg.ProgramError, "leads"),
        ({"format": "svg", "query": "?(X) :- leads(X, _)."}, graphsh_kg.MisuseError, "two columns"),
        ({"format": "svg", "hops": 0}, graphsh_kg.MisuseError, "hops"),
        ({"format": "svg", "evidence": True}, graphsh_kg.MisuseError, "evidence"),
    ],
)
def test_what_cannot_go_out_is_told(fjord, choice, error, message):
    with pytest.raises(error, match=message):
        fjord.export(**choice)


def test_a_failed_export_leaves_the_file_as_it_was(fjord, tmp_path):
    path = tmp_path / "graph.svg"
    path.write_text("before")
    with pytest.raises(graphsh_kg.UnknownNameError):
        fjord.export(path, around="Nobody")
    assert path.read_text() == "before" and list(tmp_path.glob("graph*")) == [path]


def test_pictures_are_shown_and_kept(fjord, tmp_path):
    picture = fjord.picture(around=["Ivo Brenn"], title="A & B")
    assert "<svg" in picture._repr_html_() and "A &amp; B" in picture.svg
    picture.save(tmp_path / "brenn.svg")
    assert (tmp_path / "brenn.svg").read_text() == picture.svg
