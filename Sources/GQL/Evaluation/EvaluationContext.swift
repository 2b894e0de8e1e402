import Base
import Graph
import Tuples

/// What one run shares: the dictionary, the limits, and the count of rows that were passed over.
final class EvaluationContext {
  let dictionary: SessionDictionary
  let cancellation: Cancellation
  private let memoryLimit: Int?
  /// What an attempt that may be given up can use.
  private var budget: Int?
  /// Relations whose memory counts.
  var relations: [Relation] = []
  /// Writes down what is done; nil where nobody asked.
  var trace: EvaluationTrace?
  /// Regular expressions, each compiled once a run.
  var patterns = PatternCache()
  /// The parts of the text that was split last: `X in split(T, S)` asks for them one by one.
  var splitText: (text: String, separator: String, parts: [String])?
  /// What the groups of the pattern that was asked last took of its text: they are asked for one by one.
  var matchedGroups: (text: String, pattern: String, groups: [String]?)?
  /// The day on which the run asked for it first: it is one day in all rows.
  private(set) lazy var today = CalendarDate.today()
  /// Which files may be read and written.
  let files: FileAccess
  private var checks = 0
  private var stepsSinceCheck = 0
  private var textSinceCheck = 0
  private var passedOver: [PassedOver: Int] = [:]

  private struct PassedOver: Hashable {
    let failure: RowFailure
    let span: SourceSpan
  }

  init(
    dictionary: SessionDictionary, cancellation: Cancellation, options: Engine.Options
  ) {
    self.dictionary = dictionary
    self.cancellation = cancellation
    memoryLimit = options.memoryLimit
    files = options.files
  }

  /// Ends the run if it was cancelled or met a limit. Cheap enough for every block.
  func check() throws { try check(extra: 0) }

  /// - Parameter extra: bytes in use beside the relations that are known here.
  func check(extra: @autoclosure () -> Int) throws {
    if cancellation.isCancelled { throw EngineError.cancelled }
    checks += 1
    guard checks & 15 == 0 else { return }
    try checkLimits(afterSteps: 16, extra: extra())
  }

  /// Counts text that is about to be made, and looks at the limits once a megabyte.
  func willMakeText(bytes: Int) throws {
    textSinceCheck += bytes
    guard textSinceCheck >= 1 << 20 else { return }
    textSinceCheck = 0
    try checkLimits(extra: bytes)
  }

  /// - Parameter extra: bytes in use beside the relations that are known here.
  func checkLimits(extra: Int = 0) throws {
    if cancellation.isCancelled { throw EngineError.cancelled }
    try cancellation.checkTime()
    guard memoryLimit != nil || budget != nil else { return }
    let used = used + extra
    if let budget, used > budget { throw OverBudget() }
    if let memoryLimit, used > memoryLimit { throw EngineError.memoryLimit(bytes: memoryLimit) }
  }

  /// The same after steps of an evaluation. Memory is looked at once for as many steps as there are relations, as that
  /// takes a look at each of them.
  func checkLimits(afterSteps steps: Int, extra: @autoclosure () -> Int = 0) throws {
    stepsSinceCheck += steps + 1
    if stepsSinceCheck * 16 < relations.count {
      if cancellation.isCancelled { throw EngineError.cancelled }
      return try cancellation.checkTime()
    }
    stepsSinceCheck = 0
    try checkLimits(extra: extra())
  }

  private var used: Int { relations.reduce(dictionary.bytes) { $0 + $1.bytes } }

  /// Does `body` unless it takes more memory than it is worth; false if so.
  ///
  /// - Parameter bytes: may be as many, but no more than half of what is left.
  func within(bytes: Int, _ body: () throws -> Void) throws -> Bool {
    let (before, outer) = (relations, budget)
    let used = used
    budget = used + min(bytes, memoryLimit.map { max($0 - used, 0) / 2 } ?? bytes)
    defer { budget = outer }
    do {
      try body()
      return true
    } catch is OverBudget {
      relations = before
      return false
    }
  }

  private struct OverBudget: Error {}

  /// Counts a row that a test or an expression did not fit.
  func passOver(_ failure: RowFailure, at span: SourceSpan) {
    passedOver[PassedOver(failure: failure, span: span), default: 0] += 1
  }

  /// Does `body`; if it throws, the rows that it passed over do not count.
  func withoutNotesOfFailure(_ body: () throws -> Void) rethrows {
    let before = passedOver
    do {
      try body()
    } catch {
      passedOver = before
      throw error
    }
  }

  /// One line on the rows that were skipped, if there were any.
  func takeNotes() -> [Diagnostic] {
    defer { passedOver = [:] }
    guard !passedOver.isEmpty else { return [] }
    let rows = passedOver.values.reduce(0, +)
    let reasons = Set(passedOver.keys.map(\.failure.description)).sorted()
    return [
      Diagnostic(
        .note,
        "\(rows) \(rows == 1 ? "row was" : "rows were") skipped: "
          + reasons.joined(separator: "; "))
    ]
  }
}

/// Why a row could not be computed or compared.
enum RowFailure: Hashable, CustomStringConvertible {
  case types(operation: String, String, String)
  case type(operation: String, String)
  case divisionByZero
  case notFinite(operation: String)
  case unreadable(operation: String, text: String)
  case badPattern(String, String)
  case noPart(Int64)
  case noGroup(Int64, pattern: String, has: Int)
  case badFormat(String)
  /// A weight that is no finite number above 0.
  case weight(operation: String, String)

  var description: String {
    switch self {
    case .types(let operation, let left, let right):
      "'\(operation)' does not fit \(left) and \(right)"
    case .type(let operation, let kind): "'\(operation)' does not fit \(kind)"
    case .divisionByZero: "division by zero"
    case .notFinite(let operation): "'\(operation)' gives no finite number"
    case .unreadable(let operation, let text):
      "'\(operation)' cannot read \(WrittenName.string(String(text.prefix(40))))"
    case .badPattern(let pattern, let reason):
      "\(WrittenName.string(String(pattern.prefix(40)))) is not a regular expression: \(reason)"
    case .noPart(let number): "a text has no part \(number)"
    case .noGroup(let number, let pattern, let count):
      "\(WrittenName.string(String(pattern.prefix(40)))) has no group \(number), but \(count)"
    case .badFormat(let reason): "'format' \(reason)"
    case .weight(let operation, let text):
      "'\(operation)' takes weights above 0, not \(text)"
    }
  }
}

extension Term {
  /// What messages call the kind of the term.
  var kindPhrase: String {
    switch self {
    case .entity: "an entity"
    case .iri: "an IRI"
    case .blank: "a blank node"
    case .string, .languageString: "a string"
    case .typed:
      switch literalValue {
      case .number(.notANumber): "what is not a number"
      case .number: "a number"
      case .boolean: "a boolean"
      case .time: "a date"
      case nil: "a string"
      }
    case .integer: "an integer"
    case .float: "a float"
    case .boolean: "a boolean"
    case .date: "a date"
    case .dateTime: "a date-time"
    }
  }

  /// The text of strings and names; nil for numbers, dates and booleans.
  var textValue: String? { TermOrder.kind(self) == .text ? plainText : nil }
}
