"""Fits how likely a statement is right to statements that were judged, and writes schema/models/confidence.tsv.

usage: script/fit confidence [DATA]

DATA has one statement a line, tab-separated: the group that it was drawn from, whether it is right (1) or not (0), and
what it rests on, as "basis" of `graphsh extract` names it, parted by semicolons. The group "sentences" are statements of
single sentences that a benchmark's reader agrees with or not: they tell how much each kind of evidence weighs, but not
how often statements are right, since benchmarks want other things than a graph does. All groups but that one are judged
by a reader as the text stands.

A logistic model with a Gaussian prior on its weights, fitted by Newton's method. The reliability printed is that of
statements of documents left out: ten parts, each predicted by a model of the other nine.
"""
import math
import pathlib
import random
import sys

ROOT = pathlib.Path(__file__).resolve().parent.parent.parent
DATA = ROOT / "script/fit.d/confidence.tsv"
MODEL = ROOT / "schema/models/confidence.tsv"
BENCHMARK = "sentences"
PRIOR = 1.0
"""Variance of the prior: a weight of one is six tenths as likely as none."""
SHARE = 0.15
"""How much a statement of the benchmark counts beside one that a reader judged in its text."""
AT_MOST = {"pronoun": -0.05}
"""The most that evidence may weigh: what a pronoun means is one more thing that can be wrong, though few of the statements
that were judged show it."""


def read(path):
    rows = []
    for number, line in enumerate(open(path, encoding="utf-8"), 1):
        line = line.rstrip("\n")
        if not line or line.startswith("#"):
            continue
        parts = line.split("\t")
        if len(parts) != 3 or parts[1] not in ("0", "1"):
            sys.exit("%s:%d: expected a group, 0 or 1, and what the statement rests on" % (path, number))
        rows.append((parts[0], int(parts[1]), parts[2].split(";")))
    return rows


def solve(matrix, vector):
    """Solves a small symmetric system by elimination."""
    size = len(vector)
    rows = [list(matrix[i]) + [vector[i]] for i in range(size)]
    for i in range(size):
        pivot = max(range(i, size), key=lambda k: abs(rows[k][i]))
        rows[i], rows[pivot] = rows[pivot], rows[i]
        for k in range(i + 1, size):
            factor = rows[k][i] / rows[i][i]
            if factor:
                for j in range(i, size + 1):
                    rows[k][j] -= factor * rows[i][j]
    result = [0.0] * size
    for i in reversed(range(size)):
        result[i] = (rows[i][size] - sum(rows[i][j] * result[j] for j in range(i + 1, size))) / rows[i][i]
    return result


def sigmoid(score):
    return 1 / (1 + math.exp(-score))


def fit(rows):
    """Weights by name, none above what it may be."""
    weights = fit_freely(rows, {})
    above = {name: most for name, most in AT_MOST.items() if weights.get(name, most) > most}
    return fit_freely(rows, above) if above else weights


def fit_freely(rows, fixed):
    """Weights by name, some of them given. The benchmark has a base of its own, which is not kept."""
    names = ["base", BENCHMARK] + sorted({name for _, _, basis in rows for name in basis})
    place = {name: i for i, name in enumerate(names)}
    data = []
    for group, right, basis in rows:
        places = [0] + [place[name] for name in basis]
        if group == BENCHMARK:
            places.append(1)
        data.append((right, places, SHARE if group == BENCHMARK else 1.0))
    weights = [fixed.get(name, 0.0) for name in names]
    mean = list(weights)
    precision = [1e9 if name in fixed else 1e-4 if i < 2 else 1 / PRIOR for i, name in enumerate(names)]
    for _ in range(25):
        gradient = [p * (m - w) for p, m, w in zip(precision, mean, weights)]
        curvature = [[precision[i] if i == j else 0.0 for j in range(len(names))] for i in range(len(names))]
        for right, places, share in data:
            expected = sigmoid(sum(weights[i] for i in places))
            slope = share * expected * (1 - expected)
            for i in places:
                gradient[i] += share * (right - expected)
                for j in places:
                    curvature[i][j] += slope
        step = solve(curvature, gradient)
        weights = [w + s for w, s in zip(weights, step)]
        if max(abs(s) for s in step) < 1e-6:
            break
    return {name: weights[i] for name, i in place.items() if name != BENCHMARK}


def predict(weights, basis):
    return sigmoid(weights["base"] + sum(weights.get(name, 0.0) for name in basis))


def reliability(rows):
    """Prints how sure the model is of statements left out, and how many of them are right."""
    judged = [row for row in rows if row[0] != BENCHMARK]
    others = [row for row in rows if row[0] == BENCHMARK]
    order = list(range(len(judged)))
    random.Random(1).shuffle(order)
    pairs = []
    for part in range(10):
        left_out = set(order[part::10])
        weights = fit(others + [row for i, row in enumerate(judged) if i not in left_out])
        pairs += [(predict(weights, judged[i][2]), judged[i][1], judged[i][0]) for i in sorted(left_out)]
    pairs.sort()

    def show(name, part):
        stated = sum(p for p, _, _ in part) / len(part)
        right = sum(r for _, r, _ in part) / len(part)
        print("%-12s %5d   stated %.3f   right %.3f" % (name, len(part), stated, right))

    show("all", pairs)
    for i in range(4):
        show("quarter %d" % (i + 1), pairs[len(pairs) * i // 4:len(pairs) * (i + 1) // 4])
    for group in sorted({g for _, _, g in pairs}):
        show(group, [pair for pair in pairs if pair[2] == group])
    positive = [p for p, r, _ in pairs if r]
    negative = [p for p, r, _ in pairs if not r]
    above = sum((p > n) + 0.5 * (p == n) for p in positive for n in negative)
    print("area below the ROC curve %.3f" % (above / (len(positive) * len(negative))))


def main():
    if sys.argv[1:] == ["--help"]:
        print(__doc__)
        return
    if len(sys.argv) > 2:
        sys.exit("script/fit confidence takes one file (see --help)")
    rows = read(sys.argv[1] if len(sys.argv) == 2 else DATA)
    reliability(rows)
    weights = fit(rows)
    with open(MODEL, "w", encoding="utf-8") as out:
        out.write("evidence\tweight\n")
        for name in ["base"] + sorted(name for name in weights if name != "base"):
            out.write("%s\t%.2f\n" % (name, weights[name]))
    print("wrote %s" % MODEL.relative_to(ROOT))


main()
