#!/usr/bin/env python3
"""script/fit names: fits the weights by which it is told what names name, and writes schema/models/name_types.tsv.

  script/fit names DATA... [--prior N] [--folds N]

DATA are texts whose names somebody annotated, in files of two forms: columns (a word and its tag, such as B-PER, on each
line, an empty line behind each sentence; -DOCSTART-, "# newdoc" or the end of a file part documents, --sentences makes
each sentence one) and brat's (a .ann beside each .txt). Tags may be of any set; those that CLASSES has no class for are
names of something else.

The program prints what tells for the kind of each name; a log-linear model of the four classes is fitted to that by
likelihood, with a prior (L2). A name that nobody annotated is one of something else, at a tenth of the weight. A document that
several names are from is one part of the folds, of which each is predicted by the others' weights: the figures printed are
of these. What is rare or weighs next to nothing is left out of the table.
"""
import argparse
import collections
import hashlib
import json
import os
import pathlib
import re
import subprocess
import tempfile

import numpy

OUTPUT = pathlib.Path(__file__).resolve().parent.parent.parent / "schema/models/name_types.tsv"
CLASSES = {
    "person": "per person politician writer musicalartist scientist researcher",
    "organization": "org organization organisation corporation company group band politicalparty university "
                    "government business court",
    "place": "loc location gpe fac facility country geo-loc",
}
NAMES = ("person", "organization", "place", "other")
CLASS = {tag: name for name, tags in CLASSES.items() for tag in tags.split()}
# Features of fewer names than this, and weights below this, are left out.
FEWEST = 5
LEAST = 0.1
# How much a name counts that nobody annotated: it may be none, or one that the annotators passed over.
UNNAMED = 0.1
STEPS = 400
# What each kind of feature is bound by the prior, beside words: those that hold of many names tell more surely.
GENERAL = ("label", "called", "title", "firstNoun", "lastNoun", "institution", "opening", "given", "table", "count", "words", "name",
           "beginsLonger", "endsLonger", "firstAlone", "lastAlone", "acronymOf", "joined", "article", "plural")
FREEDOM = 0.1


class Document:
    def __init__(self, name, text, spans):
        self.name, self.text, self.spans = name, text, spans


def columns(path, sentences):
    """Documents of a file of columns."""
    found, words = [], []

    def close():
        if words:
            found.append(joined(f"{path.stem}-{len(found)}", words))
            words.clear()

    for line in path.read_text(encoding="utf-8").splitlines() + [""]:
        fields = line.split()
        if line.startswith(("-DOCSTART-", "# newdoc")):
            close()
        elif not fields:
            if sentences:
                close()
            elif words and words[-1] is not None:
                words.append(None)
        elif not line.startswith("# ") and (place := tag_place(fields)):
            words.append((fields[place - 1], fields[place]))
    close()
    return found


def tag_place(fields):
    return next((n for n in range(1, len(fields)) if re.fullmatch(r"O|[BIES]-\S+", fields[n])), None)


def joined(name, words):
    """The text of words, written as texts are, and the spans of their names."""
    text, spans, open_tag, glued, quoted = "", [], None, True, False
    for word in words:
        if word is None:
            open_tag = None
            continue
        form, tag = {"``": '"', "''": '"', "-LRB-": "(", "-RRB-": ")"}.get(word[0], word[0]), word[1]
        closes = form in (".", ",", ";", ":", "!", "?", ")", "]", "%", "n't") or form.startswith(("'", "’")) \
            or form == '"' and quoted
        if not glued and not closes:
            text += " "
        glued = form in ("(", "[", "$", "#") or form == '"' and not quoted
        quoted ^= form == '"'
        start = len(text)
        text += form
        kind = tag[2:].lower()
        if tag == "O":
            open_tag = None
        elif tag[0] in "BS" or kind != open_tag:
            spans.append([start, len(text), kind])
            open_tag = kind
        else:
            spans[-1][1] = len(text)
    return Document(name, text, spans)


def brat(path):
    spans = []
    for line in path.with_suffix(".ann").read_text(encoding="utf-8").splitlines():
        match = re.match(r"T\d+\t(\S+) (\d+) (\d+)\t", line)
        if match:
            spans.append([int(match[2]), int(match[3]), match[1].lower()])
    return [Document(path.stem, path.read_text(encoding="utf-8"), spans)]


def read(paths, sentences):
    documents = []
    for path in paths:
        path = pathlib.Path(path)
        files = sorted(path.rglob("*")) if path.is_dir() else [path]
        for file in files:
            if file.suffix == ".txt" and file.with_suffix(".ann").exists():
                documents += brat(file)
            elif file.is_file() and file.suffix != ".ann":
                documents += columns(file, sentences)
    return documents


class Name:
    """All mentions of a name in a document, with the class that annotators gave each."""

    def __init__(self, document, features):
        self.document, self.features = document, features
        self.classes = collections.Counter()


def names(documents, program):
    with tempfile.TemporaryDirectory() as folder:
        for number, document in enumerate(documents):
            if document.text.strip():
                pathlib.Path(folder, f"{number}.txt").write_text(document.text, encoding="utf-8")
        # Short messages may look like another language. What cannot be read is reported, and the rest is.
        run = subprocess.run([program, "extract", "--coref", "--choices", "-q", "--language", "en", folder],
                             stdout=subprocess.PIPE)
    if not run.stdout:
        raise SystemExit(f"no names: {program} ended with {run.returncode}")
    found = {}
    for line in run.stdout.decode().splitlines():
        mention = json.loads(line)
        if mention["kind"] != "name" or "features" not in mention:
            continue
        document = documents[int(pathlib.Path(mention["document"]).stem)]
        kind = gold(mention["start"], mention["end"], document.spans)
        if kind is not None:
            key = document.name, json.dumps(mention["features"])
            name = found.setdefault(key, Name(document.name, mention["features"]))
            name.classes[kind] += 1
    return list(found.values())


