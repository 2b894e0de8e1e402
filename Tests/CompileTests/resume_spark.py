# Runs a job whole, then stops it in the middle of each of its rounds and lets another go on after the last that was finished.
# Prints the rows of the first and of each that went on: python3 resume_spark.py FILE
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
module = runpy.run_path(sys.argv[1], run_name="job")


class Killed(Exception):
    pass


class Dying(module["Job"]):
    # Dies when a round has written its rows and has not said so.
    def finished(self, number, round_number):
        if round_number == self.last:
            raise Killed
        super().finished(number, round_number)


def answers(job):
    job.run()
    return [[cells(row) for row in job.answer(output).collect()] for output in module["OUTPUTS"]]


def options(folder, resume=False, most=1000):
    return argparse.Namespace(input=[], graph="", output="", work=folder, resume=resume,
                              checkpoint=2, max_rounds=most)


with tempfile.TemporaryDirectory() as folder:
    print(json.dumps(answers(module["Job"](spark, options(folder)))))
for last in range(0, 6):
    with tempfile.TemporaryDirectory() as folder:
        dying = Dying(spark, options(folder))
        dying.last = last
        try:
            dying.run()
            raise SystemExit("it did not die")
        except Killed:
            pass
        print(json.dumps(answers(module["Job"](spark, options(folder, resume=True)))))
with tempfile.TemporaryDirectory() as folder:
    try:
        module["Job"](spark, options(folder, most=2)).run()
        raise SystemExit("it did not stop")
    except SystemExit as stop:
        print(json.dumps([[[str(stop)]]]))
spark.stop()
server.stop()
