import Graph
import Tuples

/// What an engine keeps between runs: values, facts of programs, imported rows, and predicates of the graph in memory.
final class Session {
  let graph: KnowledgeGraph?
  private(set) var dictionary: SessionDictionary
  private(set) var store: StoreReader?
  /// Facts and imported rows by predicate number.
  private var facts: [Int: Relation] = [:]
  /// The graph's version that the session knows.
  private(set) var version = 0
  /// The words of the program's constants, which keep their places from input to input.
  private var constants: [Int32] = []
  /// What was found of the graph's literals, until it changes.
  private var literals = StoredLiterals()
  /// Whether relations may be wanted again as they are.
  private var keepsRelations = false

  init(graph: KnowledgeGraph?) {
    self.graph = graph
    dictionary = SessionDictionary(graph: graph)
    store = graph.map { [dictionary] in StoreReader(graph: $0, dictionary: dictionary) }
    version = graph?.dataVersion ?? 0
  }

  func facts(of predicate: Int) -> Relation? { facts[predicate] }

  /// Whether some triple of the graph has a number as its subject.
  func hasNumberAsSubject() throws -> Bool {
    if let known = literals.hasNumberAsSubject { return known }
    let has = try graph?.hasNumberAsSubject() ?? false
    literals.hasNumberAsSubject = has
    return has
  }

  /// What the objects of a stored predicate may be.
  func objectTraits(of predicate: Value) throws -> LiteralTraits {
    if let known = literals.objects[predicate] { return known }
    var traits = LiteralTraits.literals
    if let graph, try graph.hasLiteralForms() {
      let ids = try literals.withForms ?? graph.literalsWithForms()
      literals.withForms = ids
      // To read more than this, only to know, would take too long.
      if try graph.tripleCount(of: predicate) > StoredLiterals.mostRead
        || graph.hasFormsAsObject(of: predicate, among: ids)
      {
        traits.insert(.forms)
      }
    }
    literals.objects[predicate] = traits
    return traits
  }

  /// Bytes of facts, relations and values, about.
  var bytes: Int { relations.reduce(dictionary.bytes) { $0 + $1.bytes } }

  var relations: [Relation] { Array(facts.values) + (store?.loaded ?? []) }

  /// Follows the graph if it was written: what the session knows of it is read anew, and its own values are looked up
  /// again, because some may be in the graph now.
  func refresh() throws {
    guard let graph, graph.dataVersion != version else { return }
    version = graph.dataVersion
    let old = dictionary
    dictionary = SessionDictionary(graph: graph)
    store = StoreReader(graph: graph, dictionary: dictionary)
    constants = []
    literals = StoredLiterals()
    var translated: [Int32: Int32] = [:]
    for (predicate, relation) in facts {
      let fresh = Relation(arity: relation.arity)
      for row in 0..<relation.count {
        fresh.insert(
          try relation.row(row).map { value in
            if let known = translated[value] { return known }
            let word = try dictionary.intern(old.term(Value(rawValue: value)))
            translated[value] = word
            return word
          })
      }
      facts[predicate] = fresh
    }
  }

  /// Does `body`; if it throws, the session is as it was before.
  func restoringIfFailed(_ body: () throws -> Void) throws {
    let before = state
    let keptBefore = keepsRelations
    keepsRelations = true
    defer { keepsRelations = keptBefore }
    do {
      try body()
    } catch {
      restore(before)
      throw error
    }
  }

  /// What ``restore(_:)`` brings back.
  struct State {
    fileprivate let dictionary: SessionDictionary
    fileprivate let store: StoreReader?
    fileprivate let facts: [Int: Relation]
    fileprivate let version: Int
    fileprivate let constants: [Int32]
  }

  private var state: State {
    State(
      dictionary: dictionary, store: store, facts: facts, version: version, constants: constants)
  }

  /// Gives the state as it is now, and from then on leaves its relations as they are, until ``release()``.
  func held() -> State {
    keepsRelations = true
    return state
  }

  func release() { keepsRelations = false }

  func restore(_ state: State) {
    (dictionary, store, facts, version, constants) = (
      state.dictionary, state.store, state.facts, state.version, state.constants
    )
  }

  /// The relation of a predicate's facts, to be added to.
  private func growingFacts(_ predicate: Int, arity: Int) -> Relation {
    let relation = Relation(arity: arity)
    guard let known = facts[predicate] else { return relation }
    guard keepsRelations else { return known }
    relation.insertAll(of: known)
    return relation
  }

  /// Takes up the facts of an analysed source.
  ///
  /// - Parameter progress: what it throws leaves the facts as they were.
  func add(_ program: LogicalProgram, _ progress: (_ bytes: Int) throws -> Void) throws {
    guard !program.facts.isEmpty || !program.restatedFacts.isEmpty else { return }
    let bytes = program.bytes
    for term in program.constants.dropFirst(constants.count) {
      if constants.count & 0xFFF == 0 { try progress(bytes) }
      constants.append(try dictionary.intern(term))
    }
    let values = constants
    var added: [(predicate: Int, rows: Relation)] = []
    for (predicate, table) in program.facts {
      try progress(bytes)
      let rows = Relation(arity: table.arity)
      if table.arity == 0 {
        if table.count > 0 { rows.insert([]) }
      } else {
        rows.appendUnchecked(
          (0..<table.arity).map { column in
            stride(from: column, to: table.indexes.count, by: table.arity)
              .map { values[Int(table.indexes[$0])] }
          })
        try rows.makeDistinct { try progress(bytes) }
      }
      added.append((predicate, rows))
    }
    // From here on nothing can fail.
    for predicate in program.restatedFacts { facts[predicate] = nil }
    for (predicate, rows) in added { add(rows, to: predicate) }
  }

  /// Exchanges the facts of a predicate; nil is none.
  func replaceFacts(of predicate: Int, by rows: Relation?) { facts[predicate] = rows }

  /// Adds imported rows to a predicate's facts.
  func add(_ rows: Relation, to predicate: Int) {
    guard facts[predicate] != nil else {
      facts[predicate] = rows
      return
    }
    let grown = growingFacts(predicate, arity: rows.arity)
    grown.dropIndexes()
    grown.insertAll(of: rows)
    facts[predicate] = grown
  }
}

/// What a session found out about the literals of its graph.
private struct StoredLiterals {
  var hasNumberAsSubject: Bool?
  var objects: [Value: LiteralTraits] = [:]
  var withForms: LiteralIDs?

  static let mostRead = 1 << 20
}
