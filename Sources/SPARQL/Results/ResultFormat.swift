/// The formats in which solutions and truth values are written.
package enum ResultFormat: String, Sendable, CaseIterable {
  case json, xml, csv, tsv

  /// What it is called over HTTP.
  package var mediaType: String {
    switch self {
    case .json: "application/sparql-results+json"
    case .xml: "application/sparql-results+xml"
    case .csv: "text/csv; charset=utf-8"
    case .tsv: "text/tab-separated-values; charset=utf-8"
    }
  }

  /// The format that a media type stands for, of several if it is a usual name of one.
  package init?(mediaType: String) {
    switch mediaType {
    case "application/sparql-results+json", "application/json": self = .json
    case "application/sparql-results+xml", "application/xml", "text/xml": self = .xml
    case "text/csv": self = .csv
    case "text/tab-separated-values": self = .tsv
    default: return nil
    }
  }
}

/// Writes answers of SELECT and ASK.
package struct ResultWriter {
  private let format: ResultFormat
  private let output: (String) throws -> Void

  /// - Parameter output: gets the text piece by piece; what it throws ends the writing.
  package init(_ format: ResultFormat, to output: @escaping (String) throws -> Void) {
    self.format = format
    self.output = output
  }

  package func write(_ table: SolutionTable) throws {
    switch format {
    case .json: try JSONResults(output).write(table)
    case .xml: try XMLResults(output).write(table)
    case .csv: try DelimitedResults(output, isTSV: false).write(table)
    case .tsv: try DelimitedResults(output, isTSV: true).write(table)
    }
  }

  package func write(_ truth: Bool) throws {
    switch format {
    case .json: try JSONResults(output).write(truth)
    case .xml: try XMLResults(output).write(truth)
    // These formats have no truth values of their own.
    case .csv, .tsv: try output(truth ? "true\n" : "false\n")
    }
  }
}
