import Base
import Graph

/// Reads the files that a program names.
package protocol SourceLoader {
  /// The whole of a file. Throws ``SourceLoaderError``.
  func read(_ path: String) throws -> [UInt8]
  /// At most so many bytes from the beginning of a file.
  func readBeginning(_ path: String, limit: Int) throws -> [UInt8]
}

package struct SourceLoaderError: Error, Sendable, Equatable {
  /// As the system says it: `No such file or directory`.
  package var reason: String

  package init(reason: String) {
    self.reason = reason
  }
}

/// Reads from the file system what may be read.
package struct FileLoader: SourceLoader {
  private let files: FileAccess
  /// The most bytes that a program may have.
  private let limit: Int

  package init(files: FileAccess = .everywhere, limit: Int? = nil) {
    self.files = files
    // Places in a program are numbers of 32 bits.
    self.limit = min(limit ?? .max, Int(Int32.max) - 1)
  }

  package func read(_ path: String) throws -> [UInt8] {
    try loading { () throws(FileProblem) in try files.input(path).rest(atMost: limit) }
  }

  package func readBeginning(_ path: String, limit: Int) throws -> [UInt8] {
    try loading { () throws(FileProblem) in
      let file = try files.input(path)
      var bytes = [UInt8](repeating: 0, count: limit)
      var count = 0
      while count < limit {
        let got = try bytes.withUnsafeMutableBytes { buffer in
          Result { () throws(FileProblem) in
            try file.read(into: UnsafeMutableRawBufferPointer(rebasing: buffer[count...]))
          }
        }.get()
        if got == 0 { break }
        count += got
      }
      bytes.removeLast(limit - count)
      return bytes
    }
  }

  /// What a limit or a wish to stop ended is no mistake of the program.
  private func loading(_ body: () throws(FileProblem) -> [UInt8]) throws -> [UInt8] {
    do { return try body() } catch {
      switch error {
      case .stopped, .tooLarge: throw error
      default: throw SourceLoaderError(reason: error.systemReason)
      }
    }
  }
}

/// Paths as programs write them.
enum ProgramPath {
  /// A path of a program, from the working folder: relative ones are relative to the program's file.
  static func resolve(_ path: String, from source: String) -> String {
    guard !path.hasPrefix("/"), let slash = source.lastIndex(of: "/") else { return path }
    return source[...slash] + path
  }

  /// One spelling for one path, so that a file is included once: without `.`, `..` and doubled slashes.
  static func normalized(_ path: String) -> String {
    var parts: [Substring] = []
    for part in path.split(separator: "/") where part != "." {
      if part == "..", let last = parts.last, last != ".." {
        parts.removeLast()
      } else {
        parts.append(part)
      }
    }
    return (path.hasPrefix("/") ? "/" : "") + parts.joined(separator: "/")
  }
}

extension TableFormat {
  /// Endings of formats that programs neither read nor write: their text is no CSV.
  private static let others = [
    ".json", ".jsonl", ".ndjson", ".nq", ".trig", ".rdf", ".xml", ".parquet", ".xlsx", ".gz",
  ]

  /// Whether the ending of a file's name tells another format than these.
  static func isOther(_ path: String) -> Bool {
    let name = path.lowercased()
    return others.contains { name.hasSuffix($0) }
  }

  /// The format that the ending of a file's name tells; CSV where it tells none.
  static func ofFile(_ path: String) -> TableFormat {
    let name = path.lowercased()
    if name.hasSuffix(".nt") || name.hasSuffix(".ntriples") { return .ntriples }
    if name.hasSuffix(".ttl") || name.hasSuffix(".turtle") { return .turtle }
    if name.hasSuffix(".tsv") || name.hasSuffix(".tab") || name.hasSuffix(".facts") { return .tsv }
    return .csv
  }

  /// Columns of the first record; nil where the file is empty. RDF has three: subject, predicate, object.
  func columnCount(ofBeginning bytes: [UInt8]) -> Int? {
    switch self {
    case .ntriples, .turtle: return 3
    case .csv, .tsv:
      let separator = self == .csv ? UInt8(ascii: ",") : UInt8(ascii: "\t")
      var count = 1
      var isQuoted = false
      var isEmpty = true
      for byte in bytes {
        if self == .csv, byte == UInt8(ascii: "\"") { isQuoted.toggle() }
        if !isQuoted {
          if byte == UInt8(ascii: "\n") || byte == UInt8(ascii: "\r") {
            if isEmpty { continue }
            break
          }
          if byte == separator { count += 1 }
        }
        isEmpty = false
      }
      return isEmpty ? nil : count
    }
  }
}
