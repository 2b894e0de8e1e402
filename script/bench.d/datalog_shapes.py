"""A second set of Datalog workloads: shapes that the first one has not, at any size.

Each has a generator, a program for graphsh, and the same in SQL for DuckDB where SQL can say it. Scale 1 is small;
the amount of input grows in proportion to the scale.
"""
import os
import random
from dataclasses import dataclass, field


@dataclass
class Shape:
    """A workload: what writes its facts, its program, and tables and queries of the same meaning in SQL."""

    write: object
    program: str
    tables: dict = field(default_factory=dict)
    queries: list = field(default_factory=list)


def table(folder, name, rows):
    with open(os.path.join(folder, name + ".facts"), "w") as file:
        for row in rows:
            file.write("\t".join(map(str, row)) + "\n")


def random_edges(folder, nodes, edges, seed=1):
    chance = random.Random(seed)
    rows = {(chance.randrange(nodes), chance.randrange(nodes)) for _ in range(edges)}
    rows = list(rows)
    chance.shuffle(rows)
    table(folder, "e", rows)


def zipf_edges(folder, nodes, edges, seed=2):
    chance = random.Random(seed)
    def node():
        return min(int(nodes ** chance.random()) - 1, nodes - 1)
    rows = list({(node(), chance.randrange(nodes)) for _ in range(edges)})
    rows = [(b, a) if chance.random() < 0.5 else (a, b) for a, b in rows]
    table(folder, "e", sorted(set(rows), key=lambda _: chance.random()))


def chain(folder, nodes):
    table(folder, "e", [(node, node + 1) for node in range(nodes)])


def clusters(folder, count, size, seed=3):
    chance = random.Random(seed)
    names = list(range(count * size))
    chance.shuffle(names)
    rows = []
    for cluster in range(count):
        members = names[cluster * size:(cluster + 1) * size]
        rows += [(chance.choice(members[:place]), members[place]) for place in range(1, size)]
    chance.shuffle(rows)
    table(folder, "e", rows)


def weighted(folder, nodes, edges, seed=4):
    chance = random.Random(seed)
    rows = {(chance.randrange(nodes), chance.randrange(nodes)): chance.randrange(1, 1000) for _ in range(edges)}
    table(folder, "e", [(a, b, weight) for (a, b), weight in rows.items()])


def assignments(folder, variables, seed=5):
    chance = random.Random(seed)
    def near(variable):
        return min(max(variable + chance.randrange(-20, 21), 0), variables - 1)
    rows = {(variable, near(variable)) for variable in range(variables) if chance.random() < 0.9}
    table(folder, "assign", sorted(rows))
    table(folder, "dereference", sorted({(near(v), v) for v in range(variables) if chance.random() < 0.25}))


