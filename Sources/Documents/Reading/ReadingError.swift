import Base

/// Why a document could not be read; each with what is wrong in one sentence.
public enum ReadingError: Error, Equatable, Sendable, CustomStringConvertible {
  case file(FileProblem)
  case empty
  case binary
  /// Statements of RDF, and no text.
  case graphData
  /// The bytes are text of no encoding that is read, or broken text of one.
  case encoding(String)
  /// Not well-formed JSON, or JSON without a text.
  case json(line: Int, problem: String)
  /// A row of a table, or its header, that makes no document.
  case record(line: Int, problem: String)
  /// Markup that is not well formed.
  case markup(line: Int, problem: String)
  /// A page without an article, and what it has instead.
  case noText(String)
  /// An archive, or a document that is one, which cannot be unpacked.
  case archive(String)
  /// What another program that reads such files says, or that it is not there.
  case program(String)
  /// What is wrong with one of several in a file.
  indirect case part(String, ReadingError)
  case tooLarge(bytes: Int, most: Int)

  /// What is wrong with the document, and what to do about it.
  public var description: String {
    switch self {
    case .file(let problem): problem.description
    case .empty: "is empty"
    case .binary: "is binary, not text"
    case .graphData: "is RDF, not a text: graphsh import reads it"
    case .encoding(let problem): problem
    case .json(let line, let problem), .markup(let line, let problem),
      .record(let line, let problem):
      "line \(line): \(problem)"
    case .noText(let reason): "no article text: \(reason)"
    case .archive(let problem): "cannot be unpacked: \(problem)"
    case .program(let problem): problem
    case .part(let name, let problem): "\(name): \(problem)"
    case .tooLarge(let bytes, let most):
      "has \(bytes) bytes; a file of this kind may have at most \(most)"
    }
  }
}
