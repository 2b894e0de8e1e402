import Foundation
import TestSupport

/// Python with the packages that only tests use.
enum PythonEnvironment {
  /// Where `script/bootstrap --tests` puts them.
  static let packages: String = {
    let environment = ProcessInfo.processInfo.environment
    let cache = environment["XDG_CACHE_HOME"].flatMap { $0.isEmpty ? nil : $0 }
    return (cache ?? NSHomeDirectory() + "/.cache") + "/graphsh/notebook"
  }()

  /// The library of this build.
  static let library = GraphshCommand.executable.deletingLastPathComponent()
    .appending(path: "libGraphshLibrary.so")

  /// Runs the Python of the path, with the package of the checkout and what tests use at hand.
  ///
  /// It is stopped after five minutes, where it hangs.
  static func python(
    _ arguments: [String], in folder: URL? = nil, environment: [String: String] = [:]
  ) throws -> GraphshCommand.Result {
    let source = Repository.root.appending(path: "Sources/Python").path
    return try GraphshCommand.run(
      URL(filePath: "/usr/bin/env"), ["timeout", "300", "python3"] + arguments, in: folder,
      environment: [
        "PYTHONPATH": "\(source):\(packages)", "PYTHONDONTWRITEBYTECODE": "1",
        "IPYTHONDIR": NSTemporaryDirectory() + "/graphsh-ipython-\(UUID().uuidString)",
      ].merging(environment) { _, new in new })
  }
}
