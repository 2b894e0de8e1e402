import Asking
import GQL
import Graph
import TextAnalysis

extension Refusal {
  /// What a client is told of an error that ended the work on its request.
  init(_ error: any Error, stop: WorkStop, limits: Limits) {
    switch error {
    case let refusal as Refusal: self = refusal
    case let error as DiagnosticsError: self.init(error)
    case let error as EngineError: self.init(error, stop: stop, limits: limits)
    case let error as StoreError: self.init(error)
    case let error as PathError: self.init(.badRequest, error.description)
    case let error as ModelError: self.init(.unavailable, error.description)
    default: self.init(.failed, "\(error)")
    }
  }

  private init(_ error: EngineError, stop: WorkStop, limits: Limits) {
    switch error {
    case .cancelled where stop.cause != .timeIsOver:
      self.init(.unavailable, "the work was stopped")
    case .cancelled, .timeout: self = Router.overtime(limits)
    case .memoryLimit:
      self.init(
        .badRequest, error.description,
        hint: "ask for less, or give the server more with --memory-limit")
    case .changesRefused:
      self.init(
        .forbidden, "the server reads the graph and changes nothing: \(error)",
        hint: "run it in the shell, or by 'graphsh query'")
    default: self.init(.badRequest, error.description)
    }
  }

  private init(_ error: StoreError) {
    switch error {
    case .locked: self.init(.unavailable, error.description)
    case .unknownValue, .noEntity: self.init(.notFound, error.description)
    case .unknownName: self.init(.badRequest, error.description)
    case .readOnly: self.init(.forbidden, error.description)
    default: self.init(.failed, error.description)
    }
  }

  /// The first of the mistakes in a program, with its place.
  private init(_ error: DiagnosticsError) {
    guard let first = error.diagnostics.first else {
      self.init(.badRequest, "the program is wrong")
      return
    }
    let count = error.diagnostics.count
    self.init(
      .badRequest, first.message + (count > 1 ? " (the first of \(count) mistakes)" : ""),
      hint: first.hint, place: first.span.flatMap { Place($0, in: error.sources) })
  }
}

extension Refusal.Place {
  /// The place of a span; nil where its source is not known.
  init?(_ span: SourceSpan, in sources: SourceMap) {
    guard sources.sources.indices.contains(span.source) else { return nil }
    let source = sources[span.source]
    let place = source.place(of: span.start)
    let end = min(max(span.end, span.start), place.lineBytes.upperBound)
    let before = source.text(min(place.lineBytes.lowerBound, span.start)..<span.start)
    let marked = source.text(span.start..<max(span.start, end))
    self.init(
      line: place.line, column: before.utf16.count + 1, length: max(1, marked.utf16.count))
  }
}
