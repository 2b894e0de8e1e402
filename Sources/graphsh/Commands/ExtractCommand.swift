import ArgumentParser
import Base
import Extraction
import Graph
import TextAnalysis

/// What `extract` prints.
enum ExtractionFormat: String, CaseIterable, ExpressibleByArgument {
  case jsonl, carb
}

struct ExtractCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "extract",
    abstract: "Print the facts of texts, without storing anything.",
    discussion: """
      jsonl prints one JSON object per statement. carb reads one tokenised sentence per line and prints \
      its statements in its own words: the sentence, confidence, predicate and arguments, separated by tabs; \
      what denies a statement or casts doubt on it is part of its predicate. \
      --coref prints one JSON object for each name, pronoun or description: its place and the entity that it \
      means, or the noun phrase that it refers back to.
      Example: graphsh extract articles/ > facts.jsonl
      """)

  @OptionGroup var global: GlobalOptions

  @Option(name: .shortAndLong, help: "jsonl or carb.")
  var format: ExtractionFormat = .jsonl

  @Flag(
    name: .customLong("coref"),
    help: "Instead, print what names, pronouns and descriptions mean, one JSON object each.")
  var printsReferences = false

  @Flag(
    help:
      "With --coref: also everything that a pronoun could mean, with the features that are weighed."
  )
  var choices = false

  @Option(
    name: .customLong("knowledge"),
    help: "A TSV file of names, offices or verbs, in addition to those built in; may be repeated.",
    completion: .file())
  var knowledgeFiles: [String] = []

  @OptionGroup var text: TextOptions

  @Argument(
    help: "Files and folders of English text; '-' (or nothing) is standard input.",
    completion: .file())
  var paths: [String] = []

  func validate() throws {
    if printsReferences, format == .carb {
      throw ValidationError("--coref prints JSON lines; it does not go with --format carb")
    }
    if choices, !printsReferences {
      throw ValidationError("--choices adds to what --coref prints; it needs --coref")
    }
  }

  func run() throws {
    let sources = paths.isEmpty ? ["-"] : paths
    // The quickest to find first.
    var files = try global.files()
    files.kinds = .pipes
    let unreadable = Ingestor.unreadable(sources, access: files)
    if !unreadable.isEmpty, unreadable.count == Set(sources).count {
      for failure in unreadable { ExitReport.say("\(failure.path): \(failure.reason)") }
      throw CommandError.reported
    }
    var knowledge = try Knowledge.builtIn()
    for file in knowledgeFiles {
      try knowledge.add(contentsOf: file, access: files, limit: global.memory.bytes)
    }
    let pipeline = try EnglishPipeline(modelPath: EnglishPipeline.defaultModelPath())
    let stream = OutputStream(descriptor: 1)
    let work = BoundedWork(global)
    files.isStopped = { [stop = work.stop] in stop.isRaised }
    let failures = try work.run {
      switch format {
      case .jsonl:
        try printStatements(of: sources, files, work.stop, pipeline, knowledge, to: stream)
      case .carb: try printTuples(of: sources, files, work.stop, pipeline, knowledge, to: stream)
      }
    }
    for failure in failures { ExitReport.say("\(failure.path): \(failure.reason)") }
    try work.check()
    if !failures.isEmpty { throw CommandError.reported }
  }

  private func printStatements(
    of sources: [String], _ files: FileAccess, _ stop: StopSignal, _ pipeline: EnglishPipeline,
    _ knowledge: Knowledge, to stream: OutputStream
  ) throws -> [IngestReport.Failure] {
    var options = global.readingOptions(files, stop: stop)
    text.set(&options)
    let detail: Extractor.ReferenceDetail =
      printsReferences ? choices ? .withChoices : .meaning : .none
    let run = ExtractionRun(
      pipeline: pipeline, knowledge: knowledge, options: options, references: detail)
    return try run.extract(paths: sources) { result in
      if printsReferences {
        try ReferenceJSONWriter.write(result, to: stream)
      } else {
        try StatementJSONWriter.write(result, to: stream)
      }
      try stream.flush()
      if result.reading.isForeign, let language = result.reading.language {
        ExitReport.say(Words.foreign(language, of: result.record.source))
      }
      let unread = result.record.unreadSentences
      if global.verbose, let first = unread.first {
        ExitReport.say(Words.unread(unread.count, first: first + 1, of: result.record.source))
      }
    }
  }

  private func printTuples(
    of sources: [String], _ files: FileAccess, _ stop: StopSignal, _ pipeline: EnglishPipeline,
    _ knowledge: Knowledge, to stream: OutputStream
  ) throws -> [IngestReport.Failure] {
    let extractor = SentenceExtractor(pipeline: pipeline, knowledge: knowledge)
    for source in sources {
      let text = try ProgramFile.read(source, files, limit: global.memory.bytes)
      for line in text.split(whereSeparator: { ["\n", "\r\n", "\r"].contains($0) }) {
        if stop.isRaised { return [] }
        for tuple in try extractor.lines(of: String(line), stop: stop) {
          try stream.writeLine(tuple)
        }
      }
    }
    try stream.flush()
    return []
  }
}
