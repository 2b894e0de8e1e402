/// Earlier inputs, and the place among them to which a person has gone back.
struct InputHistory {
  /// The oldest first.
  private(set) var entries: [String] = []
  /// Behind the last entry, where what is new is typed.
  private var place = 0
  /// What was typed at a place and not sent.
  private var drafts: [Int: String] = [:]

  mutating func add(_ entry: String) {
    guard entries.last != entry else { return }
    if entries.count == 2 * HistoryFile.limit { entries.removeFirst(HistoryFile.limit) }
    entries.append(entry)
  }

  mutating func clear() { entries = [] }

  /// Goes to the end.
  mutating func rewind() {
    place = entries.count
    drafts = [:]
  }

  /// The entry before the present one; nil at the first.
  /// - Parameter text: what stands there now
  mutating func earlier(than text: String) -> String? {
    place > 0 ? go(to: place - 1, from: text) : nil
  }

  /// The entry after the present one; nil behind the last.
  mutating func later(than text: String) -> String? {
    place < entries.count ? go(to: place + 1, from: text) : nil
  }

  /// The first entry.
  mutating func first(from text: String) -> String? {
    place > 0 ? go(to: 0, from: text) : nil
  }

  /// What is new, behind the last entry.
  mutating func last(from text: String) -> String? {
    place < entries.count ? go(to: entries.count, from: text) : nil
  }

  /// Goes to an entry that was searched.
  mutating func go(to place: Int, from text: String) -> String {
    drafts[self.place] = text
    self.place = place
    return drafts[place] ?? (entries.indices.contains(place) ? entries[place] : "")
  }

  /// The nearest entry before `place` that holds a text, whatever the case.
  func place(of text: String, before place: Int) -> Int? {
    entries[..<min(place, entries.count)].lastIndex { Self.holds($0, text) }
  }

  func place(of text: String, after place: Int) -> Int? {
    entries.indices.dropFirst(place + 1).first { Self.holds(entries[$0], text) }
  }

  private static func holds(_ entry: String, _ text: String) -> Bool {
    entry.contains(text) || entry.lowercased().contains(text.lowercased())
  }
}
