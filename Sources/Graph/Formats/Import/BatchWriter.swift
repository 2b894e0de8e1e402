/// Writes a batch into the tables, in their order. Lives for one transaction.
struct BatchWriter {
  private let graph: KnowledgeGraph
  private let run: ImportRun
  private var batch: ImportBatch
  private let descriptions: [EntityDescriptionFact]
  /// What each spelling of the batch means in the graph.
  private var values: [Int32]
  /// What it means as a subject, a predicate or a graph, where that is another value.
  private var resources: [UInt32: Int32] = [:]
  /// Terms from this id on are new in the graph.
  private var firstNewID = Int32.max
  private var connection: Connection { graph.connection }

  init(graph: KnowledgeGraph, batch: ImportBatch, run: ImportRun) throws {
    self.graph = graph
    self.run = run
    self.batch = batch
    descriptions = self.batch.takeEntityDescriptions()
    values = [Int32](repeating: 0, count: batch.spellings.count)
    writesBlocks =
      try graph.hasBlocks
      || graph.tripleCount() + batch.count >= KnowledgeGraph.blockThreshold
  }

  /// Whether the graph's triples are in blocks or are to be.
  private let writesBlocks: Bool

  /// Stores everything; gives how many triples the graph did not hold before.
  mutating func write() throws -> Int {
    // Each triple is sorted and written, in blocks in three orders.
    try run.beginWriting(steps: batch.spellings.count + (writesBlocks ? 3 : 1) * batch.count)
    try writeTerms()
    try writeDescriptions()
    guard batch.count > 0 else { return 0 }
    let predicates = columnOfResources(batch.predicates)
    try writePredicates(Set(predicates))
    var columns = TripleColumns(
      subjects: columnOfResources(batch.subjects), predicates: predicates,
      objects: batch.objects.map { values[Int($0)] })
    guard !batch.graphs.isEmpty else { return try store(&columns, .inserted) }
    let graphs = batch.graphs.map {
      $0 == ImportBatch.defaultGraph ? nil : resources[$0] ?? values[Int($0)]
    }
    let named = columns.split(by: graphs)
    var new = try store(&columns, .inserted)
    for name in named.keys.sorted() {
      guard var triples = named[name] else { continue }
      try graph.insertGraphRows(name, triples.sorted())
      new += try store(&triples, .named)
    }
    return new
  }

  /// Stores triples in whatever way the graph keeps them.
  private func store(_ columns: inout TripleColumns, _ origin: KnowledgeGraph.Origin) throws -> Int
  {
    let count = columns.subjects.count
    guard writesBlocks else { return try graph.insertSorted(columns.sorted(), origin, run) }
    // A few more are rows beside the blocks; for many, writing the blocks anew is cheaper.
    let before = try graph.tripleCount()
    if try graph.hasBlocks, count < 10_000 || count < before / 50 {
      // A triple of two graphs comes twice.
      return try graph.insertBesideBlocks(
        columns.sorted(), origin, newFrom: batch.graphs.isEmpty ? firstNewID : .max, run)
    }
    let sorted = SortedTriples(&columns, origin: UInt8(origin.rawValue))
    let known = try graph.sortedTriples()
    try BlockWriter(graph, progress: run.wrote).write(
      known.count == 0 ? sorted : SortedTriples(known, and: sorted))
    return try graph.tripleCount() - before
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
    for number in batch.predicates { uses[Int(number)].insert(.predicate) }
    for description in descriptions { uses[Int(description.entity)].insert(.resource) }
    let terms = TermRows(batch.spellings, uses: uses)
    let next = try graph.nextTermID()
    guard Int(next) + terms.rows.count + terms.blanks.count < Int(Value.firstSessionID) else {
      throw StoreError.tooManyTerms(path: graph.path)
    }
    firstNewID = Int32(next)
    var store = try TermStore(
      graph, firstID: firstNewID, count: terms.rows.count,
      writesBlocks: writesBlocks && terms.rows.count + terms.blanks.count >= TermStore.leastBlocks)
    try terms.texts.withUnsafeBufferPointer { texts in
      var previous: (row: TermRows.Row, value: Int32)?
      var end = 0
      for (place, row) in terms.rows.enumerated() {
        try run.wrote()
        if place == end {
          // Rows of one kind and tag come together.
          while end < terms.rows.count, terms.rows[end].kind == row.kind,
            terms.rows[end].tag == row.tag, terms.rows[end].isPredicate == row.isPredicate
          { end += 1 }
          try store.begin(
            row.kind, tag: terms.tags[Int(row.tag)], count: end - place,
            isForRows: row.isPredicate)
        }
        let value: Int32
        if let previous, terms.areEqual(previous.row, row) {
          value = previous.value
        } else {
          let text = UnsafeBufferPointer(rebasing: texts[terms.text(row)])
          value = try store.value(text)
        }
        previous = (row, value)
        if row.isResource {
          resources[row.number] = value
        } else {
          values[Int(row.number)] = value
        }
      }
    }
    let firstBlank = try store.addBlanks(terms.blanks.count)
    for (place, number) in terms.blanks.enumerated() {
      values[Int(number)] = firstBlank + Int32(place)
    }
    try store.finish()
  }

  /// Stores types and other names of entities.
  private func writeDescriptions() throws {
    for description in descriptions {
      let entity = Value(rawValue: values[Int(description.entity)])
      switch description.fact {
      case .label: break
      case .type(let type): try graph.addType(type, to: entity)
      case .name(let name): try graph.giveAlias(name, to: entity)
      }
    }
  }

  // MARK: Predicates

  /// Lists the predicates, each under its own name and, for an IRI, under the last part of it.
  private func writePredicates(_ predicates: Set<Int32>) throws {
    for predicate in predicates.sorted() {
      try graph.listPredicate(Value(rawValue: predicate))
    }
  }
}
