import Base
import Glibc
import Synchronization

/// What words are near others in meaning, by WordNet 3.0: the file that `script/wordnet` makes of Debian's package.
///
/// A line of the file is found by halving; nothing of it is read before it is asked for.
public struct WordNet: Sendable {
  private let bytes: [UInt8]
  /// Where the lines of each part lie.
  private let parts: [String: Range<Int>]

  /// Why the file cannot be used.
  public enum Problem: Error, CustomStringConvertible {
    case missing(path: String)
    case damaged(path: String)

    /// What is wrong with the file and what to do about it.
    public var description: String {
      switch self {
      case .missing(let path):
        "WordNet is not installed at \(path): releases of graphsh have it, a checkout gets it by script/bootstrap"
      case .damaged(let path):
        "\(path) is damaged or of another version: install graphsh again, or remove it and call script/bootstrap"
      }
    }
  }

  /// Where it is looked for: `$GRAPHSH_WORDNET`, or else the user's cache folder, beside the language model, or else
  /// where a release has it, beside the folder of the executable.
  public static func defaultPath() -> String {
    func variable(_ name: String) -> String? {
      guard let value = getenv(name), value.pointee != 0 else { return nil }
      return String(cString: value)
    }
    if let path = variable("GRAPHSH_WORDNET") { return path }
    let cache = variable("XDG_CACHE_HOME") ?? (variable("HOME") ?? "") + "/.cache"
    let usual = cache + "/graphsh/wordnet-3.0"
    if access(usual, R_OK) != 0, let released = releasedPath() { return released }
    return usual
  }

  private static func releasedPath() -> String? {
    guard let program = realpath("/proc/self/exe", nil) else { return nil }
    defer { free(program) }
    let folder = String(cString: program).split(separator: "/").dropLast(2)
    let path = "/" + folder.joined(separator: "/") + "/share/graphsh/wordnet-3.0"
    return access(path, R_OK) == 0 ? path : nil
  }

  private typealias Loaded = (path: String, result: Result<WordNet, Problem>)
  private static let loaded = Mutex<Loaded?>(nil)

  /// The file at its usual place, read and checked when it is first asked for, and again where `$GRAPHSH_WORDNET` has
  /// come to name another one.
  public static var installed: Result<WordNet, Problem> {
    let path = defaultPath()
    return loaded.withLock { loaded in
      if let loaded, loaded.path == path { return loaded.result }
      let result = Result { () throws(Problem) in try WordNet(path: path) }
      loaded = (path, result)
      return result
    }
  }

  /// Reads the file; its first line has the CRC-32 of the others and their places.
  public init(path: String = WordNet.defaultPath()) throws(Problem) {
    guard let bytes = try? FileAccess.everywhere.input(path).rest(atMost: 1 << 26) else {
      throw .missing(path: path)
    }
    guard let end = bytes.firstIndex(of: UInt8(ascii: "\n")),
      let heading = String(validating: bytes[..<end], as: UTF8.self)
    else { throw .damaged(path: path) }
    let words = heading.split(separator: " ").map(String.init)
    guard words.count > 3, Array(words[0...1]) == ["graphsh-wordnet", "1"],
      let sum = UInt32(words[2], radix: 16), sum == Checksum.crc32(Array(bytes[(end + 1)...]))
    else { throw .damaged(path: path) }
    var parts: [String: Range<Int>] = [:]
    var place = end + 1
    for part in words[3...] {
      let pair = part.split(separator: "=")
      guard pair.count == 2, let length = Int(pair[1]), (0...bytes.count - place).contains(length)
      else { throw .damaged(path: path) }
      parts[String(pair[0])] = place..<(place + length)
      place += length
    }
    self.bytes = bytes
    self.parts = parts
  }

  /// Verbs that mean the same as a verb, or a way of doing it; the nearest first.
  public func verbs(near verb: String) -> [String] { list("verbs", verb) }

  /// Verbs that a noun is derived from (`visit` of `visitor`).
  public func verbs(ofNoun noun: String) -> [String] { list("derived", noun) }

  /// What a noun is, by its commonest meaning: `person`, `group`, `place`, `act`, `artifact`, `event` or `time`.
  public func kind(ofNoun noun: String) -> String? { list("nouns", noun).first }

  /// The values of a line; the lines of a part are in the order of their bytes.
  private func list(_ part: String, _ word: String) -> [String] {
    guard var range = parts[part] else { return [] }
    let wanted = Array(word.utf8)
    while !range.isEmpty {
      let middle = (range.lowerBound + range.upperBound) / 2
      let start = bytes[range.lowerBound..<middle].lastIndex(of: UInt8(ascii: "\n")).map { $0 + 1 }
      let line = start ?? range.lowerBound
      let end =
        bytes[middle..<range.upperBound].firstIndex(of: UInt8(ascii: "\n"))
        ?? range.upperBound
      let tab = bytes[line..<end].firstIndex(of: UInt8(ascii: "\t")) ?? end
      if bytes[line..<tab].elementsEqual(wanted) {
        guard tab < end else { return [] }
        return String(decoding: bytes[(tab + 1)..<end], as: UTF8.self).split(separator: ";")
          .map(String.init)
      }
      if bytes[line..<tab].lexicographicallyPrecedes(wanted) {
        range = min(end + 1, range.upperBound)..<range.upperBound
      } else {
        range = range.lowerBound..<line
      }
    }
    return []
  }
}
