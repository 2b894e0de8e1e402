/// A value of a column that may hold any of SQLite's kinds, spelled as a text: its kind's first letter, a colon and the value
/// (`i:42`, `r:0.5`, `t:Ada`, `b:00FF`).
enum MixedValue: Equatable {
  case integer(Int64)
  case real(Double)
  case text(String)
  case blob([UInt8])

  var spelling: String {
    switch self {
    case .integer(let value): "i:\(value)"
    case .real(let value): "r:\(value)"
    case .text(let value): "t:" + value
    case .blob(let bytes):
      "b:"
        + bytes.map { byte in
          let digits = String(byte, radix: 16, uppercase: true)
          return byte < 16 ? "0" + digits : digits
        }.joined()
    }
  }

  /// Nil for what spells none.
  init?(spelling: String) {
    let rest = spelling.dropFirst(2)
    switch spelling.prefix(2) {
    case "i:":
      guard let value = Int64(rest) else { return nil }
      self = .integer(value)
    case "r:":
      guard let value = Double(rest) else { return nil }
      self = .real(value)
    case "t:": self = .text(String(rest))
    case "b:":
      let digits = Array(rest.utf8)
      guard digits.count % 2 == 0 else { return nil }
      var bytes: [UInt8] = []
      for place in stride(from: 0, to: digits.count, by: 2) {
        let pair = String(decoding: digits[place..<place + 2], as: UTF8.self)
        guard let byte = UInt8(pair, radix: 16) else { return nil }
        bytes.append(byte)
      }
      self = .blob(bytes)
    default: return nil
    }
  }

  /// The value of a column of the row at hand; nil where it is null.
  init?(_ rows: Statement, _ column: Int32) {
    switch rows.kind(column) {
    case .null: return nil
    case .integer: self = .integer(rows.integer(column))
    case .real: self = .real(rows.double(column))
    case .text: self = .text(rows.text(column))
    case .blob: self = .blob(rows.blob(column))
    }
  }
}

extension MixedValue: Bindable {
  func bind(to statement: OpaquePointer, at place: Int32) -> Int32 {
    switch self {
    case .integer(let value): value.bind(to: statement, at: place)
    case .real(let value): value.bind(to: statement, at: place)
    case .text(let value): value.bind(to: statement, at: place)
    case .blob(let value): value.bind(to: statement, at: place)
    }
  }
}
