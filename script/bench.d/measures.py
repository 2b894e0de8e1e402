"""Measures of a graph by graphsh and by NetworkX, in turns: seconds of CPU, less those of reading the edges, and their ratio."""

import random
import resource
import statistics
import subprocess
import sys
from pathlib import Path

ROUNDS = 5

# What graphsh is asked, and what NetworkX does for the same.
MEASURES = {
    "pagerank": ("?(max(V)) :- pagerank(edge, X, V).", "max(nx.pagerank(graph).values())"),
    "component": ("?(max(V)) :- component(edge, X, V).", "sum(1 for _ in nx.weakly_connected_components(graph))"),
    "strong_component": (
        "?(max(V)) :- strong_component(edge, X, V).", "sum(1 for _ in nx.strongly_connected_components(graph))"),
    "community": (
        "?(max(V)) :- community(edge, X, V).", "len(nx.community.louvain_communities(graph.to_undirected(), seed=1))"),
    "path": (
        "?(max(L)) :- path(edge, 0, 1, P, limit: 20, length: L).",
        "max(len(p) - 1 for p in itertools.islice(nx.shortest_simple_paths(graph, 0, 1), 20))"),
    "betweenness": ("?(max(V)) :- betweenness(edge, X, V).", "max(nx.betweenness_centrality(graph).values())"),
}

PEER = """
import csv, itertools, sys
import networkx as nx
graph = nx.DiGraph()
with open(sys.argv[1]) as file:
    graph.add_edges_from((int(a), int(b)) for a, b in csv.reader(file))
print({expression})
"""


def edges(path, nodes, count):
    """Half of the edges stay near, so that there are communities; the rest lead to nodes that many lead to."""
    chance = random.Random(nodes)
    rows = set()
    while len(rows) < count:
        a = chance.randrange(nodes)
        near = chance.random() < 0.5
        b = min(max(a + chance.randrange(-20, 21), 0), nodes - 1) if near else int(nodes * chance.random() ** 3)
        if a != b:
            rows.add((a, b))
    path.write_text("".join(f"{a},{b}\n" for a, b in sorted(rows)))


def seconds(command):
    before = resource.getrusage(resource.RUSAGE_CHILDREN)
    done = subprocess.run(command, capture_output=True, text=True)
    after = resource.getrusage(resource.RUSAGE_CHILDREN)
    if done.returncode != 0:
        sys.exit(f"{command[0]}: {done.stderr}")
    return after.ru_utime + after.ru_stime - before.ru_utime - before.ru_stime


def main():
    executable, work, *sizes = sys.argv[1:]
    nodes, count = (int(sizes[0]) if sizes else 100_000), (int(sizes[1]) if len(sizes) > 1 else 500_000)
    folder = Path(work) / "measures"
    folder.mkdir(parents=True, exist_ok=True)
    large, small = folder / "large.csv", folder / "small.csv"
    edges(large, nodes, count)
    edges(small, min(nodes, 2_000), min(count, 10_000))
    print(f"{nodes} nodes, {count} edges; CPU seconds, median of {ROUNDS}, reading taken off")
    print(f"{'measure':<18}{'graphsh':>9}{'NetworkX':>10}{'ratio':>8}")
    for name, (query, expression) in MEASURES.items():
        file = small if name == "betweenness" else large
        program = folder / f"{name}.gql"
        program.write_text(f'@import edge "{file}".\n{query}\n')
        reading = folder / "reading.gql"
        reading.write_text(f'@import edge "{file}".\n?(max(X)) :- edge(X, _).\n')
        runs = {"ours": [], "ours reading": [], "theirs": [], "theirs reading": []}
        for _ in range(ROUNDS):
            runs["ours reading"].append(seconds([executable, "run", str(reading)]))
            runs["theirs reading"].append(
                seconds([sys.executable, "-c", PEER.format(expression="len(graph)"), str(file)]))
            runs["ours"].append(seconds([executable, "run", str(program)]))
            runs["theirs"].append(
                seconds([sys.executable, "-c", PEER.format(expression=expression), str(file)]))
        middle = {kind: statistics.median(times) for kind, times in runs.items()}
        ours = middle["ours"] - middle["ours reading"]
        theirs = middle["theirs"] - middle["theirs reading"]
        print(f"{name:<18}{ours:>9.3f}{theirs:>10.3f}{ours / theirs:>8.3f}", flush=True)


main()
