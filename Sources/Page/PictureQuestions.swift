import Asking
import Graph

/// Questions that a picture answers at a click: who did what to whom, what is told of somebody, how two are connected.
struct PictureQuestions {
  private(set) var questions: [Picture.Question] = []
  private let picture: Picture
  private let shown: Set<Int32>

  init(_ picture: Picture) {
    self.picture = picture
    let nodes = picture.nodes.filter { $0.isShown && $0.kind != .value }
    shown = Set(nodes.map(\.id))
    guard let first = nodes.first else { return }
    if let relation = picture.relations.first(where: { Self.acts.contains($0.name) }) {
      questions.append(
        Picture.Question(text: text(of: relation), view: .relation(relation.name)))
    }
    let chief = nodes.first { $0.types.contains("person") } ?? first
    questions.append(
      Picture.Question(text: "What is known about \(chief.name)?", view: .select(chief.id)))
    if questions.count == 1, let next = nodes.first(where: { $0.id != chief.id }) {
      questions.append(
        Picture.Question(text: "What is known about \(next.name)?", view: .select(next.id)))
    }
    if let other = connected(with: chief.id, nodes) {
      questions.append(
        Picture.Question(
          text: "How are \(chief.name) and \(other.name) connected?",
          view: .path(chief.id, other.id)))
    }
  }

  /// Relations that are called by a form of a verb: "met", "visited", "owns".
  private static let acts: Set<String> = {
    let acts = RelationDescription.builtIn.filter { relation in
      guard let verb = relation.wordings.first else { return false }
      return ["did", "does"].contains {
        VerbInflection.form(of: verb, for: $0) == relation.name
      }
    }
    return Set(acts.map(\.name))
  }()

  /// Types of what is asked for by "who".
  private static let agents: Set<String> = ["person", "organization", "country", "group"]

  /// "Who met whom?"
  private func text(of relation: Picture.Relation) -> String {
    var types: [Int32: [String]] = [:]
    for node in picture.nodes { types[node.id] = node.types }
    let edges = picture.edges.filter { $0.relation == relation.name && $0.stance == .asserted }
    func areAgents(_ end: KeyPath<Picture.Edge, Int32>) -> Bool {
      let agents = edges.count { edge in
        types[edge[keyPath: end]]?.contains(where: Self.agents.contains) == true
      }
      return agents * 2 > edges.count
    }
    return "\(areAgents(\.subject) ? "Who" : "What") \(relation.wording) "
      + (areAgents(\.object) ? "whom?" : "what?")
  }

  /// The most telling node that is two or more steps away, else a neighbour.
  private func connected(with start: Int32, _ nodes: [Picture.Node]) -> Picture.Node? {
    var neighbours: [Int32: [Int32]] = [:]
    for edge in picture.edges where shown.contains(edge.subject) && shown.contains(edge.object) {
      neighbours[edge.subject, default: []].append(edge.object)
      neighbours[edge.object, default: []].append(edge.subject)
    }
    var steps = [start: 0]
    var pending = [start]
    var place = 0
    while place < pending.count {
      let node = pending[place]
      place += 1
      for other in neighbours[node] ?? [] where steps[other] == nil {
        steps[other] = (steps[node] ?? 0) + 1
        pending.append(other)
      }
    }
    return nodes.first { (steps[$0.id] ?? 0) >= 2 } ?? nodes.first { steps[$0.id] == 1 }
  }
}
