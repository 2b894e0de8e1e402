extension KnowledgeGraph {
  /// Puts the qualifiers of a file whose format kept them by claim where the readings of documents have them.
  ///
  /// A document without a reading, or with a damaged one, which `check` tells, keeps for each of its sentences what all
  /// sentences of the claim say, as the older format did. Inside a transaction only.
  func separateQualifiers() throws {
    try blocks.refresh()
    try termBlocks.refresh()
    let rows = try connection.statement("SELECT document FROM reading ORDER BY document")
    var documents: [Int64] = []
    while try rows.step() { documents.append(rows.integer(0)) }
    rows.reset()
    for document in documents {
      do {
        try DocumentClaims(graph: self, document: document).separateQualifiers()
      } catch StoreError.corrupt {
        continue
      }
    }
  }
}
