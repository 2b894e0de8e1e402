import Base
import Documents
import Graph

/// How documents are read.
public struct ReadingOptions: Sendable {
  /// Threads that read.
  public var threads = 2
  /// Which files may be read.
  public var access = FileAccess.everywhere
  /// Raised to stop after the document at hand.
  public var stop = StopSignal()
  /// Whether texts that seem to be in another language are read as if they were English.
  public var assumesEnglish = false
  /// The fields of records that hold text, title and date, where they are named.
  public var fields = RecordFields()
  /// Bytes of memory that reading may take; nil for as many as there are.
  public var memoryLimit: Int?

  /// What `ingest` does where nothing else is said.
  public init() {}

  /// The most that a byte of text takes while its document is read.
  private static let bytesPerByte = 500
  /// The tables of an analysis count in 32 bits.
  private static let longest = 1 << 26

  /// The most bytes that a document may have, so that it can be held.
  public static func longestDocument(withMemory bytes: Int?) -> Int {
    min(longest, bytes.map { $0 / bytesPerByte } ?? longest)
  }

  var longestDocument: Int { Self.longestDocument(withMemory: memoryLimit) }
}
