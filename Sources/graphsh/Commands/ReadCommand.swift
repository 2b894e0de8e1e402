import ArgumentParser
import Base
import Documents
import Extraction

struct ReadCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "read",
    abstract: "Print the text of files as it is read, without storing anything.",
    discussion: """
      Shows what a document says about itself, how much of it is taken and left out, and each line with its role: \
      what the facts come from, and what is treated as a caption, a pointer to other texts or page furniture.
      Example: graphsh read page.html
      """)

  @OptionGroup var global: GlobalOptions

  @OptionGroup var text: TextOptions

  @Argument(
    help: "Files and folders; '-' (or nothing) is standard input.", completion: .file())
  var paths: [String] = []

  func run() throws {
    var access = try global.files()
    access.kinds = .pipes
    let work = BoundedWork(global)
    access.isStopped = { [stop = work.stop] in stop.isRaised }
    let files = SourceFiles(
      paths.isEmpty ? ["-"] : paths, access: access, fields: text.fields)
    for (path, problem) in files.failures { ExitReport.say("\(path): \(problem.description)") }
    let hasFailed = try work.run { try printTexts(of: files, work) } || !files.failures.isEmpty
    try work.check()
    if hasFailed { throw CommandError.reported }
  }

  /// Whether some document could not be read.
  private func printTexts(of files: SourceFiles, _ work: BoundedWork) throws -> Bool {
    var hasFailed = false
    let stream = OutputStream(descriptor: 1)
    let reader = DocumentReader(assumesEnglish: text.language != nil)
    var isFirst = true
    for path in files.paths {
      var drafts = DocumentDrafts(
        path: path, access: files.access(to: path),
        limit: ReadingOptions.longestDocument(withMemory: global.memory.bytes),
        fields: text.fields)
      while !work.stop.isRaised, let next = drafts.next() {
        switch Self.document(next, reader) {
        case .success(let document):
          if !isFirst { try stream.writeLine() }
          isFirst = false
          try ReadingText.write(document, to: stream)
        case .failure(.file(.stopped)): break
        case .failure(let error):
          try stream.flush()
          // A document may be one of several in the file.
          let source = (try? next.get())?.source ?? path
          ExitReport.say("\(source): \(error.description)")
          hasFailed = true
        }
      }
    }
    try stream.flush()
    return hasFailed
  }

  private static func document(
    _ draft: Result<DocumentDraft, ReadingError>, _ reader: DocumentReader
  ) -> Result<SourceDocument, ReadingError> {
    draft.flatMap { draft in
      Result { () throws(ReadingError) in try reader.document(of: draft) }
    }
  }
}
