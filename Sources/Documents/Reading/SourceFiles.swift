import Glibc

/// The files that paths stand for: files as given, folders as the documents in them.
package enum SourceFiles {
  private static let endings = Set(DocumentFormat.all.flatMap(\.endings))

  /// The files, sorted and each once, so that the order of the arguments does not matter; what cannot
  /// be looked into is listed beside them.
  package static func expand(_ paths: [String]) -> (
    files: [String], failures: [(String, FileProblem)]
  ) {
    var files: Set<String> = []
    var failures: [(String, FileProblem)] = []
    for path in Set(paths).sorted() {
      if path == "-" {
        files.insert(path)
        continue
      }
      var status = stat()
      guard stat(path, &status) == 0 else {
        failures.append((path, .current()))
        continue
      }
      if status.st_mode & S_IFMT == S_IFDIR {
        list(path, into: &files, &failures)
      } else {
        files.insert(path)
      }
    }
    return (files.sorted(), failures)
  }

  /// The size of a file in bytes; nil where it has none that is known before it is read.
  package static func size(of path: String) -> Int? {
    var status = stat()
    guard path != "-", stat(path, &status) == 0, status.st_mode & S_IFMT == S_IFREG else {
      return nil
    }
    return Int(status.st_size)
  }

  private static func list(
    _ folder: String, into files: inout Set<String>, _ failures: inout [(String, FileProblem)]
  ) {
    guard let stream = opendir(folder) else {
      failures.append((folder, .current()))
      return
    }
    defer { closedir(stream) }
    var names: [String] = []
    while let entry = readdir(stream) {
      let name = withUnsafePointer(to: &entry.pointee.d_name) {
        $0.withMemoryRebound(to: CChar.self, capacity: 256) { String(cString: $0) }
      }
      if !name.hasPrefix(".") { names.append(name) }
    }
    for name in names.sorted() {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      var status = stat()
      guard lstat(path, &status) == 0 else { continue }
      switch status.st_mode & S_IFMT {
      case S_IFDIR: list(path, into: &files, &failures)
      case S_IFREG, S_IFLNK:
        if let dot = name.lastIndex(of: "."),
          endings.contains(name[name.index(after: dot)...].lowercased())
        {
          files.insert(path)
        }
      default: break
      }
    }
  }
}
