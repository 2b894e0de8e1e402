import Base
import Glibc

/// The files that paths stand for: files as given, folders as the documents in them.
package struct SourceFiles {
  /// Sorted and each once, so that the order of the arguments does not matter.
  package private(set) var paths: [String] = []
  /// Those that were named, and not found in a folder.
  private var named: Set<String> = []
  /// What cannot be looked into.
  package private(set) var failures: [(path: String, problem: FileProblem)] = []
  private let access: FileAccess
  private let endings: Set<String>

  /// - Parameter fields: where they name a text, the tables in folders are documents, too.
  package init(
    _ paths: [String], access: FileAccess, fields: RecordFields = RecordFields()
  ) {
    self.access = access
    // Most tables hold something else.
    let formats = DocumentFormat.all.filter {
      $0.kind != .graphData && ($0.kind != .table || fields.text != nil)
    }
    endings = Set(formats.flatMap(\.endings))
    var found: Set<String> = []
    for path in Set(paths.map(Self.normalized)).sorted() {
      if path != "-" {
        do throws(FileProblem) {
          let status = try access.status(of: path)
          if status.st_mode & S_IFMT == S_IFDIR {
            list(path, into: &found)
            continue
          }
          if let problem = access.problem(of: status) { throw problem }
        } catch {
          failures.append((path, error))
          continue
        }
      }
      named.insert(path)
    }
    self.paths = found.union(named).sorted()
  }

  /// Whether the file of a document's path is there.
  package static func exists(_ source: String) -> Bool {
    var path = source
    if Glibc.access(path, F_OK) != 0, let mark = source.lastIndex(of: "#") {
      path = String(source[..<mark])
    }
    return Glibc.access(path, F_OK) == 0
  }

  /// A path as others write it who mean the same: without `.` and doubled slashes.
  private static func normalized(_ path: String) -> String {
    let isAbsolute = path.hasPrefix("/")
    let parts = path.split(separator: "/").filter { $0 != "." }.joined(separator: "/")
    if isAbsolute { return "/" + parts }
    return parts.isEmpty ? "." : parts
  }

  /// How a file may be opened: what is found in a folder is read only if it is an ordinary file.
  package func access(to path: String) -> FileAccess {
    guard !named.contains(path) else { return access }
    var access = access
    access.kinds = []
    return access
  }

  /// The size of a file in bytes; nil where it has none that is known before it is read.
  package func size(of path: String) -> Int? {
    guard path != "-", let status = try? access.status(of: path),
      status.st_mode & S_IFMT == S_IFREG
    else { return nil }
    return Int(status.st_size)
  }

  private mutating func list(_ folder: String, into found: inout Set<String>) {
    let entries: [(name: String, status: stat)]
    do throws(FileProblem) { entries = try access.entries(ofFolder: folder) } catch {
      failures.append((folder, error))
      return
    }
    for (name, status) in entries where !name.hasPrefix(".") {
      let path = folder.hasSuffix("/") ? folder + name : folder + "/" + name
      switch status.st_mode & S_IFMT {
      case S_IFDIR: list(path, into: &found)
      case S_IFREG, S_IFLNK:
        if let dot = name.lastIndex(of: "."),
          endings.contains(name[name.index(after: dot)...].lowercased())
        {
          found.insert(path)
        }
      default: break
      }
    }
  }
}
