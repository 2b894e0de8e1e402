/// A search in earlier inputs by what they hold, letter by letter (Ctrl-R).
struct HistorySearch {
  private(set) var text = ""
  /// The entry that was found.
  private(set) var place: Int?
  private(set) var hasFailed = false
  /// What stood in the line before.
  let original: (text: String, cursor: Int)

  init(from buffer: EditBuffer) { original = (buffer.text, buffer.cursor) }

  /// What is said below the line.
  var note: String { (hasFailed ? "no earlier input holds: " : "search: ") + text }

  mutating func extend(by scalar: Unicode.Scalar, in history: InputHistory) {
    text.unicodeScalars.append(scalar)
    // The present one may hold that, too.
    find(in: history, before: place.map { $0 + 1 } ?? history.entries.count)
  }

  mutating func shorten(in history: InputHistory) {
    guard !text.isEmpty else { return }
    text.removeLast()
    place = nil
    find(in: history, before: history.entries.count)
  }

  mutating func goEarlier(in history: InputHistory) {
    find(in: history, before: place ?? history.entries.count)
  }

  mutating func goLater(in history: InputHistory) {
    guard !text.isEmpty, let place else { return }
    let found = history.place(of: text, after: place)
    hasFailed = found == nil
    self.place = found ?? place
  }

  private mutating func find(in history: InputHistory, before limit: Int) {
    guard !text.isEmpty else {
      hasFailed = false
      return
    }
    let found = history.place(of: text, before: limit)
    hasFailed = found == nil
    place = found ?? place
  }
}
