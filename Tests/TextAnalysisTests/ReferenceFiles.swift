import Foundation
import TestSupport
import TextAnalysis

/// The reference's own annotations, where they and the model are present.
enum Reference {
  /// The pipeline that the tests share; nil where no model is installed.
  static let pipeline = smallModelPath.flatMap { try? EnglishPipeline(modelPath: $0) }

  /// The models that the reference gave its annotations by, where they lie in the cache, or `GRAPHSH_MODEL_SM` and
  /// `GRAPHSH_MODEL_MD` name them.
  static let smallModelPath = modelPath("en_core_web_sm-3.8.0", named: "GRAPHSH_MODEL_SM")
  static let mediumModelPath = modelPath("en_core_web_md-3.8.0", named: "GRAPHSH_MODEL_MD")

  /// The trees of the small one and the names of the medium one, which the reference cannot load.
  static let mixedModelPath = modelPath("english-3.8.0", named: "GRAPHSH_MODEL_MIXED")

  private static func modelPath(_ name: String, named variable: String) -> String? {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["XDG_CACHE_HOME"] ?? (environment["HOME"] ?? "") + "/.cache"
    let path = environment[variable] ?? cache + "/graphsh/models/" + name
    return FileManager.default.fileExists(atPath: path) ? path : nil
  }

  /// Sentences of our own with what the reference says of them, by both models.
  static func sentences() throws -> [[String: Any]] {
    try lines(Repository.root.appending(path: "Tests/TextAnalysisTests/Sentences.jsonl"))
      .compactMap { $0 as? [String: Any] }
  }

  /// A file of reference vectors beside the checkout.
  static func vectors(_ name: String) -> URL? {
    guard pipeline != nil else { return nil }
    let url = Repository.shared?.appending(path: "spec/vectors/" + name)
    return url.flatMap { FileManager.default.fileExists(atPath: $0.path) ? $0 : nil }
  }

  static func json(_ url: URL) throws -> Any {
    try JSONSerialization.jsonObject(with: Data(contentsOf: url))
  }

  /// The objects of a file with one JSON value a line.
  static func lines(_ url: URL) throws -> [Any] {
    try Data(contentsOf: url).split(separator: UInt8(ascii: "\n")).map {
      try JSONSerialization.jsonObject(with: $0)
    }
  }
}

/// All tokens of an analysis as text.
func rows(_ analysis: Analysis) -> [String] { (0..<analysis.count).map { row(analysis, $0) } }

/// A token of an analysis as text, in the columns that the reference is compared in.
func row(_ analysis: Analysis, _ token: Int) -> String {
  let head = Int(analysis.head[token])
  return [
    analysis.string(analysis.text[token]), String(analysis.start[token]),
    analysis.space[token] ? "1" : "0", analysis.string(analysis.tag[token]),
    analysis.string(analysis.pos[token]), analysis.string(analysis.morph[token]),
    analysis.string(analysis.lemma[token]), String(head), analysis.string(analysis.dep[token]),
    analysis.sentenceStart[token] ? "1" : "0", String(analysis.entityPosition[token].rawValue),
    analysis.string(analysis.entityType[token]),
  ].joined(separator: "\t")
}

/// The same columns of a token of the reference's files: text, start, space, norm (which an analysis
/// does not keep), tag, part of speech, features, lemma, head, label, sentence start, entity.
func row(reference columns: [Any]) -> String {
  columns.enumerated().filter { $0.offset != 3 }.map { index, value in
    // Sentence starts are 1, or -1 and 0 for tokens that are none.
    let isFlag = index == 10
    return isFlag ? (value as? Int == 1 ? "1" : "0") : "\(value)"
  }.joined(separator: "\t")
}
