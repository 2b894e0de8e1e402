/// An explanation as a tree of lines: what proofs and refutations have in common, for whoever writes them as text or
/// as a picture.
struct ExplanationTree {
  enum Kind: String {
    case rule, stored, fact, condition, absence, aggregate, shown
    case missing, attempt, failure
  }

  var kind: Kind
  /// The fact, literal or rule.
  var title: String
  /// What makes it so, on the same line.
  var reason = ""
  /// Further lines, such as sentences.
  var details: [String] = []
  var children: [ExplanationTree] = []
}

extension ExplanationTree {
  /// Indented text, one node a line, its details below it.
  var text: String {
    var lines: [String] = []
    write(to: &lines, first: "", rest: "")
    return lines.joined(separator: "\n")
  }

  private func write(to lines: inout [String], first: String, rest: String) {
    lines.append(first + title + (reason.isEmpty ? "" : "   " + reason))
    for detail in details { lines.append(rest + "    " + detail) }
    for (place, child) in children.enumerated() {
      let isLast = place == children.count - 1
      child.write(
        to: &lines, first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "))
    }
  }
}

extension Proof {
  var tree: ExplanationTree {
    var tree = ExplanationTree(kind: .condition, title: fact, children: children.map(\.tree))
    switch ground {
    case .rule(let text, let place):
      tree.kind = .rule
      tree.reason = "by \(text)  [\(place)]"
    case .stored(let statements):
      tree.kind = .stored
      tree.reason = statements.contains { !$0.evidence.isEmpty } ? "stated by" : "stored"
      tree.details = statements.flatMap { statement in
        (statement.wording.map { ["as \($0):"] } ?? []) + statement.evidence.map(\.line)
      }
    case .programFact:
      tree.kind = .fact
      tree.reason = "fact of the program"
    case .condition: break
    case .absence:
      tree.kind = .absence
      tree.reason = "nothing says otherwise"
    case .aggregate(let text, let place, let bindings):
      tree.kind = .aggregate
      tree.reason =
        "over \(bindings) \(bindings == 1 ? "row" : "rows") by \(text)  [\(place)]"
    case .shown:
      tree.kind = .shown
      tree.reason = "shown above"
    }
    return tree
  }
}

extension SentenceProof {
  /// `document, page 2, sentence 3: “…”`
  var line: String {
    let page = page.map { ", page \($0)" } ?? ""
    return "\(document)\(page), sentence \(number): \u{201C}\(text)\u{201D}"
  }
}

extension Refutation {
  var tree: ExplanationTree {
    var tree = ExplanationTree(kind: .missing, title: fact)
    switch finding {
    case .holds(let proof):
      tree.kind = .condition
      tree.reason = "holds"
      tree.children = [proof.tree]
    case .missing: tree.reason = attempts.isEmpty ? "no such fact" : "missing"
    case .shown:
      tree.kind = .shown
      tree.reason = "missing, as shown above"
    case .circular:
      tree.kind = .shown
      tree.reason = "missing: it would need itself"
    case .unexplored:
      tree.kind = .shown
      tree.reason = "missing; ask for it by itself"
    }
    tree.details = near
    for statement in unasserted {
      tree.details.append("the text has it only as \(statement.status)")
      tree.details += statement.proof.evidence.map { "  " + $0.line }
    }
    tree.children += attempts.map(\.tree)
    return tree
  }
}

extension FailedRule {
  var tree: ExplanationTree {
    var tree = ExplanationTree(kind: .attempt, title: "by \(text)", reason: "[\(place)]")
    switch failure {
    case .head(let has, let wanted):
      tree.details = ["its head has \(has), not \(wanted)"]
    case .literal(let literal, let bindings, let count):
      tree.details = ["fails at \(literal)" + count.phrase(shown: bindings.count)]
      tree.children = bindings.map(\.tree)
    case .aggregate(let facts):
      tree.details = ["it gives \(facts.isEmpty ? "nothing" : facts.joined(separator: ", "))"]
    case .other: tree.details = ["its body holds, but gives another value"]
    }
    return tree
  }
}

extension BindingCount {
  /// `, for 12 bindings, 2 of them shown`
  fileprivate func phrase(shown: Int) -> String {
    guard count > shown || !isComplete else { return "" }
    let number = isComplete ? "\(count)" : "at least \(count)"
    return ", for \(number) rows of the literals before it"
  }
}

extension FailedBinding {
  var tree: ExplanationTree {
    let given = values.map { "\($0.name) = \($0.value)" }.joined(separator: ", ")
    let condition = given.isEmpty ? "" : "where \(given)"
    switch cause {
    case .missing(let refutation):
      var tree = refutation.tree
      if !condition.isEmpty { tree.reason += (tree.reason.isEmpty ? "" : ", ") + condition }
      return tree
    case .present(let proof):
      return ExplanationTree(
        kind: .failure, title: literal, reason: "false" + (given.isEmpty ? "" : ", \(condition)"),
        children: [proof.tree])
    case .condition:
      return ExplanationTree(
        kind: .failure, title: literal, reason: "false" + (given.isEmpty ? "" : ", \(condition)"))
    }
  }
}
