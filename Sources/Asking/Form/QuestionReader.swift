import Extraction
import Graph

/// Reads a question as a pattern.
struct QuestionReader {
  let graph: KnowledgeGraph
  let parser: SentenceParser

  enum Result {
    case form(QuestionForm)
    case unreadable(part: String, hint: String)
  }

  /// The longest question, in tokens.
  private static let longest = 60

  func read(_ text: String) throws -> Result {
    let request = Request(text)
    let sentence = parser.parse(request.text)
    let question = ParsedQuestion(sentence)
    guard !question.words.isEmpty else {
      return .unreadable(part: text, hint: "ask a whole question, such as 'Who met Lee?'")
    }
    guard question.words.count <= Self.longest else {
      return .unreadable(
        part: text, hint: "ask in one sentence of at most \(Self.longest) words")
    }
    let linker = NameLinker(graph: graph, knowledge: parser.knowledge)
    let names = try linker.names(in: question.words)
    if let form = PairQuestion(question, names).form { return .form(form) }
    guard
      let declaration = Declaration.read(
        question, names: names.map(\.tokens), parse: { parser.parse($0) })
    else {
      return .unreadable(
        part: text,
        hint: "begin with who, what, which, where, when, how many, why, or with is, did, has")
    }
    let told = try linker.names(in: declaration.sentence.tokens)
    var reader = FormReader(declaration, names: told, knowledge: parser.knowledge)
    guard var form = reader.form() else {
      return .unreadable(
        part: NameLinker.text(declaration.sentence.tokens[...]),
        hint: "no verb was found in it: say who does what, such as 'Who met Lee in Nara?'")
    }
    if request.asksWords, form.open == .agent {
      (form.kind, form.asksWords) = (.telling, true)
    }
    return .form(form)
  }
}
