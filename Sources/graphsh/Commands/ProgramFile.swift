import Base
import Graph

/// Programs and texts as they are read from files and standard input.
enum ProgramFile {
  /// The text of a file, or of standard input for `-`.
  ///
  /// - Parameter limit: the most bytes that it may have.
  static func read(
    _ path: String, _ files: FileAccess, limit: Int? = nil
  ) throws(FileError) -> String {
    let bytes = afterMark(try self.bytes(path, files, limit: limit))
    guard !bytes.contains(0), let text = String(validating: bytes, as: UTF8.self) else {
      throw .notText(path: path)
    }
    return text
  }

  static func bytes(
    _ path: String, _ files: FileAccess, limit: Int? = nil
  ) throws(FileError) -> [UInt8] {
    do throws(FileProblem) { return try files.input(path).rest(atMost: limit) } catch {
      throw .cannotRead(path: path, error)
    }
  }

  /// What follows the byte-order mark of UTF-8, which is no part of a text.
  static func afterMark(_ bytes: [UInt8]) -> ArraySlice<UInt8> {
    bytes.starts(with: [0xEF, 0xBB, 0xBF]) ? bytes.dropFirst(3) : bytes[...]
  }
}
