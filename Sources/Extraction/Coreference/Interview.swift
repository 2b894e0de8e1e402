/// Questions and answers without labels: whose answers they are, and which lines ask.
struct Interview {
  /// Whom the lines before the first question name most.
  let guest: Int
  let firstQuestion: Int
  private let questions: Set<Int>

  /// How many questions, and how many words of each answer, make an interview that is not called one.
  private static let leastQuestions = 4
  private static let leastWords = 40

  private static let asked: Set<String> = ["you", "your", "yourself", "yours"]
  private static let told: Set<String> = ["i", "me", "my", "we", "our", "us", "myself"]

  /// Nil where the text is no interview, or does not tell with whom.
  init?(_ document: SpokenDocument) {
    let body = document.lines.indices.filter { document.roles[$0] == .body }
    let questions = body.filter { Self.asks($0, document) }
    guard let marked = questions.first(where: { Self.ends($0, with: "?", document) }) else {
      return nil
    }
    let isAnnounced = document.lines.indices.contains {
      $0 < marked && Self.announces($0, document)
    }
    guard let first = isAnnounced ? questions.first : marked else { return nil }
    let answers = body.filter {
      $0 > first && !questions.contains($0) && document.speaks(Self.told, in: $0)
    }
    let count = questions.count { Self.ends($0, with: "?", document) }
    let words = answers.reduce(0) { $0 + document.lines[$1].tree.count }
    // What nobody calls an interview may be a dialogue of equals.
    let isOne = count >= Self.leastQuestions && words >= Self.leastWords * answers.count
    guard answers.count >= 2, isAnnounced || isOne else { return nil }
    // Whom the title names counts more.
    var counts: [Int: Int] = [:]
    var order: [Int] = []
    for line in document.lines.indices where line < first {
      for person in document.persons(in: line) where document.isPerson(person) {
        if counts[person] == nil { order.append(person) }
        counts[person, default: 0] += document.roles[line] == .title ? 3 : 1
      }
      for person in document.persons(in: line, behind: "interview") {
        counts[person, default: 0] += 2
      }
    }
    let most = counts.values.max() ?? 0
    guard let foremost = order.first(where: { counts[$0] == most }) else { return nil }
    guest = foremost
    firstQuestion = first
    self.questions = Set(questions)
  }

  func isQuestion(_ line: Int) -> Bool { questions.contains(line) }

  /// A line that ends with a question, or speaks to somebody and not of its speaker.
  private static func asks(_ line: Int, _ document: SpokenDocument) -> Bool {
    if ends(line, with: "?", document) {
      return document.speaks(asked, in: line) || !document.speaks(told, in: line)
    }
    return document.speaks(asked, in: line) && !document.speaks(told, in: line)
  }

  private static func ends(_ line: Int, with mark: String, _ document: SpokenDocument) -> Bool {
    let tree = document.lines[line].tree
    return tree.count > 0 && tree.text(tree.count - 1) == mark
  }

  /// "Wikinews interviewed Tina McKenzie"
  private static func announces(_ line: Int, _ document: SpokenDocument) -> Bool {
    let tree = document.lines[line].tree
    return (0..<tree.count).contains {
      tree.lower($0).hasPrefix("interview") || tree.lemma($0) == "discuss"
    }
  }
}
