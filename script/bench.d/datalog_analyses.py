"""A third set of Datalog workloads: analyses of programs, grammars, counts of patterns, texts, wide and large tables.

Made as those of datalog_shapes are, of which it takes the writers. Scale 1 is small.
"""
import random

from datalog_shapes import CLOSURE, Shape, random_edges, table, zipf_edges


def points_to(folder, variables, seed=21):
    chance = random.Random(seed)
    def near(variable):
        return min(max(variable + chance.randrange(-12, 13), 0), variables - 1)
    every = range(variables)
    table(folder, "alloc", [(v, number) for number, v in enumerate(chance.sample(every, variables // 4))])
    table(folder, "move", sorted({(v, near(v)) for v in every if chance.random() < 0.6}))
    table(folder, "load", sorted({(v, near(v), chance.randrange(12)) for v in every if chance.random() < 0.12}))
    table(folder, "store", sorted({(v, chance.randrange(12), near(v)) for v in every if chance.random() < 0.12}))


def calls(folder, methods, seed=22):
    """Methods of twelve variables: two parameters, one result, three calls."""
    chance = random.Random(seed)
    call, actual, result = [], [], []
    for method in range(methods):
        for _ in range(3):
            callee = chance.randrange(methods) if chance.random() < 0.3 else min(method + chance.randrange(9), methods - 1)
            call.append((len(call), method, callee))
            actual += [(len(call) - 1, place, method * 12 + chance.randrange(12)) for place in range(2)]
            result.append((len(call) - 1, method * 12 + chance.randrange(3, 12)))
    table(folder, "call", call)
    table(folder, "actual", actual)
    table(folder, "result", result)
    table(folder, "formal", [(m, place, m * 12 + place) for m in range(methods) for place in range(2)])
    table(folder, "returned", [(m, m * 12 + 2) for m in range(methods)])
    table(folder, "alloc", [(m * 12 + chance.randrange(3, 12), m, m) for m in range(methods)])
    table(folder, "move", sorted({
        (m * 12 + chance.randrange(12), m * 12 + chance.randrange(12)) for m in range(methods) for _ in range(6)}))


def brackets(folder, nodes, edges, kinds, seed=23):
    chance = random.Random(seed)
    for name in ("open", "close"):
        rows = set()
        for _ in range(edges):
            node = chance.randrange(nodes)
            rows.add((node, min(max(node + chance.randrange(-30, 31), 0), nodes - 1), chance.randrange(kinds)))
        table(folder, name, sorted(rows))


def borrows(folder, points, regions, seed=24):
    """A flow of points, regions that live over stretches of it, and loans."""
    chance = random.Random(seed)
    table(folder, "cfg", [(p, p + 1) for p in range(points - 1)]
          + [(p, min(p + chance.randrange(2, 30), points - 1)) for p in chance.sample(range(points), points // 10)])
    live = []
    at = {}
    for region in range(regions):
        start = chance.randrange(points)
        for point in range(start, min(start + chance.randrange(5, 60), points)):
            live.append((region, point))
            at.setdefault(point, []).append(region)
    table(folder, "live", live)
    table(folder, "outlives", sorted({
        (chance.choice(here), chance.choice(here), point) for point, here in sorted(at.items()) if chance.random() < 0.5}))
    table(folder, "issue", [(region, loan, point) for loan, (region, point) in enumerate(chance.sample(live, points // 4))])
    table(folder, "killed", sorted({(chance.randrange(points // 4), chance.randrange(points)) for _ in range(points)}))


def statements(folder, count, seed=25):
    """Functions of sixty statements, with what each defines and uses."""
    chance = random.Random(seed)
    table(folder, "next", [(s, s + 1) for s in range(count - 1) if chance.random() < 0.97]
          + [(chance.randrange(count), chance.randrange(count)) for _ in range(count // 10)])
    table(folder, "def", [(s, chance.randrange(count // 8)) for s in range(count) if chance.random() < 0.4])
    table(folder, "use", [(s, chance.randrange(count // 8)) for s in range(count) if chance.random() < 0.8])
    table(folder, "function", [(s, s // 60) for s in range(count)])


def grammar(folder, words, seed=26):
    chance = random.Random(seed)
    table(folder, "production", sorted({tuple(chance.randrange(12) for _ in range(3)) for _ in range(36)}))
    table(folder, "word", sorted({(chance.randrange(12), w, w + 1) for w in range(words) for _ in range(2)}))


def many_rules(predicates, rules, seed=27):
    chance = random.Random(seed)
    lines = []
    for number in range(predicates):
        lines.append(
            f"p{number}(X, Y) :- e(X, Y), X mod 100 = {number}." if number < 50
            else f"p{number}(X, Y) :- p{chance.randrange(number)}(X, Y), X < Y.")
    for _ in range(rules - predicates):
        head, first, second = chance.randrange(50, predicates), chance.randrange(predicates), chance.randrange(predicates)
        lines.append(f"p{head}(X, Y) :- p{first}(X, Z), p{second}(Z, Y).")
    return "\n".join(lines) + f"\n?(N = count()) :- p{predicates - 1}(X, Y).\n?(N = count()) :- p{predicates // 2}(X, Y)."


def components(folder, count, size, edges, seed=28):
    chance = random.Random(seed)
    table(folder, "e", sorted({
        (c * size + chance.randrange(size), c * size + chance.randrange(size)) for c in range(count) for _ in range(edges)}))


def grid(folder, width, height):
    table(folder, "e", [(x * height + y, (x + 1) * height + y) for x in range(width - 1) for y in range(height)]
          + [(x * height + y, x * height + y + 1) for x in range(width) for y in range(height - 1)])


def cliques(folder, count, size):
    table(folder, "e", [(c * size + a, c * size + b) for c in range(count) for a in range(size) for b in range(size) if a != b]
          + [(c * size, (c + 1) * size + 1) for c in range(count - 1)])


def layers(folder, depth, width, seed=29):
    chance = random.Random(seed)
    table(folder, "p", sorted({
        (layer * width + a, (layer + 1) * width + chance.randrange(width))
        for layer in range(depth - 1) for a in range(width) for _ in range(2)}))


def labelled(folder, nodes, edges, labels, seed=30):
    chance = random.Random(seed)
    table(folder, "e", sorted({(chance.randrange(labels), chance.randrange(nodes), chance.randrange(nodes)) for _ in range(edges)}))


def likes(folder, users, items, each, seed=31):
    chance = random.Random(seed)
    table(folder, "likes", sorted({
        (user, int(items ** chance.random()) - 1 if chance.random() < 0.3 else chance.randrange(items))
        for user in range(users) for _ in range(each)}))


def mixed(folder, rows, seed=32):
    chance = random.Random(seed)
    table(folder, "m", [
        (row, chance.randrange(10 ** 6), round(chance.random() * 1000, 2),
         f"2025-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}", f"name {chance.getrandbits(40):x}",
         chance.choice(["red", "green", "blue", "grey"])) for row in range(rows)])


def syllables(folder, count, seed=33):
    chance = random.Random(seed)
    parts = ["ba", "ke", "lo", "mi", "nu", "ra", "si", "to", "vu", "xe"]
    table(folder, "w", [(n, "".join(chance.choice(parts) for _ in range(chance.randrange(2, 7)))) for n in range(count)])


def large_ids(folder, nodes, edges, seed=34):
    chance = random.Random(seed)
    names = [chance.getrandbits(50) for _ in range(nodes)]
    table(folder, "e", sorted({(chance.choice(names), chance.choice(names)) for _ in range(edges)}))
    table(folder, "src", [(names[0],)])


def measured(folder, nodes, edges, seed=35):
    chance = random.Random(seed)
    rows = sorted({(chance.randrange(nodes), chance.randrange(nodes)) for _ in range(edges)})
    table(folder, "e", [(a, b, round(chance.random() * 100, 3)) for a, b in rows])


def wide_eight(folder, rows, seed=36):
    chance = random.Random(seed)
    for name in ("a", "b"):
        table(folder, name, [
            (chance.randrange(rows // 2), *(chance.randrange(50) for _ in range(3)), *(chance.randrange(10 ** 5) for _ in range(4)))
            for _ in range(rows)])


def groups(folder, rows, keys, seed=37):
    chance = random.Random(seed)
    table(folder, "m", [(row, chance.randrange(keys), chance.randrange(1000)) for row in range(rows)])


def letters(folder, length, seed=38):
    chance = random.Random(seed)
    for name in ("a", "b"):
        table(folder, name, [(place, chance.randrange(4)) for place in range(length)])


def core(rounds):
    lines = ["u(X, Y) :- e(X, Y), X != Y.", "u(X, Y) :- e(Y, X), X != Y.", "g0(X, Y) :- u(X, Y)."]
    for n in range(rounds):
        lines.append(f"d{n}(X, count(Y)) :- g{n}(X, Y).\nk{n}(X) :- d{n}(X, C), C > 4.")
        lines.append(f"g{n + 1}(X, Y) :- g{n}(X, Y), k{n}(X), k{n}(Y).")
    return "\n".join(lines) + f"\n?(N = count()) :- g{rounds}(X, Y)."


def core_query(rounds):
    parts = ["g0 as (select x, y from e where x <> y union select y, x from e where x <> y)"]
    for n in range(rounds):
        parts.append(f"k{n} as (select x from g{n} group by x having count(*) > 4)")
        parts.append(f"g{n + 1} as (select g.x, g.y from g{n} g join k{n} a on g.x = a.x join k{n} b on g.y = b.x)")
    return "with " + ", ".join(parts) + f" select count(*) from g{rounds}"


TC = "tc(X, Y) :- e(X, Y).\ntc(X, Y) :- tc(X, Z), e(Z, Y).\n?(N = count()) :- tc(X, Y)."
TC_QUERY = [CLOSURE + "select count(*) from tc"]

ANALYSES = {
    "points_to_fields": Shape(
        lambda folder, scale: points_to(folder, 2000 * scale),
        'vpt(V, H) :- alloc(V, H).\nvpt(V, H) :- move(V, W), vpt(W, H).\n'
        'hpt(O, F, H) :- store(V, F, W), vpt(V, O), vpt(W, H).\nvpt(V, H) :- load(V, W, F), vpt(W, O), hpt(O, F, H).\n'
        'alias(V, W) :- vpt(V, H), vpt(W, H).\n'
        '?(N = count()) :- vpt(X, Y).\n?(N = count()) :- hpt(X, Y, Z).\n?(N = count()) :- alias(X, Y).'),
    "points_to_calls": Shape(
        lambda folder, scale: calls(folder, 2500 * scale),
        'reach(0, 0).\nreach(I, M) :- reach(_, K), call(I, K, M).\nvpt(C, V, H) :- alloc(V, H, M), reach(C, M).\n'
        'vpt(C, V, H) :- move(V, W), vpt(C, W, H).\n'
        'vpt(I, V, H) :- call(I, K, M), reach(C, K), formal(M, P, V), actual(I, P, A), vpt(C, A, H).\n'
        'vpt(C, R, H) :- call(I, K, M), reach(C, K), returned(M, V), result(I, R), vpt(I, V, H).\n'
        '?(N = count()) :- reach(X, Y).\n?(N = count()) :- vpt(X, Y, Z).'),
    "brackets": Shape(
        lambda folder, scale: brackets(folder, 700 * scale, 1500 * scale, 6),
        'd(X, Y) :- open(X, A, K), close(A, Y, K).\nd(X, Y) :- d(X, Z), d(Z, Y).\n'
        'd(X, Y) :- open(X, A, K), d(A, B), close(B, Y, K).\n?(N = count()) :- d(X, Y).'),
    "borrows": Shape(
        lambda folder, scale: borrows(folder, 2500 * scale, 800 * scale),
        'sub(A, B, P) :- outlives(A, B, P).\nsub(A, C, P) :- sub(A, B, P), sub(B, C, P), A != C.\n'
        'sub(A, B, Q) :- sub(A, B, P), cfg(P, Q), live(A, Q), live(B, Q).\nreq(R, L, P) :- issue(R, L, P).\n'
        'req(B, L, P) :- req(A, L, P), sub(A, B, P).\n'
        'req(R, L, Q) :- req(R, L, P), not killed(L, P), cfg(P, Q), live(R, Q).\n'
        'bad(P, L) :- req(R, L, P), live(R, P), killed(L, P).\n'
        '?(N = count()) :- sub(A, B, C).\n?(N = count()) :- req(A, B, C).\n?(N = count()) :- bad(A, B).'),
    "data_flow": Shape(
        lambda folder, scale: statements(folder, 20_000 * scale),
        'rd(V, D, P) :- def(D, V), next(D, P).\n'
        'rd(V, D, Q) :- rd(V, D, P), next(P, Q), not def(P, V), function(P, F), function(Q, F).\n'
        'du(D, U, V) :- rd(V, D, U), use(U, V).\nlive(V, P) :- use(P, V).\n'
        'live(V, P) :- next(P, Q), live(V, Q), not def(P, V), function(P, F), function(Q, F).\n'
        'dead(D) :- def(D, V), not du(D, _, V).\ndep(D, U) :- du(D, U, _).\n'
        'slice(A, B) :- dep(A, B), function(A, F), function(B, F).\n'
        'slice(A, C) :- slice(A, B), dep(B, C), function(B, F), function(C, F).\nhot(V, count(P)) :- live(V, P).\n'
        '?(N = count()) :- rd(A, B, C).\n?(N = count()) :- live(A, B).\n?(N = count()) :- slice(A, B).\n'
        '?(N = count()) :- dead(A).\n?(N = count(), S = sum(C)) :- hot(V, C).'),
    "grammar": Shape(
        lambda folder, scale: grammar(folder, 60 * scale),
        'p(A, I, J) :- word(A, I, J).\np(A, I, J) :- production(A, B, C), p(B, I, K), p(C, K, J).\n?(N = count()) :- p(A, I, J).'),
    "many_rules": Shape(lambda folder, scale: random_edges(folder, 300 * scale, 600 * scale), many_rules(500, 2000)),
    "closure_of_grid": Shape(lambda folder, scale: grid(folder, 35 * scale, 12), TC, {"e": "xy"}, TC_QUERY),
    "closure_of_cliques": Shape(lambda folder, scale: cliques(folder, 20 * scale, 20), TC, {"e": "xy"}, TC_QUERY),
    "closure_of_components": Shape(lambda folder, scale: components(folder, 6000 * scale, 12, 15), TC, {"e": "xy"}, TC_QUERY),
    "closure_thin": Shape(lambda folder, scale: random_edges(folder, 15_000 * scale, 15_000 * scale), TC, {"e": "xy"}, TC_QUERY),
    "same_layer": Shape(
        lambda folder, scale: layers(folder, 12, 60 * scale),
        'sg(X, Y) :- p(Z, X), p(Z, Y), X != Y.\nsg(X, Y) :- p(A, X), sg(A, B), p(B, Y).\n?(N = count()) :- sg(X, Y).',
        {"p": "xy"},
        ["with recursive sg(x, y) as (select a.y, b.y from p a join p b on a.x = b.x and a.y <> b.y union "
         "select a.y, b.y from sg join p a on a.x = sg.x join p b on b.x = sg.y) select count(*) from sg"]),
    "labelled_paths": Shape(
        lambda folder, scale: labelled(folder, 1500 * scale, 9000 * scale, 5),
        'path(L, X, Y) :- e(L, X, Y).\npath(L, X, Y) :- path(L, X, Z), e(L, Z, Y).\n?(N = count()) :- path(L, X, Y).',
        {"e": "lxy"},
        ["with recursive t(l, x, y) as (select l, x, y from e union select t.l, t.x, e.y from t join e on t.l = e.l and t.y = e.x) "
         "select count(*) from t"]),
    "bounded_paths": Shape(
        lambda folder, scale: random_edges(folder, 4000 * scale, 9000 * scale),
        'd(X, Y, 1) :- e(X, Y).\nd(X, Y, N) :- d(X, Z, M), e(Z, Y), N = M + 1, N < 7.\n?(N = count()) :- d(X, Y, Z).',
        {"e": "xy"},
        ["with recursive t(x, y, n) as (select x, y, 1 from e union select t.x, e.y, n + 1 from t join e on t.y = e.x where n < 6) "
         "select count(*) from t"]),
    "four_cliques": Shape(
        lambda folder, scale: zipf_edges(folder, 2500 * scale, 20_000 * scale),
        'f(X, Y) :- e(X, Y), X < Y.\nf(X, Y) :- e(Y, X), X < Y.\n'
        '?(N = count()) :- f(A, B), f(A, C), f(A, D), f(B, C), f(B, D), f(C, D).',
        {"e": "xy"},
        ["with f as (select distinct least(x, y) x, greatest(x, y) y from e where x <> y) select count(*) from f ab "
         "join f ac on ab.x = ac.x join f bc on bc.x = ab.y and bc.y = ac.y join f ad on ad.x = ab.x "
         "join f bd on bd.x = ab.y and bd.y = ad.y join f cd on cd.x = ac.y and cd.y = ad.y"]),
    "diamonds": Shape(
        lambda folder, scale: random_edges(folder, 5000 * scale, 25_000 * scale),
        '?(N = count()) :- e(A, B), e(A, C), e(B, D), e(C, D), B < C.\n'
        '?(N = count()) :- e(A, B), e(B, C), e(C, D), e(D, E), e(E, A).',
        {"e": "xy"},
        ["select count(*) from e a join e b on a.x = b.x and a.y < b.y join e c on c.x = a.y join e d on d.x = b.y and d.y = c.y",
         "select count(*) from e a join e b on a.y = b.x join e c on b.y = c.x join e d on c.y = d.x join e f on d.y = f.x and f.y = a.x"]),
    "star": Shape(
        lambda folder, scale: zipf_edges(folder, 8000 * scale, 30_000 * scale),
        '?(N = count()) :- e(X, A), e(X, B), A < B.\np(A, B) :- e(X, A), e(X, B), A < B.\n?(N = count()) :- p(A, B).',
        {"e": "xy"},
        ["select count(*) from e a join e b on a.x = b.x and a.y < b.y",
         "select count(*) from (select distinct a.y, b.y from e a join e b on a.x = b.x and a.y < b.y)"]),
    "liked_together": Shape(
        lambda folder, scale: likes(folder, 5000 * scale, 1500 * scale, 12),
        'c(A, B, count(U)) :- likes(U, A), likes(U, B), A < B.\n?(N = count(), M = max(C)) :- c(A, B, C).',
        {"likes": "ui"},
        ["select count(*) from (select a.i, b.i, count(*) from likes a join likes b on a.u = b.u and a.i < b.i group by a.i, b.i)"]),
    "two_hops_counted": Shape(
        lambda folder, scale: zipf_edges(folder, 4000 * scale, 12_000 * scale),
        't(X, Z) :- e(X, Y), e(Y, Z).\nh(X, count(Z)) :- t(X, Z).\n?(N = count(), S = sum(C)) :- h(X, C).',
        {"e": "xy"},
        ["select sum(c) from (select x, count(*) c from (select distinct a.x x, b.y z from e a join e b on a.y = b.x) group by x)"]),
    "core": Shape(lambda folder, scale: zipf_edges(folder, 20_000 * scale, 80_000 * scale), core(6), {"e": "xy"}, [core_query(6)]),
    "unreachable": Shape(
        lambda folder, scale: random_edges(folder, 400 * scale, 420 * scale),
        'tc(X, Y) :- e(X, Y).\ntc(X, Y) :- tc(X, Z), e(Z, Y).\nn(X) :- e(X, _).\nn(X) :- e(_, X).\n'
        'u(X, Y) :- n(X), n(Y), not tc(X, Y).\n?(N = count()) :- u(X, Y).',
        {"e": "xy"},
        [CLOSURE + ", n as (select x from e union select y from e) select count(*) from n a, n b "
         "where not exists (select 1 from tc where tc.x = a.x and tc.y = b.x)"]),
    "many_groups": Shape(
        lambda folder, scale: groups(folder, 150_000 * scale, 60_000 * scale),
        'g(K, count(), sum(V), min(V), max(V), avg(V)) :- m(I, K, V).\nx(V, K) :- m(I, K, V).\nd(V, count(K)) :- x(V, K).\n'
        '?(N = count()) :- g(A, B, C, D, E, F).\n?(N = sum(C)) :- d(V, C).',
        {"m": "ikv"},
        ["select count(*) from (select k, count(*), sum(v), min(v), max(v), avg(v) from m group by k)",
         "select sum(c) from (select v, count(distinct k) c from m group by v)"]),
    "wide_eight": Shape(
        lambda folder, scale: wide_eight(folder, 60_000 * scale),
        'j(A, B, C, D, E, F, G, H) :- a(A, B, C, D, E, F, _, _), b(A, B, _, _, _, _, G, H).\n'
        's(B, C, D) :- a(_, B, C, D, _, _, _, _), not b(_, B, C, D, _, _, _, _).\n'
        '?(N = count()) :- j(A, B, C, D, E, F, G, H).\n?(N = count()) :- s(A, B, C).',
        {"a": "abcdefgh", "b": "abcdefgh"},
        ["select count(*) from (select distinct a.a, a.b, a.c, a.d, a.e, a.f, b.g, b.h from a join b on a.a = b.a and a.b = b.b)",
         "select count(*) from (select distinct b, c, d from a where not exists "
         "(select 1 from b where a.b = b.b and a.c = b.c and a.d = b.d))"]),
    "mixed_columns": Shape(
        lambda folder, scale: mixed(folder, 150_000 * scale), '?(N = count()) :- m(A, B, C, D, E, "red").',
        {"m": "abcdef:VARCHAR"}, ["select count(*) from m where f = 'red'"]),
    "functions_of_texts": Shape(
        lambda folder, scale: syllables(folder, 40_000 * scale),
        'q(P, I) :- w(I, A), P = substr(A, 0, 4), contains(A, "ba").\n'
        'v(C) :- w(I, A), starts_with(A, "ke"), C = concat(A, "-", upper(A)).\nl(N, count(I)) :- w(I, A), N = length(A).\n'
        '?(N = count()) :- q(X, Y).\n?(N = count()) :- v(X).\n?(N = sum(C)) :- l(X, C).',
        {"w": "xt:VARCHAR"},
        ["select count(*) from (select distinct substr(t, 1, 4), x from w where contains(t, 'ba'))",
         "select count(*) from (select distinct concat(t, '-', upper(t)) from w where starts_with(t, 'ke'))",
         "select sum(c) from (select length(t), count(x) c from w group by length(t))"]),
    "large_ids": Shape(
        lambda folder, scale: large_ids(folder, 30_000 * scale, 90_000 * scale),
        'r(X) :- src(X).\nr(Y) :- r(X), e(X, Y).\n?(N = count()) :- r(X).\np(X, Z) :- e(X, Y), e(Y, Z).\n?(N = count()) :- p(X, Z).',
        {"e": "xy:BIGINT", "src": "x:BIGINT"},
        ["with recursive r(x) as (select x from src union select e.y from r join e on r.x = e.x) select count(*) from r",
         "select count(*) from (select distinct a.x, b.y from e a join e b on a.y = b.x)"]),
    "measured_paths": Shape(
        lambda folder, scale: measured(folder, 15_000 * scale, 60_000 * scale),
        'd(0, 0.0).\nd(Y, min(D)) :- d(X, D0), e(X, Y, W), D = D0 + W.\n?(N = count()) :- d(X, D).'),
    "common_subsequence": Shape(
        lambda folder, scale: letters(folder, 150 * scale),
        'l(0, 0, 0).\nl(I, J, max(V)) :- l(I0, J, V), a(I0, _), I = I0 + 1.\nl(I, J, max(V)) :- l(I, J0, V), b(J0, _), J = J0 + 1.\n'
        'l(I, J, max(V)) :- l(I0, J0, V0), a(I0, C), b(J0, C), I = I0 + 1, J = J0 + 1, V = V0 + 1.\n'
        '?(N = count(), M = max(V)) :- l(I, J, V).'),
    "numbers_that_halve": Shape(
        lambda folder, scale: table(folder, "n", [(number,) for number in range(1, 20_000 * scale)]),
        'c(X) :- n(X).\nc(Y) :- c(X), X mod 2 = 0, Y = X / 2.\n'
        'c(Y) :- c(X), X > 1, X < 1000000, X mod 2 = 1, Y = 3 * X + 1.\n?(N = count()) :- c(X).'),
}
