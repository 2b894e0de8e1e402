import Glibc

/// The inputs of earlier sessions, oldest first, in `$XDG_STATE_HOME/graphsh/history`.
///
/// One entry a line; a line break in an entry is `\n`, a backslash `\\`. Only the user may read it. What cannot be
/// read or written is left at that: a shell without history is still a shell.
struct HistoryFile {
  /// The most entries that are kept.
  static let limit = 10_000

  let path: String

  /// Nil where the user has no folder for it.
  init?() {
    guard let state = Environment.folder("XDG_STATE_HOME", below: ".local/state") else {
      return nil
    }
    Self.makeFolders(state + "/graphsh")
    path = state + "/graphsh/history"
  }

  func entries() -> [String] {
    guard let text = try? ProgramFile.read(path, .everywhere) else { return [] }
    let lines = text.utf8.split(separator: UInt8(ascii: "\n"))
    let entries = lines.suffix(Self.limit).map { Self.unescaped(String(Substring($0))) }
    if lines.count > 2 * Self.limit { replace(with: entries) }
    return entries
  }

  /// Adds an entry at the end; two shells at once do not lose each other's.
  func append(_ entry: String) {
    write(Self.escaped(entry) + "\n", flags: O_APPEND)
  }

  func clear() {
    write("", flags: O_TRUNC)
  }

  private func replace(with entries: [String]) {
    write(entries.map { Self.escaped($0) + "\n" }.joined(), flags: O_TRUNC)
  }

  private func write(_ text: String, flags: Int32) {
    let descriptor = open(path, O_WRONLY | O_CREAT | O_CLOEXEC | flags, 0o600)
    guard descriptor >= 0 else { return }
    fchmod(descriptor, 0o600)
    let bytes = Array(text.utf8)
    _ = Glibc.write(descriptor, bytes, bytes.count)
    close(descriptor)
  }

  private static func escaped(_ entry: String) -> String {
    entry.replacing("\\", with: "\\\\").replacing("\n", with: "\\n")
  }

  private static func unescaped(_ line: String) -> String {
    var result = String.UnicodeScalarView()
    var isEscape = false
    for scalar in line.unicodeScalars {
      if isEscape {
        result.append(scalar == "n" ? "\n" : scalar)
        isEscape = false
      } else if scalar == "\\" {
        isEscape = true
      } else {
        result.append(scalar)
      }
    }
    return String(result)
  }

  private static func makeFolders(_ path: String) {
    var place = path.startIndex
    while let slash = path[place...].dropFirst().firstIndex(of: "/") {
      mkdir(String(path[..<slash]), 0o700)
      place = slash
    }
    mkdir(path, 0o700)
  }
}
