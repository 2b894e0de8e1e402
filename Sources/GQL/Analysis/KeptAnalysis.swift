import Graph

/// The analysis of a query that is asked again with other values of its parameters.
struct KeptAnalysis {
  /// What an analysis rests on beside the query's text.
  struct State: Equatable {
    /// See ``Analyzer/programs``.
    var programs: Int
    /// The version of the graph.
    var graph: Int
  }

  private var source: AnalyzedSource
  /// The values that the source has now.
  private var values: [String: Term]
  private let state: State

  /// Nil where the next analysis may give something else by itself.
  init?(_ source: AnalyzedSource, _ values: [String: Term], _ state: State) {
    // The facts of the session have come to mean something else because of this query: another may turn them back.
    guard source.program.restatedFacts.isEmpty else { return nil }
    self.source = source
    self.values = values
    self.state = state
  }

  /// The source with these values; nil where it has to be analysed again.
  mutating func source(
    _ values: [String: Term], _ state: State, _ catalog: any Catalog
  ) throws -> AnalyzedSource? {
    guard state == self.state else { return nil }
    guard values != self.values, let parameterized = source.parameterized else { return source }
    guard try parameterized.put(values, into: &source.program, catalog: catalog) else { return nil }
    self.values = values
    return source
  }
}
