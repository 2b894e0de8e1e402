import ArgumentParser
import Base
import Extraction
import Graph
import TextAnalysis

/// How an analysis is written.
enum AnalysisFormat: String, CaseIterable, ExpressibleByArgument {
  case conllu, jsonl
}

struct AnalyzeCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "analyze",
    abstract: "Show what the English pipeline sees in texts.",
    discussion: """
      Tokens with tags, parts of speech, features, lemmas, heads, labels and named entities. \
      A file is one text, analysed whole. Its result is one JSON object on a line (jsonl), or a \
      document of CoNLL-U.
      Example: graphsh analyze article.txt --format conllu
      """)

  @OptionGroup var global: GlobalOptions

  @Option(name: .shortAndLong, help: "conllu or jsonl.")
  var format: AnalysisFormat = .conllu

  @Flag(
    help: "Analyse each line as a text of its own, as ingest does; empty lines are skipped.")
  var lines = false

  @Option(
    help: "The folder of the language model (default: $GRAPHSH_MODEL or the cache).",
    completion: .directory)
  var model: String?

  @Argument(help: "Text files in UTF-8; - is standard input.", completion: .file())
  var files: [String]

  func run() throws {
    var files = try global.files()
    files.kinds = .pipes
    let stream = OutputStream(descriptor: 1)
    let pipeline: EnglishPipeline
    do {
      pipeline = try EnglishPipeline(modelPath: model ?? EnglishPipeline.defaultModelPath())
    } catch {
      throw CommandError.failed(error.description)
    }
    var batch = AnalysisBatch(
      pipeline: pipeline, format: format, threads: global.engineOptions.threads, stream: stream)
    let work = BoundedWork(global)
    files.isStopped = { [stop = work.stop] in stop.isRaised }
    let hasFailed = try work.run { try analyze(files, work, into: &batch) }
    if hasFailed { throw CommandError.reported }
  }

  /// Whether some file could not be read.
  private func analyze(
    _ access: FileAccess, _ work: BoundedWork, into batch: inout AnalysisBatch
  ) throws -> Bool {
    var hasFailed = false
    for file in files {
      do {
        let text = try text(of: file, access)
        if lines {
          try batch.addLines(of: text, name: file)
        } else {
          try batch.add(text, name: file)
        }
      } catch let error as FileError {
        try work.check()
        // The other files are still worth their analysis.
        ExitReport.say(error.description)
        hasFailed = true
      }
    }
    try work.check()
    try batch.finish()
    return hasFailed
  }

  private func text(of file: String, _ access: FileAccess) throws(FileError) -> String {
    let limit = ReadingOptions.longestDocument(withMemory: global.memory.bytes)
    let bytes = try ProgramFile.bytes(file, access, limit: lines ? global.memory.bytes : limit)
    if let text = String(validating: ProgramFile.afterMark(bytes), as: UTF8.self) { return text }
    throw .invalidUTF8(path: file, byte: Self.firstInvalidByte(bytes))
  }

  /// Where bytes cease to be UTF-8.
  static func firstInvalidByte(_ bytes: [UInt8]) -> Int {
    var decoder = UTF8.ForwardParser()
    var source = bytes.makeIterator()
    var place = 0
    while case .valid(let scalar) = decoder.parseScalar(from: &source) { place += scalar.count }
    return place
  }
}

/// Texts that wait for their analysis, so that several threads have something to do.
private struct AnalysisBatch {
  let pipeline: EnglishPipeline
  let format: AnalysisFormat
  let threads: Int
  let stream: OutputStream

  private var conllu = ConlluWriter()
  private var names: [String] = []
  private var texts: [String] = []
  private var size = 0

  /// Bytes of text that are enough for one round.
  private static let enough = 1 << 20

  init(pipeline: EnglishPipeline, format: AnalysisFormat, threads: Int, stream: OutputStream) {
    (self.pipeline, self.format, self.threads, self.stream) = (pipeline, format, threads, stream)
  }

  mutating func add(_ text: String, name: String) throws(OutputError) {
    names.append(name)
    texts.append(text)
    size += text.utf8.count
    if size >= Self.enough { try finish() }
  }

  mutating func addLines(of text: String, name: String) throws(OutputError) {
    var number = 0
    for line in text.utf8.split(separator: UInt8(ascii: "\n"), omittingEmptySubsequences: false) {
      number += 1
      let line = line.last == UInt8(ascii: "\r") ? line.dropLast() : line
      if !line.isEmpty { try add(String(Substring(line)), name: "\(name):\(number)") }
    }
  }

  /// Analyses and writes what waits.
  mutating func finish() throws(OutputError) {
    for (name, analysis) in zip(names, pipeline.analyze(texts, threads: threads)) {
      switch format {
      case .jsonl: try TokenJSONWriter.write(analysis, name: name, to: stream)
      case .conllu: try conllu.write(analysis, name: name, to: stream)
      }
    }
    try stream.flush()
    names.removeAll()
    texts.removeAll()
    size = 0
  }
}
