/// What an editor must know of the language of its entries.
protocol EntryLanguage: AnyObject {
  /// Whether an entry needs no more lines.
  func isComplete(_ entry: String) -> Bool
  /// What to say to an entry that is not complete, where that may surprise.
  func hint(for entry: String) -> String?
  /// What to say when the input ends in an entry that is not complete.
  var incompleteAtEnd: String { get }
  /// - Parameter text: the entry up to the cursor
  func completion(of text: String) -> Completion
}
