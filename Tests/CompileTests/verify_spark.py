# Lets a job verify itself with a graphsh, and then one whose first query was changed: python3 verify_spark.py FILE GRAPHSH
import argparse
import os
import runpy
import sys
import tempfile

from pysail.spark import SparkConnectServer

server = SparkConnectServer()
server.start(background=True)
_, port = server.listening_address
os.environ["SPARK_REMOTE"] = f"sc://localhost:{port}"

from pyspark.sql import SparkSession  # noqa: E402: the address has to be known before

spark = SparkSession.builder.getOrCreate()
module = runpy.run_path(sys.argv[1], run_name="job")


def verify():
    with tempfile.TemporaryDirectory() as folder:
        options = argparse.Namespace(input=[], graph="", output="", work=folder, resume=False,
                                     checkpoint=10, max_rounds=100, verify=5, graphsh=sys.argv[2])
        module["Sample"](spark, options).verify()


verify()
module["OUTPUTS"][0] = module["OUTPUTS"][0]._replace(limit=1)
try:
    verify()
except SystemExit as difference:
    print(difference)
spark.stop()
server.stop()
