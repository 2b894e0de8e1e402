/// The changes of a text, for taking them back.
struct UndoList {
  struct Change {
    var place: Int
    var removed: [Character]
    /// How many characters stand there instead.
    var insertedCount: Int
    /// Where the cursor was before.
    var cursor: Int
  }

  private static let most = 1000
  private var changes: [Change] = []

  mutating func add(_ change: Change) {
    if changes.count == 2 * Self.most { changes.removeFirst(Self.most) }
    changes.append(change)
  }

  mutating func takeLast() -> Change? { changes.popLast() }
}
