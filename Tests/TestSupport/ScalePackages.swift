import Foundation

/// Python with DuckDB, pyarrow and what speaks Spark's language, which only tests use.
public enum ScalePackages {
  /// Where `script/bootstrap --tests` puts them.
  public static let folder: String = {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    return (cache ?? NSHomeDirectory() + "/.cache") + "/graphsh/scale"
  }()

  /// Whether they are there; a test without them is skipped, and says so.
  public static let areThere = FileManager.default.fileExists(atPath: folder + "/duckdb")

  /// Runs a script of Python. It is stopped after five minutes, where it hangs.
  public static func run(
    _ script: String, _ arguments: [String] = [], in folder: URL? = nil
  ) throws -> GraphshCommand.Result {
    try python(["-c", script] + arguments, in: folder)
  }

  /// Runs a script that is a file in the same way.
  public static func run(
    file: String, _ arguments: [String], in folder: URL? = nil
  ) throws -> GraphshCommand.Result {
    try python([file] + arguments, in: folder)
  }

  private static func python(
    _ arguments: [String], in folder: URL?
  ) throws -> GraphshCommand.Result {
    try GraphshCommand.run(
      URL(filePath: "/usr/bin/env"), ["timeout", "300", "python3"] + arguments, in: folder,
      environment: ["PYTHONPATH": Self.folder, "PYTHONDONTWRITEBYTECODE": "1"])
  }
}
