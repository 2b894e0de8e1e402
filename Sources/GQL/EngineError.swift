/// What can end an evaluation. The store and the session are as they were before.
public enum EngineError: Error, Sendable, Equatable {
  case cancelled
  case timeout(seconds: Double)
  case memoryLimit(bytes: Int)
  /// More distinct values than a 32-bit column can tell apart.
  case tooManyValues
  /// A file of `@import` or `@export`.
  case file(path: String, reason: String)
  /// A row of `@import` that does not fit.
  case importRow(path: String, line: Int, reason: String)
  /// Something needs a graph, and there is none.
  case noGraph
  /// A statement that touches files or the graph, where options forbid it.
  case changesRefused
  case notOneQuery
  /// A proof has more levels than anybody would read.
  case proofTooDeep(levels: Int)
}

extension EngineError: CustomStringConvertible {
  /// What happened and what to do about it, in one sentence.
  public var description: String {
    switch self {
    case .cancelled: "interrupted"
    case .timeout(let seconds): "the query took longer than \(Self.short(seconds)) s"
    case .memoryLimit(let bytes): "the query needs more memory than \(bytes >> 20) MB"
    case .tooManyValues: "the program produces more than 1,073,741,824 different values"
    case .file(let path, let reason): "\(path): \(reason)"
    case .importRow(let path, let line, let reason): "\(path):\(line): \(reason)"
    case .noGraph: "this needs a graph"
    case .changesRefused:
      "insert, delete, import and export are switched off here"
    case .notOneQuery: "give one fact or query to explain"
    case .proofTooDeep(let levels):
      "the proof is more than \(levels) levels deep; ask for one of its steps"
    }
  }

  private static func short(_ seconds: Double) -> String {
    seconds == seconds.rounded() ? String(Int(seconds)) : String(seconds)
  }
}
