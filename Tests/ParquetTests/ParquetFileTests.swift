import Foundation
import Parquet
import TestSupport
import Testing

@Suite struct ParquetFileTests {
  @Test(arguments: [0, 1, 7, 300, 40_000]) func readsBackWhatItWrites(rows: Int) throws {
    let folder = try TemporaryFolder()
    let file = try ParquetSample.open(try ParquetSample.bytes(rows: rows), in: folder)
    #expect(file.rowCount == Int64(rows))
    #expect(file.properties == ["about": "a sample"])
    #expect(file.columns.map(\.name) == ["number", "small", "share", "name", "raw"])
    var number = 0
    try file.forEachRow(of: [0, 1, 2, 3, 4]) { cells in
      if cells != ParquetSample.row(number) { Issue.record("row \(number) is \(cells)") }
      number += 1
    }
    #expect(number == rows)
  }

  @Test func readsTheColumnsThatAreAskedForInTheirOrder() throws {
    let folder = try TemporaryFolder()
    let file = try ParquetSample.open(try ParquetSample.bytes(rows: 5), in: folder)
    var rows: [[ParquetCell]] = []
    try file.forEachRow(of: [3, 0]) { rows.append($0) }
    #expect(rows == (0..<5).map { [ParquetSample.row($0)[3], ParquetSample.row($0)[0]] })
  }

  @Test(arguments: ["", "PAR1", "PAR1PAR1", "PAR1\u{8}\0\0\0PAR1", "no table at all, but a text"])
  func refusesWhatIsNoParquet(text: String) throws {
    let folder = try TemporaryFolder()
    #expect(throws: ParquetError.self) { try ParquetSample.open(Array(text.utf8), in: folder) }
  }

  /// Every cut and hundreds of changed bytes: each gives an error or other rows, and none ends the process.
  @Test func saysThatADamagedFileIsDamaged() throws {
    let folder = try TemporaryFolder()
    let whole = try ParquetSample.bytes(rows: 60)
    for count in 0..<whole.count {
      #expect(throws: ParquetError.self) {
        try ParquetSample.open(Array(whole.prefix(count)), in: folder)
      }
    }
    var generator = SeededGenerator(seed: 21)
    var errors = 0
    for _ in 0..<1500 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...3, using: &generator) {
        let place = Int.random(in: 0..<bytes.count, using: &generator)
        bytes[place] = UInt8.random(in: 0...255, using: &generator)
      }
      do {
        try ParquetSample.open(bytes, in: folder).forEachRow(of: [0, 1, 2, 3, 4]) { _ in }
      } catch is ParquetError {
        errors += 1
      }
    }
    // What is no page and no number of the metadata may change unseen: names, statistics, the writer's own.
    #expect(errors > 1000)
  }
}
