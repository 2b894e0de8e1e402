/// Writes a batch into the tables, in their order. Lives for one transaction.
struct BatchWriter {
  private let graph: KnowledgeGraph
  private var batch: ImportBatch
  private let descriptions: [EntityDescriptionFact]
  /// What each spelling of the batch means in the graph.
  private var values: [Int32]
  /// What it means as a subject, a predicate or a graph, where that is another value.
  private var resources: [UInt32: Int32] = [:]
  private var connection: Connection { graph.connection }

  init(graph: KnowledgeGraph, batch: ImportBatch) {
    self.graph = graph
    self.batch = batch
    descriptions = self.batch.takeEntityDescriptions()
    values = [Int32](repeating: 0, count: batch.spellings.count)
  }

  /// Stores everything; gives how many triples the graph did not hold before.
  mutating func write() throws -> Int {
    try writeTerms()
    try writeDescriptions()
    guard batch.count > 0 else { return 0 }
    let predicates = columnOfResources(batch.predicates)
    try writePredicates(Set(predicates))
    var columns = TripleColumns(
      subjects: columnOfResources(batch.subjects), predicates: predicates,
      objects: batch.objects.map { values[Int($0)] })
    guard !batch.graphs.isEmpty else { return try graph.insertSorted(columns.sorted(), .inserted) }
    let graphs = batch.graphs.map {
      $0 == ImportBatch.defaultGraph ? nil : resources[$0] ?? values[Int($0)]
    }
    let named = columns.split(by: graphs)
    let new = try graph.insertSorted(columns.sorted(), .inserted)
    return try new + graph.insertNamed(named)
  }

  private func columnOfResources(_ numbers: [UInt32]) -> [Int32] {
    guard !resources.isEmpty else { return numbers.map { values[Int($0)] } }
    return numbers.map { resources[$0] ?? values[Int($0)] }
  }

  // MARK: Terms

  private mutating func writeTerms() throws {
    var uses = [TermRows.Uses](repeating: [], count: batch.spellings.count)
    for number in batch.objects { uses[Int(number)].insert(.object) }
    for column in [batch.subjects, batch.predicates, batch.graphs] {
      for number in column where number != ImportBatch.defaultGraph {
        uses[Int(number)].insert(.resource)
      }
    }
    for description in descriptions { uses[Int(description.entity)].insert(.resource) }
    let terms = TermRows(batch.spellings, uses: uses)
    var next = Int32(
      truncatingIfNeeded: try connection.integer("SELECT ifnull(max(id) + 1, 0) FROM term") ?? 0)
    let isEmpty = next == 0
    let find = try connection.statement(
      "SELECT id FROM term WHERE text = ? AND kind = ? AND tag = ?")
    let insert = try connection.statement(
      "INSERT INTO term (id, kind, text, tag) VALUES (?, ?, ?, ?)")
    guard Int(next) + terms.rows.count + terms.blanks.count < Int(Value.firstSessionID) else {
      throw StoreError.tooManyTerms(path: graph.path)
    }

    try terms.texts.withUnsafeBufferPointer { texts in
      var previous: (row: TermRows.Row, value: Int32)?
      for row in terms.rows {
        let value: Int32
        if let previous, terms.areEqual(previous.row, row) {
          value = previous.value
        } else {
          let text = BorrowedText(bytes: UnsafeBufferPointer(rebasing: texts[terms.text(row)]))
          if row.kind == UInt8(StoredTerm.Kind.integer.rawValue),
            let integer = Int64(String(decoding: text.bytes, as: UTF8.self)),
            let inline = Value(inline: integer)
          {
            value = inline.rawValue
          } else if !isEmpty, let known = try id(text, row, terms, find) {
            value = known
          } else {
            try insert.bind(1, Int(next))
            try insert.bind(2, Int(row.kind))
            try insert.bind(3, text)
            try insert.bind(4, terms.tags[Int(row.tag)])
            try insert.run()
            value = next
            next += 1
          }
        }
        if row.kind == UInt8(StoredTerm.Kind.entity.rawValue) {
          let label = String(decoding: texts[terms.text(row)], as: UTF8.self)
          try graph.addEntityRow(Value(rawValue: value), label: label)
        }
        previous = (row, value)
        if row.isResource {
          resources[row.number] = value
        } else {
          values[Int(row.number)] = value
        }
      }
    }
    for number in terms.blanks {
      try insert.bind(1, Int(next))
      try insert.bind(2, Int(StoredTerm.Kind.blank.rawValue))
      // No other term has this id, so no other blank node has this label.
      try insert.bind(3, "b\(next)")
      try insert.bind(4, "")
      try insert.run()
      values[Int(number)] = next
      next += 1
    }
  }

  private func id(
    _ text: BorrowedText, _ row: TermRows.Row, _ terms: TermRows, _ find: Statement
  ) throws -> Int32? {
    try find.bind(1, text)
    try find.bind(2, Int(row.kind))
    try find.bind(3, terms.tags[Int(row.tag)])
    defer { find.reset() }
    return try find.step() ? Int32(truncatingIfNeeded: find.integer(0)) : nil
  }

  /// Stores types and other names of entities.
  private func writeDescriptions() throws {
    for description in descriptions {
      let entity = Value(rawValue: values[Int(description.entity)])
      switch description.fact {
      case .label: break
      case .type(let type): try graph.addType(type, to: entity)
      case .name(let name): try graph.addAlias(name, of: entity, count: 0)
      }
    }
  }

  // MARK: Predicates

  /// Lists the predicates, each under its own name and, for an IRI, under the last part of it.
  private func writePredicates(_ predicates: Set<Int32>) throws {
    for predicate in predicates.sorted() {
      let value = Value(rawValue: predicate)
      let isNew = try connection.integer("SELECT 1 FROM predicate WHERE term = ?", value) == nil
      guard isNew else { continue }
      try connection.execute("INSERT INTO predicate (term) VALUES (?)", value)
      let name = try graph.text(of: value)
      let tail = name.utf8.lastIndex { "/#:".utf8.contains($0) }
      let form = tail.map { String(name[name.index(after: $0)...]) } ?? name
      try graph.addForm(form.isEmpty ? name : form, of: value, count: 0)
    }
  }
}
