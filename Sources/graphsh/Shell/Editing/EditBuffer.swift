/// The text that is edited, by what a reader takes as characters (grapheme clusters), and the cursor in it.
struct EditBuffer {
  private(set) var characters: [Character] = []
  /// Before which character the cursor stands.
  private(set) var cursor = 0
  private var undoList = UndoList()
  /// What was cut out last.
  private var cut: [Character] = []

  var text: String { String(characters) }
  var textBeforeCursor: String { String(characters[..<cursor]) }
  var isEmpty: Bool { characters.isEmpty }
  var isAtEnd: Bool { cursor == characters.count }
  /// Whether the line of the cursor is empty.
  var isInEmptyLine: Bool { lineStart == lineEnd }

  /// The characters of the line in which the cursor stands.
  var lineStart: Int {
    characters[..<cursor].lastIndex(of: "\n").map { $0 + 1 } ?? 0
  }
  var lineEnd: Int { characters[cursor...].firstIndex(of: "\n") ?? characters.count }

  // MARK: Movement

  mutating func move(to place: Int) { cursor = min(max(place, 0), characters.count) }

  /// Where the word to the left begins.
  var wordLeft: Int {
    var place = cursor
    while place > 0, !Self.isOfWord(characters[place - 1]) { place -= 1 }
    while place > 0, Self.isOfWord(characters[place - 1]) { place -= 1 }
    return place
  }

  /// Where the word to the right ends.
  var wordRight: Int {
    var place = cursor
    while place < characters.count, !Self.isOfWord(characters[place]) { place += 1 }
    while place < characters.count, Self.isOfWord(characters[place]) { place += 1 }
    return place
  }

  /// Where what stands between blanks to the left begins.
  var blankLeft: Int {
    var place = cursor
    while place > 0, characters[place - 1].isWhitespace { place -= 1 }
    while place > 0, !characters[place - 1].isWhitespace { place -= 1 }
    return place
  }

  private static func isOfWord(_ character: Character) -> Bool {
    character.isLetter || character.isNumber || character == "_"
  }

  // MARK: Changes

  /// Begins anew; what was cut out stays.
  mutating func clear() {
    characters = []
    cursor = 0
    undoList = UndoList()
  }

  /// Puts a text at the cursor.
  mutating func insert(_ text: String) { replace(cursor..<cursor, with: text) }

  /// Puts a text in place of some characters; the cursor goes behind it.
  mutating func replace(_ range: Range<Int>, with text: String) {
    var range = range
    var text = text
    if range.lowerBound > 0, let first = text.unicodeScalars.first, !first.isASCII {
      // It may join the character before it, as an accent does.
      range = range.lowerBound - 1..<range.upperBound
      text = String(characters[range.lowerBound]) + text
    }
    let inserted = text.map { $0 == "\r\n" || $0 == "\r" ? "\n" : $0 }
    guard !range.isEmpty || !inserted.isEmpty else { return }
    undoList.add(
      UndoList.Change(
        place: range.lowerBound, removed: Array(characters[range]), insertedCount: inserted.count,
        cursor: cursor))
    characters.replaceSubrange(range, with: inserted)
    cursor = range.lowerBound + inserted.count
  }

  mutating func delete(_ range: Range<Int>) { replace(range, with: "") }

  /// Puts another text in place of all.
  mutating func replaceAll(with text: String) { replace(0..<characters.count, with: text) }

  /// Takes characters out, for ``pasteCut()``.
  mutating func cutOut(_ range: Range<Int>) {
    guard !range.isEmpty else { return }
    cut = Array(characters[range])
    delete(range)
  }

  mutating func pasteCut() { insert(String(cut)) }

  /// Exchanges the characters around the cursor; at the end of a line, those before it.
  mutating func exchange() {
    let place = cursor == lineEnd ? cursor - 1 : cursor
    guard place > lineStart else { return }
    replace(place - 1..<place + 1, with: String([characters[place], characters[place - 1]]))
  }

  /// Gives the word to the right another case.
  mutating func changeWord(_ change: (String) -> String) {
    let end = wordRight
    replace(cursor..<end, with: change(String(characters[cursor..<end])))
  }

  /// Takes the last change back; false where there is none.
  mutating func undo() -> Bool {
    guard let change = undoList.takeLast() else { return false }
    characters.replaceSubrange(
      change.place..<change.place + change.insertedCount, with: change.removed)
    cursor = change.cursor
    return true
  }
}
