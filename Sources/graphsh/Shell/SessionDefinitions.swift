import GQL

/// The rules, facts and declarations of a session as they were written, so that they can be listed, taken out and run
/// again.
struct SessionDefinitions {
  struct Entry {
    /// One statement, or what has taken its place.
    var text: String
    /// Where it comes from: `<input>`, or a file.
    var source: String
    /// Whether `init.gql` has it.
    var isInitial: Bool
  }

  private(set) var entries: [Entry] = []
  /// The texts of the entries: each stands there once.
  private var texts: Set<String> = []

  /// Notes what a program that ran without an error defines. Linear in the program.
  mutating func add(_ program: String, from source: String, isInitial: Bool) {
    let bytes = Array(program.utf8)
    for statement in StatementScanner(program).statements where Self.defines(statement) {
      let text = String(decoding: bytes[statement.range], as: UTF8.self)
      guard texts.insert(text).inserted else { continue }
      entries.append(Entry(text: text, source: source, isInitial: isInitial))
    }
  }

  /// Whether a text has nothing but statements that can be kept: none asks or changes anything.
  static func areDefinitions(_ text: String) -> Bool {
    StatementScanner(text).statements.allSatisfy(defines)
  }

  private static func defines(_ statement: StatementScanner.Statement) -> Bool {
    !statement.isQuery && !["insert", "delete", "@export"].contains(statement.firstWord)
  }

  /// Takes the entries out that have these numbers, from 1.
  mutating func remove(_ numbers: [Int]) {
    let numbers = Set(numbers)
    keep(entries.indices.filter { !numbers.contains($0 + 1) }.map { entries[$0] })
  }

  /// Puts a text into the place of the entry that has this number, from 1.
  mutating func replace(_ number: Int, by text: String) {
    var changed = entries
    changed[number - 1].text = text
    keep(changed)
  }

  private mutating func keep(_ entries: [Entry]) {
    self.entries = entries
    texts = Set(entries.map(\.text))
  }

  /// Only what `init.gql` has.
  var initial: SessionDefinitions {
    var kept = self
    kept.keep(entries.filter(\.isInitial))
    return kept
  }

  /// The entries as programs, each of all that stand in a row and come from one source.
  var programs: [(text: String, source: String)] {
    var programs: [(text: String, source: String)] = []
    for entry in entries {
      if programs.last?.source == entry.source {
        programs[programs.count - 1].text += "\n" + entry.text
      } else {
        programs.append((entry.text, entry.source))
      }
    }
    return programs
  }

  /// The numbers, from 1, of the entries that define a predicate, or of the one that has a number.
  func numbers(of word: String) -> [Int] {
    if let number = Int(word) { return entries.indices.contains(number - 1) ? [number] : [] }
    return entries.indices.filter { StatementScanner.firstPredicate(entries[$0].text) == word }
      .map { $0 + 1 }
  }
}
