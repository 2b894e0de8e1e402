import GQL
import Graph

/// Writes sets of answers in the format of the settings.
struct AnswerPrinter {
  let settings: Settings
  /// Whether sets in JSON are elements of one array, since several sets by themselves are no JSON.
  var joinsSets = false
  /// Asked before each row; what it throws ends the output.
  var progress: () throws -> Void = {}

  /// - Parameters:
  ///   - isFirst: whether no set stands before it in the output.
  ///   - sources: of each row, what it rests on; two more columns
  ///   - time: what finding the answers took, for the line under a table.
  /// - Returns: whether the time has been told
  @discardableResult
  func write(
    _ answers: Answers, sources: [(document: String, sentence: String)?]? = nil, isFirst: Bool,
    time: Duration?
  ) throws -> Bool {
    if settings.effectiveFormat != .json {
      try settings.output.closeList()
    } else if joinsSets {
      try settings.output.beginElement()
    }
    if let truth = answers.truth {
      try settings.output.writeLine(truth ? "true" : "false")
      return false
    }
    try write(
      columns: answers.columns + (sources == nil ? [] : ["document", "sentence"]),
      count: answers.rowCount, noun: "answer", isFirst: isFirst, time: time
    ) { row in
      let cells = try answers.columns.indices.map { column in
        Cell(
          term: try answers.term(row: row, column: column),
          text: try answers.text(row: row, column: column))
      }
      guard let sources else { return cells }
      let source = sources[row]
      return cells
        + [source?.document ?? "", source?.sentence ?? ""].map { Cell(term: .string($0), text: $0) }
    }
    return time != nil && settings.effectiveFormat.hasFooter
  }

  /// Writes a list of something else than answers, such as that of the documents.
  func write(columns: [String], rows: [[Term]], noun: String, plural: String? = nil) throws {
    try write(columns: columns, count: rows.count, noun: noun, plural: plural) { row in
      rows[row].map { Cell(term: $0, text: Self.text(of: $0)) }
    }
  }

  private func write(
    columns: [String], count: Int, noun: String, plural: String? = nil, isFirst: Bool = true,
    time: Duration? = nil, row: (Int) throws -> [Cell]
  ) throws {
    let output = settings.output
    let format = settings.effectiveFormat
    if !isFirst, format.separatesSets { try output.writeLine() }
    let layout = settings.layout
    var writer = format.writer(to: output, layout: layout)
    try writer.begin(columns: columns)
    let shown = format.hasFooter ? min(count, layout.rowLimit ?? .max) : count
    for place in 0..<shown {
      try progress()
      try writer.write(row: try row(place))
    }
    try writer.finish()
    guard format.hasFooter else { return }
    var footer = Words.count(count, noun, plural: plural)
    if shown < count { footer = "\(shown) of \(footer); .set rows 0 shows all" }
    if let time { footer += " (\(Words.time(time)))" }
    try output.writeLine(footer)
  }

  /// A term that lists show as it is.
  private static func text(of term: Term) -> String {
    switch term {
    case .entity(let name, _), .string(let name), .iri(let name), .blank(let name),
      .languageString(let name, _), .typed(let name, _):
      name
    case .integer(let number): String(number)
    case .float(let number): String(number)
    case .boolean(let truth): String(truth)
    case .date(let date): date.description
    case .dateTime(let moment): moment.description
    }
  }
}
