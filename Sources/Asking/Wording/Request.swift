/// A request as the question that it means: "List all the people who met Lee" asks who met Lee.
struct Request {
  /// The question.
  private(set) var text: String
  /// Whether it asks for words and for who says them: "Who said what about Lee?"
  private(set) var asksWords = false

  private static let verbs: Set<String> = ["list", "name", "show", "give", "tell", "find"]
  private static let relatives: Set<String> = ["who", "that", "which"]
  private static let everybody: Set<String> = [
    "everyone", "everybody", "people", "person", "persons", "anyone", "anybody", "those",
  ]

  /// Whether a word, in small letters, opens requests.
  static func mayOpen(with word: String) -> Bool {
    verbs.contains(word) || everybody.contains(word) || ["please", "all"].contains(word)
  }

  init(_ text: String) {
    self.text = text
    var words = text.split(separator: " ").map(String.init)
    func first() -> String { words.first?.lowercased() ?? "" }
    if first() == "please" { words.removeFirst() }
    let isAsked = Self.verbs.contains(first())
    if isAsked { words.removeFirst() }
    while isAsked, ["me", "us"].contains(first()) { words.removeFirst() }
    let isList = isAsked || first() == "all" || Self.everybody.contains(first())
    while isList, ["all", "of", "the", "every"].contains(first()) { words.removeFirst() }
    if let question = Self.question(words), isList { self.text = question }
    askForWords()
  }

  /// What a noun phrase with a relative clause asks for; nil for what is neither that nor a question.
  private static func question(_ words: [String]) -> String? {
    guard let first = words.first?.lowercased() else { return nil }
    if QuestionGrammar.questionWords.contains(first) { return words.joined(separator: " ") }
    guard let place = words.firstIndex(where: { relatives.contains($0.lowercased()) }), place > 0,
      place + 1 < words.count
    else { return nil }
    let rest = words[(place + 1)...].joined(separator: " ")
    if place == 1, everybody.contains(first) { return "Who " + rest }
    return "Which " + words[..<place].joined(separator: " ") + " " + rest
  }

  private mutating func askForWords() {
    let words = text.split(separator: " ").map(String.init)
    guard words.first?.lowercased() == "who",
      let place = words.indices.dropFirst().first(where: {
        words[$0].lowercased() == "what" && $0 + 1 < words.count && words[$0 + 1] == "about"
      })
    else { return }
    text = words.enumerated().map { $0 == place ? "something" : $1 }.joined(separator: " ")
    asksWords = true
  }
}
