"""One question of script/bench store to one peer: store_peer.py PEER QUESTION DATA FILE COUNT."""
import os
import sqlite3
import sys

PEER, QUESTION, DATA, FILE, COUNT, NEW = sys.argv[1:5] + [int(sys.argv[5]), f"new/{sys.argv[6]}"]
BASE = "http://kg.example/"
PERSONS = COUNT // 22
# SQLite keeps the order of CROSS JOIN; DuckDB finds its own.
JOIN = "CROSS JOIN" if PEER == "sqlite" else "JOIN"


def person(number):
    return f"person/{number * 7919 % PERSONS}"


# Joins over a table or view kg(s, p, o); the order is the one that SQLite is to keep.
JOINS = {
    "star": "SELECT count(*) FROM kg w CROSS JOIN kg b ON b.s = w.s AND b.p = {bornIn} CROSS JOIN kg a ON a.s = w.s"
            " AND a.p = {age} CROSS JOIN kg n ON n.s = w.s AND n.p = {name} WHERE w.p = {worksFor} AND w.o = {org/10}",
    "path": "SELECT count(*) FROM kg x CROSS JOIN kg l ON l.o = x.o AND l.p = {locatedIn} CROSS JOIN kg w"
            " ON w.o = l.s AND w.p = {worksFor} WHERE x.p = {partOf} AND x.s = {place/9}",
    "triangle": "SELECT count(*) FROM kg a CROSS JOIN kg b ON b.s = a.o AND b.p = {knows} CROSS JOIN kg c"
                " ON c.s = b.o AND c.p = {knows} AND c.o = a.s WHERE a.p = {knows}",
    "top": "SELECT o, count(*) FROM kg WHERE p = {mentions} GROUP BY o ORDER BY 2 DESC LIMIT 100",
    "count": "SELECT count(*) FROM kg",
    "part": "WITH RECURSIVE r(a, b) AS (SELECT s, o FROM kg WHERE p = {partOf} UNION SELECT r.a, kg.o FROM r"
            " CROSS JOIN kg ON kg.s = r.b AND kg.p = {partOf}) SELECT count(*) FROM r",
}
PREDICATES = "name worksFor bornIn knows locatedIn partOf mentions age".split()


def sql(question, key):
    text = JOINS[question]
    for name in PREDICATES:
        text = text.replace("{" + name + "}", key("p/" + name))
    for name in ("org/10", "place/9"):
        text = text.replace("{" + name + "}", key(name))
    return text


def hops(connection, key, count):
    join = "".join(f" {JOIN} kg k{n} ON k{n}.s = k{n - 1}.o AND k{n}.p = {key('p/knows')}"
                   for n in range(1, count))
    persons = ", ".join(key(person(n)) for n in range(100))
    return connection.execute(
        f"SELECT count(*) FROM (SELECT DISTINCT k0.s, k0.o, k1.o{', k2.o' if count == 3 else ''} FROM kg k0{join}"
        f" WHERE k0.p = {key('p/knows')} AND k0.s IN ({persons}))").fetchone()[0]


def ask_sql(connection, key, spelled):
    if QUESTION == "first":
        return connection.execute(
            f"SELECT o FROM kg WHERE s = {key(person(1))} AND p = {key('p/name')}").fetchone()[0]
    if QUESTION == "lookups":
        rows = 0
        for number in range(1000):
            rows += len(connection.execute(
                f"SELECT o FROM kg WHERE s = {key(person(number))} AND p = {key('p/knows')}").fetchall())
        return rows
    if QUESTION in ("hops2", "hops3"):
        return hops(connection, key, int(QUESTION[-1]))
    rows = connection.execute(sql(QUESTION, key)).fetchall()
    return rows[-1][-1]


