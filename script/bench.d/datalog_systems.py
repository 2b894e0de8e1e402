"""A fourth set of Datalog workloads: programs of the kinds by which deductive engines are compared.

Made as those of datalog_shapes are, of which it takes the writers. Scale 1 is small.
"""
import os
import random

from datalog_shapes import CLOSURE, Shape, random_edges, table, zipf_edges


def skewed(chance, count):
    return min(int(count ** chance.random()) - 1, count - 1)


def null_flow(folder, nodes, seed=42):
    chance = random.Random(seed)
    table(folder, "arc", sorted({
        (n, min(n + chance.randrange(1, 40), nodes - 1)) for n in range(nodes) for _ in range(2)}))
    table(folder, "null", sorted({(n, chance.randrange(nodes)) for n in chance.sample(range(nodes), nodes // 10)}))


def java(folder, methods, seed=43):
    """Methods, variables, heap objects, types and fields under long names, as extracted from class files."""
    chance = random.Random(seed)
    types = [f"org.example.package{n % 40}.Type{n}" for n in range(max(methods // 12, 4))]
    method = [f"<{chance.choice(types)}: java.lang.Object method{n}(java.lang.Object,int)>" for n in range(methods)]
    fields = [f"<{chance.choice(types)}: java.lang.Object field{n}>" for n in range(max(methods // 6, 3))]
    signatures = [f"method{n}:java.lang.Object(java.lang.Object,int)" for n in range(max(methods // 4, 3))]
    def local(name):
        return f"{name}/local{chance.randrange(4)}"
    heap = [(f"{name}/new {kind}/{n}", kind, name) for name in method for n in range(2) for kind in [chance.choice(types)]]
    calls = [(f"{name}/invoke/{n}", local(name), chance.choice(signatures), name) for name in method for n in range(2)]
    table(folder, "alloc", [(local(name), made, name) for made, _, name in heap])
    table(folder, "heaptype", [(made, kind) for made, kind, _ in heap])
    table(folder, "move", sorted({(local(name), local(name)) for name in method for _ in range(5)}))
    for relation in ("load", "store"):
        table(folder, relation, [(local(name), chance.choice(fields), local(name)) for name in method])
    table(folder, "call", calls)
    table(folder, "lookup", [(kind, signature, chance.choice(method)) for kind in types for signature in chance.sample(signatures, 3)])
    table(folder, "actual", [(call, place, local(name)) for call, _, _, name in calls for place in range(2)])
    table(folder, "formal", [(name, place, f"{name}/local{place}") for name in method for place in range(2)])
    table(folder, "this", [(name, f"{name}/local2") for name in method])
    table(folder, "returned", [(f"{name}/local3", name) for name in method])
    table(folder, "assigned", [(call, local(name)) for call, _, _, name in calls])
    table(folder, "main", [(name,) for name in method[:max(methods // 5, 1)]])


def flows(folder, nodes, kinds, seed=44):
    """A graph of data flow, sources of several kinds of taint, sanitizers for some kinds, and sinks."""
    chance = random.Random(seed)
    table(folder, "flow", sorted({(n, min(max(n + chance.randrange(-5, 60), 0), nodes - 1)) for n in range(nodes) for _ in range(2)}))
    table(folder, "source", [(n, f"taint of kind {chance.randrange(kinds)}") for n in chance.sample(range(nodes), nodes // 50)])
    table(folder, "sanitizes", sorted({(n, f"taint of kind {chance.randrange(kinds)}") for n in range(nodes) for _ in range(3)}))
    table(folder, "sink", [(n, f"taint of kind {chance.randrange(kinds)}") for n in chance.sample(range(nodes), nodes // 20)])


def network(folder, hosts, seed=45):
    """Routers in rings, hosts in subnets, rules of firewalls by subnet and port, and services with a weakness."""
    chance = random.Random(seed)
    subnets = max(hosts // 20, 2)
    table(folder, "host", [(h, chance.randrange(subnets)) for h in range(hosts)])
    table(folder, "link", sorted({(s, chance.randrange(subnets)) for s in range(subnets) for _ in range(2)}))
    table(folder, "denies", sorted({(chance.randrange(subnets), chance.randrange(subnets), chance.choice([22, 80, 443, 5432])) for _ in range(subnets * 4)}))
    table(folder, "runs", sorted({(h, chance.choice([22, 80, 443, 5432]), f"service {chance.randrange(60)}") for h in range(hosts) for _ in range(2)}))
    table(folder, "weak", [(f"service {n}",) for n in range(0, 60, 4)])
    table(folder, "attacker", [(0,)])


def objects(folder, count, seed=46):
    chance = random.Random(seed)
    table(folder, "root", [(o,) for o in chance.sample(range(count), count // 200)])
    table(folder, "points", [(o, f, chance.randrange(count)) for o in range(count) for f in range(3) if chance.random() < 0.45])
    table(folder, "size", [(o, chance.randrange(16, 400, 8)) for o in range(count)])
    table(folder, "weakref", [(o, chance.randrange(3)) for o in range(0, count, 7)])


def rows_of_six(folder, count, seed=47):
    chance = random.Random(seed)
    table(folder, "start", [(n, chance.randrange(9), chance.randrange(9), chance.randrange(9), chance.randrange(9), 0) for n in range(count // 20)])
    table(folder, "step", sorted({tuple(chance.randrange(9) for _ in range(4)) for _ in range(1300)}))


def control_flow(folder, nodes, seed=48):
    chance = random.Random(seed)
    rows = {(n, n + 1) for n in range(nodes - 1)}
    rows |= {(n, min(n + chance.randrange(2, 9), nodes - 1)) for n in chance.sample(range(nodes), nodes // 3)}
    table(folder, "e", sorted(rows))


def supergraph(folder, procedures, seed=49):
    """Procedures of twenty points and eight facts; calls with their returns; how facts pass along an edge."""
    chance = random.Random(seed)
    edges, calls, flow = [], [], []
    for procedure in range(procedures):
        first = procedure * 20
        for point in range(first, first + 19):
            edges.append((point, point + 1))
            if chance.random() < 0.2:
                calls.append((point, chance.randrange(procedures), point + 1))
            for fact in range(8):
                if chance.random() < 0.8:
                    flow.append((point, point + 1, fact, fact))
                if chance.random() < 0.15:
                    flow.append((point, point + 1, fact, chance.randrange(8)))
    table(folder, "call", calls)
    table(folder, "flow", sorted(set(flow)))
    table(folder, "entry", [(procedure, procedure * 20) for procedure in range(procedures)])
    table(folder, "exit", [(procedure, procedure * 20 + 19) for procedure in range(procedures)])
    table(folder, "of", [(point, point // 20) for point in range(procedures * 20)])


def positions(folder, layers, width, seed=50):
    chance = random.Random(seed)
    table(folder, "move", sorted({
        (l * width + a, (l + 1) * width + chance.randrange(width)) for l in range(layers - 1) for a in range(width) for _ in range(3)}))
    table(folder, "last", [((layers - 1) * width + a,) for a in range(width)])


def social(folder, persons, seed=51):
    chance = random.Random(seed)
    first = ["Ada", "Bo", "Cleo", "Dan", "Eve", "Finn", "Gus", "Hana", "Ines", "Jo"]
    table(folder, "person", [(p, chance.choice(first), f"Family{chance.randrange(persons // 3)}", chance.randrange(1950, 2008)) for p in range(persons)])
    table(folder, "knows", sorted({(p, skewed(chance, persons)) for p in range(persons) for _ in range(6)}))
    table(folder, "post", [(m, chance.randrange(persons), f"tag {skewed(chance, 800)}", chance.randrange(20)) for m in range(persons * 4)])
    table(folder, "likes", sorted({(chance.randrange(persons), skewed(chance, persons * 4)) for _ in range(persons * 10)}))


def sales(folder, rows, seed=52):
    chance = random.Random(seed)
    table(folder, "sale", [(n, chance.randrange(5000), chance.randrange(2000), chance.randrange(365), chance.randrange(1, 500)) for n in range(rows)])
    table(folder, "customer", [(n, f"region {n % 25}", f"segment {n % 4}") for n in range(5000)])
    table(folder, "product", [(n, f"brand {n % 90}") for n in range(2000)])
    table(folder, "day", [(n, n // 31 + 1) for n in range(365)])


def facts_in_text(count, seed=53):
    chance = random.Random(seed)
    return "\n".join(f'e({chance.randrange(count)}, {chance.randrange(count)}, "label {chance.randrange(50)}").' for _ in range(count))


def priced(folder, nodes, edges, seed=54):
    chance = random.Random(seed)
    rows = {(chance.randrange(nodes), chance.randrange(nodes)): chance.randrange(1, 9) for _ in range(edges)}
    table(folder, "e", [(a, b, price) for (a, b), price in rows.items()])


SYSTEMS = {
    "null_flow": Shape(
        lambda folder, scale: null_flow(folder, 3000 * scale),
        'nf(X, Y) :- null(X, Y).\nnf(X, Y) :- nf(X, W), arc(W, Y).\n?(N = count()) :- nf(X, Y).',
        {"null": "xy", "arc": "xy"},
        ["with recursive nf(x, y) as (select x, y from \"null\" union select nf.x, arc.y from nf join arc on nf.y = arc.x) "
         "select count(*) from nf"]),
    "java_points_to": Shape(
        lambda folder, scale: java(folder, 1500 * scale),
        'reach(M) :- main(M).\nvpt(V, H) :- alloc(V, H, M), reach(M).\nvpt(V, H) :- move(V, W), vpt(W, H).\n'
        'hpt(O, F, H) :- store(V, F, W), vpt(V, O), vpt(W, H).\nvpt(V, H) :- load(V, F, W), vpt(W, O), hpt(O, F, H).\n'
        'edge(I, M) :- call(I, V, S, K), reach(K), vpt(V, H), heaptype(H, T), lookup(T, S, M).\n'
        'reach(M) :- edge(I, M).\n'
        'vpt(P, H) :- call(I, V, S, _), vpt(V, H), heaptype(H, T), lookup(T, S, M), this(M, P), reach(M).\n'
        'vpt(F, H) :- edge(I, M), formal(M, N, F), actual(I, N, A), vpt(A, H).\n'
        'vpt(R, H) :- edge(I, M), returned(V, M), assigned(I, R), vpt(V, H).\n'
        '?(N = count()) :- reach(X).\n?(N = count()) :- vpt(X, Y).\n?(N = count()) :- hpt(X, Y, Z).\n?(N = count()) :- edge(X, Y).'),
    "taint": Shape(
        lambda folder, scale: flows(folder, 3000 * scale, 12),
        't(N, S, K) :- source(N, K), S = N.\nt(M, S, K) :- t(N, S, K), flow(N, M), not sanitizes(M, K).\n'
        'leak(S, N, K) :- t(N, S, K), sink(N, K).\n?(N = count()) :- t(A, B, C).\n?(N = count()) :- leak(A, B, C).',
        {"flow": "xy", "source": "nk:INTEGER,VARCHAR", "sanitizes": "nk:INTEGER,VARCHAR"},
        ["with recursive t(n, s, k) as (select n, n, k from source union select f.y, t.s, t.k from t join flow f on f.x = t.n "
         "where not exists (select 1 from sanitizes z where z.n = f.y and z.k = t.k)) select count(*) from t"]),
    "network": Shape(
        lambda folder, scale: network(folder, 2000 * scale),
        'path(A, B) :- link(A, B).\npath(A, B) :- link(B, A).\npath(A, C) :- path(A, B), path(B, C).\n'
        'open(H, G, P) :- owned(H), host(H, A), path(A, B), host(G, B), runs(G, P, S), weak(S), not denies(A, B, P).\n'
        'owned(H) :- attacker(H).\nowned(G) :- open(H, G, P).\n'
        'safe(H) :- host(H, _), not owned(H).\n'
        '?(N = count()) :- path(A, B).\n?(N = count()) :- open(A, B, C).\n?(N = count()) :- safe(A).'),
    "garbage": Shape(
        lambda folder, scale: objects(folder, 60_000 * scale),
        'live(O) :- root(O).\nlive(P) :- live(O), points(O, F, P), not weakref(O, F).\n'
        'garbage(O) :- size(O, _), not live(O).\nheld(F, count(), sum(S)) :- points(O, F, P), garbage(P), live(O), size(P, S).\n'
        '?(N = count()) :- live(O).\n?(N = count(), T = sum(S)) :- garbage(O), size(O, S).\n?(N = count()) :- held(A, B, C).',
        {"root": "x", "points": "ofp", "size": "os", "weakref": "of"},
        ["with recursive l(x) as (select x from root union select p.p from l join points p on p.o = l.x where not exists "
         "(select 1 from weakref w where w.o = p.o and w.f = p.f)) select count(*) from l"]),
    "doubling_dense": Shape(
        lambda folder, scale: random_edges(folder, 350 * scale, 1400 * scale),
        'tc(X, Y) :- e(X, Y).\ntc(X, Y) :- tc(X, Z), tc(Z, Y).\n?(N = count()) :- tc(X, Y).',
        {"e": "xy"}, [CLOSURE + "select count(*) from tc"]),
    "reached_counts": Shape(
        lambda folder, scale: random_edges(folder, 2500 * scale, 2600 * scale),
        'tc(X, Y) :- e(X, Y).\ntc(X, Y) :- tc(X, Z), e(Z, Y).\nn(X, count(Y), max(Y)) :- tc(X, Y).\nbig(X) :- n(X, C, _), C > 20.\n'
        'both(X, Y) :- big(X), big(Y), tc(X, Y), not tc(Y, X).\n'
        '?(N = count(), S = sum(C)) :- n(X, C, M).\n?(N = count()) :- both(X, Y).',
        {"e": "xy"},
        [CLOSURE + "select count(*), sum(c) from (select x, count(*) c from tc group by x)"]),
    "rows_of_six": Shape(
        lambda folder, scale: rows_of_six(folder, 4000 * scale),
        's(N, A, B, C, D, T) :- start(N, A, B, C, D, T).\n'
        's(N, B, C, D, E, U) :- s(N, A, B, C, D, T), step(A, B, C, E), T < 8, U = T + 1.\n?(N = count()) :- s(A, B, C, D, E, F).',
        {"start": "nabcdt", "step": "abce"},
        ["with recursive s(n, a, b, c, d, t) as (select * from start union select s.n, s.b, s.c, s.d, p.e, s.t + 1 from s "
         "join step p on s.a = p.a and s.b = p.b and s.c = p.c where s.t < 8) select count(*) from s"]),
    "dominators": Shape(
        lambda folder, scale: control_flow(folder, 250 * scale),
        'n(X) :- e(X, _).\nn(X) :- e(_, X).\nr(D, X) :- n(D), n(X), X = 0, D != 0.\n'
        'r(D, Y) :- r(D, X), e(X, Y), Y != D.\ndom(D, X) :- n(D), n(X), not r(D, X).\n?(N = count()) :- r(D, X).\n?(N = count()) :- dom(D, X).',
        {"e": "xy"},
        ["with recursive n as (select x from e union select y from e), r(d, x) as (select x, 0 from n where x <> 0 union "
         "select r.d, e.y from r join e on r.x = e.x where e.y <> r.d) select count(*) from r"]),
    "interprocedural": Shape(
        lambda folder, scale: supergraph(folder, 700 * scale),
        'path(P, D, N, D) :- P = 0, entry(P, N), D = 0..7.\n'
        'path(P, A, M, C) :- path(P, A, N, B), flow(N, M, B, C).\n'
        'path(Q, B, M, B) :- path(P, A, N, B), call(N, Q, R), entry(Q, M).\n'
        'sum(Q, A, B) :- path(Q, A, N, B), exit(Q, N).\n'
        'path(P, A, R, C) :- path(P, A, N, B), call(N, Q, R), sum(Q, B, C).\n'
        '?(N = count()) :- path(A, B, C, D).\n?(N = count()) :- sum(A, B, C).'),
    "game": Shape(
        lambda folder, scale: positions(folder, 30, 700 * scale),
        'w0(X) :- move(X, Y), last(Y).\n'
        + "\n".join(f"l{n}(X) :- move(X, _), not w{n}(X).\nw{n + 1}(X) :- w{n}(X).\nw{n + 1}(X) :- move(X, Y), l{n}(Y), Y > 0."
                    for n in range(30))
        + '\n?(N = count()) :- w30(X).\n?(N = count()) :- l29(X).'),
    "social": Shape(
        lambda folder, scale: social(folder, 5000 * scale),
        'f(X, Y) :- knows(X, Y), X != Y.\nf(X, Y) :- knows(Y, X), X != Y.\n'
        'foaf(X, Z) :- f(X, Y), f(Y, Z), X != Z, not f(X, Z), X < 200.\n'
        'fan(A, B, count(M)) :- post(M, B, _, _), likes(A, M), A != B.\n'
        'tagged(T, count(M)) :- post(M, B, T, _), person(B, "Eve", _, Y), Y > 1980.\n'
        'kin(X, Y) :- f(X, Y), person(X, _, F, _), person(Y, _, F, _).\n'
        '?(N = count()) :- foaf(X, Y).\n?(N = count(), M = max(C)) :- fan(A, B, C).\n?(N = sum(C)) :- tagged(T, C).\n?(N = count()) :- kin(X, Y).',
        {"person": "pgfy:INTEGER,VARCHAR,VARCHAR,INTEGER", "knows": "xy", "post": "mptl:INTEGER,INTEGER,VARCHAR,INTEGER", "likes": "pm"},
        ["with f as (select x, y from knows where x <> y union select y, x from knows where x <> y) select count(*) from "
         "(select distinct a.x, b.y from f a join f b on a.y = b.x where a.x <> b.y and a.x < 200 and not exists "
         "(select 1 from f c where c.x = a.x and c.y = b.y))",
         "select count(*) from (select l.p, o.p, count(*) from post o join likes l on l.m = o.m "
         "where l.p <> o.p group by l.p, o.p)",
         "select sum(c) from (select t, count(*) c from post o join person p on o.p = p.p where p.g = 'Eve' and p.y > 1980 group by t)",
         "with f as (select x, y from knows where x <> y union select y, x from knows where x <> y) "
         "select count(*) from f join person a on a.p = f.x join person b on b.p = f.y where a.f = b.f"]),
    "sales": Shape(
        lambda folder, scale: sales(folder, 120_000 * scale),
        'by(R, B, M, sum(V), count()) :- sale(N, C, P, D, V), customer(C, R, "segment 1"), product(P, B), day(D, M).\n'
        '?(N = count(), T = sum(V)) :- by(R, B, M, V, K).',
        {"sale": "ncpdv", "customer": "crs:INTEGER,VARCHAR,VARCHAR", "product": "pb:INTEGER,VARCHAR", "day": "dm"},
        ["select count(*), sum(v) from (select r, b, m, sum(v) v, count(*) from sale join customer on sale.c = customer.c "
         "join product on sale.p = product.p join day on sale.d = day.d where s = 'segment 1' group by r, b, m)"]),
    "triangles_by_node": Shape(
        lambda folder, scale: zipf_edges(folder, 8000 * scale, 50_000 * scale),
        't(X, count()) :- e(X, Y), e(Y, Z), e(Z, X).\n?(N = count(), S = sum(C)) :- t(X, C).',
        {"e": "xy"},
        ["select count(*), sum(n) from (select a.x, count(*) n from e a join e b on a.y = b.x join e c on b.y = c.x and c.y = a.x group by a.x)"]),
    "prices_below": Shape(
        lambda folder, scale: priced(folder, 1500 * scale, 4500 * scale),
        'p(X, Y, C) :- e(X, Y, C).\np(X, Y, C) :- p(X, Z, A), e(Z, Y, B), C = A + B, C < 16.\n?(N = count()) :- p(X, Y, C).',
        {"e": "xyc"},
        ["with recursive p(x, y, c) as (select x, y, c from e union select p.x, e.y, p.c + e.c from p join e on p.y = e.x "
         "where p.c + e.c < 16) select count(*) from p"]),
    "facts_in_text": Shape(
        lambda folder, scale: open(os.path.join(folder, "facts.gql"), "w").write(facts_in_text(20_000 * scale)),
        '@include "facts.gql".\nsame(X, Y) :- e(X, Z, L), e(Y, Z, L), X < Y.\n?(N = count()) :- same(X, Y).'),
}
