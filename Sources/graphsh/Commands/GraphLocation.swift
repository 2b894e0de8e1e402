import Glibc
import Graph

/// A graph file that a command works on.
struct GraphLocation {
  var path: String
  /// False for the default `graph.db`, which need not exist for a program that asks nothing of a graph.
  var isNamed: Bool

  var exists: Bool { access(path, F_OK) == 0 }

  var isWritable: Bool { access(path, W_OK) == 0 }

  /// Opens for reading; a missing file is an error.
  func openForReading() throws -> KnowledgeGraph {
    try requireFile()
    return try KnowledgeGraph(path: path, access: .readOnly)
  }

  /// Opens for writing, making a missing file.
  func openForWriting(_ options: GlobalOptions) throws -> KnowledgeGraph {
    if options.readOnly { throw CommandError.wrongUse("--read-only: this command writes") }
    return try KnowledgeGraph(path: path, access: .readWrite)
  }

  func requireFile() throws(CommandError) {
    if !exists {
      throw .failed("\(path): no such graph; 'graphsh ingest PATH... --db \(path)' makes one")
    }
  }

  /// Removes a graph that this process made and put nothing into.
  func removeIfEmpty() {
    guard let graph = try? KnowledgeGraph(path: path, access: .readOnly),
      let counts = try? graph.statistics(), counts.documents == 0, counts.triples == 0
    else { return }
    for suffix in ["", "-wal", "-shm"] { unlink(path + suffix) }
  }
}
