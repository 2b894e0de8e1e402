import CGraphsh
import GQL
import Graph

/// A whole answer in the layout of Apache Arrow, handed over by its C data interface
/// (https://arrow.apache.org/docs/format/CDataInterface.html).
///
/// Linear in the cells. Buffers belong to whoever holds the array, which frees them by `release`.
struct ArrowTable {
  /// What the cells of a column are.
  private enum ColumnKind: String {
    case integers = "l"
    case floats = "g"
    case truths = "b"
    case days = "tdD"
    case texts = "U"

    /// The kind of a column with cells of both kinds.
    func joined(_ other: ColumnKind) -> ColumnKind {
      self == other ? self : Set([self, other]) == [.integers, .floats] ? .floats : .texts
    }

    init(_ term: Term) {
      self =
        switch term {
        case .integer: .integers
        case .float: .floats
        case .boolean: .truths
        case .date: .days
        default: .texts
        }
    }
  }

  private let answers: Answers
  private let names: [String]
  private let rows: Int
  private var columnCount: Int { names.count }
  private let check: () throws -> Void

  /// - Parameter check: asked now and then; what it throws ends the work
  init(_ answers: Answers, check: @escaping () throws -> Void) {
    self.answers = answers
    names = answers.truth == nil ? answers.columns : ["answer"]
    rows = answers.truth == nil ? answers.rowCount : 1
    self.check = check
  }

  /// Fills both structures, of which nothing is read.
  func export(
    schema: UnsafeMutablePointer<ArrowSchema>, array: UnsafeMutablePointer<ArrowArray>
  ) throws {
    let kinds = try (0..<columnCount).map(kind)
    var columns: [ArrowMemory] = []
    for column in kinds.indices { columns.append(try buffers(of: column, kinds[column])) }
    // From here on nothing fails, so that all or nothing is handed over.
    ArrowMemory.fill(
      schema, format: "+s", name: "", children: zip(kinds, names).map { ($0.rawValue, $1) })
    let root = ArrowMemory()
    root.addEmptyBuffer()
    root.fill(
      array, length: rows,
      children: columns.map { column in
        { column.fill($0, length: rows, children: []) }
      })
  }

  // MARK: Columns

  private func term(_ row: Int, _ column: Int) throws -> Term {
    if let truth = answers.truth { return .boolean(truth) }
    return try answers.term(row: row, column: column)
  }

  private func kind(_ column: Int) throws -> ColumnKind {
    var kind: ColumnKind?
    for row in 0..<rows {
      if row & 0xFFF == 0 { try check() }
      let new = ColumnKind(try term(row, column))
      kind = kind?.joined(new) ?? new
      if kind == .texts { break }
    }
    return kind ?? .texts
  }

  private func buffers(of column: Int, _ kind: ColumnKind) throws -> ArrowMemory {
    let memory = ArrowMemory()
    memory.addEmptyBuffer()
    switch kind {
    case .integers:
      try add(Int64.self, of: column, to: memory) {
        if case .integer(let value) = $0 { value } else { 0 }
      }
    case .floats:
      try add(Double.self, of: column, to: memory) { $0.numericValue?.double ?? .nan }
    case .days:
      try add(Int32.self, of: column, to: memory) {
        if case .date(let day) = $0 { Int32(clamping: day.daysSinceEpoch) } else { 0 }
      }
    case .truths:
      var bits = [UInt8](repeating: 0, count: (rows + 7) / 8)
      for row in 0..<rows {
        if case .boolean(true) = try term(row, column) { bits[row >> 3] |= 1 << (row & 7) }
      }
      memory.add(bits)
    case .texts:
      var (ends, bytes): ([Int64], [UInt8]) = ([0], [])
      ends.reserveCapacity(rows + 1)
      for row in 0..<rows {
        if row & 0xFFF == 0 { try check() }
        bytes += try answers.text(row: row, column: column).utf8
        ends.append(Int64(bytes.count))
      }
      memory.add(ends)
      memory.add(bytes)
    }
    return memory
  }

  private func add<Cell>(
    _ type: Cell.Type, of column: Int, to memory: ArrowMemory, _ cell: (Term) -> Cell
  ) throws {
    var cells: [Cell] = []
    cells.reserveCapacity(rows)
    for row in 0..<rows {
      if row & 0xFFF == 0 { try check() }
      cells.append(cell(try term(row, column)))
    }
    memory.add(cells)
  }
}
