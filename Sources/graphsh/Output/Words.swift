import Base

typealias Words = Base.Words

extension Words {
  /// That a document is in another language than English.
  static func foreign(_ language: String, of path: String) -> String {
    "\(path): is in \(language), not English: its text is kept but gives no facts; "
      + "--language en reads it anyway"
  }
}

extension Words {
  /// That sentences of a document are kept as text only; the first of them by its number.
  static func unread(_ sentences: Int, first: Int, of path: String) -> String {
    sentences == 1
      ? "\(path): sentence \(first) is too long to read; its text is kept"
      : "\(path): \(grouped(sentences)) sentences are too long to read (the first is sentence \(first)); "
        + "their text is kept"
  }
}
