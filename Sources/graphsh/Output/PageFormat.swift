import ArgumentParser
import Asking

/// The forms in which a page is written.
enum PageFormat: String, CaseIterable, ExpressibleByArgument {
  case text, json, markdown, html

  /// The form that suits the format of answers in the shell.
  init(_ format: OutputFormat) {
    switch format {
    case .json, .jsonl: self = .json
    case .markdown: self = .markdown
    default: self = .text
    }
  }

  func write(_ page: Page, to stream: OutputStream) throws(OutputError) {
    switch self {
    case .text: try PageTextWriter(stream: stream).write(page)
    case .json: try stream.writeLine(PageJSON.text(of: page))
    case .markdown: try stream.write(PageMarkdown.text(of: page))
    case .html: try stream.write(PageHTML.text(of: page))
    }
  }
}

extension PageEntry {
  /// What stands behind the text: how often, when, how, and in which documents.
  var details: [String] {
    var result = marks
    if !times.isEmpty { result.append(times.map(\.text).joined(separator: ", ")) }
    if sentences > 0 { result.append(Words.count(sentences, "sentence")) }
    var sources: [String] = []
    for telling in facts.flatMap(\.tellings) where !sources.contains(telling.source) {
      sources.append(telling.source)
    }
    if !sources.isEmpty {
      let more = sources.count - Self.shownSources
      result.append(
        sources.prefix(Self.shownSources).joined(separator: ", ")
          + (more > 0 ? " and \(more) more" : ""))
    }
    return result
  }

  private static let shownSources = 2
}

extension Telling {
  /// The document that a quotation is of, with its date and page.
  var origin: String {
    ([source] + [date?.description, page.map { "page \($0)" }].compactMap(\.self))
      .joined(separator: ", ")
  }
}
