/// Writes new terms as one segment of sorted blocks with consecutive ids. Inside a transaction only.
struct TermBlockWriter {
  private let insert: Statement
  private let segment: Int64
  private var packer = TermBlockPacker()
  private var kind: StoredTerm.Kind = .iri
  private var tag = ""
  private var firstID: Int32 = 0
  private var separator: [UInt8] = []
  private var last: [UInt8] = []
  private var isFirst = true
  /// The id that the next term of the block at hand must have.
  private var nextID: Int32 = 0

  init(_ graph: KnowledgeGraph) throws {
    insert = try graph.connection.statement(
      """
      INSERT INTO term_block (first_id, segment, kind, tag, separator, count, crc, content)
      VALUES (?, ?, ?, ?, ?, ?, ?, ?)
      """)
    segment = graph.termBlocks.nextSegment
  }

  /// Begins the terms of another kind or tag; each combination must come once.
  mutating func begin(_ kind: StoredTerm.Kind, tag: String) throws {
    try flush()
    (self.kind, self.tag) = (kind, tag)
    (separator, last, isFirst) = ([], [], true)
  }

  /// Adds a text that is greater than the last one.
  mutating func append(_ text: UnsafeBufferPointer<UInt8>, id: Int32) throws {
    if packer.count == 0 || id != nextID || !packer.append(text) {
      try flush()
      firstID = id
      var shared = 0
      while shared < last.count, shared < text.count - 1, last[shared] == text[shared] {
        shared += 1
      }
      separator = last.isEmpty && isFirst ? [] : Array(text[..<min(shared + 1, text.count)])
      _ = packer.append(text)
    }
    last.removeAll(keepingCapacity: true)
    last.append(contentsOf: text)
    nextID = id + 1
    isFirst = false
  }

  /// Adds blank nodes.
  mutating func appendBlanks(_ count: Int, id: Int32) throws {
    try flush()
    guard count > 0 else { return }
    firstID = id
    try write(kind: .blank, tag: "", separator: [], count: count, content: [])
  }

  /// Writes the block at hand.
  mutating func flush() throws {
    guard packer.count > 0 else { return }
    let count = packer.count
    try write(
      kind: kind, tag: tag, separator: separator, count: count, content: packer.finish())
  }

  private func write(
    kind: StoredTerm.Kind, tag: String, separator: [UInt8], count: Int, content: [UInt8]
  ) throws {
    try insert.bind(1, Int(firstID))
    try insert.bind(2, segment)
    try insert.bind(3, kind.rawValue)
    try insert.bind(4, tag)
    try insert.bind(5, separator)
    try insert.bind(6, count)
    try insert.bind(7, Int(Checksum.crc32(content)))
    try insert.bind(8, content)
    try insert.run()
  }
}
