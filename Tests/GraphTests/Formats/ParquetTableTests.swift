import Foundation
import Graph
import TestSupport
import Testing

/// Imports of Parquet that other programs wrote.
@Suite(
  .enabled(if: ScalePackages.areThere, "needs DuckDB and pyarrow from script/bootstrap --tests"))
struct ParquetTableTests {
  /// Writes files with Python in a new folder.
  private func fixture(_ script: String) throws -> ImportFixture {
    let fixture = try ImportFixture()
    let result = try ScalePackages.run(script, in: fixture.folder.url)
    #expect(result.errors == "")
    return fixture
  }

  @Test(arguments: [
    "compression='snappy'", "compression='none'", "compression='gzip'", "compression='zstd'",
    "compression='snappy', data_page_version='2.0'",
    "compression='zstd', data_page_version='2.0', use_dictionary=False",
    "compression='none', use_dictionary=False, version='1.0'",
    "compression='snappy', use_dictionary=False, write_page_checksum=True, data_page_size=64",
  ]) func readsWhatPyarrowWrites(options: String) throws {
    let fixture = try fixture(
      """
      import datetime, decimal, pyarrow as arrow, pyarrow.parquet as parquet
      count = 500
      table = arrow.table({
          "id": arrow.array([f"row {n}" for n in range(count)]),
          "small": arrow.array([None if n % 4 == 0 else n % 7 for n in range(count)], arrow.int8()),
          "large": arrow.array([n * 10**15 for n in range(count)], arrow.int64()),
          "vast": arrow.array([2**64 - 1 - n for n in range(count)], arrow.uint64()),
          "share": arrow.array([n / 4 for n in range(count)], arrow.float32()),
          "is_odd": arrow.array([None if n % 5 == 0 else n % 2 == 1 for n in range(count)]),
          "born": arrow.array([datetime.date(1960, 1, 1) + datetime.timedelta(days=n * 40)
                               for n in range(count)]),
          "at": arrow.array([datetime.datetime(1969, 12, 31, 23, 59, 59, 250000)
                             + datetime.timedelta(minutes=n) for n in range(count)],
                            arrow.timestamp("us", tz="UTC")),
          "price": arrow.array([decimal.Decimal(n) / 100 - 1 for n in range(count)],
                               arrow.decimal128(20, 2)),
          "same": arrow.array(["one"] * count),
      })
      parquet.write_table(table, "rows.parquet", \(options))
      """)
    var options = ImportOptions()
    options.idColumn = "id"
    let report = try fixture.graph.importFiles(
      [fixture.folder.path("rows.parquet")], options: options)
    // Nine columns, of which 125 and 100 cells are missing.
    #expect(report.statements == 9 * 500 - 225)
    let quads = try fixture.quads()
    let xsd = "http://www.w3.org/2001/XMLSchema#"
    func has(_ row: Int, _ column: String, _ value: String) {
      #expect(quads.contains("<graphsh:name/row%20\(row)> <graphsh:name/\(column)> \(value) ."))
    }
    has(499, "small", "\"2\"^^<\(xsd)integer>")
    has(499, "large", "\"499000000000000000\"^^<\(xsd)integer>")
    has(1, "vast", "\"18446744073709551614\"^^<\(xsd)integer>")
    has(3, "share", "\"0.75\"^^<\(xsd)double>")
    has(498, "is_odd", "\"false\"^^<\(xsd)boolean>")
    has(0, "born", "\"1960-01-01\"^^<\(xsd)date>")
    has(0, "at", "\"1969-12-31T23:59:59.25Z\"^^<\(xsd)dateTime>")
    has(1, "at", "\"1970-01-01T00:00:59.25Z\"^^<\(xsd)dateTime>")
    has(7, "price", "\"-0.93\"^^<\(xsd)decimal>")
    has(250, "same", "\"one\"")
  }

  @Test func readsStatementsAndEdgesThatDuckDBWrites() throws {
    let fixture = try fixture(
      """
      import duckdb
      duckdb.sql("copy (select * from (values ('Ann', 'knows', 'Bob'), ('Ann', 'says', '42')) "
                 "t(subject, predicate, object)) to 'facts.parquet'")
      duckdb.sql("copy (select range as source, range + 1 as target from range(3)) "
                 "to 'edges.parquet' (compression zstd)")
      """)
    try fixture.graph.importFiles(
      [fixture.folder.path("facts.parquet"), fixture.folder.path("edges.parquet")])
    let quads = try fixture.quads()
    #expect(quads.count == 5)
    #expect(quads.contains("<graphsh:name/Ann> <graphsh:name/knows> \"Bob\" ."))
    // A text of digits in a column of texts is a text.
    #expect(quads.contains("<graphsh:name/Ann> <graphsh:name/says> \"42\" ."))
    #expect(quads.filter { $0.contains("/edge>") }.count == 3)
  }

  @Test(arguments: [
    (
      "parquet.write_table(arrow.table({'subject': [[1]], 'predicate': ['p'], 'object': ['o']}), 'x')",
      "lists, maps or records"
    ),
    ("parquet.write_table(arrow.table({'a': [1]}), 'x')", "--id"),
    (
      "parquet.write_table(arrow.table({'source': [1], 'target': [2]}), 'x', compression='lz4')",
      "LZ4"
    ),
    (
      "parquet.write_table(arrow.table({'source': [1, 3], 'target': [2, 1]}), 'x', "
        + "use_dictionary=False, column_encoding={'source': 'DELTA_BINARY_PACKED'})",
      "deltaBinaryPacked"
    ),
    ("open('x', 'w').write('source,target')", "is no Parquet"),
  ]) func saysWhatItDoesNotRead(script: String, message: String) throws {
    let fixture = try fixture(
      "import pyarrow as arrow, pyarrow.parquet as parquet\n" + script)
    var options = ImportOptions()
    options.format = .parquet
    do {
      try fixture.graph.importFiles([fixture.folder.path("x")], options: options)
      Issue.record("it was read")
    } catch let error as FormatError {
      #expect(error.description.contains(message), "\(error)")
    }
  }

  @Test func tellsParquetWithoutItsEnding() throws {
    let fixture = try fixture(
      "import duckdb; duckdb.sql(\"copy (select 1 as a) to 'x.parquet'\")\n"
        + "import shutil; shutil.copy('x.parquet', 'y.csv')")
    do {
      try fixture.graph.importFiles([fixture.folder.path("y.csv")])
      Issue.record("it was read")
    } catch let error as FormatError {
      #expect(error.description.contains("say --format parquet"), "\(error)")
    }
  }
}
