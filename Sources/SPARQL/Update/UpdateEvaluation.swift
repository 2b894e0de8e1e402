import Base
import GQL
import Graph

/// Does the operations of an update one after another, inside a transaction of the caller (SPARQL 1.1 Update, section 3).
struct UpdateEvaluation {
  private let graph: KnowledgeGraph
  private let cancellation: Cancellation
  private let options: Engine.Options
  private let variables: VariableTable
  private let base: BaseIRI?
  /// Graphs that a protocol names for all patterns.
  private let using: [DatasetClause]
  private(set) var report = UpdateReport()

  init(
    graph: KnowledgeGraph, cancellation: Cancellation, options: Engine.Options,
    variables: VariableTable, base: BaseIRI?, using: [DatasetClause]
  ) {
    self.graph = graph
    self.cancellation = cancellation
    self.options = options
    self.variables = variables
    self.base = base
    self.using = using
  }

  /// A state of its own for each operation, as terms get other numbers when they come into the file.
  private func freshState() -> EvaluationState {
    EvaluationState(
      graph: graph, cancellation: cancellation, memoryLimit: options.memoryLimit,
      variables: variables, base: base)
  }

  mutating func run(_ operation: UpdateOperation) throws {
    switch operation {
    case .insertData(let quads): try change(deleted: [], inserted: quads, with: nil, .unit)
    case .deleteData(let quads): try change(deleted: quads, inserted: [], with: nil, .unit)
    case .deleteWhere(let quads):
      try modify(
        Modification(deleted: quads, pattern: .elements(Self.pattern(quads))))
    case .modify(let modification): try modify(modification)
    case .load(let source, let target, let isSilent, _):
      try silently(isSilent) { try $0.load(source, into: target) }
    case .create(let name, let isSilent):
      try silently(isSilent) {
        if try $0.exists(name) { throw SPARQLError.graphExists(Self.text(name)) }
      }
    case .clear(let target, let isSilent), .drop(let target, let isSilent):
      try silently(isSilent) { update in
        if case .graph(let name) = target { try update.requireGraph(name) }
        try update.clear(target)
      }
    case .add(let source, let destination, let isSilent):
      try silently(isSilent) { try $0.transfer(source, destination, clearing: false) }
    case .copy(let source, let destination, let isSilent):
      try silently(isSilent) { try $0.transfer(source, destination, clearing: true) }
    case .move(let source, let destination, let isSilent):
      try silently(isSilent) { update in
        try update.transfer(source, destination, clearing: true)
        if source != destination { try update.clear(source) }
      }
    }
  }

  /// Does an operation whose failure, if it is silent, is none. What ends the whole request is not silenced.
  private mutating func silently(
    _ isSilent: Bool, _ body: (inout UpdateEvaluation) throws -> Void
  ) throws {
    do {
      try body(&self)
    } catch is SPARQLError where isSilent {
    }
  }

  private static func text(_ term: Term) -> String { FunctionLibrary.text(of: term) ?? "" }

  // MARK: Patterns

  /// The pattern that triples with graphs are (`DELETE WHERE`).
  private static func pattern(_ quads: [QuadPattern]) -> [GroupElement] {
    var elements: [GroupElement] = []
    for quad in quads {
      let triple = TriplePattern(
        subject: quad.subject, verb: .node(quad.predicate), object: quad.object)
      if let graph = quad.graph {
        elements.append(.graph(graph, .elements([.triples([triple])])))
      } else {
        elements.append(.triples([triple]))
      }
    }
    return elements
  }

  private mutating func modify(_ modification: Modification) throws {
    let state = freshState()
    var translation = Translation(state.variables)
    let algebra = translation.pattern(modification.pattern)
    state.variables = translation.variables
    let clauses = using.isEmpty ? modification.using : using
    var dataset = try Dataset(clauses, in: state.terms)
    if clauses.isEmpty, let name = modification.with {
      let value = try state.terms.stored(name, isResource: true)
      dataset.initial = .merge(value.map { [$0] } ?? [])
    }
    let solutions = try OperatorBuilder(state, dataset).source(algebra).all(state)
    try change(
      deleted: modification.deleted, inserted: modification.inserted, with: modification.with,
      solutions, state)
  }

