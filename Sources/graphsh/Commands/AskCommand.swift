import ArgumentParser
import Asking
import Extraction
import TextAnalysis

/// How answers to a question in English are written.
enum AskFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json
}

struct AskCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "ask",
    abstract: "Answer a question in English.",
    discussion: """
      Each answer comes with the sentence that says so, and the query that was run is shown below. \
      What is only planned, said or denied is marked as such.
      Example: graphsh ask 'Who did Lee meet in Nara?' --db news.db
      """)

  @OptionGroup var global: GlobalOptions

  @Option(name: .shortAndLong, help: "text or json.")
  var format: AskFormat = .text

  @Flag(help: "Show how the question was read.")
  var explain = false

  @Argument(help: "The question, in one sentence.")
  var question: String

  func run() throws {
    let session = try Session(location: global.location(), options: global, settings: Settings())
    _ = try session.requireGraph()
    let answer = try session.answer(Question(question))
    let stream = session.settings.output
    switch format {
    case .text: try QuestionPrinter(stream: stream, explains: explain).write(answer)
    case .json: try stream.writeLine(QuestionJSON.text(of: answer, explains: explain))
    }
    try stream.flush()
  }
}
