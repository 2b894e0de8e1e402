import Base
import Graph

/// A file named by the user that cannot be read as text.
enum FileError: Error, CustomStringConvertible {
  case cannotRead(path: String, FileProblem)
  case notText(path: String)
  /// Bytes that are not UTF-8, counted from 0.
  case invalidUTF8(path: String, byte: Int)

  var description: String {
    switch self {
    case .cannotRead(let path, let problem): "\(path): \(problem.systemReason)"
    case .notText(let path): "\(path): not UTF-8 text"
    case .invalidUTF8(let path, let byte): "\(path): not UTF-8 at byte \(byte)"
    }
  }
}
