// Feeds the readers of graph formats with any bytes. Compiled against the modules of the library.

import Glibc
import Graph

/// Making a graph takes longer than reading a small file, so each input is taken back from these.
nonisolated(unsafe) private let first = try? KnowledgeGraph(path: ":memory:", access: .readWrite)
nonisolated(unsafe) private let second = try? KnowledgeGraph(path: ":memory:", access: .readWrite)
private let file = "/dev/shm/graphsh-fuzz-\(getpid())"

/// The one format that is read, where the environment names one.
nonisolated(unsafe) private let only = getenv("GRAPHSH_FUZZ_FORMAT").flatMap {
  GraphFormat(name: String(cString: $0))
}

private struct TakeBack: Error {}

/// The first byte says which format the others are in, and how they are read. A file is refused with a message, and
/// leaves the graph as it was, or is read; then what the export writes of it is read as the same graph.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzImport(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  guard let start, count > 0, let first, let second else { return 0 }
  let formats = GraphFormat.allCases
  var options = ImportOptions()
  options.format = only ?? formats[Int(start[0] & 0x0F) % formats.count]
  options.base = "http://a.example/file"
  options.skipsErrors = start[0] & 0x10 != 0
  options.idColumn = start[0] & 0x20 != 0 ? "id" : nil
  options.graph = start[0] & 0x40 != 0 ? "g" : nil
  let bytes = Array(UnsafeBufferPointer(start: start + 1, count: count - 1))
  do {
    guard let quads = try exported(first, after: bytes, options) else {
      let left = try first.tripleCount()
      precondition(left == 0, "a refused file left something")
      return 0
    }
    var plain = ImportOptions()
    plain.format = .nQuads
    // Blank nodes may have other names.
    let again = try exported(second, after: Array(quads.utf8), plain)
    precondition(again.map(lines) == lines(quads), "another graph came back")
  } catch {
    preconditionFailure("\(error)")
  }
  return 0
}

private func lines(_ text: String) -> Int { text.utf8.count { $0 == 10 } }

/// What a graph writes after it has read a file; nil where it refuses the file.
private func exported(
  _ graph: KnowledgeGraph, after bytes: [UInt8], _ options: ImportOptions
) throws -> String? {
  guard let stream = fopen(file, "w") else { preconditionFailure("cannot write \(file)") }
  fwrite(bytes, 1, bytes.count, stream)
  fclose(stream)
  var text = ""
  do {
    try graph.transaction {
      _ = try graph.importFiles([file], options: options)
      try graph.export(.nQuads) { text += $0 }
      throw TakeBack()
    }
  } catch let error as FormatError {
    precondition(!error.description.isEmpty)
    return nil
  } catch is TakeBack {}
  return text
}
