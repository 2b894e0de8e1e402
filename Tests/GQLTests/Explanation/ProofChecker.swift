import GQL

/// Checks proofs of a random program node by node, by what the naive evaluator says that the program means: each leaf is a
/// fact of the program or a truth, each inner node an instance of its rule, proved by what the body reads.
struct ProofChecker {
  let program: RandomProgram
  let meaning: NaiveEvaluator

  /// What is wrong with a proof; nil where nothing is.
  func fault(of proof: Proof) -> String? {
    for child in proof.children { if let fault = fault(of: child) { return fault } }
    guard let (name, row) = Self.fact(proof.fact) else {
      // Comparisons, lists and absences hold by themselves and have nothing below them.
      return proof.children.isEmpty || isGroup(proof) ? nil : "not a fact: \(proof.fact)"
    }
    guard program.arity[name] != nil else { return nil }
    switch proof.ground {
    case .programFact:
      return program.facts[name]?.contains(row) == true ? nil : "no fact: \(proof.fact)"
    case .rule(let text, _): return instance(proof, name, row, text, bindings: nil)
    case .aggregate(let text, _, let bindings):
      return instance(proof, name, row, text, bindings: bindings)
    case .absence, .condition: return "taken for granted: \(proof.fact)"
    case .stored, .shown: return nil
    }
  }

  private func isGroup(_ proof: Proof) -> Bool {
    if case .rule = proof.ground { true } else { false }
  }

  private func instance(
    _ proof: Proof, _ name: String, _ row: [TestValue], _ text: String, bindings: Int?
  ) -> String? {
    let rules = program.layers.joined().filter { $0.head == name && "\($0)" == text }
    guard !rules.isEmpty else { return nil }
    let children = Set(proof.children.map(\.fact))
    for rule in rules {
      let instances = meaning.instances(of: rule, giving: row)
      if let bindings {
        guard instances.count == bindings else { continue }
        // Of a minimum or maximum one binding is shown, of others the first.
        if bindings == 0 || instances.contains(where: { holdsAll(rule, $0, children) }) {
          return nil
        }
      } else if instances.contains(where: { holdsAll(rule, $0, children) }) {
        return nil
      }
    }
    return "no instance: \(proof.fact) by \(text) from \(children.sorted())"
  }

  /// Whether the atoms of a body are among some facts.
  private func holdsAll(
    _ rule: TestRule, _ binding: [String: TestValue], _ facts: Set<String>
  ) -> Bool {
    rule.body.allSatisfy { literal in
      guard case .atom(let name, let terms) = literal else { return true }
      return facts.contains { text in
        guard let (other, row) = Self.fact(text), other == name, row.count == terms.count else {
          return false
        }
        return zip(terms, row).allSatisfy { term, value in
          switch term {
          case .anonymous: true
          case .value(let wanted): wanted == value
          case .variable(let name): binding[name] == value
          }
        }
      }
    }
  }

  /// The fact that a text such as `p(1, "a")` is; nil for other literals.
  static func fact(_ text: String) -> (name: String, row: [TestValue])? {
    guard let open = text.firstIndex(of: "("), text.last == ")" else { return nil }
    let name = String(text[..<open])
    guard !name.isEmpty, name.allSatisfy({ $0.isLetter || $0.isNumber }) else { return nil }
    let inside = text[text.index(after: open)...].dropLast()
    var row: [TestValue] = []
    for part in inside.split(separator: ",") {
      let word = part.filter { $0 != " " }
      if let number = Int(word) {
        row.append(.number(number))
      } else if word.hasPrefix("\""), word.hasSuffix("\"") {
        row.append(.word(String(word.dropFirst().dropLast())))
      } else {
        return nil
      }
    }
    return (name, row)
  }
}
