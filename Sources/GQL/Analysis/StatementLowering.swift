import Graph

/// Statements to rules and actions.
extension Lowering {
  func lowerRule(heads: [AtomSyntax], body: FormulaSyntax?, span: SourceSpan) throws {
    for head in heads {
      _ = try attempt {
        try requireNoNames(head)
        guard
          let predicate = try predicate(head.name, arity: head.arguments.count, use: .head)
        else { return }
        try checkTypes(of: head, predicate: predicate)
        try lowerRule(head: predicate, arguments: head.arguments, body: body, span: span)
      }
    }
  }

  /// A head takes no named arguments.
  private func requireNoNames(_ head: AtomSyntax) throws {
    if let named = head.named.first { throw fail(.namedArgumentInHead, at: named.name.span) }
  }

  /// `insert` and `delete`: the triples as a predicate of three columns; nil where something is wrong.
  func lowerChange(
    heads: [AtomSyntax], body: FormulaSyntax?, inserts: Bool, span: SourceSpan
  ) throws -> AnalyzedChange? {
    let rows = builder.predicates.synthetic(
      inserts ? "insert" : "delete", arity: 3,
      identity: "change \(span.source):\(span.start)")
    for head in heads {
      let done = try attempt {
        for arguments in try tripleArguments(of: head, inserts: inserts) {
          try lowerRule(head: rows, arguments: arguments, body: body, span: span)
        }
      }
      if !done { return nil }
    }
    return AnalyzedChange(rows: rows, span: span)
  }

  /// Subject, predicate and object of what a head of a change stores or removes, once for each predicate that it means.
  private func tripleArguments(
    of head: AtomSyntax, inserts: Bool
  ) throws -> [[ExpressionSyntax]] {
    try requireNoNames(head)
    let name = head.name
    let arguments = head.arguments
    if name.text == "triple", arguments.count == 3 { return [arguments] }
    if name.text == "type", arguments.count == 2 {
      var type = arguments[1]
      if case .name(let name) = type {
        type = try storedName(name, try catalog.type(named: name.text), inserts: true)
      } else if case .constant(.string(let text), let span) = type {
        let name = NameSyntax(text: text, span: span)
        type = try storedName(name, try catalog.type(named: text), inserts: true)
      }
      return [[arguments[0], .fixed(.string("type"), name.span), type]]
    }
    if let relation = StoreRelation(rawValue: name.text),
      relation.columns.count == arguments.count,
      try PredicateTable.union(
        of: PredicateTable.Key(name: name.text, arity: arguments.count), catalog: catalog
      ).isEmpty
    {
      throw fail(.ofTexts(name.text), at: name.span)
    }
    switch arguments.count {
    case 1:
      let type = try storedName(
        name, try catalog.type(named: name.text), inserts: inserts)
      return [[arguments[0], .fixed(.string("type"), name.span), type]]
    case 2:
      return try changedPredicates(name, inserts: inserts).map { predicate in
        [arguments[0], try storedName(name, predicate, inserts: inserts), arguments[1]]
      }
    default: throw fail(.notStorable(name.text, arguments.count), at: head.span)
    }
  }

  /// The stored predicates that a change of this name means; nil stands for one that an `insert` brings in. What is inserted
  /// under the name of a relation has that very name; what is deleted under it may have any of its inflections too.
  private func changedPredicates(_ name: NameSyntax, inserts: Bool) throws -> [Value?] {
    let known = try catalog.predicates(named: name.text)
    guard !name.isQuoted, try catalog.relation(named: name.text) != nil else {
      return [try changedPredicate(name, among: known)]
    }
    let own = try known.first { try catalog.term($0) == .string(name.text) }
    if inserts { return [own] }
    // The program may insert the very name before it deletes it.
    let isInserted =
      own == nil
      && builder.predicates.inserted.contains(PredicateTable.Key(name: name.text, arity: 2))
    return known.isEmpty || isInserted ? known + [nil] : known
  }

  private func changedPredicate(_ name: NameSyntax, among known: [Value]) throws -> Value? {
    guard known.count > 1 else { return known.first }
    if let own = try known.first(where: { try catalog.term($0) == .string(name.text) }) {
      return own
    }
    let names = try known.map { value in
      if case .iri(let iri) = try catalog.term(value) { "<\(iri)>" } else { name.text }
    }
    throw fail(.severalPredicatesToChange(name.text, names), at: name.span)
  }

  /// The name under which a predicate or type is stored. Only `insert` may bring a new one.
  private func storedName(
    _ name: NameSyntax, _ known: Value?, inserts: Bool
  ) throws -> ExpressionSyntax {
    if let known { return .fixed(try catalog.term(known), name.span) }
    let mayBeInserted = (1...2).contains {
      builder.predicates.inserted.contains(PredicateTable.Key(name: name.text, arity: $0))
    }
    guard inserts || mayBeInserted else {
      throw fail(
        .unknownPredicate(
          name.text,
          suggestion: Suggestions.nearest(
            to: name.text, among: try catalog.predicateNames() + catalog.typeNames())),
        at: name.span)
    }
    return .fixed(.string(name.text), name.span)
  }

  // MARK: Queries

