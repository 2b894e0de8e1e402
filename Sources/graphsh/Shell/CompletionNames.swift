import Base
import GQL
import Graph

/// The names that a session knows, for completion and for suggestions.
struct CompletionNames {
  let session: Session
  private var graph: KnowledgeGraph? { session.graph }
  private static let most = 200
  /// What people ask about.
  private static let usualTypes: Set<String> = ["person", "organization", "country", "place"]

  /// Names that can begin an atom.
  var predicates: [String] { atoms().map(\.text) }

  /// What can begin an atom, with what it is. Forms of predicates are names as well; so is the end of an IRI.
  func atoms() -> [Completion.Candidate] {
    var found: [Completion.Candidate] = []
    func add(_ names: [String], _ kind: String) {
      found += names.sorted().map { Completion.Candidate(text: $0, kind: kind) }
    }
    add(session.engine.predicateNames, "rule")
    add((try? graph?.relationNames()) ?? [], "relation")
    add(((try? graph?.types()) ?? []).map { WrittenName.predicate($0.name) }, "type")
    let stored = (try? graph?.predicates()) ?? []
    add(stored.map(\.name).map(Self.shortName), "predicate")
    add(stored.flatMap(\.forms).map(WrittenName.predicate), "form")
    add(StoreRelation.allCases.map(\.rawValue), "relation of the store")
    add(FunctionDescription.all.filter { $0.kind == .test }.map(\.name) + ["search"], "test")
    return found
  }

  /// The last part of an IRI; other names as they are written.
  private static func shortName(_ name: String) -> String {
    guard name.contains("://") else { return WrittenName.predicate(name) }
    let end = name.lastIndex { $0 == "#" || $0 == "/" }
    let short = end.map { String(name[name.index(after: $0)...]) } ?? name
    return short.isEmpty ? "<\(name)>" : WrittenName.predicate(short)
  }

  /// Names that arguments of an atom can have; none where it is not one of what texts say.
  func arguments(of predicate: String) -> [String] {
    guard let graph else { return [] }
    var qualifiers: [String]
    if ["triple", "fact", "statement"].contains(predicate) {
      qualifiers = (try? graph.qualifierNames(of: nil)) ?? []
    } else if let relation = try? graph.relation(named: predicate) {
      qualifiers = (try? graph.qualifierNames(ofRelation: relation)) ?? []
    } else {
      guard let named = try? graph.predicates(named: predicate), !named.isEmpty else { return [] }
      qualifiers = (try? graph.qualifierNames(of: named)) ?? []
    }
    return qualifiers.map(\.withUnderscores) + Engine.claimArguments
  }

  /// Names of entities that begin so.
  func entities(beginning start: String) -> [String] {
    (try? graph?.entityNames(beginning: start, limit: Self.most)) ?? []
  }

  /// Entities whose name begins so, those first that can stand in an argument; without a beginning, the most mentioned.
  func entities(beginning start: String, in atom: CompletionContext.OpenAtom) -> [Completion
    .Candidate]
  {
    guard let graph else { return [] }
    let wanted = types(of: atom)
    guard !start.isEmpty else {
      let types = wanted.isEmpty ? Self.usualTypes : wanted
      let most = types.sorted().flatMap { (try? graph.mostMentioned(ofType: $0, limit: 20)) ?? [] }
      var seen: Set<Value> = []
      return most.filter { seen.insert($0.value).inserted }
        .sorted { ($1.mentions, $0.label) < ($0.mentions, $1.label) }.prefix(20).map {
          Completion.Candidate(text: $0.label, kind: $0.types.first ?? "")
        }
    }
    var ranked: [(rank: Int, mentions: Int, candidate: Completion.Candidate)] = []
    for name in entities(beginning: start) {
      guard let match = (try? graph.entities(named: name, atMost: 4))?.first else { continue }
      let kind = match.types.first ?? ""
      let fits = wanted.isEmpty || !wanted.isDisjoint(with: match.types)
      let rank = fits ? 0 : kind == "concept" ? 2 : 1
      ranked.append((rank, match.mentions, Completion.Candidate(text: name, kind: kind)))
    }
    // What is no name of anybody would only hide those that are.
    if ranked.contains(where: { $0.rank == 0 }) { ranked.removeAll { $0.rank == 2 } }
    return ranked.sorted {
      ($0.rank, -$0.mentions, $0.candidate.text) < ($1.rank, -$1.mentions, $1.candidate.text)
    }.map(\.candidate)
  }

  /// The types of what stands in an argument, as the table of relations or the graph's own facts tell; empty is any.
  private func types(of atom: CompletionContext.OpenAtom) -> Set<String> {
    guard let graph, atom.argument < 2 else { return [] }
    if let relation = try? graph.relation(named: atom.name),
      let known = RelationDescription.builtIn.first(where: { $0.name == relation })
    {
      let types = atom.argument == 0 ? known.subjects : known.objects
      return Set(types.flatMap { $0 == "agent" ? ["person", "organization", "country"] : [$0] })
        .subtracting(["concept"])
    }
    guard let predicate = try? graph.predicates(named: atom.name).first,
      let found = try? graph.triples(subject: nil, predicate: predicate, object: nil)
    else { return [] }
    var types: Set<String> = []
    for value in (atom.argument == 0 ? found.subjects : found.objects).prefix(50) {
      types.formUnion((try? graph.types(of: Value(rawValue: value))) ?? [])
    }
    return types.subtracting(["concept"])
  }
}
