import Base
import Glibc

/// `.edit`: an input in the user's editor.
extension Session {
  /// Edits the last input that was no command, or a rule of the session by its number; what comes of it is the next input.
  func edit(_ line: DotCommandLine) throws {
    guard isInteractive, let history else {
      throw CommandError.failed(".edit works only in the shell on a terminal")
    }
    try requireLeaveToRunPrograms(for: ".edit")
    var text = history.entries().last { !DotCommandLine.isCommand($0) } ?? ""
    var number: Int?
    if !line.argument.isEmpty {
      guard let found = definitions.numbers(of: line.argument).first else {
        throw CommandError.failed("no rule \(line.argument) of this session: .rules lists them")
      }
      number = found
      text = definitions.entries[found - 1].text
    }
    let edited = DotCommandLine.trimmed(try EditedText.of(text)[...])
    guard !edited.isEmpty else { return tell("nothing to run") }
    nextInput = number.map { ".rules replace \($0) \(edited)" } ?? edited
  }
}

/// A text that somebody changes in an editor.
private enum EditedText {
  static func of(_ text: String) throws -> String {
    let folder = Environment.temporaryFolder
    var template = Array("\(folder)/graphsh-XXXXXX.gql".utf8CString)
    // Only the user can read it.
    let descriptor = mkstemps(&template, 4)
    let path = String(
      decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    guard descriptor >= 0 else {
      throw CommandError.failed("cannot make a file to edit in \(folder): \(systemMessage(errno))")
    }
    defer { unlink(path) }
    let bytes = Array((text + "\n").utf8)
    let written = write(descriptor, bytes, bytes.count)
    close(descriptor)
    guard written == bytes.count else {
      throw CommandError.failed("cannot write \(path): \(systemMessage(errno))")
    }
    let editor =
      [Environment["VISUAL"], Environment["EDITOR"]].compactMap(\.self)
      .first { !$0.isEmpty } ?? "vi"
    let status = try RunningProgram.runLine("\(editor) \"$1\"", [path])
    guard status == 0 else {
      throw CommandError.failed("the editor \(editor) failed; $EDITOR names another")
    }
    return try ProgramFile.read(path, .everywhere)
  }
}
