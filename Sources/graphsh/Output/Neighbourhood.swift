import Graph

/// What is linked with an entity by facts, as a tree of lines.
///
/// ```
/// Lee Jae Myung (person)
/// ├─ met → Xi Jinping, Sanae Takaichi
/// └─ invited by ← Japan
/// ```
struct Neighbourhood {
  let graph: KnowledgeGraph
  let width: Int
  private static let shownPredicates = 20
  private static let shownNames = 12
  /// At the second and third step there are many.
  private static let shownFurther = 4

  func lines(around entity: Value, hops: Int) throws -> [String] {
    let types = try graph.types(of: entity)
    let head =
      try graph.text(of: entity) + (types.isEmpty ? "" : " (\(types.joined(separator: ", ")))")
    var seen: Set<Int32> = [entity.rawValue]
    let branches = try branches(of: entity, hops: hops, most: Self.shownPredicates, &seen)
    if branches.isEmpty { return [head, "   nothing is linked with it by a fact"] }
    return [DisplayText.cut(head, to: width)] + branches
  }

  /// Facts of one predicate in one direction.
  private struct Group {
    var predicate: Int32
    var isForward: Bool
    /// What has a type of its own first.
    var others: [Int32]
    var named: Int
  }

  private func branches(
    of entity: Value, hops: Int, most: Int, further: Bool = false, _ seen: inout Set<Int32>
  ) throws -> [String] {
    // What leads back says nothing new.
    let all = try groups(of: entity).compactMap { group -> Group? in
      var group = group
      if further { group.others.removeAll { seen.contains($0) } }
      return group.others.isEmpty ? nil : group
    }
    let shown = all.prefix(most)
    var lines: [String] = []
    for (place, group) in shown.enumerated() {
      let isLast = place == shown.count - 1 && all.count == shown.count
      let sign = group.isForward ? "→" : "←"
      let predicate = try graph.text(of: Value(rawValue: group.predicate))
        .replacing("_", with: " ")
      let mark = isLast ? "└─ " : "├─ "
      let rest = isLast ? "   " : "│  "
      guard hops > 1 else {
        var names = try group.others.prefix(Self.shownNames).map(text).joined(separator: ", ")
        if group.others.count > Self.shownNames {
          names += ", … \(group.others.count - Self.shownNames) more"
        }
        lines.append(DisplayText.cut("\(mark)\(predicate) \(sign) \(names)", to: width))
        continue
      }
      lines.append("\(mark)\(predicate) \(sign)")
      let others = group.others.prefix(Self.shownNames)
      for (number, other) in others.enumerated() {
        let isEnd = number == others.count - 1
        let name = DisplayText.cut(try text(other), to: max(10, width - 8))
        lines.append("\(rest)\(isEnd ? "└─ " : "├─ ")\(name)")
        guard seen.insert(other).inserted else { continue }
        let below = try branches(
          of: Value(rawValue: other), hops: hops - 1, most: Self.shownFurther, further: true,
          &seen)
        lines += below.map { DisplayText.cut("\(rest)\(isEnd ? "   " : "│  ")\($0)", to: width) }
      }
    }
    if all.count > shown.count {
      lines.append("└─ … \(Words.count(all.count - shown.count, "predicate")) more")
    }
    return lines
  }

  private func text(_ raw: Int32) throws -> String { try graph.text(of: Value(rawValue: raw)) }

  /// The most frequent first.
  private func groups(of entity: Value) throws -> [Group] {
    let out = try graph.triples(subject: entity, predicate: nil, object: nil)
    let into = try graph.triples(subject: nil, predicate: nil, object: entity)
    var forward: [Int32: [Int32]] = [:]
    var backward: [Int32: [Int32]] = [:]
    for (predicate, object) in zip(out.predicates, out.objects) {
      forward[predicate, default: []].append(object)
    }
    for (predicate, subject) in zip(into.predicates, into.subjects) {
      // What goes both ways is shown once.
      if forward[predicate]?.contains(subject) ?? false { continue }
      backward[predicate, default: []].append(subject)
    }
    let groups =
      try forward.map { try group($0.key, isForward: true, $0.value) }
      + backward.map { try group($0.key, isForward: false, $0.value) }
    return groups.sorted {
      ($1.named, $1.others.count, $1.isForward ? 0 : 1, $0.predicate)
        < ($0.named, $0.others.count, $0.isForward ? 0 : 1, $1.predicate)
    }
  }

  private func group(_ predicate: Int32, isForward: Bool, _ others: [Int32]) throws -> Group {
    let isNamed = try others.map { other in
      try !graph.types(of: Value(rawValue: other)).allSatisfy { $0 == "concept" }
    }
    let named = zip(others, isNamed).filter(\.1).map(\.0)
    let rest = zip(others, isNamed).filter { !$0.1 }.map(\.0)
    return Group(
      predicate: predicate, isForward: isForward, others: named + rest, named: named.count)
  }
}
