/// A program by what evaluation asks of it: the rules of each predicate, and its stratum. Made once for all evaluators of
/// a program.
struct RuleTable {
  let program: LogicalProgram
  /// Numbers of the rules of each predicate.
  let rulesOf: [Int: [Int]]
  let stratumOf: [Int: Int]

  init(_ program: LogicalProgram) {
    self.program = program
    rulesOf = Dictionary(grouping: program.rules.indices) { program.rules[$0].head }
    stratumOf = Dictionary(
      program.strata.enumerated().flatMap { number, stratum in stratum.map { ($0, number) } },
      uniquingKeysWith: { first, _ in first })
  }

  /// The table of a program as it is evaluated with these optimizations.
  init(_ program: LogicalProgram, _ optimizations: Engine.Optimizations) {
    self.init(
      optimizations.contains(.bodySplitting) ? BodySplitting.apply(to: program) : program)
  }
}