def run_sqlite():
    connection = sqlite3.connect(FILE)
    connection.execute("PRAGMA journal_mode = WAL")
    connection.execute("PRAGMA synchronous = FULL")
    if QUESTION == "load":
        connection.execute("CREATE TABLE term (id INTEGER PRIMARY KEY, text TEXT)")
        connection.execute("CREATE TABLE kg (p INT, s INT, o INT, PRIMARY KEY (p, s, o)) WITHOUT ROWID")
        ids = {}
        rows = []
        with open(os.path.join(DATA, "kg.tsv"), encoding="utf-8") as lines:
            for line in lines:
                s, p, o = line.rstrip("\n").split("\t", 2)
                rows.append((ids.setdefault(p, len(ids)), ids.setdefault(s, len(ids)), ids.setdefault(o, len(ids))))
        connection.executemany("INSERT INTO term VALUES (?, ?)", ((n, t) for t, n in ids.items()))
        rows.sort()
        connection.executemany("INSERT INTO kg VALUES (?, ?, ?)", rows)
        connection.execute("CREATE UNIQUE INDEX term_text ON term (text)")
        connection.execute("CREATE INDEX pos ON kg (p, o, s)")
        connection.execute("CREATE INDEX spo ON kg (s, p, o)")
        connection.commit()
        connection.execute("PRAGMA wal_checkpoint(TRUNCATE)")
        return ""

    def key(name):
        return str(connection.execute("SELECT id FROM term WHERE text = ?", ("kg:" + name,)).fetchone()[0])
    if QUESTION == "start":
        return ""
    if QUESTION == "insert":
        first = connection.execute("SELECT max(id) + 1 FROM term").fetchone()[0]
        name = int(key("p/name"))
        for number in range(1000):
            connection.execute("INSERT INTO term VALUES (?, ?)", (first + 2 * number, f"kg:{NEW}/{number}"))
            connection.execute("INSERT INTO term VALUES (?, ?)", (first + 2 * number + 1, f'"new {number}"'))
            connection.execute("INSERT INTO kg VALUES (?, ?, ?)", (name, first + 2 * number, first + 2 * number + 1))
        connection.commit()
        return ""
    if QUESTION == "durable":
        first = connection.execute("SELECT max(id) + 1 FROM term").fetchone()[0]
        name = int(key("p/name"))
        connection.execute("INSERT INTO term VALUES (?, ?)", (first, f"kg:{NEW}/durable"))
        connection.execute("INSERT INTO term VALUES (?, ?)", (first + 1, '"new"'))
        connection.execute("INSERT INTO kg VALUES (?, ?, ?)", (name, first, first + 1))
        connection.commit()
        return ""
    if QUESTION == "delete":
        name = int(key("p/name"))
        for number in range(1000):
            connection.execute("DELETE FROM kg WHERE p = ? AND s = ?", (name, int(key(f"{NEW}/{number}"))))
        connection.commit()
        return ""
    found = ask_sql(connection, key, False)
    if QUESTION == "first":
        return connection.execute("SELECT text FROM term WHERE id = ?", (found,)).fetchone()[0].strip('"')
    return found


def run_duckdb():
    import duckdb
    connection = duckdb.connect(FILE)
    connection.execute("SET threads = 2")
    if QUESTION == "load":
        connection.execute(
            "CREATE TABLE kg AS SELECT * FROM read_csv(?, delim = '\t', header = false, quote = '', escape = '',"
            " columns = {'s': 'VARCHAR', 'p': 'VARCHAR', 'o': 'VARCHAR'})", [os.path.join(DATA, "kg.tsv")])
        return ""
    if QUESTION == "start":
        return ""
    if QUESTION == "insert":
        connection.execute("BEGIN")
        connection.executemany("INSERT INTO kg VALUES (?, ?, ?)",
                               [(f"kg:{NEW}/{n}", "kg:p/name", f'"new {n}"') for n in range(1000)])
        connection.execute("COMMIT")
        return ""
    if QUESTION == "durable":
        connection.execute(f"INSERT INTO kg VALUES ('kg:{NEW}/durable', 'kg:p/name', '\"new\"')")
        return ""
    if QUESTION == "delete":
        connection.execute("BEGIN")
        connection.executemany("DELETE FROM kg WHERE p = 'kg:p/name' AND s = ?",
                               [(f"kg:{NEW}/{n}",) for n in range(1000)])
        connection.execute("COMMIT")
        return ""
    JOINS.update({name: text.replace("CROSS JOIN", "JOIN") for name, text in JOINS.items()})
    found = ask_sql(connection, lambda name: f"'kg:{name}'", True)
    return str(found).strip('"')


