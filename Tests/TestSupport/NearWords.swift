import Foundation

/// A file of near words as `script/wordnet` makes it, of a few words.
public enum NearWords {
  private static let variable = "GRAPHSH_WORDNET"
  private static let path = FileManager.default.temporaryDirectory
    .appending(path: "near-words-\(getpid())").path

  /// What the tests' own process was started with, and whether it uses the few words now.
  private static let installation: (before: String?, isDone: Bool) = {
    let before = ProcessInfo.processInfo.environment[variable]
    let isDone =
      FileManager.default.createFile(atPath: path, contents: Data(file.utf8))
      && setenv(variable, path, 1) == 0
    return (before, isDone)
  }()

  /// Lets engines in the tests' own process know just these words, whether or not WordNet is installed.
  public static func install() -> Bool { installation.isDone }

  /// The environment for commands that tests start: they are not to depend on which tests were run before.
  public static func outside(_ environment: [String: String]) -> [String: String] {
    guard environment[variable] == path else { return environment }
    var environment = environment
    environment[variable] = installation.before
    return environment
  }

  public static let file = """
    graphsh-wordnet 1 369881ac verbs=35 nouns=15 derived=14
    encounter\tmeet;run_into
    wave\tgreet
    visitor\tperson
    visitor\tvisit

    """
}