  /// Takes all that is to be deleted away, and then puts in what is to be inserted.
  private mutating func change(
    deleted: [QuadPattern], inserted: [QuadPattern], with name: Term?, _ solutions: Solutions,
    _ known: EvaluationState? = nil
  ) throws {
    let state = known ?? freshState()
    var changes = QuadChanges(graph)
    let deletions = TemplateInstances(deleted, state)
    let insertions = TemplateInstances(inserted, state)
    for row in 0..<solutions.count {
      try state.checkNowAndThen()
      for quad in try deletions.quads(of: solutions, row, blank: { state.freshBlank() }) {
        changes.deleted.append((quad.graph ?? name, quad.triple))
      }
      for quad in try insertions.quads(
        of: solutions, row, blank: { try graph.makeBlankNode() })
      {
        changes.inserted.append((quad.graph ?? name, quad.triple))
      }
    }
    try changes.store(&report) { try state.checkNowAndThen() }
  }

  // MARK: Graphs

  private func exists(_ name: Term) throws -> Bool {
    guard let value = try TermSpace(graph).stored(name, isResource: true) else { return false }
    return try graph.graphNames().contains(value)
  }

  private func requireGraph(_ name: Term) throws {
    guard try exists(name) else { throw SPARQLError.noGraph(Self.text(name)) }
  }

  private mutating func clear(_ target: GraphTarget) throws {
    switch target {
    case .unnamed: try clear(named: nil)
    case .graph(let name):
      if let value = try TermSpace(graph).stored(name, isResource: true) {
        try clear(named: value)
      }
    case .allNamed: for name in try graph.graphNames() { try clear(named: name) }
    case .all:
      for name in try graph.graphNames() { try clear(named: name) }
      try clear(named: nil)
    }
  }

  private mutating func clear(named name: Value?) throws {
    let triples = try graph.triples(
      subject: nil, predicate: nil, object: nil, in: name.map { .named($0) } ?? .unnamed)
    let values = triples.subjects.indices.map { row in
      (
        subject: Value(rawValue: triples.subjects[row]),
        predicate: Value(rawValue: triples.predicates[row]),
        object: Value(rawValue: triples.objects[row])
      )
    }
    guard let name else {
      report.deleted += try graph.takeFromUnnamed(values)
      return
    }
    for triple in values where try graph.take(triple, from: name) { report.deleted += 1 }
  }

  /// Puts all triples of a graph into another one.
  private mutating func transfer(
    _ source: GraphTarget, _ destination: GraphTarget, clearing: Bool
  ) throws {
    if case .graph(let name) = source { try requireGraph(name) }
    guard source != destination else { return }
    if clearing { try clear(destination) }
    let selection: GraphSelection
    switch source {
    case .graph(let name):
      guard let value = try TermSpace(graph).stored(name, isResource: true) else { return }
      selection = .named(value)
    default: selection = .unnamed
    }
    let triples = try graph.triples(subject: nil, predicate: nil, object: nil, in: selection)
    var target: Term?
    if case .graph(let name) = destination { target = name }
    for row in triples.subjects.indices {
      let terms = try [triples.subjects[row], triples.predicates[row], triples.objects[row]].map {
        try graph.term(Value(rawValue: $0))
      }
      if try graph.put(terms[0], terms[1], terms[2], into: target) { report.inserted += 1 }
    }
  }

  // MARK: Files

  private mutating func load(_ source: String, into target: Term?) throws {
    guard source.hasPrefix("file:") else {
      throw SPARQLError.cannotLoad(
        source: source, reason: "only files are loaded; fetch it first, and name the file")
    }
    let rest = source.dropFirst("file:".count)
    let path = PercentDecoding.decode(rest.hasPrefix("//") ? rest.dropFirst(2) : rest)
    var importOptions = ImportOptions()
    importOptions.access = options.files
    importOptions.graph = target.map(Self.text)
    do {
      let done = try graph.importFiles([path], options: importOptions)
      report.inserted += done.newTriples
    } catch let error as FormatError {
      throw SPARQLError.cannotLoad(source: source, reason: "\(error)")
    }
  }
}
