# Runs scripts of SQL, each in a DuckDB of its own, and prints for each the rows of its queries:
# python3 run_duckdb.py FILE...
import json
import sys

import duckdb

from cells import cells


def answers(path):
    connection = duckdb.connect()
    found = []
    with open(path, encoding="utf-8") as file:
        statements = connection.extract_statements(file.read())
    for statement in statements:
        result = connection.execute(statement)
        if statement.type == duckdb.StatementType.SELECT:
            found.append([cells(row) for row in result.fetchall()])
    return found


for path in sys.argv[1:]:
    try:
        print(json.dumps(answers(path)))
    except Exception as error:
        print(json.dumps({"error": f"{type(error).__name__}: {error}"}))
