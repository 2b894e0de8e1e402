import Graph

extension Analyzer.Analysis {
  /// What the source asks to be done, in its order; but imports come first, as what they define holds for the whole
  /// source.
  func lowerActions(_ lowering: Lowering) throws -> [AnalyzedAction] {
    var imports: [AnalyzedAction] = []
    var actions: [AnalyzedAction] = []
    var pending = imported[...]
    for statement in reader.statements {
      _ = try lowering.attempt {
        switch statement {
        case .query(let query):
          if let lowered = try lowering.lower(query) { actions.append(.query(lowered)) }
        case .insert(let heads, let body, let span):
          let change = try lowering.lowerChange(
            heads: heads, body: body, inserts: true, span: span)
          if let change { actions.append(.insert(change)) }
        case .delete(let heads, let body, let span):
          let change = try lowering.lowerChange(
            heads: heads, body: body, inserts: false, span: span)
          if let change { actions.append(.delete(change)) }
        case .import(let name, let path, let hasHeader, let span):
          guard let key = pending.first, key.name == name.text else { return }
          pending.removeFirst()
          imports.append(
            .import(
              AnalyzedTableFile(
                predicate: try lowering.builder.predicates.number(of: key, catalog: catalog),
                path: self.path(path, at: span), format: .ofFile(path), hasHeader: hasHeader,
                span: span)))
        case .export(let name, let path, let hasHeader, let span):
          guard let predicate = try lowering.predicate(named: name) else { return }
          let format = TableFormat.ofFile(path)
          if TableFormat.isOther(path) || format != .csv && format != .tsv {
            throw lowering.fail(.unstorableFormat(path), at: span)
          }
          actions.append(
            .export(
              AnalyzedTableFile(
                predicate: predicate, path: self.path(path, at: span), format: format,
                hasHeader: hasHeader, span: span)))
        case .rule, .declare, .prefix, .include: break
        }
      }
    }
    return imports + actions
  }

  private func path(_ path: String, at span: SourceSpan) -> String {
    ProgramPath.resolve(path, from: reader.sources[span.source].name)
  }

  /// Adds the source's facts to those of the session.
  mutating func addFacts(_ lowering: Lowering) {
    for group in reader.facts {
      let arity = group.table.arity
      guard
        let predicate = try? lowering.predicate(group.name, arity: arity, use: .head)
      else { continue }
      // The first table is taken as it is: no copy of a large file's facts.
      if newFacts[predicate]?.append(group.table) == nil { newFacts[predicate] = group.table }
      if facts[predicate]?.append(group.table) == nil { facts[predicate] = group.table }
      checkTypes(of: group, lowering.builder.predicates[predicate])
    }
  }

  private mutating func checkTypes(of group: FactGroupSyntax, _ predicate: LogicalPredicate) {
    for (column, type) in predicate.columnTypes.enumerated() where type != .any {
      for row in 0..<group.table.count {
        let term = constants[group.table.indexes[row * group.table.arity + column]]
        guard !type.admits(term) else { continue }
        report(
          .columnType(
            predicate.name, column: predicate.columns[column], type: type, found: term.kindName),
          at: group.table.spans[row])
      }
    }
  }
}

extension Lowering {
  /// The predicate of a name that stands without arguments.
  func predicate(named name: NameSyntax) throws -> Int? {
    if let arity = definitions.arities(of: name.text).first {
      return try predicate(name, arity: arity, use: .head)
    }
    for arity in [2, 1, StoreRelation(rawValue: name.text)?.columns.count ?? 0] {
      let key = PredicateTable.Key(name: name.text, arity: arity)
      if try PredicateTable.source(of: key, catalog: catalog) != .program
        || !PredicateTable.union(of: key, catalog: catalog).isEmpty
      {
        return try predicate(name, arity: arity, use: .head)
      }
    }
    return try predicate(name, arity: 0, use: .body)
  }
}
