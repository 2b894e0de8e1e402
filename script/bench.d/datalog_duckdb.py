"""One shape of datalog_shapes or datalog_analyses in DuckDB. usage: datalog_duckdb.py SHAPE THREADS FOLDER; prints the answers' counts."""
import os
import sys

import duckdb

from datalog_analyses import ANALYSES
from datalog_shapes import SHAPES


def main():
    name, threads, folder = sys.argv[1:4]
    connection = duckdb.connect()
    connection.execute(f"set threads={threads}")
    shape = SHAPES.get(name) or ANALYSES[name]
    for table, columns in shape.tables.items():
        names, _, kind = columns.partition(":")
        types = ",".join(f"'{column}':'{kind or 'INTEGER'}'" for column in names)
        connection.execute(
            f"create table {table} as select * from read_csv('{folder}/{table}.facts',delim='\t',header=false,"
            f"columns={{{types}}})")
    answers = [connection.execute(query).fetchall()[0][0] for query in shape.queries]
    print("out=[" + ", ".join(f"({answer},)" for answer in answers) + "]", flush=True)
    os._exit(0)


main()
