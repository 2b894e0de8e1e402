import Foundation

/// One line of an `expected.tsv`: what a careful reader says that a graph must hold or must not.
///
/// docs/seeds.md describes the format.
struct Expectation: Sendable, CustomStringConvertible {
  enum Kind: String, Sendable {
    case fact
    case mustNot = "must-not"
    case statement
  }

  enum Flag: Sendable, Equatable {
    case negated, modality
    /// Nil is any speaker.
    case attributed(to: String?)
  }

  struct Malformed: Error { let file: String, line: Int, text: String }

  let kind: Kind
  /// Nil is the graph as a whole.
  let document: String?
  /// Alternatives; nil is anything.
  let subjects: [String]?
  let predicates: [String]?
  let objects: [String]?
  let flags: [Flag]
  let description: String

  /// Reads the expectations of a file.
  static func read(_ file: URL) throws -> [Expectation] {
    var expectations: [Expectation] = []
    let lines = try String(contentsOf: file, encoding: .utf8).components(separatedBy: "\n")
    for (number, line) in lines.enumerated() where !line.isEmpty && !line.hasPrefix("#") {
      guard let expectation = Expectation(line: line) else {
        throw Malformed(file: file.lastPathComponent, line: number + 1, text: line)
      }
      expectations.append(expectation)
    }
    return expectations
  }

  private init?(line: String) {
    let fields = line.components(separatedBy: "\t")
    guard (5...6).contains(fields.count), let kind = Kind(rawValue: fields[0]) else { return nil }
    self.kind = kind
    document = fields[1] == "*" ? nil : fields[1]
    let slots = fields[2...4].map { $0 == "*" ? nil : $0.components(separatedBy: "|") }
    // A `*` among alternatives makes the slot anything.
    let open = slots.map { $0.flatMap { $0.contains("*") ? nil : $0 } }
    (subjects, predicates, objects) = (open[0], open[1], open[2])
    var flags: [Flag] = []
    for name in fields.count == 6 ? fields[5].components(separatedBy: ",") : [] {
      switch name {
      case "negated": flags.append(.negated)
      case "modality": flags.append(.modality)
      case "attributed_to=*": flags.append(.attributed(to: nil))
      case _ where name.hasPrefix("attributed_to="):
        flags.append(.attributed(to: String(name.dropFirst("attributed_to=".count))))
      default: return nil
      }
    }
    guard flags.isEmpty == (kind != .statement) else { return nil }
    self.flags = flags
    description = line.replacingOccurrences(of: "\t", with: "  ")
  }
}
