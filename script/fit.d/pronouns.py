#!/usr/bin/env python3
"""script/fit pronouns: fits the weights by which pronouns are read, and writes schema/models/pronouns.tsv.

  script/fit pronouns DATA... [--rounds N] [--folds N]

DATA are files of two forms: JSON lines with a document each (document, text, and mentions with span, head, entity and
kind: named, pronoun or common; offsets in Unicode scalars), and the columns of GAP (a .tsv file).

The program prints what it could take each pronoun for, with features; a log-linear model is fitted to them by the
likelihood of the right choices, with a prior (L2) that draws weights to 0 and those of a position to those of its
class. Because pronouns before are features of those behind, the program reads the texts again with the new weights in
each round (3). Then the texts are divided by document (in 5), each part is read by weights fitted on the others, and
the figures of that are printed: these are the honest ones.
"""
import argparse
import collections
import hashlib
import os
import pathlib

import numpy

from coref_data import gap_answers, read

OUTPUT = pathlib.Path(__file__).resolve().parent.parent.parent / "schema/models/pronouns.tsv"
GROUPS = ("person", "thing", "plural")
POSITIONS = ("subject", "object", "possessive")
# From this probability on a reading is taken: it is likelier than all others together.
SURE = 0.5
PRIOR = 2.0
# How freely the weights of a position leave those of its class.
FREEDOM = 0.5
STEPS = 160


class Table:
    """Choices as a matrix: the features of the class, then those of each position."""

    def __init__(self, pronouns, features):
        place = {feature: number for number, feature in enumerate(features)}
        counts = [len(pronoun.choices) for pronoun in pronouns]
        self.starts = numpy.concatenate(([0], numpy.cumsum(counts)[:-1])).astype(int)
        self.owner = numpy.repeat(numpy.arange(len(pronouns)), counts)
        self.right = numpy.array([right for pronoun in pronouns for right in pronoun.right], float)
        base = numpy.zeros((len(self.owner), len(features)), numpy.float32)
        row = 0
        for pronoun in pronouns:
            for choice in pronoun.choices:
                for feature, value in choice["features"].items():
                    if feature in place:
                        base[row, place[feature]] = value
                row += 1
        position = numpy.array([POSITIONS.index(p.position) for p in pronouns])[self.owner]
        parts = [base] + [base * (FREEDOM * (position == n))[:, None] for n in range(len(POSITIONS))]
        self.matrix = numpy.hstack(parts).astype(numpy.float32)

    def probabilities(self, weights):
        scores = self.matrix @ weights
        exponentials = numpy.exp(scores - numpy.maximum.reduceat(scores, self.starts)[self.owner])
        return exponentials / numpy.add.reduceat(exponentials, self.starts)[self.owner]

    def fit(self):
        """The weights of the greatest posterior, by Adam (Kingma and Ba, 2015)."""
        weights = numpy.zeros(self.matrix.shape[1], numpy.float32)
        mean, spread = numpy.zeros_like(weights), numpy.zeros_like(weights)
        for step in range(1, STEPS + 1):
            probabilities = self.probabilities(weights)
            wanted = probabilities * self.right
            wanted /= numpy.maximum(numpy.add.reduceat(wanted, self.starts), 1e-9)[self.owner]
            slope = self.matrix.T @ (probabilities - wanted).astype(numpy.float32) + PRIOR * weights
            mean = 0.9 * mean + 0.1 * slope
            spread = 0.999 * spread + 0.001 * slope * slope
            weights = weights - 0.1 * (mean / (1 - 0.9**step)) / (
                numpy.sqrt(spread / (1 - 0.999**step)) + 1e-8)
        return weights


def features_of(pronouns):
    return sorted({f for pronoun in pronouns for choice in pronoun.choices for f in choice["features"]})


def columns(weights, count):
    return [weights[:count] + FREEDOM * weights[count * (n + 1):count * (n + 2)] for n in range(len(POSITIONS))]


def write(models):
    """models: features and the weights of each position, by group."""
    with open(OUTPUT, "w", encoding="utf-8") as out:
        heads = [f"{group} {position}" for group in GROUPS for position in POSITIONS]
        out.write("\t".join(["pronoun feature"] + heads) + "\n")
        for feature in sorted({f for features, _ in models.values() for f in features}):
            cells = []
            for group in GROUPS:
                features, weights = models[group]
                for n in range(len(POSITIONS)):
                    known = feature in features
                    cells.append(f"{weights[n][features.index(feature)]:.2f}" if known else "")
            out.write("\t".join([feature] + cells) + "\n")


def left_out(pronouns, folds):
    """Each pronoun with its probabilities by weights that were fitted without its document."""
    def fold(pronoun):
        return int(hashlib.sha256(pronoun.document.encode()).hexdigest(), 16) % folds
    result = []
    for number in range(folds):
        known = [p for p in pronouns if fold(p) != number]
        rest = [p for p in pronouns if fold(p) == number]
        features = features_of(known)
        weights = Table(known, features).fit()
        table = Table(rest, features)
        probabilities = table.probabilities(weights)
        result += [(p, probabilities[s:s + len(p.choices)]) for p, s in zip(rest, table.starts)]
    return result


def report(group, readings, unread):
    texts = [(p, q) for p, q in readings if p.source == "documents"]
    judged = []
    for pronoun, probabilities in texts:
        choice, probability = pronoun.best(probabilities)
        if choice and choice["entities"]:
            judged.append((probability, choice["entities"] == [pronoun.home]))
    named = sum(p.home is not None for p, _ in texts)
    kept = [right for probability, right in judged if probability >= SURE]
    print(f"{group}: {len(texts)} pronouns, {named} of what has a name: "
          f"recall {sum(kept) / max(1, named):.3f}, precision {sum(kept) / max(1, len(kept)):.3f}")
    passages = [(p, q) for p, q in readings if p.source == "gap"]
    if passages:
        counts = collections.Counter()
        for pronoun, probabilities in passages + [(p, None) for p in unread]:
            for answer, truth in zip(gap_answers(pronoun, probabilities), pronoun.truth):
                counts[answer, truth] += 1
        found = 2 * counts[True, True]
        print(f"  GAP: F1 {found / (found + counts[True, False] + counts[False, True]):.3f}")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("data", nargs="+", metavar="DATA")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--folds", type=int, default=5)
    options = parser.parse_args()
    program = os.environ["GRAPHSH"]
    knowledge = None
    for number in range(1, options.rounds + 1):
        pronouns = [p for path in options.data for p in read(path, program, knowledge)]
        groups = {group: [p for p in pronouns if p.group == group] for group in GROUPS}
        models = {}
        for group, members in groups.items():
            features = features_of(members)
            models[group] = (features, columns(Table(members, features).fit(), len(features)))
        write(models)
        knowledge = str(OUTPUT)
        print(f"round {number}: {len(pronouns)} pronouns", flush=True)
    unread = [p for p in pronouns if not p.choices]
    for group, members in groups.items():
        report(group, left_out(members, options.folds), unread)
    write(models)
    print(f"written: {OUTPUT}")


main()
