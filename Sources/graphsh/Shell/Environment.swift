import Glibc

/// The environment variables of the process.
enum Environment {
  static subscript(name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// The folder for files that are soon gone: `$TMPDIR` if it is an absolute path, else `/tmp`.
  static var temporaryFolder: String {
    self["TMPDIR"].flatMap { $0.hasPrefix("/") ? $0 : nil } ?? "/tmp"
  }

  /// A folder after the XDG Base Directory Specification: the variable's if it is an absolute path, else the
  /// default below the home folder.
  static func folder(_ variable: String, below home: String) -> String? {
    if let path = self[variable], path.hasPrefix("/") { return path }
    guard let user = self["HOME"], !user.isEmpty else { return nil }
    return user + "/" + home
  }
}
