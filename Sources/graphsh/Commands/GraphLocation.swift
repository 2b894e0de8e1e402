import Glibc
import Graph

/// A graph file that a command works on.
struct GraphLocation {
  var path: String
  /// False for the default `graph.db`, which need not exist for a program that asks nothing of a graph.
  var isNamed: Bool

  var exists: Bool { access(path, F_OK) == 0 }

  /// Whether there is a file with nothing in it, which becomes a graph when something is stored.
  var isEmpty: Bool {
    var status = stat()
    return stat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFREG && status.st_size == 0
  }

  var isWritable: Bool { KnowledgeGraph.isWritable(path) }

  /// Why nothing else may be read from or written to a path: it is the graph's own. Nil for every other path.
  func refusal(of path: String) -> String? {
    KnowledgeGraph.isPart(path, ofGraphAt: self.path) ? "it is the graph's own file" : nil
  }

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
    if isEmpty {
      throw .failed(
        "\(path): no graph yet, the file is empty; 'graphsh ingest PATH... --db \(path)' makes one")
    }
  }

  /// Removes a graph that this process made and nobody put anything into, or has open.
  func removeIfEmpty(endsProcess: Bool = false) {
    if exists, !isEmpty { KnowledgeGraph.removeIfEmpty(path, endsProcess: endsProcess) }
  }
}
