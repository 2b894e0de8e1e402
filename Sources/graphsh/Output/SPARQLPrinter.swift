import GQL
import Graph
import SPARQL

/// Writes answers of SPARQL: in JSON, CSV and TSV as its standards have them, in other formats as answers of GQL are written.
struct SPARQLPrinter {
  let settings: Settings
  /// Asked before each row; what it throws ends the output.
  var progress: () throws -> Void = {}

  /// - Parameter time: what finding the answer took, for the line under a table.
  func write(_ answer: SPARQLAnswer, time: Duration?) throws {
    let output = settings.output
    switch answer {
    case .boolean(let truth):
      if let format { return try writer(format).write(truth) }
      try output.writeLine(truth ? "true" : "false")
    case .triples(let triples):
      try TripleWriter.write(triples) { text in
        try progress()
        try output.write(text)
      }
    case .updated: break
    case .solutions(let table):
      if let format { return try writer(format).write(table) }
      try writeRows(table, time: time)
    }
  }

  /// The standard format that the settings ask for.
  private var format: ResultFormat? {
    switch settings.effectiveFormat {
    case .json: .json
    case .csv: .csv
    case .tsv: .tsv
    default: nil
    }
  }

  private func writer(_ format: ResultFormat) -> ResultWriter {
    ResultWriter(format) { text in
      try progress()
      try settings.output.write(text)
    }
  }

  private func writeRows(_ table: SolutionTable, time: Duration?) throws {
    let layout = settings.layout
    let format = settings.effectiveFormat
    var writer = format.writer(to: settings.output, layout: layout)
    try writer.begin(columns: table.variables)
    let shown = format.hasFooter ? min(table.count, layout.rowLimit ?? .max) : table.count
    for number in 0..<shown {
      try progress()
      let cells = try table.row(number).map { term in
        Cell(term: term ?? .string(""), text: term.map(Self.text) ?? "")
      }
      try writer.write(row: cells)
    }
    try writer.finish()
    guard format.hasFooter else { return }
    var footer = Words.count(table.count, "answer")
    if shown < table.count { footer = "\(shown) of \(footer); .set rows 0 shows all" }
    if let time { footer += " (\(Words.time(time)))" }
    try settings.output.writeLine(footer)
  }

  private static func text(_ term: Term) -> String {
    switch term {
    case .iri(let iri): iri
    case .blank(let label): "_:" + label
    default: term.lexicalForm ?? ""
    }
  }
}
