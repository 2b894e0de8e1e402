"""The workloads of ../shared/bench/datalog at eight sizes: scale 8 is about theirs."""
import importlib.util
import os
import random

from datalog_shapes import table


def library(shared):
    """The shared generators, for those that take a size."""
    spec = importlib.util.spec_from_file_location("gen", os.path.join(shared, "gen.py"))
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def pairs(chance, nodes, count):
    rows = set()
    while len(rows) < count:
        rows.add((chance.randrange(nodes), chance.randrange(nodes)))
    return sorted(rows)


def andersen(folder, scale):
    chance = random.Random(11)
    variables = 2500 * scale
    def near(variable, share):
        if chance.random() < share:
            return chance.randrange(variables)
        return min(variable // 60 * 60 + chance.randrange(60), variables - 1)
    def some(count, share):
        starts = [chance.randrange(variables) for _ in range(count)]
        return [(start, near(start, share)) for start in starts]
    table(folder, "addressOf", [(v, near(v, 0.1)) for v in range(variables) if chance.random() < 0.35])
    table(folder, "assign", some(int(variables * 0.62), 0.12))
    table(folder, "load", some(int(variables * 0.075), 0.05))
    table(folder, "store", some(int(variables * 0.075), 0.05))


def chains(folder, scale):
    chance = random.Random(8)
    count = 12_500 * scale
    names = list(range(count * 11))
    chance.shuffle(names)
    rows = [(names[c * 11 + k], names[c * 11 + k + 1]) for c in range(count) for k in range(10)]
    chance.shuffle(rows)
    table(folder, "e", rows)


def tree(folder, scale):
    chance = random.Random(7)
    table(folder, "e", [(chance.randrange(child), child) for child in range(1, 62_500 * scale + 1)])


def weighted(folder, nodes, edges, weights, least):
    chance = random.Random(10)
    table(folder, "e", [(a, b, chance.randrange(least, weights)) for a, b in pairs(chance, nodes, edges)])


def reach(folder, scale):
    chance = random.Random(9)
    nodes = 125_000 * scale
    table(folder, "e", [(chance.randrange(nodes), chance.randrange(nodes)) for _ in range(5 * nodes)])
    table(folder, "src", [(0,)])


def sssp(folder, scale):
    weighted(folder, 12_500 * scale, 62_500 * scale, 101, 1)
    table(folder, "src", [(0,)])


def negagg(folder, scale):
    weighted(folder, 37_500 * scale, 125_000 * scale, 1000, 0)
    table(folder, "n", [(node,) for node in range(37_500 * scale)])


def write(name, scale, folder, shared):
    """Writes the facts of a workload at a scale."""
    os.makedirs(folder, exist_ok=True)
    gen = library(shared)
    writers = {
        "tc_dense": lambda: table(folder, "e", pairs(random.Random(42), 250 * scale, 1250 * scale)),
        "tc_tree": lambda: tree(folder, scale),
        "tc_chain": lambda: chains(folder, scale),
        "samegen": lambda: table(
            folder, "p", [(node, 2 * node + side) for node in range(1, 256 * scale) for side in (0, 1)]),
        "andersen": lambda: andersen(folder, scale),
        "triangle": lambda: table(folder, "e", sorted(gen.powerlaw(25_000 * scale, 125_000 * scale, 5, 0.75))),
        "reach": lambda: reach(folder, scale),
        "sssp": lambda: sssp(folder, scale),
        "negagg": lambda: negagg(folder, scale),
        "lubm": lambda: table(folder, "t", gen.kg(max(25 * scale // 8, 1))),
        "rdfs": lambda: table(folder, "t", gen.ONTO + gen.kg(scale, 15)),
    }
    writers[name]()
