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
      Each answer stands with the sentence that says so, and under them the query that was run. \
      What is only planned, said or denied is marked so. \
      Example: graphsh ask 'Who did Lee meet in Nara?' --db news.db
      """)

  @OptionGroup var global: GlobalOptions

  @Option(name: .shortAndLong, help: "text or json.")
  var format: AskFormat = .text

  @Flag(help: "Show as what statement the question was read.")
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
    case .json: try QuestionJSONWriter.write(answer, explains: explain, to: stream)
    }
    try stream.flush()
  }
}
