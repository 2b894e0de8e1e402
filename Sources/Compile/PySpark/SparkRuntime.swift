/// What computes the strata of a job, the same in every one.
enum SparkRuntime {
  /// What runs it: semi-naive rounds, of which each is written, so that the job goes on after the last one.
  static let body = split(
    """


    class Job:
        def __init__(self, spark, options):
            self.spark = spark
            self.options = options
            self.relations = {}
            self.inputs = dict(text.split("=", 1) for text in options.input)

        # What is given.

        def empty(self, name):
            return self.spark.createDataFrame([], SCHEMAS[name])

        def stored(self, table):
            folder = self.options.graph or GRAPH
            if not folder:
                raise SystemExit("name the folder of the graph's tables with --graph")
            return self.spark.read.parquet(f"{folder}/{table}")

        def given(self, name):
            # The rows of a relation that no rule makes; None where there are none.
            parts = []
            if name in FACTS:
                parts.append(self.spark.createDataFrame(FACTS[name], SCHEMAS[name]))
            if name in self.inputs:
                parts.append(self.table(name, self.inputs[name]))
            else:
                for path, separator, has_header in FILES.get(name, []):
                    parts.append(self.spark.read.csv(
                        path, sep=separator, header=has_header, schema=SCHEMAS[name],
                        enforceSchema=True, mode="FAILFAST", escape='"'))
            if name in STORED:
                table, condition, columns = STORED[name]
                parts.append(self.stored(table).where(condition).selectExpr(*columns))
            return self.union(parts)

        def table(self, name, place):
            # A table by name, or a file by its ending; its columns are taken in their order, and have to have the types of the schema.
            reader = self.spark.read
            if place.endswith(".csv"):
                return reader.csv(place, header=True, schema=SCHEMAS[name], mode="FAILFAST")
            if place.endswith(".delta"):
                rows = reader.format("delta").load(place)
            elif "/" in place or place.endswith(".parquet"):
                rows = reader.parquet(place)
            else:
                rows = self.spark.table(place)
            wanted = self.empty(name).schema
            found = [field.dataType for field in rows.schema]
            if found != [field.dataType for field in wanted]:
                raise SystemExit(f"{place}: {name} wants {SCHEMAS[name]}, and it has "
                                 f"{rows.schema.simpleString()}")
            return rows.toDF(*[field.name for field in wanted])

        @staticmethod
        def union(parts):
            whole = None
            for part in parts:
                whole = part if whole is None else whole.unionByName(part)
            return None if whole is None else whole.distinct()

        def relation(self, name):
            if name not in self.relations:
                given = self.given(name)
                self.relations[name] = self.empty(name) if given is None else given
            return self.relations[name]

        # Strata.

        def run(self):
            for number, stratum in enumerate(STRATA, 1):
                if stratum.is_recursive:
                    self.recurse(number, stratum)
                    continue
                for name in stratum.relations:
                    parts = [self.given(name)] + [
                        self.apply(rule, {}) for rule in stratum.rules if rule.head == name]
                    self.relations[name] = self.union([part for part in parts if part is not None])

        def apply(self, rule, rows):
            # `rows` has the inputs that a round feeds, by their places.
            taken = [rows[place] if place in rows else self.relation(name)
                     for place, name in enumerate(rule.inputs)]
            return rule.function(self.spark, *taken).select(*self.columns(rule.head))

        @staticmethod
        def columns(name):
            return [column.split(" ")[0] for column in SCHEMAS[name].split(", ")]

        def best(self, name, rows, best):
            # Of each group the row with the best value.
            if best is None:
                return rows.distinct()
            column, function = best
            keys = [key for key in self.columns(name) if key != column]
            rows = rows.groupBy(*keys).agg(F.expr(f"{function}({column})").alias(column))
            return rows.where(f"{column} IS NOT NULL").select(*self.columns(name))

        def fresh(self, name, rows, full, best):
            # The rows that are not there yet, or are better than what is.
            columns = self.columns(name)
            if best is None:
                return rows.join(full, on=columns, how="left_anti")
            column, function = best
            keys = [key for key in columns if key != column]
            old = full.withColumnRenamed(column, "old")
            rows = rows.join(old, on=keys, how="left") if keys else rows.join(
                old, on=F.lit(True), how="left")
            sign = "<" if function == "min" else ">"
            return rows.where(f"old IS NULL OR {column} {sign} old").select(*columns)

        def place(self, number, name, part):
            return f"{self.options.work}/stratum-{number}/{name}/{part}"

        def keep(self, name, rows, path):
            # Written and read back, a round is computed once and can be gone on from.
            rows.write.mode("overwrite").parquet(path)
            return self.kept(name, path)

        def kept(self, name, path):
            # With its schema, which a folder of no rows may not tell.
            return self.spark.read.schema(SCHEMAS[name]).parquet(path)

        def progress(self, number):
            # The last round that was finished; -1 for none.
            try:
                path = f"{self.options.work}/stratum-{number}/progress"
                found = self.spark.read.parquet(path).agg(F.max("round")).collect()
                return found[0][0]
            except Exception:
                return -1

        def finished(self, number, round_number):
            # What an earlier run left there ends with the first round of this one.
            row = self.spark.createDataFrame([(round_number,)], "round BIGINT")
            mode = "append" if round_number > 0 else "overwrite"
            row.write.mode(mode).parquet(f"{self.options.work}/stratum-{number}/progress")

        def recurse(self, number, stratum):
            seeds = [rule for rule in stratum.rules if not rule.recursive]
            steps = [rule for rule in stratum.rules if rule.recursive]
            last = self.progress(number) if self.options.resume else -1
            if last < 0:
                for name in stratum.relations:
                    parts = [self.given(name)] + [
                        self.apply(rule, {}) for rule in seeds if rule.head == name]
                    whole = self.union([part for part in parts if part is not None])
                    whole = self.empty(name) if whole is None else self.best(name, whole, stratum.best)
                    self.keep(name, whole, self.place(number, name, "round-0"))
                self.finished(number, 0)
                last = 0
            else:
                log.info("stratum %d goes on after round %d", number, last)
            delta = {name: self.kept(name, self.place(number, name, f"round-{last}"))
                     for name in stratum.relations}
            full = {name: self.whole(number, name, last, stratum.best) for name in stratum.relations}
            while True:
                if last >= self.options.max_rounds:
                    raise SystemExit(f"stratum {number} ({', '.join(stratum.relations)}) is not done "
                                     f"after {last} rounds; allow more with --max-rounds")
                start = time.time()
                found = 0
                new = {}
                for name in stratum.relations:
                    parts = []
                    for rule in steps:
                        if rule.head != name:
                            continue
                        for fed in rule.recursive:
                            # Semi-naive: one input is what the last round found, the others all that is known.
                            rows = {place: (delta if place == fed else full)[rule.inputs[place]]
                                    for place in rule.recursive}
                            parts.append(self.apply(rule, rows))
                    rows = self.union(parts)
                    if rows is None:
                        rows = self.empty(name)
                    rows = self.fresh(name, self.best(name, rows, stratum.best), full[name], stratum.best)
                    new[name] = self.keep(name, rows, self.place(number, name, f"round-{last + 1}"))
                    found += new[name].count()
                last += 1
                self.finished(number, last)
                log.info("stratum %d, round %d: %d rows in %.1f s", number, last, found,
                         time.time() - start)
                delta = new
                full = {name: self.whole(number, name, last, stratum.best)
                        for name in stratum.relations}
                if found == 0:
                    break
            for name in stratum.relations:
                self.relations[name] = full[name]

        def whole(self, number, name, last, best):
            # All rows up to a round. Every so many rounds they are written as one, so that plans and files stay few.
            every = self.options.checkpoint
            base = last - last % every
            parts = []
            if base > 0:
                path = self.place(number, name, f"whole-{base}")
                if base == last:
                    earlier = [self.kept(name, path) for path in
                               self.between(number, name, base - every, base)]
                    self.keep(name, self.together(name, earlier, best), path)
                parts.append(self.kept(name, path))
            parts += [self.kept(name, self.place(number, name, f"round-{round_number}"))
                      for round_number in range(base + 1 if base else 0, last + 1)]
            return self.together(name, parts, best)

        def together(self, name, parts, best):
            # Rounds have no row in common, so that only better ones replace others.
            whole = parts[0]
            for part in parts[1:]:
                whole = whole.unionByName(part)
            return whole if best is None else self.best(name, whole, best)

        def between(self, number, name, base, last):
            first = [self.place(number, name, f"whole-{base}")] if base > 0 else []
            return first + [self.place(number, name, f"round-{round_number}")
                            for round_number in range(base + 1 if base else 0, last + 1)]

        # What is asked.

        def write(self):
            for number, output in enumerate(OUTPUTS, 1):
                rows = self.answer(output)
                if output.kind == "file":
                    path, separator, has_header = output.file
                    rows.coalesce(1).write.mode("overwrite").csv(path, sep=separator, header=has_header)
                elif self.options.output:
                    rows.write.mode("overwrite").parquet(f"{self.options.output}/query-{number}")
                else:
                    names = ["answer"] if output.kind == "truth" else output.columns
                    print(json.dumps({"query": number, "columns": names,
                                      "rows": [[self.plain(cell) for cell in row]
                                               for row in rows.collect()]}, ensure_ascii=False))

        @staticmethod
        def plain(cell):
            return cell.isoformat() if isinstance(cell, datetime.date) else cell

        def answer(self, output):
            rows = self.relation(output.relation)
            if output.kind == "truth":
                return rows.agg((F.count(F.lit(1)) > 0).alias("answer"))
            for column in output.terms:
                rows = self.decoded(rows, column)
            columns = self.columns(output.relation)
            shown = columns[:len(output.columns)]
            order = [F.col(name).desc() if descending else F.col(name).asc()
                     for name, descending in output.order] + [F.col(name).asc() for name in columns]
            if len(shown) < len(columns):
                # Rows that differ only in what is not shown are one: the first of them.
                keys = ", ".join(name + (" DESC" if descending else "")
                                 for name, descending in output.order)
                keys = ", ".join(filter(None, [keys, ", ".join(columns)]))
                rows = rows.withColumn("copy", F.expr(
                    f"row_number() OVER (PARTITION BY {', '.join(shown)} ORDER BY {keys})"))
                rows = rows.where("copy = 1")
            rows = rows.orderBy(*order)
            if output.offset:
                rows = rows.offset(output.offset)
            if output.limit is not None:
                rows = rows.limit(output.limit)
            rows = rows.select(*shown)
            # Columns of one name stay as they are; tables have no two of them.
            names = {name.lower() for name in output.columns}
            return rows.toDF(*output.columns) if len(names) == len(shown) else rows

        def decoded(self, rows, column):
            # Terms of the graph by their texts; numbers below 0 are integers.
            terms = self.stored("term").selectExpr(f"id AS {column}", "text AS text_of_term")
            rows = rows.join(terms, on=[column], how="left").withColumn(
                column, F.expr(f"CASE WHEN {column} < 0 THEN CAST({column} + 1073741824 AS STRING) "
                               "ELSE text_of_term END"))
            return rows.drop("text_of_term")
    """)

  static func split(_ text: String) -> [String] {
    text.split(separator: "\n", omittingEmptySubsequences: false).map(String.init)
  }
}
