/// The formats in which whole graphs come in.
public enum GraphFormat: String, Sendable, CaseIterable {
  case nTriples = "nt"
  case nQuads = "nq"
  case turtle = "ttl"
  case triG = "trig"
  case rdfXML = "rdf"
  case csv
  case tsv
  case jsonLines = "jsonl"
  case parquet

  /// What stands between the cells of a table.
  var separator: UInt8 { self == .tsv ? 9 : UInt8(ascii: ",") }

  static var namesForReading: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// The format that a file's ending stands for; `.gz` after it does not count.
  public init?(path: String) {
    guard let ending = Self.ending(of: path) else { return nil }
    self.init(name: ending)
  }

  /// What makes a readable format of most others of RDF.
  static let throughJena =
    "turn it into N-Quads first, as Apache Jena does: riot --output=nquads FILE > FILE.nq"

  /// Formats that are not read, by their endings, and what makes one of them that is.
  private static let others: [String: (name: String, wayOut: String)] = [
    "jsonld": ("JSON-LD", throughJena), "n3": ("Notation3", throughJena),
    "trix": ("TriX", throughJena), "rj": ("RDF/JSON", throughJena),
    "hdt": ("HDT", "turn it into N-Triples first, as hdt-cpp does: hdt2rdf FILE FILE.nt"),
  ]

  /// Why a file's ending stands for no format that is read; nil where it stands for none at all.
  static func unread(_ path: String) -> FormatError? {
    ending(of: path).flatMap { others[$0] }.map {
      .unreadFormat(file: path, name: $0.name, wayOut: $0.wayOut)
    }
  }

  /// The ending of a file's name, in lower case; `.gz` after it does not count.
  static func ending(of path: String) -> String? {
    let name = path.lowercased()
    let stem = name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
    return stem.lastIndex(of: ".").map { String(stem[stem.index(after: $0)...]) }
  }

  /// The format of this name, as endings and users spell it.
  public init?(name: String) {
    switch name.lowercased() {
    case "nt", "ntriples", "n-triples": self = .nTriples
    case "nq", "nquads", "n-quads": self = .nQuads
    case "ttl", "turtle": self = .turtle
    case "trig": self = .triG
    case "rdf", "owl", "xml", "rdfxml", "rdf/xml": self = .rdfXML
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "jsonl", "ndjson", "json-lines": self = .jsonLines
    case "parquet", "parq", "pq": self = .parquet
    default: return nil
    }
  }
}
