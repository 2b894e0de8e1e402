extension Proof: CustomStringConvertible {
  /// The tree as indented text, one fact a line, each followed by what makes it hold.
  public var description: String {
    var lines: [String] = []
    write(to: &lines, first: "", rest: "")
    return lines.joined(separator: "\n")
  }

  private func write(to lines: inout [String], first: String, rest: String) {
    lines.append(first + fact + reason)
    if case .stored(let statements) = ground {
      for sentence in statements.flatMap(\.evidence) {
        lines.append(
          rest
            + "    \(sentence.document), sentence \(sentence.number): \u{201C}\(sentence.text)\u{201D}"
        )
      }
    }
    for (place, child) in children.enumerated() {
      let isLast = place == children.count - 1
      child.write(
        to: &lines, first: rest + (isLast ? "└─ " : "├─ "), rest: rest + (isLast ? "   " : "│  "))
    }
  }

  private var reason: String {
    switch ground {
    case .rule(let text, let place): "   by \(text)  [\(place)]"
    case .stored(let statements):
      statements.contains { !$0.evidence.isEmpty } ? "   stated by" : "   stored"
    case .programFact: "   fact of the program"
    case .condition: ""
    case .absence: "   nothing says otherwise"
    case .aggregate(let text, let place, let bindings):
      "   over \(bindings) bindings by \(text)  [\(place)]"
    case .shown: "   shown above"
    }
  }
}
