/// The formats in which whole graphs come in.
public enum GraphFormat: String, Sendable, CaseIterable {
  case nTriples = "nt"
  case nQuads = "nq"
  case turtle = "ttl"
  case triG = "trig"
  case csv
  case tsv
  case jsonLines = "jsonl"

  /// What stands between the cells of a table.
  var separator: UInt8 { self == .tsv ? 9 : UInt8(ascii: ",") }

  static var namesForReading: String { allCases.map(\.rawValue).joined(separator: ", ") }

  /// The format that a file's ending stands for; `.gz` after it does not count.
  public init?(path: String) {
    let name = path.lowercased()
    let stem = name.hasSuffix(".gz") ? name.dropLast(3) : name[...]
    guard let dot = stem.lastIndex(of: ".") else { return nil }
    self.init(name: String(stem[stem.index(after: dot)...]))
  }

  /// The format of this name, as endings and users spell it.
  public init?(name: String) {
    switch name.lowercased() {
    case "nt", "ntriples", "n-triples": self = .nTriples
    case "nq", "nquads", "n-quads": self = .nQuads
    case "ttl", "turtle": self = .turtle
    case "trig": self = .triG
    case "csv": self = .csv
    case "tsv", "tab": self = .tsv
    case "jsonl", "ndjson", "json-lines": self = .jsonLines
    default: return nil
    }
  }
}
