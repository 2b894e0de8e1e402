extension KnowledgeGraph {
  // The file has triggers for this too, for those who write to it without graphsh, which runs no trigger of a file.

  /// Puts a new sentence into the full-text index.
  func addToFullText(sentence: Int64, _ text: String) throws {
    try connection.execute(
      "INSERT INTO sentence_text (rowid, text) VALUES (?, ?)", sentence, text)
  }

  /// Takes the sentences of a document out of the full-text index; they must still be there.
  func removeFromFullText(document: Int64) throws {
    try connection.execute(
      """
      INSERT INTO sentence_text (sentence_text, rowid, text)
      SELECT 'delete', id, text FROM sentence WHERE document = ?
      """, document)
  }
}
