import Base
import GQL

/// Fills the answers into pages of Markdown.
struct NotebookRun {
  let session: Session

  /// Runs the blocks of a page in turn, as one program, and puts the page with their answers into its place; of standard
  /// input it is written to standard output. The page stays as it is where a block has an error.
  func fill(_ path: String) throws {
    let notebook = MarkdownNotebook(try session.readProgram(path))
    if notebook.blocks.isEmpty {
      throw CommandError.failed("\(path): no gql block to answer (```gql)")
    }
    let page = session.settings.output
    defer { session.settings.output = page }
    var answers: [String] = []
    for block in notebook.blocks {
      let output = OutputStream()
      session.settings.output = output
      try session.run(
        ProgramPart(text: block.text, firstLine: block.firstLine),
        name: path == "-" ? "<stdin>" : path)
      answers.append(output.text)
      session.forgetWrittenAnswers()
    }
    let text = notebook.page(answers: answers)
    guard path != "-" else {
      try page.write(text)
      return try page.flush()
    }
    do throws(FileProblem) {
      try session.files.place(ofNew: path).write(Array(text.utf8))
    } catch {
      throw FileError.cannotRead(path: path, error)
    }
    let count = answers.count { !$0.isEmpty }
    session.tell("\(path): \(Words.count(count, "block")) answered")
  }
}
