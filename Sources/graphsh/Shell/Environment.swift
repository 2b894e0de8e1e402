import Glibc

/// The environment variables of the process.
enum Environment {
  static subscript(name: String) -> String? {
    getenv(name).map { String(cString: $0) }
  }

  /// A folder after the XDG Base Directory Specification: the variable's if it is an absolute path, else the
  /// default below the home folder.
  static func folder(_ variable: String, below home: String) -> String? {
    if let path = self[variable], path.hasPrefix("/") { return path }
    guard let user = self["HOME"], !user.isEmpty else { return nil }
    return user + "/" + home
  }
}
