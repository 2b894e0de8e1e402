import Glibc
import Synchronization

/// English text to tokens, tags, lemmas, dependency trees and named entities, by the installed
/// statistical model. A value may be used from several threads at once.
public struct EnglishPipeline: Sendable {
  /// Where the model is looked for: `$GRAPHSH_MODEL`, or else the user's cache folder.
  public static func defaultModelPath() -> String {
    if let path = variable("GRAPHSH_MODEL") { return path }
    return modelsFolder() + "/" + ModelPublication.small.folder
  }

  /// The folder of installed models, in the user's cache folder.
  public static func modelsFolder() -> String {
    let cache = variable("XDG_CACHE_HOME") ?? (variable("HOME") ?? "") + "/.cache"
    return cache + "/graphsh/models"
  }

  private static func variable(_ name: String) -> String? {
    guard let value = getenv(name), value.pointee != 0 else { return nil }
    return String(cString: value)
  }

  private let model: Model
  private let workspaces = WorkspacePool()

  /// Loads a model folder; every file is checked against its published SHA-256 before it is read.
  public init(modelPath: String) throws(ModelError) {
    model = try Model(path: modelPath, kernels: .best)
  }

  /// Loads a model for vectors of 4, 8 or 16 numbers, for tests; nil where the processor lacks them.
  package init?(modelPath: String, vectorLength: Int) throws(ModelError) {
    guard let kernels = Kernels(vectorLength: vectorLength) else { return nil }
    model = try Model(path: modelPath, kernels: kernels)
  }

  /// Analyses a whole text; line ends are ordinary white space.
  public func analyze(_ text: String) -> Analysis {
    withWorkspace { $0.analyze(text) }
  }

  /// Analyses tokens that are given: each with whether one space follows it.
  public func analyze(tokens: [(text: String, space: Bool)]) -> Analysis {
    withWorkspace { $0.analyze(tokens: tokens) }
  }

  /// Whether a word in small letters is in the model's lists of English nouns, verbs, adjectives and adverbs; many
  /// names of places are, few of persons or companies.
  public func isListed(_ word: String) -> Bool { model.lemmatizer.isListed(word) }

  /// What the encoders see of each token of a text, for tests of the tokenizer alone.
  package func features(of text: String) -> [TokenFeatures] {
    withWorkspace { $0.features(of: text) }
  }

  /// The numbers that each layer gives each token of a text, for tests of the arithmetic alone.
  package func numbers(of text: String) -> [ObservedLayer: [[Float]]] {
    withWorkspace { $0.numbers(of: text) }
  }

  private func withWorkspace<Result>(_ body: (Workspace) -> Result) -> Result {
    let workspace = workspaces.take() ?? Workspace(model: model)
    let result = body(workspace)
    if !workspace.isWornOut { workspaces.put(workspace) }
    return result
  }
}

/// A layer whose numbers tests compare with the reference.
package enum ObservedLayer: Sendable {
  /// 96 numbers a token, for tagger and parser.
  case encoder
  /// A score for each tag, in the order of the model's list.
  case tagger
  /// 96 numbers a token, for entities.
  case entityEncoder
}

/// A token with the numbers of its norm, prefix, suffix and shape.
package struct TokenFeatures: Equatable, Sendable {
  package var text: String
  package var space: Bool
  package var numbers: [UInt64]
}

/// Workspaces that no thread is using; there are never more than threads that analysed at once.
private final class WorkspacePool: Sendable {
  private let free = Mutex<[Workspace]>([])

  func take() -> Workspace? { free.withLock { $0.popLast() } }
  func put(_ workspace: Workspace) { free.withLock { $0.append(workspace) } }
}
