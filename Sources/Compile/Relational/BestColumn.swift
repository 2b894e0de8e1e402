import GQL

/// The column of a recursive relation of which each group keeps its least or greatest value.
struct BestColumn {
  let column: Int
  let isLeast: Bool

  /// Nil where no rule of the recursion has an aggregate.
  ///
  /// - Throws: `Diagnostic` for aggregates that are kept in another way
  init?(_ stratum: CompiledStratum) throws(Diagnostic) {
    var found: (column: Int, isLeast: Bool)?
    for rule in stratum.rules where rule.isAggregate {
      for (place, column) in rule.columns.enumerated() {
        guard case .aggregate(let function, _) = column else { continue }
        guard function == .min || function == .max, stratum.relations.count == 1,
          found.map({ $0.column == place && $0.isLeast == (function == .min) }) ?? true
        else {
          throw Refusal.because(
            "best values in a recursion of several predicates or columns", at: rule.span)
        }
        found = (place, function == .min)
      }
    }
    guard let found else { return nil }
    (column, isLeast) = found
  }
}
