import Base
import GQL
import Graph

/// What the operators of one request share: terms, limits, the variables, and what is the same in all rows.
final class EvaluationState {
  let terms: TermSpace
  let cancellation: Cancellation
  private let memoryLimit: Int?
  private var held = 0
  private var checks = 0
  var variables: VariableTable
  /// What relative IRIs are relative to.
  let base: BaseIRI?
  var patterns = PatternCache()
  /// The moment of `NOW()`, the same wherever it is asked for.
  let now: Term
  private var blanks = 0
  /// The variable that numbers rows where `BNODE` is asked for blank nodes of a row; nil where it is not.
  var rowVariable: Int?
  private var rows: Int32 = 0
  private var blanksOfRows: [Int32: [String: Term]] = [:]

  var graph: KnowledgeGraph { terms.graph }

  init(
    graph: KnowledgeGraph, cancellation: Cancellation, memoryLimit: Int?,
    variables: VariableTable, base: BaseIRI?
  ) {
    terms = TermSpace(graph)
    self.cancellation = cancellation
    self.memoryLimit = memoryLimit
    self.variables = variables
    self.base = base
    now = WallClock.now()
  }

  /// Ends the evaluation if it was cancelled or its time is over.
  func check() throws {
    if cancellation.isCancelled { throw EngineError.cancelled }
    try cancellation.checkTime()
  }

  /// The same, for what happens for every row.
  @inline(__always)
  func checkNowAndThen() throws {
    checks += 1
    if checks & 4095 == 0 { try check() }
  }

  /// Ends the evaluation if so many bytes beside what is kept are too many.
  func check(bytes: Int) throws {
    try check()
    if let memoryLimit, held + bytes + terms.bytes > memoryLimit {
      throw EngineError.memoryLimit(bytes: memoryLimit)
    }
  }

  /// Counts memory that is kept to the end of the request.
  func hold(bytes: Int) throws {
    held += bytes
    try check()
    if let memoryLimit, held + terms.bytes > memoryLimit {
      throw EngineError.memoryLimit(bytes: memoryLimit)
    }
  }

  /// Numbers for rows that no other rows have.
  func numbers(ofRows count: Int) -> [Int32] {
    defer { rows += Int32(truncatingIfNeeded: count) }
    return Array(rows..<rows + Int32(truncatingIfNeeded: count))
  }

  /// The blank node of a text in a row: the same wherever it is asked for.
  func blank(_ text: String, row: Int32) -> Term {
    if let known = blanksOfRows[row]?[text] { return known }
    let blank = freshBlank()
    blanksOfRows[row, default: [:]][text] = blank
    return blank
  }

  /// A blank node that no file has and no other row: labels of files are `b` with a number.
  func freshBlank() -> Term {
    blanks += 1
    return .blank("n\(blanks)")
  }
}
