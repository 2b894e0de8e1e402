import Graph

extension Analyzer.Analysis {
  /// Puts the meaning of names into the rules and facts of a result. Gives the places of parameters, which stay open.
  mutating func resolveNames(
    _ lowering: Lowering, in result: inout AnalyzedSource
  ) throws -> [Int: ParameterizedProgram.Place] {
    let names = lowering.builder.names
    var changes: Set<Int> = []
    var inserts: Set<Int> = []
    for action in result.actions {
      if case .insert(let change) = action { inserts.insert(change.rows) }
      if case .delete(let change) = action { changes.insert(change.rows) }
    }
    var defined = Set(facts.keys)
    for case .import(let rows) in result.actions { defined.insert(rows.predicate) }
    let progress = { [reader, used = bytes(lowering)] in try reader.progress(used) }
    let flow = try NameFlow(
      predicates: result.program.predicates, rules: result.program.rules, names: names.count,
      defined: defined, inserted: inserts, deleted: changes, progress: progress)
    let resolver = NameResolver(catalog: catalog)
    // Names that are stored come first: the same names elsewhere mean the entities that these become.
    for (index, name) in names.enumerated() where flow.kind(ofName: index).contains(.inserted) {
      _ = try resolver.meaning(of: name.text, flow.kind(ofName: index))
    }
    let known = try resolveFacts(flow, resolver, in: &result.program)
    var replacements: [LogicalTerm] = []
    var places: [Int: ParameterizedProgram.Place] = [:]
    var reported: Set<Diagnostic> = []
    for (index, name) in names.enumerated() {
      if index & 0xFFF == 0 { try progress() }
      let kind = flow.kind(ofName: index)
      if let note = quotedDate(name) { attach(note, to: &result.actions) }
      let value = name.parameter.flatMap { parameters[$0] } ?? .string(name.text)
      let plain = LogicalTerm.constant(value)
      defer {
        if let parameter = name.parameter {
          places[index] = ParameterizedProgram.Place(
            parameter: parameter, kind: kind, meaning: replacements[index])
        }
      }
      guard kind.isLookedUp, case .string = value else {
        replacements.append(plain)
        continue
      }
      switch try resolver.meaning(of: name.text, kind) {
      case .value(let value): replacements.append(.value(value))
      case .constant(let term): replacements.append(.constant(term))
      case .unknown:
        replacements.append(plain)
        let place = ClassMember(root: flow.classOf(name: index), text: name.text)
        let isMade = name.isInHead || known.contains(place)
        if !isMade, reported.count < 3 {
          let note = try resolver.note(name, kind)
          if reported.insert(note).inserted { attach(note, to: &result.actions) }
        }
      case .ambiguous(let matches):
        replacements.append(plain)
        let problem = AnalysisProblem.ambiguousEntity(name.text, matches)
        let diagnostic = problem.diagnostic(.error, at: name.span)
        if reported.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
      }
    }
    for index in result.program.rules.indices {
      if index & 0xFFF == 0 { try progress() }
      result.program.rules[index].putNames { places[$0] == nil ? replacements[$0] : nil }
    }
    return places
  }

  /// What to say of a string that reads as a day: as such it is equal to none.
  private func quotedDate(_ name: OpenName) -> Diagnostic? {
    guard !name.isBare, !name.isInHead, name.parameter == nil, name.text.utf8.count == 10,
      CalendarDate.days(of: name.text) != nil
    else { return nil }
    return AnalysisProblem.quotedDate(name.text).diagnostic(.note, at: name.span)
  }

  /// A note on a name of a query goes to that query; one on a name of a rule to every query of the source.
  ///
  /// - Parameter always: whether it is shown beside answers too, and not only in their place
  func attach(_ note: Diagnostic, to actions: inout [AnalyzedAction], always: Bool = false) {
    guard let span = note.span else { return }
    func holds(_ query: SourceSpan) -> Bool {
      query.source == span.source && query.start <= span.start && span.end <= query.end
    }
    let isOfQuery = actions.contains { action in
      if case .query(let query) = action { holds(query.span) } else { false }
    }
    for index in actions.indices {
      guard case .query(var query) = actions[index], !isOfQuery || holds(query.span) else {
        continue
      }
      if always { query.notes.append(note) } else { query.notesIfEmpty.append(note) }
      actions[index] = .query(query)
    }
  }

  /// A constant of a class of columns.
  struct ClassMember: Hashable {
    var root: Int
    var text: String
  }

  /// The facts of the result: new ones as they are, and all facts of predicates that hold names of the store with
  /// those looked up. Gives the names that stay plain constants.
  private mutating func resolveFacts(
    _ flow: NameFlow, _ resolver: NameResolver, in program: inout LogicalProgram
  ) throws -> Set<ClassMember> {
    var plain: Set<ClassMember> = []
    program.facts = newFacts
    for (predicate, table) in facts.sorted(by: { $0.key < $1.key }) {
      let columns = (0..<table.arity).filter {
        flow.kind(ofColumn: $0, of: predicate).isLookedUp
      }
      guard !columns.isEmpty else { continue }
      var replacement: [Int: [Int32: Int32]] = [:]
      var ambiguous: Set<Int32> = []
      for column in columns {
        let kind = flow.kind(ofColumn: column, of: predicate)
        let root = flow.classOf(column: column, of: predicate)
        for row in 0..<table.count {
          let index = table.indexes[row * table.arity + column]
          guard case .string(let text) = constants[index],
            replacement[column]?[index] == nil
          else { continue }
          var meant = index
          switch try resolver.meaning(of: text, kind) {
          case .value(let value): meant = constants.number(of: try catalog.term(value))
          case .constant(let term): meant = constants.number(of: term)
          case .unknown: plain.insert(ClassMember(root: root, text: text))
          case .ambiguous(let matches):
            if ambiguous.insert(index).inserted {
              report(.ambiguousEntity(text, matches), at: table.spans[row])
            }
          }
          replacement[column, default: [:]][index] = meant
        }
      }
      program.facts[predicate] = table.replacing(replacement)
      program.restatedFacts.insert(predicate)
    }
    return plain
  }
}

extension NameFlow.Kind {
  /// Whether a name of this kind is looked up in the store.
  var isLookedUp: Bool { !isDisjoint(with: [.entity, .predicate, .type]) }
}

extension FactTable {
  /// The table with constants of some columns replaced.
  fileprivate func replacing(_ replacement: [Int: [Int32: Int32]]) -> FactTable {
    var result = FactTable(arity: arity)
    for row in 0..<count {
      var values = Array(indexes[(row * arity)..<((row + 1) * arity)])
      for (column, map) in replacement { values[column] = map[values[column]] ?? values[column] }
      result.append(values, span: spans[row])
    }
    return result
  }
}
