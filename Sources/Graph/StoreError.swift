/// Why the store could not do what it was asked to: facts, which ``description`` puts into one sentence.
public enum StoreError: Error, Sendable, Equatable, CustomStringConvertible {
  /// The file cannot be opened or created; `reason` is the system's.
  case cannotOpen(path: String, reason: String)
  /// The file is something else than a graph; `what` says what it looks like.
  case notAGraph(path: String, what: String)
  /// A newer graphsh wrote the file.
  case newerVersion(path: String, version: Int, supported: Int)
  /// An older graphsh wrote the file, and it was opened for reading only, so it cannot be migrated.
  case olderVersion(path: String, version: Int, supported: Int)
  /// Another connection writes and did not finish in time.
  case locked(path: String, holder: LockHolder?)
  case corrupt(path: String, detail: String)
  case readOnly(path: String)
  /// A file is in the way that would have to be replaced.
  case alreadyExists(path: String)
  case diskFull(path: String)
  /// The system failed to read or write; `reason` is its own.
  case inputOutput(path: String, reason: String)
  /// A value that is no term of the file.
  case unknownValue(Int32)
  /// A value that is a term, but no entity.
  case noEntity(Int32)
  /// An entity does not go by that name, or only by that name.
  case unknownName(String, entity: String)
  /// What a change touched or made has been used or changed since, so that it cannot be taken back.
  case changedSince(EntityChange)
  /// Ids of terms are 30 bits wide.
  case tooManyTerms(path: String)
  /// The record contradicts itself: an index or an offset that does not exist.
  case malformedRecord(String)
  /// A transaction is to begin where one is open, or to end where none is.
  case transaction(isOpen: Bool)
  /// Anything else that SQLite reports.
  case sqlite(SQLiteError)

  /// What to do with a damaged file.
  static let restoring = "restore the file from a backup, or ingest the documents into a new one"

  /// What is wrong, with which file, and what to do about it.
  public var description: String {
    switch self {
    case .cannotOpen(let path, let reason): "cannot open \(path): \(reason)"
    case .notAGraph(let path, let what): "\(path) is not a graph: it is \(what)"
    case .newerVersion(let path, let version, let supported):
      "\(path) was written by a newer graphsh (format \(version); this one reads up to "
        + "\(supported)): update graphsh to open it"
    case .olderVersion(let path, let version, let supported):
      "\(path) has the older format \(version), which a read-only command cannot upgrade to "
        + "\(supported): open it once for writing"
    case .locked(let path, let holder?): "\(path) is being written by \(holder): try again later"
    case .locked(let path, nil): "\(path) is being written by another process: try again later"
    case .corrupt(let path, let detail): "\(path) is damaged: \(detail); \(Self.restoring)"
    case .readOnly(let path): "\(path) cannot be written: it is open for reading only"
    case .alreadyExists(let path): "\(path) already exists: choose another name or remove it"
    case .diskFull(let path): "no space left to write \(path): the graph is as it was before"
    case .inputOutput(let path, let reason):
      "cannot read or write \(path): \(reason); the graph is as it was before"
    case .unknownValue(let id): "no term \(id) in the graph"
    case .noEntity(let id): "the value \(id) is not an entity of the graph"
    case .unknownName(let name, let entity): "\"\(name)\" is not an alias of \(entity)"
    case .changedSince(let change):
      "cannot undo that \(change): the graph has been changed there since; merge or split by hand"
    case .tooManyTerms(let path): "\(path) is full: one graph holds at most 2^30 terms"
    case .malformedRecord(let detail): "the document's record is malformed: \(detail)"
    case .transaction(isOpen: true):
      "a transaction is open already: commit it or roll it back first"
    case .transaction(isOpen: false): "no transaction is open"
    case .sqlite(let error): error.description
    }
  }
}
