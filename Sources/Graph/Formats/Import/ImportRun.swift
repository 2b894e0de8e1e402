/// How an import is to be done.
public struct ImportOptions: Sendable {
  /// Nil goes by each file's ending.
  public var format: GraphFormat?
  /// The graph that statements come into which name none: an IRI, or any name. Nil is the default graph.
  public var graph: String?
  /// What relative IRIs of Turtle, TriG and RDF/XML are relative to; nil is the file itself.
  public var base: String?
  /// In CSV and TSV, the column that names the subject, every other column being a property.
  public var idColumn: String?
  /// Whether a statement that cannot be read is left out, not the whole import.
  public var skipsErrors = false

  public init() {}
}

/// How far an import is.
public struct ImportProgress: Sendable {
  /// The file that is being read; nil while the graph is written.
  public let file: String?
  /// Bytes of it that were read, and its size where that is known.
  public let bytes: Int
  public let size: Int?
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

  init(options: ImportOptions, progress: @escaping (ImportProgress) throws -> Void) {
    self.options = options
    self.progress = progress
  }

  func begin(_ source: ByteSource) { self.source = source }

  /// Counts what cannot be read, or gives up.
  func skip(_ error: FormatError) throws {
    guard options.skipsErrors else { throw error }
    report.skipped += 1
    if report.errors.count < ImportReport.keptErrors { report.errors.append(error) }
  }

  /// Tells how far it is; who is told may throw to stop.
  func report(_ statements: Int) throws {
    try progress(
      ImportProgress(
        file: source?.name, bytes: source?.bytesRead ?? 0, size: source?.size,
        statements: statements))
  }

  func finish(statements: Int, newTriples: Int) -> ImportReport {
    report.statements = statements
    report.newTriples = newTriples
    return report
  }
}
