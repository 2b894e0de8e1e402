import Asking
import CGraphsh
import GQL
import Graph
import TextAnalysis

/// Why a call failed, as C is told.
struct Failure {
  var status = Int32(GRAPHSH_OK)
  /// With the line of the program, where it has one.
  var message = ""
  var text = ""
  var hint = ""
  var line: Int32 = 0
  var column: Int32 = 0

  init() {}

  init(_ error: any Error) {
    switch error {
    case let error as Misuse: self.init(GRAPHSH_MISUSE, error.message)
    case is NotOneQuery:
      self.init(GRAPHSH_SYNTAX, "this is not one query")
      hint = "graphsh_run_each() runs programs with rules, changes and several queries"
      message += ": " + hint
    case let error as DiagnosticsError: self.init(error)
    case let error as EngineError: self.init(error)
    case let error as StoreError: self.init(Self.code(of: error), error.description)
    case let error as NodeLookUpError: self.init(GRAPHSH_NAME, error.description)
    case let error as ModelError: self.init(GRAPHSH_MODEL, error.description)
    case PartChoiceError.noEdges(let columns):
      self.init(GRAPHSH_MISUSE, PartChoiceError.noEdges(columns: columns).description)
    case let error as PartChoiceError: self.init(GRAPHSH_NAME, error.description)
    default: self.init(GRAPHSH_ERROR, "\(error)")
    }
  }

  private init(_ code: Int, _ text: String) {
    status = Int32(code)
    (message, self.text) = (text, text)
  }

  private init(_ error: EngineError) {
    switch error {
    case .cancelled: self.init(GRAPHSH_INTERRUPTED, error.description)
    case .timeout: self.init(GRAPHSH_TIMEOUT, error.description)
    case .memoryLimit: self.init(GRAPHSH_MEMORY, error.description)
    case .changesRefused: self.init(GRAPHSH_READONLY, error.description)
    case .notOneQuery: self.init(GRAPHSH_SYNTAX, error.description)
    default: self.init(GRAPHSH_ERROR, error.description)
    }
  }

  private init(_ error: DiagnosticsError) {
    self.init(GRAPHSH_SYNTAX, error.diagnostics.first?.message ?? "the program is wrong")
    message = error.rendered()
    hint = error.diagnostics.first?.hint ?? ""
    guard let span = error.diagnostics.first?.span,
      error.sources.sources.indices.contains(span.source)
    else { return }
    let place = error.sources.sources[span.source].place(of: span.start)
    (line, column) = (Int32(clamping: place.line), Int32(clamping: place.column))
  }

  private static func code(of error: StoreError) -> Int {
    switch error {
    case .locked: GRAPHSH_LOCKED
    case .readOnly: GRAPHSH_READONLY
    case .transaction: GRAPHSH_MISUSE
    default: GRAPHSH_ERROR
    }
  }
}
