# Runs jobs on one server of Sail, which speaks Spark's language, and prints for each the rows of its queries:
# python3 run_spark.py FILE...
import argparse
import json
import os
import runpy
import sys
import tempfile

from pysail.spark import SparkConnectServer

from cells import cells

server = SparkConnectServer()
server.start(background=True)
_, port = server.listening_address
os.environ["SPARK_REMOTE"] = f"sc://localhost:{port}"

from pyspark.sql import SparkSession  # noqa: E402: the address has to be known before

spark = SparkSession.builder.getOrCreate()


def answers(path):
    module = runpy.run_path(path, run_name="job")
    with tempfile.TemporaryDirectory() as folder:
        options = argparse.Namespace(input=[], graph="", output="", work=folder, resume=False,
                                     checkpoint=2, max_rounds=1000)
        job = module["Job"](spark, options)
        job.run()
        return [[cells(row) for row in job.answer(output).collect()]
                for output in module["OUTPUTS"]]


for path in sys.argv[1:]:
    try:
        print(json.dumps(answers(path)), flush=True)
    except Exception as error:
        print(json.dumps({"error": f"{type(error).__name__}: {error}"}), flush=True)
spark.stop()
server.stop()