  func lower(_ query: QuerySyntax) throws -> AnalyzedQuery? {
    var columns: [(name: String, value: ExpressionSyntax)]
    if let own = query.columns {
      columns = own.map { column in
        (column.name?.text ?? sources.text(of: column.value.span), column.value)
      }
    } else {
      columns =
        try query.body.map { try bindingNames(of: $0) }?.map { ($0.text, .variable($0)) } ?? []
    }
    try noteNamesAsVariables(of: query)
    let shown = columns.count
    var order: [AnalyzedQuery.SortKey] = []
    for key in query.order {
      let column: Int
      if let known = columnIndex(of: key.key, in: columns[..<shown]) {
        column = known
      } else {
        guard !columns[..<shown].contains(where: { Self.holdsAggregate($0.value) }) else {
          throw fail(.badOrder, at: key.key.span)
        }
        try requireBound(key.key, in: query)
        column = columns.count
        columns.append(("", key.key))
      }
      order.append(AnalyzedQuery.SortKey(column: column, descending: key.descending))
    }
    let limit = try query.limit.map { try wholeNumber($0, "limit") }
    let offset = try query.offset.map { try wholeNumber($0, "offset") } ?? 0
    let predicate = builder.predicates.synthetic(
      "query", arity: columns.count,
      identity: "query \(query.span.source):\(query.span.start)")
    let before = diagnostics.count
    if let rule = try plainRule(
      head: predicate, columns: columns, body: query.body, span: query.span)
    {
      builder.rules.append(rule)
    } else {
      try lowerRule(
        head: predicate, arguments: columns.map(\.value),
        body: query.body ?? .truth(true, query.span), implicit: query.columns == nil ? shown : 0,
        span: query.span)
    }
    if diagnostics.count > before { return nil }
    return AnalyzedQuery(
      predicate: predicate, columns: columns[..<shown].map(\.name), order: order, limit: limit,
      offset: offset, isBoolean: shown == 0, span: query.span)
  }

  /// Notes variables that are written as texts write the name of somebody: `met(Lee, X)?` asks who met whom.
  private func noteNamesAsVariables(of query: QuerySyntax) throws {
    guard !catalog.isEmpty, let body = query.body else { return }
    for name in try bindingNames(of: body) {
      guard name.text.utf8.count > 1, name.text.contains(where: \.isLowercase),
        !name.text.hasPrefix("_"), let bearer = try catalog.bearer(ofProperName: name.text)
      else { continue }
      let problem = AnalysisProblem.nameAsVariable(name.text, bearer)
      let written = WrittenName.string(name.text)
      let edits = sources.places(of: name.text, in: query.span).map { SourceEdit($0, written) }
      notes.insert(
        Diagnostic(.note, problem.message, at: name.span, hint: problem.hint, edits: edits))
    }
  }

  /// What answers are ordered by has to be known of each.
  private func requireBound(_ key: ExpressionSyntax, in query: QuerySyntax) throws {
    let known = try query.body.map { try bindingNames(of: $0).map(\.text) } ?? []
    var used: Set<String> = []
    Self.collect(key, into: &used)
    guard let unknown = used.subtracting(known).min() else { return }
    throw fail(.unboundInOrder(unknown, known: known), at: key.span)
  }

  private func columnIndex(
    of key: ExpressionSyntax, in columns: ArraySlice<(name: String, value: ExpressionSyntax)>
  ) -> Int? {
    switch key {
    case .variable(let name), .name(let name):
      if let index = columns.firstIndex(where: { $0.name == name.text }) { return index }
    default: break
    }
    let text = sources.text(of: key.span)
    return columns.firstIndex { sources.text(of: $0.value.span) == text }
  }

  func wholeNumber(_ expression: ExpressionSyntax, _ word: String) throws -> Int {
    var term: Term?
    if case .constant(let constant, _) = expression { term = constant }
    if case .parameter(let name) = expression { term = try shapingParameter(name) }
    guard case .integer(let number) = term, number >= 0 else {
      throw fail(.badLimit(word), at: expression.span)
    }
    return Int(number)
  }

  // MARK: Declared types

  /// Compares the constants of an atom with the declared types of its columns.
  func checkTypes(of atom: AtomSyntax, predicate: Int) throws {
    let declared = builder.predicates[predicate]
    guard declared.columnTypes.count == atom.arguments.count else { return }
    for (index, argument) in atom.arguments.enumerated() {
      let term: Term
      switch argument {
      case .constant(let constant, _): term = constant
      case .name(let name): term = .string(name.text)
      default: continue
      }
      let type = declared.columnTypes[index]
      if !type.admits(term) {
        report(
          .columnType(
            declared.name, column: declared.columns[index], type: type, found: term.kindName),
          at: argument.span)
      }
    }
  }
}

extension ColumnType {
  /// Whether a constant can stand in a column of this type. A string may name an entity.
  func admits(_ term: Term) -> Bool {
    switch (self, term) {
    case (.any, _): true
    case (.entity, .string), (.entity, .entity), (.entity, .iri), (.entity, .blank): true
    case (.string, .string), (.string, .languageString), (.string, .typed): true
    case (.integer, .integer), (.float, .float), (.number, .integer), (.number, .float): true
    case (.float, .integer): true
    case (.boolean, .boolean), (.date, .date), (.dateTime, .dateTime): true
    default: false
    }
  }
}

extension Term {
  /// What kind of value it is, with its article.
  var kindName: String {
    switch self {
    case .entity: "an entity"
    case .iri: "an IRI"
    case .blank: "a blank node"
    case .string, .languageString: "a string"
    case .typed: "a typed literal"
    case .integer: "an integer"
    case .float: "a float"
    case .boolean: "a boolean"
    case .date: "a date"
    case .dateTime: "a date-time"
    }
  }
}