def people(folder, count, seed=6):
    chance = random.Random(seed)
    towns = [f"town of {chance.getrandbits(60):x} on the river" for _ in range(max(count // 50, 1))]
    names = [f"person number {chance.getrandbits(60):x}" for _ in range(count)]
    table(folder, "lives", [(name, chance.choice(towns)) for name in names])
    table(folder, "knows", [(chance.choice(names), chance.choice(names)) for _ in range(count * 3)])


def numbers(folder, count, seed=7):
    chance = random.Random(seed)
    table(folder, "m", [(place, chance.randrange(10), chance.randrange(count), chance.randrange(1000))
                        for place in range(count)])


def wide(folder, count, seed=8):
    chance = random.Random(seed)
    for name in ("a", "b"):
        table(folder, name, [tuple(chance.randrange(40) for _ in range(5)) for _ in range(count)])


def layers(count, body):
    return "\n".join(body(number) for number in range(count))


CLOSURE = "with recursive tc(x, y) as (select x, y from e union select tc.x, e.y from tc join e on tc.y = e.x) "

SHAPES = {
    "long_chain": Shape(
        lambda folder, scale: chain(folder, 20_000 * scale),
        'r(0).\nr(Y) :- r(X), e(X, Y).\n?(N = count()) :- r(X).',
        {"e": "xy"},
        ["with recursive r(x) as (select 0 union select e.y from r join e on r.x = e.x) select count(*) from r"]),
    "odd_even": Shape(
        lambda folder, scale: random_edges(folder, 500 * scale, 750 * scale),
        'odd(X, Y) :- e(X, Y).\nodd(X, Y) :- even(X, Z), e(Z, Y).\neven(X, Y) :- odd(X, Z), e(Z, Y).\n'
        '?(N = count()) :- odd(X, Y).\n?(N = count()) :- even(X, Y).',
        {"e": "xy"},
        ["with recursive w(x, y, p) as (select x, y, 1 from e union select w.x, e.y, 1 - p from w join e on w.y = e.x) "
         "select count(*) from w where p = " + parity for parity in "10"]),
    "long_odd_even": Shape(
        lambda folder, scale: chain(folder, 20_000 * scale),
        'even(0).\nodd(Y) :- even(X), e(X, Y).\neven(Y) :- odd(X), e(X, Y).\n'
        '?(N = count()) :- odd(X).\n?(N = count()) :- even(X).'),
    "doubling": Shape(
        lambda folder, scale: random_edges(folder, 1500 * scale, 1700 * scale),
        'tc(X, Y) :- e(X, Y).\ntc(X, Y) :- tc(X, Z), tc(Z, Y).\n?(N = count()) :- tc(X, Y).',
        {"e": "xy"}, [CLOSURE + "select count(*) from tc"]),
    "right_closure": Shape(
        lambda folder, scale: random_edges(folder, 700 * scale, 2100 * scale),
        'tc(X, Y) :- e(X, Y).\ntc(X, Y) :- e(X, Z), tc(Z, Y).\n?(N = count()) :- tc(X, Y).',
        {"e": "xy"}, [CLOSURE + "select count(*) from tc"]),
    "mutual_reach": Shape(
        lambda folder, scale: random_edges(folder, 700 * scale, 900 * scale),
        'tc(X, Y) :- e(X, Y).\ntc(X, Y) :- tc(X, Z), e(Z, Y).\nsame(X, Y) :- tc(X, Y), tc(Y, X).\n'
        '?(N = count()) :- same(X, Y).',
        {"e": "xy"}, [CLOSURE + "select count(*) from tc a join tc b on a.x = b.y and a.y = b.x"]),
    "equivalence": Shape(
        lambda folder, scale: clusters(folder, 40 * scale, 100),
        'same(X, Y) :- e(X, Y).\nsame(X, Y) :- same(Y, X).\nsame(X, Z) :- same(X, Y), same(Y, Z).\n'
        '?(N = count()) :- same(X, Y).',
        {"e": "xy"},
        ["with recursive s(x, y) as (select x, y from e union select y, x from e), c(x, y) as (select x, y from s "
         "union select c.x, s.y from c join s on c.y = s.x) select count(*) from c"]),
    "symmetric_closure": Shape(
        lambda folder, scale: clusters(folder, 40 * scale, 100),
        's(X, Y) :- e(X, Y).\ns(X, Y) :- e(Y, X).\nc(X, Y) :- s(X, Y).\nc(X, Y) :- c(X, Z), s(Z, Y).\n'
        '?(N = count()) :- c(X, Y).',
        {"e": "xy"},
        ["with recursive s(x, y) as (select x, y from e union select y, x from e), c(x, y) as (select x, y from s "
         "union select c.x, s.y from c join s on c.y = s.x) select count(*) from c"]),
    "components": Shape(
        lambda folder, scale: random_edges(folder, 40_000 * scale, 50_000 * scale),
        's(X, Y) :- e(X, Y).\ns(X, Y) :- e(Y, X).\nlabel(X, min(X)) :- s(X, Y).\n'
        'label(Y, min(L)) :- label(X, L), s(X, Y).\nroot(L) :- label(X, L).\n?(N = count()) :- root(X).'),
    "widest_path": Shape(
        lambda folder, scale: weighted(folder, 20_000 * scale, 100_000 * scale),
        'cap(0, 1000).\ncap(Y, max(C)) :- cap(X, C0), e(X, Y, W), C = min(C0, W).\n'
        '?(N = count(), S = sum(C)) :- cap(X, C).'),
    "hops": Shape(
        lambda folder, scale: weighted(folder, 20_000 * scale, 100_000 * scale),
        'd(0, 0).\nd(Y, min(D)) :- d(X, D0), e(X, Y, W), D = D0 + 1.\n?(N = count(), S = sum(C)) :- d(X, C).'),
    "value_flow": Shape(
        lambda folder, scale: assignments(folder, 1500 * scale),
        'vf(Y, X) :- assign(Y, X).\nvf(X, X) :- assign(X, _).\nvf(X, X) :- assign(_, X).\n'
        'vf(X, Y) :- vf(X, Z), vf(Z, Y).\nvf(X, Y) :- assign(X, Z), ma(Z, Y).\n'
        'ma(X, W) :- dereference(Y, X), va(Y, Z), dereference(Z, W).\n'
        'va(X, Y) :- vf(Z, X), vf(Z, Y).\nva(X, Y) :- vf(Z, X), ma(Z, W), vf(W, Y).\n'
        '?(N = count()) :- vf(X, Y).\n?(N = count()) :- ma(X, Y).\n?(N = count()) :- va(X, Y).'),
    "skewed_join": Shape(
        lambda folder, scale: zipf_edges(folder, 3000 * scale, 15_000 * scale),
        'p(X, Z) :- e(X, Y), e(Y, Z).\n?(N = count()) :- p(X, Z).',
        {"e": "xy"}, ["select count(*) from (select distinct a.x, b.y from e a join e b on a.y = b.x)"]),
    "four_steps": Shape(
        lambda folder, scale: random_edges(folder, 1500 * scale, 6000 * scale),
        'p(A, E) :- e(A, B), e(B, C), e(C, D), e(D, E).\n?(N = count()) :- p(X, Z).',
        {"e": "xy"},
        ["select count(*) from (select distinct a.x, d.y from e a join e b on a.y = b.x join e c on b.y = c.x "
         "join e d on c.y = d.x)"]),
    "four_cycles": Shape(
        lambda folder, scale: random_edges(folder, 4000 * scale, 30_000 * scale),
        '?(N = count()) :- e(A, B), e(B, C), e(C, D), e(D, A).',
        {"e": "xy"},
        ["select count(*) from e a join e b on a.y = b.x join e c on b.y = c.x join e d on c.y = d.x and d.y = a.x"]),
    "shuffled_triangle": Shape(
        lambda folder, scale: zipf_edges(folder, 10_000 * scale, 60_000 * scale),
        '?(N = count()) :- e(X, Z), e(Y, Z), e(X, Y).',
        {"e": "xy"}, ["select count(*) from e a join e b on a.y = b.y join e c on c.x = a.x and c.y = b.x"]),
    "strings": Shape(
        lambda folder, scale: people(folder, 20_000 * scale),
        'neighbours(X, Y) :- knows(X, Y), lives(X, T), lives(Y, T).\n'
        'pair(S, T) :- knows(X, Y), lives(X, S), lives(Y, T).\n'
        '?(N = count()) :- neighbours(X, Y).\n?(N = count()) :- pair(S, T).',
        {"lives": "xt:VARCHAR", "knows": "xy:VARCHAR"},
        ["select count(*) from (select distinct k.x, k.y from knows k join lives a on k.x = a.x join lives b "
         "on k.y = b.x where a.t = b.t)",
         "select count(*) from (select distinct a.t, b.t from knows k join lives a on k.x = a.x join lives b on k.y = b.x)"]),
    "groups": Shape(
        lambda folder, scale: numbers(folder, 100_000 * scale),
        'few(G, count(), sum(V), min(V), max(V)) :- m(I, G, K, V).\nmany(K, count(), sum(V)) :- m(I, G, K, V).\n'
        'both(G, K, max(V)) :- m(I, G, K, V).\n'
        '?(N = count()) :- few(A, B, C, D, E).\n?(N = count()) :- many(A, B, C).\n?(N = count()) :- both(A, B, C).',
        {"m": "igkv"},
        ["select count(*) from (select g, count(*), sum(v), min(v), max(v) from m group by g)",
         "select count(*) from (select k, count(*), sum(v) from m group by k)",
         "select count(*) from (select g, k, max(v) from m group by g, k)"]),
    "difference": Shape(
        lambda folder, scale: random_edges(folder, 50_000 * scale, 150_000 * scale),
        'once(X, Y) :- e(X, Y), not e(Y, X).\nfree(X, Z) :- e(X, Y), e(Y, Z), not e(X, Z), not e(Z, X).\n'
        '?(N = count()) :- once(X, Y).\n?(N = count()) :- free(X, Y).',
        {"e": "xy"},
        ["select count(*) from (select distinct x, y from e) a where not exists (select 1 from e b where b.x = a.y and b.y = a.x)",
         "select count(*) from (select distinct a.x, b.y from e a join e b on a.y = b.x where not exists (select 1 from e c "
         "where c.x = a.x and c.y = b.y) and not exists (select 1 from e c where c.x = b.y and c.y = a.x))"]),
    "wide_rows": Shape(
        lambda folder, scale: wide(folder, 5000 * scale),
        'j(A, B, C, D, E, F) :- a(A, B, C, D, _), b(C, D, _, E, F).\n?(N = count()) :- j(A, B, C, D, E, F).',
        {"a": "abcde", "b": "abcde"},
        ["select count(*) from (select distinct a.a, a.b, a.c, a.d, b.d, b.e from a join b on a.c = b.a and a.d = b.b)"]),
    "many_strata": Shape(
        lambda folder, scale: random_edges(folder, 300 * scale, 600 * scale),
        'p0(X, Y) :- e(X, Y).\n'
        + layers(300, lambda n: f'p{n + 1}(X, Y) :- p{n}(X, Y), not q{n}(X, Y).\nq{n}(X, Y) :- p{n}(X, Y), X < {n}, Y < {n}.')
        + '\n?(N = count()) :- p300(X, Y).'),
    "one_source": Shape(
        lambda folder, scale: random_edges(folder, 40_000 * scale, 80_000 * scale),
        'tc(X, Y) :- e(X, Y).\ntc(X, Y) :- tc(X, Z), e(Z, Y).\n'
        '?(N = count()) :- tc(7, Y).\n?(N = count()) :- tc(X, 9).',
        {"e": "xy"},
        ["with recursive r(x) as (select y from e where x = 7 union select e.y from r join e on r.x = e.x) select count(*) from r",
         "with recursive r(x) as (select x from e where y = 9 union select e.x from r join e on r.x = e.y) select count(*) from r"]),
}


def write(shape, name, scale, folder):
    """Writes a shape's facts and its program; gives the path of the program."""
    os.makedirs(folder, exist_ok=True)
    shape.write(folder, scale)
    imports = "".join(
        f'@import {file[:-6]} "{file}".\n' for file in sorted(os.listdir(folder)) if file.endswith(".facts"))
    path = os.path.join(folder, name + ".gql")
    with open(path, "w") as file:
        file.write(imports + "\n" + shape.program + "\n")
    return path