def run_oxigraph():
    import pyoxigraph
    store = pyoxigraph.Store(FILE)
    prefix = f"PREFIX k: <{BASE}> PREFIX p: <{BASE}p/> "
    if QUESTION == "load":
        store.bulk_load(path=os.path.join(DATA, "kg.nt"), format=pyoxigraph.RdfFormat.N_TRIPLES)
        store.flush()
        return ""
    if QUESTION == "start":
        return ""
    if QUESTION == "insert":
        store.extend(pyoxigraph.Quad(
            pyoxigraph.NamedNode(f"{BASE}{NEW}/{n}"), pyoxigraph.NamedNode(f"{BASE}p/name"),
            pyoxigraph.Literal(f"new {n}")) for n in range(1000))
        store.flush()
        return ""
    if QUESTION == "durable":
        store.add(pyoxigraph.Quad(
            pyoxigraph.NamedNode(f"{BASE}{NEW}/durable"), pyoxigraph.NamedNode(f"{BASE}p/name"),
            pyoxigraph.Literal("new")))
        store.flush()
        return ""
    if QUESTION == "delete":
        for number in range(1000):
            store.remove(pyoxigraph.Quad(
                pyoxigraph.NamedNode(f"{BASE}{NEW}/{number}"), pyoxigraph.NamedNode(f"{BASE}p/name"),
                pyoxigraph.Literal(f"new {number}")))
        store.flush()
        return ""
    if QUESTION in ("first", "lookups"):
        name = "name" if QUESTION == "first" else "knows"
        found = []
        for number in range(1, 2) if QUESTION == "first" else range(1000):
            found += list(store.quads_for_pattern(
                pyoxigraph.NamedNode(BASE + person(number)), pyoxigraph.NamedNode(f"{BASE}p/{name}"), None))
        return found[0].object.value if QUESTION == "first" else len(found)
    persons = " ".join(f"<{BASE}{person(n)}>" for n in range(100))
    bodies = {
        "hops2": f"{{ SELECT DISTINCT ?a ?b ?c {{ VALUES ?a {{ {persons} }} ?a p:knows ?b . ?b p:knows ?c }} }}",
        "hops3": f"{{ SELECT DISTINCT ?a ?b ?c ?d {{ VALUES ?a {{ {persons} }} ?a p:knows ?b . ?b p:knows ?c ."
                 " ?c p:knows ?d } }",
        "star": f"?p p:worksFor <{BASE}org/10> ; p:bornIn ?b ; p:age ?a ; p:name ?n",
        "path": f"<{BASE}place/9> p:partOf ?w . ?o p:locatedIn ?w . ?p p:worksFor ?o",
        "triangle": "?a p:knows ?b . ?b p:knows ?c . ?c p:knows ?a",
        "count": "?s ?p ?o",
        "part": "{ SELECT DISTINCT ?a ?b { ?a p:partOf+ ?b } }",
    }
    if QUESTION == "top":
        rows = list(store.query(
            prefix + "SELECT ?x (count(?a) AS ?n) { ?a p:mentions ?x } GROUP BY ?x ORDER BY DESC(?n) LIMIT 100"))
        return rows[-1]["n"].value
    rows = store.query(prefix + f"SELECT (count(*) AS ?n) {{ {bodies[QUESTION]} }}")
    return next(iter(rows))["n"].value


print({"sqlite": run_sqlite, "duckdb": run_duckdb, "oxigraph": run_oxigraph}[PEER]())