def gold(start, end, spans):
    """The class of the annotated span that a mention is; "none" where it touches none, nothing where it is a part."""
    best, share = "none", 0
    for first, last, kind in spans:
        common = min(end, last) - max(start, first)
        if common > 0:
            overlap = common / (max(end, last) - min(start, first))
            if overlap > share:
                best, share = CLASS.get(kind, "other"), overlap
    return None if 0 < share < 0.5 else best


class Table:
    """Features as a sparse matrix, the classes that names have, and how much each name counts."""

    def __init__(self, some, features):
        self.count = len(some)
        rows, places, values = [], [], []
        self.wanted = numpy.zeros((len(some), len(NAMES)))
        for row, name in enumerate(some):
            for feature, value in name.features.items():
                if feature in features:
                    rows.append(row)
                    places.append(features[feature])
                    values.append(value)
            for kind, count in name.classes.items():
                weight = UNNAMED if kind == "none" else 1
                self.wanted[row, NAMES.index("other" if kind == "none" else kind)] += weight * count
        # A name that is mentioned often counts for more, but not in proportion.
        total = self.wanted.sum(1, keepdims=True)
        self.wanted *= numpy.sqrt(total) / total
        self.rows, self.places = numpy.array(rows), numpy.array(places)
        self.values = numpy.array(values)
        self.size = len(features)
        self.bounds = numpy.array([[FREEDOM if f.split()[0] in GENERAL else 1.0] for f in features])

    def sums(self, weights):
        result = numpy.empty((self.count, len(NAMES)))
        for n in range(len(NAMES)):
            result[:, n] = numpy.bincount(self.rows, self.values * weights[self.places, n], self.count)
        return result

    def probabilities(self, weights):
        sums = self.sums(weights)
        exponentials = numpy.exp(sums - sums.max(1, keepdims=True))
        return exponentials / exponentials.sum(1, keepdims=True)

    def fit(self, prior):
        """The weights of the greatest posterior, by Adam (Kingma and Ba, 2015)."""
        weights = numpy.zeros((self.size, len(NAMES)))
        mean, spread = numpy.zeros_like(weights), numpy.zeros_like(weights)
        scale = self.wanted.sum(1, keepdims=True)
        for step in range(1, STEPS + 1):
            errors = self.probabilities(weights) * scale - self.wanted
            slope = prior * self.bounds * weights
            for n in range(len(NAMES)):
                slope[:, n] += numpy.bincount(self.places, self.values * errors[self.rows, n], self.size)
            mean = 0.9 * mean + 0.1 * slope
            spread = 0.999 * spread + 0.001 * slope * slope
            rate = 0.1 * min(1, 2 * (1 - step / STEPS))
            weights = weights - rate * (mean / (1 - 0.9**step)) / (numpy.sqrt(spread / (1 - 0.999**step)) + 1e-8)
        return weights


def features_of(some):
    counts = collections.Counter(feature for name in some for feature in name.features)
    return {feature: n for n, feature in enumerate(sorted(f for f, c in counts.items() if c >= FEWEST))}


def fitted(some, prior):
    features = features_of(some)
    weights = Table(some, features).fit(prior)
    weights -= weights.mean(1, keepdims=True)
    return features, weights


def report(some, folds, prior):
    def fold(name):
        return int(hashlib.sha256(name.document.encode()).hexdigest(), 16) % folds
    confusions = collections.Counter()
    for number in range(folds):
        features, weights = fitted([n for n in some if fold(n) != number], prior)
        rest = [n for n in some if fold(n) == number]
        if rest:
            for name, sums in zip(rest, Table(rest, features).sums(weights)):
                for kind, count in name.classes.items():
                    confusions[kind, NAMES[int(sums.argmax())]] += count
    for kind in NAMES:
        total = sum(c for (gold, _), c in confusions.items() if gold == kind)
        said = sum(c for (gold, s), c in confusions.items() if s == kind and gold != "none")
        right = confusions[kind, kind]
        print(f"{kind}: {total} mentions, recall {right / max(1, total):.3f}, precision {right / max(1, said):.3f}")
    total = sum(c for (gold, _), c in confusions.items() if gold != "none")
    print(f"all: {sum(confusions[k, k] for k in NAMES) / max(1, total):.3f} of {total}", flush=True)


def write(features, weights):
    with open(OUTPUT, "w", encoding="utf-8") as out:
        out.write("\t".join(("name feature",) + NAMES) + "\n")
        for feature, n in features.items():
            if abs(weights[n]).max() >= LEAST:
                out.write("\t".join([feature] + [f"{w:.2f}" for w in weights[n]]) + "\n")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="*", metavar="DATA")
    parser.add_argument("--sentences", action="append", default=[], metavar="DATA",
                        help="columns whose sentences belong to no document")
    parser.add_argument("--prior", type=float, default=3.0)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    documents = read(options.data, False) + read(options.sentences, True)
    some = names(documents, os.environ["GRAPHSH"])
    print(f"{len(documents)} documents, {len(some)} names", flush=True)
    if options.folds > 1:
        report(some, options.folds, options.prior)
    write(*fitted(some, options.prior))
    print(f"written: {OUTPUT}")


if __name__ == "__main__":
    main()
