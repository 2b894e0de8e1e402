"""One shape of datalog_shapes, datalog_analyses or datalog_systems in DuckDB; prints the answers' counts.

usage: datalog_duckdb.py SHAPE THREADS FOLDER
"""
import os
import sys

import duckdb

from datalog_analyses import ANALYSES
from datalog_shapes import SHAPES
from datalog_systems import SYSTEMS


def main():
    name, threads, folder = sys.argv[1:4]
    connection = duckdb.connect()
    connection.execute(f"set threads={threads}")
    shape = {**SHAPES, **ANALYSES, **SYSTEMS}[name]
    for table, columns in shape.tables.items():
        # One type for all columns, or one for each; without any, all are integers.
        names, _, kinds = columns.partition(":")
        kinds = (kinds or "INTEGER").split(",")
        types = ",".join(f"'{column}':'{kinds[place % len(kinds)]}'" for place, column in enumerate(names))
        connection.execute(
            f"create table \"{table}\" as select * from read_csv('{folder}/{table}.facts',delim='\t',header=false,"
            f"columns={{{types}}})")
    answers = [connection.execute(query).fetchall()[0][0] for query in shape.queries]
    print("out=[" + ", ".join(f"({answer},)" for answer in answers) + "]", flush=True)
    os._exit(0)


main()
