"""Makes Networks.json: small graphs and random ones, with what NetworkX 3.6 says of them.

    pip install networkx scipy && python3 networks.py > Networks.json

Edges are [from, to, weight]. "unweighted" measures take every edge as 1. PageRank is computed to a tolerance of 1e-14 a node;
of communities only the best modularity of 20 runs of Louvain is kept, since the groups themselves hang on chance.
"""

import itertools
import json
import random

import networkx as nx


def network(name, edges, pairs):
    graph = nx.DiGraph()
    graph.add_weighted_edges_from(edges)
    plain = nx.Graph((a, b) for a, b, _ in edges if a != b)
    both = nx.Graph()
    for a, b, weight in edges:
        if a != b:
            both.add_edge(a, b, weight=max(weight, both.get_edge_data(a, b, {"weight": 0})["weight"]))

    def rank(weight):
        return nx.pagerank(graph, weight=weight, tol=1e-14, max_iter=10000)

    def best(of, weight):
        found = (nx.community.louvain_communities(of, weight=weight, seed=s) for s in range(20))
        return max(nx.community.modularity(of, parts, weight=weight) for parts in found) if of.size() else 0

    def lengths(a, b, weight):
        try:
            paths = itertools.islice(nx.shortest_simple_paths(graph, a, b, weight=weight), 8)
            return [nx.path_weight(graph, p, weight) if weight else len(p) - 1 for p in paths]
        except nx.NetworkXNoPath:
            return []

    return {
        "name": name,
        "edges": edges,
        "pagerank": {"weighted": rank("weight"), "unweighted": rank(None)},
        "betweenness": {
            "weighted": nx.betweenness_centrality(graph, weight="weight"),
            "unweighted": nx.betweenness_centrality(graph),
        },
        "components": [sorted(c) for c in nx.weakly_connected_components(graph)],
        "strongComponents": [sorted(c) for c in nx.strongly_connected_components(graph)],
        "modularity": {"weighted": best(both, "weight"), "unweighted": best(plain, None)},
        "paths": [
            {"from": a, "to": b, "weighted": lengths(a, b, "weight"), "unweighted": lengths(a, b, None)}
            for a, b in pairs
        ],
    }


def weighted(graph, seed):
    chance = random.Random(seed)
    return [[f"n{a}", f"n{b}", chance.randint(1, 9)] for a, b in graph.edges()]


def main():
    cliques = nx.ring_of_cliques(6, 5)
    tree = nx.balanced_tree(2, 4, create_using=nx.DiGraph)
    sparse = nx.gnp_random_graph(120, 0.02, seed=3, directed=True)
    dense = nx.gnp_random_graph(60, 0.12, seed=4, directed=True)
    loops = [["n1", "n1", 2], ["n1", "n2", 1], ["n2", "n1", 3], ["n2", "n3", 1], ["n4", "n4", 1]]
    pairs = [("n0", "n7"), ("n3", "n12"), ("n9", "n2"), ("n5", "n6"), ("n14", "n1")]
    networks = [
        network("cliques", weighted(cliques, 1), pairs),
        network("tree", weighted(tree, 2), pairs),
        network("loops", loops, [("n1", "n3"), ("n3", "n1")]),
        network("sparse", weighted(sparse, 3), pairs),
        network("dense", weighted(dense, 4), pairs),
    ]
    print("[")
    print(",\n".join(json.dumps(n, separators=(",", ":")) for n in networks))
    print("]")


main()
