/// The part of a job that compares it with graphsh on a sample.
enum SparkVerification {
  /// A job whose given rows are the first few of each table, and what asks graphsh the same of them.
  static let body = SparkRuntime.split(
    """


    class Sample(Job):
        def __init__(self, spark, options):
            super().__init__(spark, options)
            self.rows = {}

        def given(self, name):
            if name in STORED:
                raise SystemExit(f"--verify: {TITLES[name]} is read from a stored graph, of which there is no sample")
            if name not in FILES and name not in self.inputs:
                return super().given(name)
            rows = super().given(name)
            columns = self.columns(name)
            chosen = rows.orderBy(*columns).limit(self.options.verify).collect()
            # The program says its own facts itself.
            self.rows[name] = [row for row in chosen if tuple(row) not in set(FACTS.get(name, []))]
            return self.spark.createDataFrame([tuple(row) for row in chosen], SCHEMAS[name]) \\
                if chosen else self.empty(name)

        def literal(self, value):
            if isinstance(value, bool):
                return "true" if value else "false"
            if isinstance(value, str):
                for sign, spelling in [("\\\\", "\\\\\\\\"), ('"', '\\\\"'), ("\\n", "\\\\n"), ("\\r", "\\\\r"), ("\\t", "\\\\t")]:
                    value = value.replace(sign, spelling)
                return f'"{value}"'
            return value.isoformat() if isinstance(value, datetime.date) else repr(value)

        def program(self):
            # The program with the sample as facts in place of what it imports.
            facts = [f"{TITLES[name]}({', '.join(map(self.literal, row))})."
                     for name, rows in self.rows.items() for row in rows]
            return PROGRAM + "\\n" + "\\n".join(facts) + "\\n"

        def verify(self):
            self.run()
            queries = [output for output in OUTPUTS if output.kind != "file"]
            found = [self.answer(output).collect() for output in queries]
            found = [rows[0][0] if output.kind == "truth" else rows for output, rows in zip(queries, found)]
            asked = subprocess.run([self.options.graphsh, "run", "-", "-q", "-f", "json"],
                                   input=self.program(), capture_output=True, text=True)
            if asked.returncode:
                raise SystemExit(f"--verify: graphsh did not run the sample: {asked.stderr}")
            expected = json.loads(asked.stdout)
            if len(queries) == 1:
                expected = [expected]
            for number, (rows, others) in enumerate(zip(found, expected), 1):
                if not isinstance(others, list):
                    ours, others = [[rows]], [[others]]
                else:
                    ours, others = [list(row) for row in rows], [list(row.values()) for row in others]
                ours, others = [sorted([self.cell(cell) for cell in row] for row in answer)
                                for answer in (ours, others)]
                if ours != others:
                    different = [row for row in ours if row not in others][:3], \\
                        [row for row in others if row not in ours][:3]
                    raise SystemExit(f"--verify: query {number} has {len(ours)} rows here and {len(others)} by "
                                     f"graphsh; only here {different[0]}, only there {different[1]}")
            sizes = ", ".join(f"{len(rows)} of {TITLES[name]}" for name, rows in self.rows.items())
            print(f"verified: {len(queries)} queries have the same rows by graphsh ({sizes or 'facts'})")

        @staticmethod
        def cell(value):
            if isinstance(value, float):
                return f"{value:.9e}"
            return value.isoformat() if isinstance(value, datetime.date) else str(value)
    """)
}
