import Graph

/// What a graph knows of an entity, for a person: its names, types and facts.
struct EntityReport {
  let graph: KnowledgeGraph
  private static let shownAliases = 12
  private static let shownFacts = 40

  /// Writes about each entity that goes by `name`.
  func write(of name: String, to output: OutputStream) throws {
    let matches = try graph.entities(named: name)
    guard !matches.isEmpty else {
      let nearest = try graph.nearestEntityNames(to: name, limit: 3)
      let hint = nearest.isEmpty ? "" : "; did you mean \(Words.alternatives(nearest))?"
      throw CommandError.failed("no entity goes by the name \(name)\(hint)")
    }
    for (place, match) in matches.enumerated() {
      if place > 0 { try output.writeLine() }
      guard let entity = try graph.entity(match.value) else { continue }
      try write(entity, to: output)
    }
  }

  private func write(_ entity: EntityDescription, to output: OutputStream) throws {
    let types = entity.types.isEmpty ? "" : " (\(entity.types.joined(separator: ", ")))"
    try line(entity.label + types, to: output)
    let names = entity.aliases.filter { $0.name != entity.label }
    if !names.isEmpty {
      var shown = names.prefix(Self.shownAliases).map(\.name).joined(separator: ", ")
      if names.count > Self.shownAliases { shown += ", …" }
      try line("  also: \(shown)", to: output)
    }
    let mentions = Words.count(entity.mentions, "mention")
    let documents = Words.count(entity.documents, "document")
    try line("  \(mentions) in \(documents)", to: output)
    try facts(subject: entity.value, object: nil, output)
    try facts(subject: nil, object: entity.value, output)
  }

  private func facts(subject: Value?, object: Value?, _ output: OutputStream) throws {
    let found = try graph.triples(subject: subject, predicate: nil, object: object)
    var lines: [String] = []
    for place in found.subjects.indices {
      func text(_ raw: Int32) throws -> String { try graph.text(of: Value(rawValue: raw)) }
      lines.append(
        "  \(try text(found.predicates[place]))(\(try text(found.subjects[place])), "
          + "\(try text(found.objects[place])))")
    }
    for text in lines.sorted().prefix(Self.shownFacts) { try line(text, to: output) }
    if lines.count > Self.shownFacts {
      try line("  … and \(lines.count - Self.shownFacts) more", to: output)
    }
  }

  private func line(_ text: String, to output: OutputStream) throws {
    try output.writeLine(DisplayText.visible(text))
  }
}
