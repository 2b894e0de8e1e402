import Base
import Glibc

/// Tells which of the files that paths stand for are new or were changed since they were last looked at.
///
/// Files are compared by size, time and identity, so that folders of other machines can be watched too.
package struct FolderWatch {
  package struct Changes: Sendable, Equatable {
    /// Files that were not there before, sorted.
    package var new: [String] = []
    /// Files whose content was changed, sorted.
    package var changed: [String] = []

    package var isEmpty: Bool { new.isEmpty && changed.isEmpty }
  }

  /// What tells one state of a file from another.
  private struct Mark: Equatable {
    var size: Int
    var seconds: Int
    var nanoseconds: Int
    var file: UInt64

    init(_ status: stat) {
      size = Int(status.st_size)
      seconds = status.st_mtim.tv_sec
      nanoseconds = status.st_mtim.tv_nsec
      file = UInt64(status.st_ino)
    }
  }

  private let paths: [String]
  private let access: FileAccess
  private let fields: RecordFields
  /// The files as they were given out.
  private var known: [String: Mark]
  /// Files that are new or changed, as they were at the last look.
  private var pending: [String: Mark] = [:]

  /// Takes the files that are there for known.
  package init(_ paths: [String], access: FileAccess, fields: RecordFields = RecordFields()) {
    self.fields = fields
    self.paths = paths
    self.access = access
    known = Self.marks(paths, access, fields)
  }

  /// The files that came or were changed and stayed as they are since the last call, so that none is read while it is
  /// being written.
  package mutating func changes() -> Changes {
    let marks = Self.marks(paths, access, fields)
    var changes = Changes()
    for path in marks.keys.sorted() where marks[path] != known[path] {
      guard pending[path] == marks[path] else { continue }
      if known[path] == nil { changes.new.append(path) } else { changes.changed.append(path) }
      known[path] = marks[path]
    }
    known = known.filter { marks[$0.key] != nil }
    pending = marks.filter { $0.value != known[$0.key] }
    return changes
  }

  private static func marks(
    _ paths: [String], _ access: FileAccess, _ fields: RecordFields
  ) -> [String: Mark] {
    let files = SourceFiles(paths, access: access, fields: fields)
    var marks: [String: Mark] = [:]
    for path in files.paths where path != "-" {
      if let status = try? access.status(of: path), status.st_size > 0 {
        marks[path] = Mark(status)
      }
    }
    return marks
  }
}
