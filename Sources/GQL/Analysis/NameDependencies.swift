/// Which names of a session's rules lead to which, before there are predicates.
final class NameDependencies {
  private let rules: [Analyzer.SessionRule]
  /// The names in the bodies of each name's rules; made when it is first asked for.
  private lazy var read: [String: Set<String>] = {
    var read: [String: Set<String>] = [:]
    for rule in rules {
      var names: Set<String> = []
      if let body = rule.body { Self.collect(body, &names) }
      for head in rule.heads { read[head.name.text, default: []].formUnion(names) }
    }
    return read
  }()
  private var reached: [String: Set<String>] = [:]

  init(_ rules: [Analyzer.SessionRule]) {
    self.rules = rules
  }

  /// Whether what a name means depends on what another one means.
  func reaches(_ name: String, from start: String) -> Bool {
    if let known = reached[start] { return known.contains(name) }
    var seen: Set<String> = [start]
    var pending = [start]
    while let next = pending.popLast() {
      for name in read[next] ?? [] where seen.insert(name).inserted { pending.append(name) }
    }
    reached[start] = seen
    return seen.contains(name)
  }

  private static func collect(_ formula: FormulaSyntax, _ names: inout Set<String>) {
    switch formula {
    case .conjunction(let parts, _), .disjunction(let parts, _):
      for part in parts { collect(part, &names) }
    case .negation(let inner, _), .optional(let inner, _): collect(inner, &names)
    case .atom(let atom):
      names.insert(atom.name.text)
      // A measure depends on what it measures.
      guard !Measure.arguments(of: atom.name.text).isEmpty else { break }
      switch atom.arguments.first {
      case .name(let name)?: names.insert(name.text)
      case .constant(.iri(let iri), _)?: names.insert(iri)
      default: break
      }
    case .path(let path, _): collect(path, &names)
    case .comparison, .range, .member, .truth: break
    }
  }

  private static func collect(_ path: PathSyntax, _ names: inout Set<String>) {
    switch path {
    case .predicate(let name): names.insert(name.text)
    case .inverse(let inner), .oneOrMore(let inner), .zeroOrMore(let inner):
      collect(inner, &names)
    case .sequence(let first, let second), .alternative(let first, let second):
      collect(first, &names)
      collect(second, &names)
    }
  }
}
