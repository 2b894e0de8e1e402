/// What stands around the parts of a job: what it imports, what its tables are made of, and its options.
enum SparkFrame {
  /// What the job imports.
  static let head = SparkRuntime.split(
    """

    import argparse
    import collections
    import datetime
    import json
    import logging
    import os
    import subprocess
    import tempfile
    import time

    from pyspark.sql import SparkSession, functions as F

    log = logging.getLogger("graphsh")
    """)

  /// What its tables are made of.
  static let types = SparkRuntime.split(
    """
    Rule = collections.namedtuple("Rule", "function head inputs recursive")
    Stratum = collections.namedtuple("Stratum", "relations is_recursive best rules")
    Output = collections.namedtuple("Output", "kind relation columns order limit offset terms file")
    """)

  /// What begins it.
  static let main = SparkRuntime.split(
    """


    def main():
        parser = argparse.ArgumentParser(description="Computes the queries of a program of graphsh.")
        parser.add_argument("--input", action="append", default=[], metavar="RELATION=PLACE",
                            help="rows of a relation: a table, or .csv, .parquet or .delta files")
        parser.add_argument("--graph", default="", help="the folder that export --format parquet wrote")
        parser.add_argument("--output", default="", help="a folder for the answers, as Parquet; "
                            "otherwise they are printed, a JSON object a query")
        parser.add_argument("--work", default="", help="a folder for the rounds of recursions")
        parser.add_argument("--resume", action="store_true",
                            help="go on after the last round that is in the folder for rounds")
        parser.add_argument("--checkpoint", type=int, default=10, metavar="ROUNDS",
                            help="after how many rounds all rows are written as one")
        parser.add_argument("--max-rounds", type=int, default=10000,
                            help="the most rounds of a recursion")
        parser.add_argument("--verify", type=int, metavar="N", help="instead, compute the queries of the "
                            "first N rows of each input, here and by graphsh, and compare")
        parser.add_argument("--graphsh", default="graphsh", help="the executable for --verify")
        options = parser.parse_args()
        if options.resume and not options.work:
            parser.error("--resume needs --work, the folder that the earlier run was given")
        logging.basicConfig(level=logging.INFO, format="%(asctime)s %(message)s")
        logging.getLogger("py4j").setLevel(logging.WARNING)
        # The session comes from outside: SPARK_REMOTE, or spark-submit.
        spark = SparkSession.builder.getOrCreate()
        run(spark, options)


    def run(spark, options):
        folder = None
        if not options.work:
            folder = tempfile.TemporaryDirectory(prefix="graphsh-job-")
            options.work = folder.name
        try:
            if options.verify:
                Sample(spark, options).verify()
                return
            job = Job(spark, options)
            job.run()
            job.write()
        finally:
            if folder:
                folder.cleanup()


    if __name__ == "__main__":
        main()
    """)
}
