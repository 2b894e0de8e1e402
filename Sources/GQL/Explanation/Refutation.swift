/// Why a fact does not hold: for each rule that could give it, the literal that fails and for which values; for what
/// is stored, what comes nearest.
public struct Refutation: Sendable {
  /// What can be said of the fact.
  public enum Finding: Sendable {
    /// It holds after all; this is its proof.
    case holds(Proof)
    /// Nothing says so: every attempt fails.
    case missing
    /// Looked at elsewhere in the same tree.
    case shown
    /// It would need itself.
    case circular
    /// Not looked at any more: the tree is large enough.
    case unexplored
  }

  /// The fact, as GQL writes it; `_` stands for what was left open.
  public var fact: String
  /// What is the matter.
  public var finding: Finding
  /// What the graph or the program has that comes near: facts that differ in one place, the fact the other way
  /// round, values that no fact has.
  public var near: [String]
  /// Statements of this fact that the text denies, plans or only reports, so that they are no facts.
  public var unasserted: [UnassertedStatement]
  /// The rules that could give the fact, and why they do not.
  public var attempts: [FailedRule]

  package init(
    fact: String, finding: Finding, near: [String] = [],
    unasserted: [UnassertedStatement] = [], attempts: [FailedRule] = []
  ) {
    self.fact = fact
    self.finding = finding
    self.near = near
    self.unasserted = unasserted
    self.attempts = attempts
  }
}

/// A rule that does not give a fact.
public struct FailedRule: Sendable {
  /// Where a rule stops.
  public enum Failure: Sendable {
    /// The head is of other facts: it has this where the fact has something else.
    case head(has: String, wanted: String)
    /// The body holds up to this literal, which fails for each of the bindings.
    case literal(String, bindings: [FailedBinding], count: BindingCount)
    /// The aggregate gives these facts of the same groups.
    case aggregate(gives: [String])
    /// A recursive `min` or `max`, or a row that could not be computed: the body holds, the fact does not.
    case other
  }

  /// The rule as it is written.
  public var text: String
  /// `file:line`.
  public var place: String
  /// Where it stops.
  public var failure: Failure

  package init(text: String, place: String, failure: Failure) {
    self.text = text
    self.place = place
    self.failure = failure
  }
}

/// How many bindings there are; where counting stopped, at least so many.
public struct BindingCount: Sendable, Equatable {
  /// Bindings that were counted.
  public var count: Int
  /// Whether there are no more.
  public var isComplete: Bool

  package init(_ count: Int, isComplete: Bool) {
    self.count = count
    self.isComplete = isComplete
  }
}

/// Values for which the literals before hold, and why the next one does not.
public struct FailedBinding: Sendable {
  /// Why a literal does not hold.
  public enum Cause: Sendable {
    /// The literal's fact is missing.
    case missing(Refutation)
    /// The literal is negated, and its fact holds.
    case present(Proof)
    /// A comparison or test that is false, or that does not fit the values.
    case condition
  }

  /// Names of variables with their values, as GQL writes them; empty where the literal fails whatever they are.
  public var values: [(name: String, value: String)]
  /// The literal with the values in it.
  public var literal: String
  /// Why the literal does not hold.
  public var cause: Cause

  package init(values: [(name: String, value: String)], literal: String, cause: Cause) {
    self.values = values
    self.literal = literal
    self.cause = cause
  }
}

/// A claim of a text that is no fact.
public struct UnassertedStatement: Sendable {
  /// `negated`, `planned`, `reported`, …
  public var status: String
  /// The statement, with the sentences that make it.
  public var proof: StatementProof

  package init(status: String, proof: StatementProof) {
    self.status = status
    self.proof = proof
  }
}
