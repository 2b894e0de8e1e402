/// A file named by the user that cannot be read as text.
enum FileError: Error, CustomStringConvertible {
  case cannotRead(path: String, reason: String)
  case notText(path: String)

  var description: String {
    switch self {
    case .cannotRead(let path, let reason): "\(path): \(reason)"
    case .notText(let path): "\(path): no UTF-8 text"
    }
  }
}
