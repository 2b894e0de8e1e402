import Base
import Foundation
import Parquet
import TestSupport

/// Files of a few columns, and what is read of them.
enum ParquetSample {
  static let columns = [
    WrittenColumn("number", .integer64, isOptional: false),
    WrittenColumn("small", .integer32, isOptional: true),
    WrittenColumn("share", .double, isOptional: true),
    WrittenColumn("name", .text, isOptional: true),
    WrittenColumn("raw", .bytes, isOptional: false),
  ]

  /// A row of many: some values are missing, some repeat, one column has every text but once.
  static func row(_ number: Int) -> [ParquetCell] {
    [
      .integer(Int64(number) * (number % 2 == 0 ? 1 : -1_000_000_007)),
      number % 3 == 0 ? .null : .integer(Int64(number % 5 - 2)),
      number % 7 == 0 ? .null : .double(Double(number) / 8),
      number % 11 == 0 ? .null : .text(number % 2 == 0 ? "twice" : "Ünique \(number)"),
      .bytes(Array("b\(number)".utf8)),
    ]
  }

  static func bytes(rows: Int) throws -> [UInt8] {
    let file = Output()
    var writer = try ParquetWriter(columns, properties: [("about", "a sample")]) {
      file.bytes += $0
    }
    for number in 0..<rows {
      for (column, cell) in row(number).enumerated() {
        switch cell {
        case .integer(let value): writer.append(column, value)
        case .double(let value): writer.append(column, value)
        case .text(let value): writer.append(column, value)
        case .bytes(let value): writer.append(column, value)
        default: writer.appendNull(column)
        }
      }
      try writer.endRow()
    }
    try writer.finish()
    return file.bytes
  }

  static func open(_ bytes: [UInt8], in folder: TemporaryFolder) throws -> ParquetFile {
    let path = folder.path("sample.parquet")
    try Data(bytes).write(to: URL(filePath: path))
    return try ParquetFile(try FileAccess.everywhere.input(path))
  }

  private final class Output { var bytes: [UInt8] = [] }
}
