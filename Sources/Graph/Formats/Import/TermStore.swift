/// Finds or stores the terms of an import, which come by kind, tag and text: as rows, or as sorted blocks where there are
/// many. Lives for one transaction.
struct TermStore {
  private let graph: KnowledgeGraph
  private let isNewGraph: Bool
  private let find: Statement
  private let insert: Statement
  private var blocks: TermBlockWriter?
  /// The rows of before: what comes is in order and each only once, so that those of this import do not matter.
  private let rowsBefore: TermRowFilter?
  private var nextID: Int32
  private var kind = StoredTerm.Kind.iri
  private var tag = ""
  private var isForBlocks = false

  /// With fewer terms than this, blocks are not worth a segment of their own.
  static let leastBlocks = 4096
  /// With fewer terms of a kind and tag than this, they are rows.
  private static let leastOfKind = 256
  /// With so many, the rows are read first.
  private static let manyTerms = 32
  /// A look-up goes through all segments.
  private static let mostSegments: Int64 = 64

  /// - Parameter count: how many terms will come.
  init(_ graph: KnowledgeGraph, firstID: Int32, count: Int, writesBlocks: Bool) throws {
    self.graph = graph
    nextID = firstID
    isNewGraph = firstID == 0
    find = try graph.connection.statement(
      "SELECT id FROM term WHERE text = ? AND kind = ? AND tag = ?")
    insert = try graph.connection.statement(
      "INSERT INTO term (id, kind, text, tag) VALUES (?, ?, ?, ?)")
    rowsBefore =
      !isNewGraph && !graph.termBlocks.isEmpty && count >= Self.manyTerms
      ? try TermRowFilter(graph.connection) : nil
    if writesBlocks, graph.termBlocks.nextSegment < Self.mostSegments {
      blocks = try TermBlockWriter(graph)
    }
  }

  /// Begins the terms of another kind and tag.
  ///
  /// - Parameter isForRows: whether other tables will refer to them.
  mutating func begin(_ kind: UInt8, tag: String, count: Int, isForRows: Bool) throws {
    self.kind = StoredTerm.Kind(rawValue: Int64(kind)) ?? .string
    self.tag = tag
    isForBlocks =
      blocks != nil && !isForRows && self.kind != .entity && count >= Self.leastOfKind
    if isForBlocks { try blocks?.begin(self.kind, tag: tag) }
  }

  /// The value of the next text.
  mutating func value(_ text: UnsafeBufferPointer<UInt8>) throws -> Int32 {
    if kind == .integer, let integer = Int64(String(decoding: text, as: UTF8.self)),
      let inline = Value(inline: integer)
    {
      return inline.rawValue
    }
    if !isNewGraph, let known = try known(text) { return known }
    let id = nextID
    if isForBlocks {
      try blocks?.append(text, id: id)
    } else {
      try insert.bind(1, Int(id))
      try insert.bind(2, kind.rawValue)
      try insert.bind(3, BorrowedText(bytes: text))
      try insert.bind(4, tag)
      try insert.run()
      if kind == .entity {
        let label = String(decoding: text, as: UTF8.self)
        try graph.addEntityRow(Value(rawValue: id), label: label)
      }
    }
    nextID += 1
    return id
  }

  /// Adds blank nodes, which are new in every import; gives the id of the first.
  mutating func addBlanks(_ count: Int) throws -> Int32 {
    let first = nextID
    if blocks != nil {
      try blocks?.appendBlanks(count, id: first)
    } else {
      for id in first..<first + Int32(count) {
        try insert.bind(1, Int(id))
        try insert.bind(2, StoredTerm.Kind.blank.rawValue)
        // No other term has this id, so no other blank node has this label.
        try insert.bind(3, TermBlocks.blankLabel(id))
        try insert.bind(4, "")
        try insert.run()
      }
    }
    nextID += Int32(count)
    return first
  }

  /// Writes what is still in memory.
  mutating func finish() throws {
    guard blocks != nil else { return }
    try blocks?.flush()
    try graph.termBlocks.refresh()
  }

  private func known(_ text: UnsafeBufferPointer<UInt8>) throws -> Int32? {
    var id: Int32?
    if rowsBefore?.mayHold(text: text) ?? true {
      try find.bind(1, BorrowedText(bytes: text))
      try find.bind(2, kind.rawValue)
      try find.bind(3, tag)
      id = try find.step() ? Int32(truncatingIfNeeded: find.integer(0)) : nil
      find.reset()
    }
    if id == nil, !graph.termBlocks.isEmpty {
      return try graph.termBlocks.id(kind: kind, text: Array(text), tag: tag)
    }
    if let id, kind == .entity {
      let label = String(decoding: text, as: UTF8.self)
      try graph.addEntityRow(Value(rawValue: id), label: label)
    }
    return id
  }
}
