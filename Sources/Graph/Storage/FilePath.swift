import Glibc

/// The name of a graph file as it is handed to SQLite.
enum FilePath {
  /// The path with links followed, beside which SQLite keeps its own files; the path itself where there is no file yet.
  static func resolved(_ path: String) -> String {
    guard let text = realpath(path, nil) else { return path }
    defer { free(text) }
    return String(cString: text)
  }

  /// The path so that SQLite takes it for nothing else: by itself, `file:x` would be a URI and an empty name a
  /// temporary database.
  static func literal(_ path: String) -> String { path.hasPrefix("/") ? path : "./" + path }

  /// A URI of the path.
  static func uri(_ path: String, _ parameters: String) -> String {
    // Two slashes begin an authority, so there are always two before an absolute path.
    (path.hasPrefix("/") ? "file://" : "file:./") + percentEncoded(path) + "?" + parameters
  }

  private static func percentEncoded(_ path: String) -> String {
    var result = ""
    for byte in path.utf8 {
      switch byte {
      case UInt8(ascii: "?"), UInt8(ascii: "#"), UInt8(ascii: "%"), 0x80...:
        result += "%" + String(byte, radix: 16, uppercase: true)
      default: result.unicodeScalars.append(Unicode.Scalar(byte))
      }
    }
    return result
  }
}
