/// Programs as they are read from files and standard input.
enum ProgramFile {
  /// The text of a file, or of standard input for `-`.
  static func read(_ path: String) throws(FileError) -> String {
    let bytes = FileBytes.afterMark(try FileBytes.read(path))
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw .notText(path: path)
    }
    return text
  }
}
