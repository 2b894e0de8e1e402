/// How far a graph agrees with what a careful reader expects.
struct Reading {
  let missedFacts: [Expectation]
  let missedStatements: [Expectation]
  let violations: [(expectation: Expectation, claim: Claim)]
  let facts: Int
  let statements: Int

  init(of expectations: [Expectation], in claims: [Claim]) {
    var missedFacts: [Expectation] = []
    var missedStatements: [Expectation] = []
    var violations: [(Expectation, Claim)] = []
    for expectation in expectations {
      switch expectation.kind {
      case .fact:
        if !claims.contains(where: { $0.isAsserted && expectation.isMet(by: $0) }) {
          missedFacts.append(expectation)
        }
      case .statement:
        if !claims.contains(where: { expectation.isMet(by: $0) }) {
          missedStatements.append(expectation)
        }
      case .mustNot:
        for claim in claims where claim.isAsserted && expectation.isMet(by: claim) {
          violations.append((expectation, claim))
        }
      }
    }
    self.missedFacts = missedFacts
    self.missedStatements = missedStatements
    self.violations = violations
    facts = expectations.count { $0.kind == .fact }
    statements = expectations.count { $0.kind == .statement }
  }

  var factRecall: Double { 1 - Double(missedFacts.count) / Double(facts) }
  var statementRecall: Double { 1 - Double(missedStatements.count) / Double(statements) }

  /// One line of figures, then what is missed and what should not be there.
  var report: String {
    var lines = [
      "facts \(facts - missedFacts.count)/\(facts), statements "
        + "\(statements - missedStatements.count)/\(statements), "
        + "must-not violations \(violations.count)"
    ]
    lines += missedFacts.map { "missed: \($0)" }
    lines += missedStatements.map { "missed: \($0)" }
    lines += violations.map { "should not be asserted: \($0.expectation) — got: \($0.claim)" }
    return lines.joined(separator: "\n")
  }
}

extension Expectation {
  /// Whether a claim says what this line describes. A flagged line needs each of its flags.
  func isMet(by claim: Claim) -> Bool {
    if let document, document != claim.document { return false }
    guard subjects?.contains(where: claim.subject.contain) ?? true else { return false }
    let predicates = predicates?.map(Claim.normalized)
    guard predicates?.contains(where: claim.predicates.contains) ?? true else { return false }
    if let objects {
      guard let object = claim.object, objects.contains(where: object.contain) else {
        return false
      }
    }
    return flags.allSatisfy { flag in
      switch flag {
      case .negated: claim.isNegated
      case .modality: claim.modality != nil
      case .attributed(to: nil): claim.attributedTo != nil
      case .attributed(to: let speaker?):
        claim.attributedTo?.contain(speaker) ?? false
      }
    }
  }
}
