/// A pattern as people read it, for those who want to know how their question was taken.
extension QuestionForm: CustomStringConvertible {
  var description: String {
    var lines = ["statement: \(statement)"]
    lines.append("asks: \(askedText)\(open.map { " as \(Self.text(of: $0))" } ?? "")")
    switch kind {
    case .act: lines.append("act: \(verb.joined(separator: " "))")
    case .being(let noun): lines.append("being: \(noun)")
    case .telling: lines.append("words: \(verb.joined(separator: " "))")
    case .having(let verb): lines.append("what is done: \(verb)")
    case .office: lines.append("office")
    case .relation: lines.append("relation")
    case .happening: lines.append("what happened")
    case .connection: lines.append("connection")
    }
    for part in parts {
      let names = part.entities.map { name in
        "“\(name.text)” (\(name.matches.map(\.label).joined(separator: " or ")))"
      }
      let words = part.words.map { $0.isName ? "“\($0.text)”" : $0.text }
      lines.append("\(Self.text(of: part.role)): \((names + words).joined(separator: ", "))")
    }
    for form in further { lines.append("and: " + form.description) }
    return lines.joined(separator: "\n")
  }

  private var askedText: String {
    switch asked {
    case .truth: "whether it is so"
    case .person: "who"
    case .thing(let noun): noun.map { "which \($0)" } ?? "what"
    case .place: "where"
    case .time: "when"
    case .number(let noun): "how many" + (noun.map { " (\($0))" } ?? "")
    case .reason: "why"
    case .manner: "how"
    }
  }

  private static func text(of role: Role) -> String {
    switch role {
    case .agent: "who acts"
    case .patient: "whom it is done to"
    case .attribute: "what it is called"
    case .oblique(let preposition): preposition
    case .circumstance: "besides"
    case .unknown: "of the unknown"
    }
  }
}
