import Foundation
import TestSupport
import Testing

/// What pyarrow and DuckDB make of files that are written here.
@Suite(
  .enabled(if: ScalePackages.areThere, "needs DuckDB and pyarrow from script/bootstrap --tests"))
struct OtherReadersTests {
  @Test func pyarrowAndDuckDBReadTheRowsAndTheirStatistics() throws {
    let folder = try TemporaryFolder()
    _ = try ParquetSample.open(try ParquetSample.bytes(rows: 3000), in: folder)
    let script = """
      import duckdb, pyarrow.parquet as parquet
      table = parquet.read_table("sample.parquet")
      print(table.num_rows, [str(field.type) for field in table.schema])
      rows = table.to_pylist()
      print(rows[3000 - 1])
      print(sum(row["small"] is None for row in rows), sum(row["share"] or 0 for row in rows))
      column = parquet.ParquetFile("sample.parquet").metadata.row_group(0).column
      for number in range(5):
          statistics = column(number).statistics
          print(statistics.min, statistics.max, statistics.null_count)
      print(duckdb.sql("select count(*), sum(number), count(name), min(name), max(small) "
                       "from 'sample.parquet' where number > 100").fetchall())
      """
    let result = try ScalePackages.run(script, in: folder.url)
    #expect(result.errors == "")
    let rows = (0..<3000).map { ParquetSample.row($0) }
    let shares = (0..<3000).filter { $0 % 7 != 0 }.reduce(0.0) { $0 + Double($1) / 8 }
    let even = (101..<3000).filter { $0 % 2 == 0 }
    let named = even.filter { $0 % 11 != 0 }
    #expect(rows.count == 3000)
    #expect(
      result.output.split(separator: "\n").map(String.init) == [
        "3000 ['int64', 'int32', 'double', 'string', 'binary']",
        "{'number': -2999000020993, 'small': 2, 'share': 374.875, 'name': 'Ünique 2999', "
          + "'raw': b'b2999'}",
        "1000 \(shares)",
        "-2999000020993 2998 0", "-2 2 1000", "0.125 374.875 429", "twice Ünique 999 273",
        "b'b0' b'b999' 0",
        "[(\(even.count), \(even.reduce(0, +)), \(named.count), 'twice', 2)]",
      ])
  }
}
