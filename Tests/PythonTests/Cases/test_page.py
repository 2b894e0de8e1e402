"""The examples of docs/python.md print what it says."""

import doctest
import os
import shutil
from pathlib import Path

import graphsh_kg
import pytest

ROOT = Path(__file__).resolve().parents[3]


def test_examples_print_what_the_page_says(tmp_path, monkeypatch):
    shutil.copytree(ROOT / "seeds", tmp_path / "seeds")
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("COLUMNS", "80")
    text = (ROOT / "docs" / "python.md").read_text()
    # A fence is no output.
    text = "\n".join("" if line.startswith("```") else line for line in text.splitlines())
    test = doctest.DocTestParser().get_doctest(text, {}, "python.md", str(ROOT / "docs/python.md"), 0)
    assert len(test.examples) > 15
    said = []
    runner = doctest.DocTestRunner(optionflags=doctest.ELLIPSIS)
    runner.run(test, out=said.append)
    assert runner.summarize(verbose=False).failed == 0, "".join(said)


@pytest.mark.parametrize("name", sorted(set(graphsh_kg.__all__) - {"open", "version"}))
def test_what_is_public_is_documented(name):
    thing = getattr(graphsh_kg, name)
    assert thing.__doc__
    for member, value in vars(thing).items():
        if callable(value) and not member.startswith("_"):
            assert value.__doc__, f"{name}.{member}"


def test_the_version_is_that_of_the_library():
    assert graphsh_kg.version().count(".") == 2
    assert os.path.exists(ROOT / "Sources/Python/graphsh_kg/py.typed")
