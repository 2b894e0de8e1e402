import GQL
import Graph

/// One column of an answer as buffers of Arrow.
struct ArrowColumn {
  /// What the cells of a column are, as Arrow spells it.
  enum Kind: String {
    case integers = "l"
    case floats = "g"
    case truths = "b"
    case days = "tdD"
    case moments = "tsm:UTC"
    case texts = "U"

    /// The kind of a column with cells of both kinds.
    fileprivate func joined(_ other: Kind) -> Kind {
      if self == other { return self }
      switch (self, other) {
      case (.integers, .floats), (.floats, .integers): return .floats
      default: return .texts
      }
    }

    fileprivate init(_ term: Term) {
      self =
        switch term {
        case .integer: .integers
        case .float: .floats
        case .boolean: .truths
        case .date: .days
        case .dateTime: .moments
        default: .texts
        }
    }
  }

  let kind: Kind
  private(set) var nulls = 0
  let memory = ArrowMemory()
  private let answers: Answers
  private let column: Int
  private let rows: Int
  private let check: () throws -> Void

  init(_ answers: Answers, column: Int, rows: Int, check: @escaping () throws -> Void) throws {
    (self.answers, self.column, self.rows, self.check) = (answers, column, rows, check)
    kind = try Self.kind(answers, column, rows, check)
    switch kind {
    case .integers:
      try add(Int64.self) { if case .integer(let value) = $0 { value } else { 0 } }
    case .floats: try add(Double.self) { $0.numericValue?.double ?? .nan }
    case .days:
      try add(Int32.self) {
        if case .date(let day) = $0 { Int32(clamping: day.daysSinceEpoch) } else { 0 }
      }
    case .moments:
      try add(Int64.self) { if case .dateTime(let moment) = $0 { moment.milliseconds } else { 0 } }
    case .truths: try addTruths()
    case .texts: try addTexts()
    }
  }

  private static func term(_ answers: Answers, _ row: Int, _ column: Int) throws -> Term {
    if let truth = answers.truth { return .boolean(truth) }
    return try answers.term(row: row, column: column)
  }

  /// Whether a cell holds what optional parts leave open.
  private static func isOpen(_ term: Term) -> Bool { term == .string("") }

  private static func kind(
    _ answers: Answers, _ column: Int, _ rows: Int, _ check: () throws -> Void
  ) throws -> Kind {
    var kind: Kind?
    for row in 0..<rows {
      if row & 0xFFF == 0 { try check() }
      let term = try term(answers, row, column)
      if isOpen(term) { continue }
      let new = Kind(term)
      kind = kind?.joined(new) ?? new
      if kind == .texts { break }
    }
    return kind ?? .texts
  }

  /// One bit a cell.
  private static func setBit(_ row: Int, of bits: inout [UInt8]) {
    bits[row >> 3] |= 1 << (row & 7)
  }

  private mutating func add<Cell: Numeric>(
    _ type: Cell.Type, _ cell: (Term) -> Cell
  ) throws {
    var cells: [Cell] = []
    cells.reserveCapacity(rows)
    var valid = [UInt8](repeating: 0, count: (rows + 7) / 8)
    for row in 0..<rows {
      if row & 0xFFF == 0 { try check() }
      let term = try Self.term(answers, row, column)
      if Self.isOpen(term) {
        nulls += 1
        cells.append(0)
      } else {
        Self.setBit(row, of: &valid)
        cells.append(cell(term))
      }
    }
    add(valid: valid)
    memory.add(cells)
  }

  private mutating func addTruths() throws {
    var bits = [UInt8](repeating: 0, count: (rows + 7) / 8)
    var valid = bits
    for row in 0..<rows {
      if row & 0xFFF == 0 { try check() }
      let term = try Self.term(answers, row, column)
      if Self.isOpen(term) { nulls += 1 } else { Self.setBit(row, of: &valid) }
      if case .boolean(true) = term { Self.setBit(row, of: &bits) }
    }
    add(valid: valid)
    memory.add(bits)
  }

  private func addTexts() throws {
    var (ends, bytes): ([Int64], [UInt8]) = ([0], [])
    ends.reserveCapacity(rows + 1)
    for row in 0..<rows {
      if row & 0xFFF == 0 { try check() }
      bytes += try answers.text(row: row, column: column).utf8
      ends.append(Int64(bytes.count))
    }
    memory.addEmptyBuffer()
    memory.add(ends)
    memory.add(bytes)
  }

  private func add(valid: [UInt8]) {
    if nulls > 0 { memory.add(valid) } else { memory.addEmptyBuffer() }
  }
}
