import Glibc

/// Which files a safe session may touch.
enum SafePath {
  /// Why a safe session may not touch the path; nil where it may.
  static func refusal(of path: String) -> String? {
    isInside(path) ? nil : "--safe refuses files outside the working folder"
  }

  /// Whether the path, with links followed, lies in or below the working folder. A file that does not exist yet
  /// counts as its folder does.
  static func isInside(_ path: String) -> Bool {
    guard let folder = resolved(".") else { return false }
    var target = resolved(path)
    if target == nil, errno == ENOENT {
      let slash = path.lastIndex(of: "/")
      let parent = slash.map { $0 == path.startIndex ? "/" : String(path[..<$0]) } ?? "."
      let name = slash.map { path[path.index(after: $0)...] } ?? path[...]
      // A dangling link would be created where it points to.
      if name == ".." || isLink(path) { return false }
      target = resolved(parent)
    }
    guard let target else { return false }
    return target == folder || target.hasPrefix(folder == "/" ? "/" : folder + "/")
  }

  private static func resolved(_ path: String) -> String? {
    guard let text = realpath(path, nil) else { return nil }
    defer { free(text) }
    return String(cString: text)
  }

  private static func isLink(_ path: String) -> Bool {
    var status = stat()
    return lstat(path, &status) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }
}
