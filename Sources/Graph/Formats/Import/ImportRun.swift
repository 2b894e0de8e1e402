import Base
import Glibc

/// How an import is to be done.
public struct ImportOptions: Sendable {
  /// Nil goes by each file's ending.
  public var format: GraphFormat?
  /// The graph that statements come into which name none: an IRI, or any name. Nil is the default graph.
  public var graph: String?
  /// What relative IRIs of Turtle, TriG and RDF/XML are relative to; nil is the file itself.
  public var base: String?
  /// In CSV and TSV, the column that names the subject, every other column being a property; in JSON lines, the member.
  public var idColumn: String?
  /// Whether a statement that cannot be read is left out, not the whole import.
  public var skipsErrors = false
  /// Which files may be read.
  public var access = FileAccess.everywhere

  /// What `import` does where nothing else is said.
  public init() {}
}

/// How far an import is.
public struct ImportProgress: Sendable {
  /// What is being done. Each takes a time of its own, of which nobody knows before it begins.
  public enum Phase: Sendable, Equatable {
    case reading(file: String)
    case writing
    /// All is written, and the transaction is closed: from now on the import can only be waited for.
    case closing
  }

  /// What is being done.
  public let phase: Phase
  /// How much of the phase is done, from 0 to 1; nil where nobody knows.
  public let share: Double?
  /// Bytes of all files that were read.
  public let bytes: Int
  /// Statements of all files so far.
  public let statements: Int
}

/// What an import did.
public struct ImportReport: Sendable {
  /// Statements that were read.
  public internal(set) var statements = 0
  /// Triples that the graph did not hold before, in whatever graph.
  public internal(set) var newTriples = 0
  /// Statements that could not be read and were left out.
  public internal(set) var skipped = 0
  /// The first of the errors for which they were, ``keptErrors`` at most.
  public internal(set) var errors: [FormatError] = []
  /// What was made of files that do not say it plainly.
  public internal(set) var notes: [ImportNote] = []

  /// More errors than anyone reads are only counted.
  public static let keptErrors = 1000
}

/// What the readers of one import share: where statements without a graph go, what happens to errors, and who is told
/// of progress.
final class ImportRun {
  let options: ImportOptions
  var defaultGraph = ImportBatch.defaultGraph
  private(set) var report = ImportReport()
  private let progress: (ImportProgress) throws -> Void
  private var source: ByteSource?
  /// Bytes of the files before, and of all of them where that is known.
  private var bytesBefore = 0
  private var size: Int?
  private var statements = 0
  /// How much has been written, and will be, in whatever steps take about as long as each other.
  private var written = 0
  private var toWrite: Int?
  /// What ended the writing from within a statement of SQL.
  private(set) var interruption: (any Error)?

  init(options: ImportOptions, progress: @escaping (ImportProgress) throws -> Void) {
    self.options = options
    self.progress = progress
  }

  /// Looks how much there is to read.
  func prepare(_ paths: [String]) {
    var sum = 0
    for path in paths {
      guard path != "-", let status = try? options.access.status(of: path),
        status.st_mode & S_IFMT == S_IFREG
      else { return }
      sum += Int(status.st_size)
    }
    size = sum
  }

  func begin(_ source: ByteSource) {
    bytesBefore += self.source?.bytesRead ?? 0
    self.source = source
  }

  /// Counts what cannot be read, or gives up. The error is only made where it is kept: finding its line takes time.
  func skip(_ error: @autoclosure () -> FormatError) throws {
    guard options.skipsErrors else { throw error() }
    report.skipped += 1
    if report.errors.count < ImportReport.keptErrors { report.errors.append(error()) }
  }

  func note(_ note: ImportNote) { report.notes.append(note) }

  /// Tells how far the reading is; who is told may throw to stop.
  func report(_ statements: Int) throws {
    self.statements = statements
    let bytes = bytesBefore + (source?.bytesRead ?? 0)
    let share = size.map { $0 == 0 ? 1 : min(1, Double(bytes) / Double($0)) }
    try tell(.reading(file: source?.name ?? ""), share)
  }

  // MARK: Writing

  /// Begins the writing, which has so many steps.
  func beginWriting(steps: Int) throws {
    toWrite = steps
    try reportWriting()
  }

  /// Notes a step of the writing, and tells of it now and then.
  @inline(__always)
  func wrote() throws {
    written += 1
    if written & 0xFFF == 0 { try reportWriting() }
  }

  /// Does what is one statement of SQL or few, in which nobody notes steps.
  func watching<Result>(
    _ connection: Connection, _ body: () throws -> Result
  ) throws -> Result {
    do {
      return try connection.interrupted(
        by: { [self] in
          do { try reportWriting() } catch { interruption = error }
          return interruption != nil
        }, body)
    } catch {
      throw interruption ?? error
    }
  }

  /// The last time that the import can be stopped.
  func close() throws { try tell(.closing, nil) }

  private func reportWriting() throws {
    try tell(.writing, toWrite.map { $0 == 0 ? 1 : min(1, Double(written) / Double($0)) })
  }

  private func tell(_ phase: ImportProgress.Phase, _ share: Double?) throws {
    try progress(
      ImportProgress(
        phase: phase, share: share, bytes: bytesBefore + (source?.bytesRead ?? 0),
        statements: statements))
  }

  func finish(statements: Int, newTriples: Int) -> ImportReport {
    report.statements = statements
    report.newTriples = newTriples
    return report
  }
}
