import Asking
import Base
import Graph

/// What all threads of a server share.
final class Site: Sendable {
  /// Path of the graph's file.
  let path: String
  let limits: MCPLimits
  /// Values of `$name` in programs.
  let parameters: [String: Term]
  /// The files that may be read into the graph; nil where nothing can be changed.
  let readableFiles: FileAccess?
  /// What questions and texts are read with.
  let reading = KeptQuestionReading()

  init(
    path: String, limits: MCPLimits, parameters: [String: Term], readableFiles: FileAccess?
  ) {
    self.path = path
    self.limits = limits
    self.parameters = parameters
    self.readableFiles = readableFiles
  }

  /// The tools that there are.
  var tools: [Tool] { Tool.reading + (readableFiles == nil ? [] : [Tool.ingest]) }
}
