/// What a terminal shows of what is written to it: the part of ECMA-48 that programs write, and the columns of wide
/// characters.
struct TerminalScreen {
  struct Cell: Equatable {
    /// Empty for the second half of a wide character.
    var text = " "
    /// The parameters of the last Select Graphic Rendition.
    var style = ""
  }

  private(set) var columns: Int
  private let height: Int
  private var rows: [[Cell]]
  /// What was pushed out above.
  private var pushedOut: [[Cell]] = []
  private var row = 0
  private var column = 0
  private var style = ""
  private var escape: String?
  private var joins = false

  init(columns: Int, height: Int) {
    self.columns = columns
    self.height = height
    rows = Array(repeating: [], count: height)
  }

  /// The lines from the first to the last that hold anything, without blanks at their ends.
  var lines: [String] {
    let all = (pushedOut + rows).map { row in
      String(row.map(\.text).joined().reversed().drop { $0 == " " }.reversed())
    }
    return Array(all.reversed().drop(while: \.isEmpty).reversed())
  }

  /// The same lines with their styles.
  var styledLines: [[Cell]] {
    let all = (pushedOut + rows).map { row in
      Array(row.reversed().drop { $0.text == " " }.reversed())
    }
    return Array(all.reversed().drop(while: \.isEmpty).reversed())
  }

  /// What stands in the row of the cursor before it.
  var beforeCursor: String {
    rows[row].prefix(column).map(\.text).joined()
  }

  /// The style of the first character of a text, where it stands last; nil where it does not stand in one row.
  func style(of text: String) -> String? {
    for row in rows.reversed() {
      for start in row.indices.reversed()
      where row[start...].map(\.text).joined().hasPrefix(text) { return row[start].style }
    }
    return nil
  }

  /// Breaks rows anew that do not fit, as most terminals do; the cursor stays on its character.
  mutating func resize(columns: Int) {
    var broken: [[Cell]] = []
    var place = (row: 0, column: 0)
    for (index, cells) in rows[...max(row, rows.lastIndex { !$0.isEmpty } ?? 0)].enumerated() {
      let start = broken.count
      for from in stride(from: 0, to: max(cells.count, 1), by: columns) {
        broken.append(Array(cells[from..<min(from + columns, cells.count)]))
      }
      if index == row {
        place = (start + column / columns, column % columns)
        while broken.count <= place.row { broken.append([]) }
      }
    }
    let surplus = max(0, broken.count - height)
    pushedOut += broken[..<surplus]
    rows = Array(broken[surplus...])
    rows += Array(repeating: [], count: height - rows.count)
    (row, column) = (place.row - surplus, place.column)
    self.columns = columns
  }

  mutating func take(_ text: String) {
    for scalar in text.unicodeScalars {
      if let begun = escape {
        let sequence = begun + String(scalar)
        let isEnd = sequence.count > 1 && ("@"..."~").contains(scalar)
        escape = isEnd ? nil : sequence
        if isEnd { obey(sequence) }
        continue
      }
      switch scalar {
      case "\u{1B}": escape = ""
      case "\n": goDown()
      case "\r": column = 0
      case "\u{8}": column = max(0, min(column, columns) - 1)
      case "\u{0}"..<" ": break
      default: put(scalar)
      }
    }
  }

  private mutating func goDown() {
    if row + 1 < height {
      row += 1
    } else {
      pushedOut.append(rows.removeFirst())
      rows.append([])
    }
  }

  private mutating func put(_ scalar: Unicode.Scalar) {
    let width = joins ? 0 : Self.width(of: scalar)
    joins = scalar == "\u{200D}"
    if width == 0 {
      let place = rows[row].prefix(column).lastIndex { !$0.text.isEmpty }
      if let place { rows[row][place].text.unicodeScalars.append(scalar) }
      return
    }
    if column + width > columns {
      goDown()
      column = 0
    }
    while rows[row].count < column + width { rows[row].append(Cell()) }
    rows[row][column] = Cell(text: String(scalar), style: style)
    if width == 2 { rows[row][column + 1] = Cell(text: "", style: style) }
    column += width
  }

  private static func width(of scalar: Unicode.Scalar) -> Int {
    switch scalar.value {
    case 0x300...0x36F, 0x200D, 0xFE0F: 0
    case 0x1100...0x115F, 0x2E80...0xA4CF, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFF00...0xFF60,
      0x1F300...0x1FAFF:
      2
    default: 1
    }
  }

  private mutating func obey(_ sequence: String) {
    guard sequence.first == "[", let last = sequence.last else { return }
    let parameters = sequence.dropFirst().dropLast()
    let number = Int(parameters) ?? 1
    switch last {
    case "A": row = max(0, row - number)
    case "B": row = min(height - 1, row + number)
    case "C": column = min(columns - 1, column + number)
    case "D": column = max(0, column - number)
    case "G": column = min(columns, number) - 1
    case "H": (row, column) = (0, 0)
    case "K": eraseRow()
    case "J" where parameters == "2": rows = Array(repeating: [], count: height)
    case "J":
      eraseRow()
      for below in rows.indices.dropFirst(row + 1) { rows[below] = [] }
    case "m": style = parameters.hasPrefix("0;") ? String(parameters.dropFirst(2)) : ""
    default: break
    }
  }

  private mutating func eraseRow() {
    // Behind the last column the cursor still stands on it.
    rows[row] = Array(rows[row].prefix(min(column, columns - 1)))
  }
}
