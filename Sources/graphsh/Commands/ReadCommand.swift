import ArgumentParser
import Documents

struct ReadCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Print the text of files as it is read; store nothing.",
    discussion: """
      Shows what a document says of itself, how much of it is taken and left out, and each line with its role: \
      what the facts come from, and what is taken for a caption, a pointer to other texts or furniture.
      Example: graphsh read page.html
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(help: "Files and folders; '-' (or nothing) is standard input.")
  var paths: [String] = []

  func run() throws {
    let (files, unreadable) = SourceFiles.expand(paths.isEmpty ? ["-"] : paths)
    for (path, problem) in unreadable { ExitReport.say("\(path): \(problem.description)") }
    var hasFailed = !unreadable.isEmpty
    let stream = OutputStream(descriptor: 1)
    let reader = DocumentReader()
    var isFirst = true
    for path in files {
      if global.safe, path != "-", !SafePath.isInside(path) {
        throw CommandError.failed("--safe refuses \(path): it is outside the working folder")
      }
      var drafts = DocumentDrafts(path: path)
      while let next = drafts.next() {
        switch Self.document(next, reader) {
        case .success(let document):
          if !isFirst { try stream.writeLine() }
          isFirst = false
          try ReadingText.write(document, to: stream)
        case .failure(let error):
          try stream.flush()
          ExitReport.say("\(path): \(error.description)")
          hasFailed = true
        }
      }
    }
    try stream.flush()
    if hasFailed { throw CommandError.reported }
  }

  private static func document(
    _ draft: Result<DocumentDraft, ReadingError>, _ reader: DocumentReader
  ) -> Result<SourceDocument, ReadingError> {
    draft.flatMap { draft in
      Result { () throws(ReadingError) in try reader.document(of: draft) }
    }
  }
}
