"""Times graphsh's English pipeline and spaCy on the same texts, one after the other, and compares.

usage: analyze.py ROOT WORK [TEXT...]

A tokens-per-second figure is from the wall clock, and beside it from processor time, which other
programs on the machine disturb less. Every figure is of warm runs: the first pass is not counted.
"""
import csv
import glob
import json
import os
import pathlib
import subprocess
import sys

ROUNDS_GRAPHSH, ROUNDS_SPACY = 4, 2


def read(path):
    return pathlib.Path(path).read_text(encoding="utf-8-sig", errors="replace").replace("\0", "")


def paragraphs(text, size=2000):
    """A text in pieces of about `size` characters, cut where lines are empty."""
    piece = ""
    for part in text.split("\n\n"):
        if piece and len(piece) + len(part) > size:
            yield piece
            piece = ""
        piece += part + "\n\n"
    if piece.strip():
        yield piece


def texts(root, given):
    """The texts to measure on, and what they are."""
    if given:
        return [read(path) for path in given], f"{len(given)} files"
    table = pathlib.Path(root).parent / "shared/eval/coref/gap-development.tsv"
    if table.exists():
        csv.field_size_limit(1 << 30)
        with open(table, encoding="utf-8", newline="") as file:
            rows = csv.DictReader(file, delimiter="\t", quoting=csv.QUOTE_NONE)
            found = list(dict.fromkeys(row["Text"] for row in rows))
        return found, f"{len(found)} Wikipedia paragraphs of ../shared/eval/coref"
    files = [path for path in sorted(glob.glob("/usr/share/common-licenses/*"))
             if not os.path.islink(path)]
    files += sorted(glob.glob("/usr/share/doc/*/copyright"))[:60]
    found = [piece for path in files for piece in paragraphs(read(path))]
    return found, f"{len(found)} pieces of licences"


def run(command):
    return json.loads(subprocess.run(command, check=True, stdout=subprocess.PIPE).stdout)


def best(result):
    return result["tokens"] / min(result["warm"])


def best_processor(result):
    return result["tokens"] / (result.get("best_processor") or min(result["warm_processor"]))


def main():
    root, work, given = sys.argv[1], sys.argv[2], sys.argv[3:]
    found, what = texts(root, given)
    path = os.path.join(work, "texts.nul")
    with open(path, "w", encoding="utf-8", newline="") as file:
        file.write("\0".join(text for text in found if text))
    bins = subprocess.run(
        ["swift", "build", "-c", "release", "--package-path", os.path.join(root, "Benchmarks"),
         "--show-bin-path"], check=True, stdout=subprocess.PIPE, text=True).stdout.strip()
    program = os.path.join(bins, "AnalyzeBenchmark")
    timer = os.path.join(root, "script/bench.d/time_spacy.py")

    print(f"texts: {what}")
    one = run([program, path, "1", str(ROUNDS_GRAPHSH)])
    reference = run([sys.executable, timer, path, "1", str(ROUNDS_SPACY)])
    again = run([program, path, "1", str(ROUNDS_GRAPHSH)])
    one = max(one, again, key=best)
    if one["tokens"] != reference["tokens"]:
        print(f"graphsh finds {one['tokens']} tokens, spaCy {reference['tokens']}")
    if one["tokens"] < 100_000:
        print(f"only {one['tokens']} tokens: give more text for figures that mean something")
    two = run([program, path, "2", str(ROUNDS_GRAPHSH)])

    print(f"{'':28}{'tokens/s':>12}{'ratio':>8}{'by processor':>15}{'ratio':>8}")
    base, base_processor = best(reference), best_processor(reference)
    print(f"{'spaCy, one thread':28}{base:12,.0f}{1:8.1f}{base_processor:15,.0f}{1:8.1f}")
    print(f"{'graphsh, one thread':28}{best(one):12,.0f}{best(one) / base:8.1f}"
          f"{best_processor(one):15,.0f}{best_processor(one) / base_processor:8.1f}")
    print(f"{'graphsh, two threads':28}{best(two):12,.0f}{best(two) / base:8.1f}")
    print(f"load: graphsh {one['load'] * 1000:.0f} ms "
          f"({one['load_processor'] * 1000:.0f} ms of processor), "
          f"spaCy {reference['load'] * 1000:.0f} ms")
    print(f"peak memory: graphsh {one['peak'] / 1e6:.0f} MB with one thread, "
          f"{two['peak'] / 1e6:.0f} MB with two, spaCy {reference['peak'] / 1e6:.0f} MB")


main()
