import Parquet

/// What the first bytes of a file show it to be, whatever it is called.
enum FileSignature {
  case xml
  case webPage
  case turtle
  case jsonLD
  case json
  case utf16
  case zip
  case parquet

  /// Bytes in which a file must show it.
  static let reach = 1024

  /// - Parameter bytes: the beginning of a file, decompressed and without the byte order mark of UTF-8.
  init?(_ bytes: [UInt8]) {
    if [[0xFF, 0xFE], [0xFE, 0xFF]].contains(Array(bytes.prefix(2))) {
      self = .utf16
      return
    }
    if bytes.starts(with: Array("PK\u{3}\u{4}".utf8)) {
      self = .zip
      return
    }
    if ParquetFile.isParquet(bytes) {
      self = .parquet
      return
    }
    let text = String(decoding: bytes, as: UTF8.self)
    let opening = text.drop(while: \.isWhitespace)
    let lowercased = opening.prefix(16).lowercased()
    if ["<!doctype html", "<html"].contains(where: lowercased.hasPrefix) {
      self = .webPage
    } else if ["<?xml", "<!--", "<!doctype", "<rdf:rdf"].contains(where: lowercased.hasPrefix) {
      self = .xml
    } else if Self.isJSON(opening) {
      let isLinked = ["\"@context\"", "\"@graph\"", "\"@id\"", "\"@type\""].contains(
        where: text.contains)
      self = isLinked ? .jsonLD : .json
    } else if Self.isTurtle(opening) {
      self = .turtle
    } else {
      return nil
    }
  }

  /// An object with a member, or a list of objects. A graph of TriG or a node of Turtle does not begin so.
  private static func isJSON(_ text: Substring) -> Bool {
    guard let bracket = text.first, bracket == "{" || bracket == "[" else { return false }
    let next = text.dropFirst().first { !$0.isWhitespace }
    return next == (bracket == "{" ? "\"" : "{")
  }

  /// Whether the first line that is no comment declares a prefix or a base.
  private static func isTurtle(_ text: Substring) -> Bool {
    let lines = text.split(whereSeparator: \.isNewline).map { $0.drop(while: \.isWhitespace) }
    guard let first = lines.first(where: { !$0.isEmpty && !$0.hasPrefix("#") }) else {
      return false
    }
    let word = first.prefix { !$0.isWhitespace }.lowercased()
    return ["@prefix", "prefix", "@base", "base"].contains(word) && first.contains("<")
  }

  /// Why a file that shows itself to be this is none of the format that it is to be read as; nil where it may be one.
  func refusal(_ file: String, as format: GraphFormat, _ options: ImportOptions) -> FormatError? {
    switch (self, format) {
    case (.xml, .rdfXML), (.webPage, .rdfXML), (.turtle, .turtle), (.turtle, .triG): return nil
    case (.json, .jsonLines), (.parquet, .parquet): return nil
    // Records with an identifier of JSON-LD may be read as records.
    case (.jsonLD, .jsonLines) where options.idColumn != nil: return nil
    default: return refusal(file)
    }
  }

  /// What to do with a file whose name tells nothing.
  func refusal(_ file: String) -> FormatError {
    switch self {
    case .xml: .otherFormat(file: file, name: "XML", wayOut: "if it is RDF/XML, say --format rdf")
    case .webPage:
      .otherFormat(file: file, name: "a web page", wayOut: "graphsh ingest reads its text")
    case .turtle: .otherFormat(file: file, name: "Turtle", wayOut: "say --format ttl")
    case .jsonLD: .unreadFormat(file: file, name: "JSON-LD", wayOut: GraphFormat.throughJena)
    case .json:
      .otherFormat(
        file: file, name: "JSON",
        wayOut:
          "graphs come in as JSON lines, an object a line (--format jsonl), and texts by graphsh ingest"
      )
    case .utf16:
      .unreadFormat(
        file: file, name: "UTF-16",
        wayOut: "turn it into UTF-8 first: iconv -f UTF-16 -t UTF-8 FILE > NEW")
    case .parquet: .otherFormat(file: file, name: "Parquet", wayOut: "say --format parquet")
    case .zip: .unreadFormat(file: file, name: "a ZIP archive", wayOut: "unpack it first")
    }
  }
}
