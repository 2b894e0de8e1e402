import Documents
import Graph
import TextAnalysis

/// Extraction from many documents without a graph: what one names in full, later ones may name in short.
public final class ExtractionRun {
  /// A document's record with the labels of its entities.
  public struct Result: Sendable {
    /// What the document says.
    public var record: DocumentRecord
    /// The canonical label of each of the record's entities.
    public var labels: [String]
    /// What was made of the file.
    public var reading: ReadingReport

    /// An argument as answers show it.
    public func text(of argument: Argument) -> String {
      switch argument {
      case .entity(let entity): labels[entity]
      case .literal(.string(let text)): text
      case .literal(.integer(let number)): String(number)
      case .literal(.float(let number)): String(number)
      case .literal(.boolean(let truth)): String(truth)
      case .literal(.date(let date)): date.description
      case .literal(.dateTime(let moment)): moment.description
      case .literal(.languageString(let text, _)), .literal(.typed(let text, _)): text
      case .literal(.iri(let text)), .literal(.blank(let text)), .literal(.entity(let text, _)):
        text
      }
    }

    /// The type of an argument: that of the entity, or of the value.
    public func type(of argument: Argument) -> String {
      switch argument {
      case .entity(let entity): record.entities[entity].types.first ?? "concept"
      case .literal(.integer): "integer"
      case .literal(.float): "float"
      case .literal(.date): "date"
      case .literal(.dateTime): "date-time"
      case .literal(.boolean): "boolean"
      case .literal: "string"
      }
    }
  }

  private let extractor: Extractor
  private let options: ReadingOptions
  private let directory = RunDirectory()

  /// - Parameters:
  ///   - pipeline: the model of English
  ///   - knowledge: the tables of words and relations
  ///   - options: how documents are read
  ///   - references: how much is told of names, pronouns and descriptions
  public init(
    pipeline: EnglishPipeline, knowledge: Knowledge, options: ReadingOptions = ReadingOptions(),
    references: Extractor.ReferenceDetail = .none
  ) {
    extractor = Extractor(pipeline: pipeline, knowledge: knowledge, references: references)
    self.options = options
  }

  /// Extracts from files and folders in the order of their paths; gives what could not be read.
  public func extract(paths: [String], each: (Result) throws -> Void) throws
    -> [IngestReport.Failure]
  {
    var failures: [IngestReport.Failure] = []
    let flow = DocumentFlow(extractor: extractor, options: options)
    try flow.run(paths: paths, isKnown: Self.isNever) { step in
      switch step {
      case .started, .reading, .known, .passed: break
      case .failed(let path, let reason): failures.append(.init(path: path, reason: reason))
      case .read(var record, let reading):
        try EntityRecognizer(directory: directory, knowledge: extractor.knowledge).recognize(
          &record.entities)
        try each(Result(record: record, labels: directory.add(record), reading: reading))
      }
    }
    return failures
  }

  private static func isNever(_ contentHash: String) -> Bool { false }
}
