import Foundation
import TestSupport
import Testing

/// The Python package on this build's library, as pytest runs the cases in `Cases`.
@Suite struct PythonTests {
  private static func hasModules(_ names: [String]) -> Bool {
    let found = try? PythonEnvironment.python(["-c", "import " + names.joined(separator: ", ")])
    return found?.status == 0
  }

  private static let hasPackages = hasModules([
    "pytest", "pandas", "polars", "pyarrow", "networkx", "IPython",
  ])

  @Test(
    .enabled(
      if: hasPackages,
      "needs pytest, pandas, polars, pyarrow, networkx and IPython, which script/bootstrap --tests fetches from PyPI"
    ),
    arguments: ["queries", "changes", "texts", "frames", "threads", "notebook", "page"])
  func casesPass(subject: String) throws {
    let folder = try TemporaryFolder()
    try FjordGraph.write(to: folder.path("fjord.db"))
    let cases = Repository.root.appending(path: "Tests/PythonTests/Cases")
    let result = try PythonEnvironment.python(
      [
        "-m", "pytest", "-q", "-p", "no:cacheprovider", "--rootdir", cases.path,
        "--basetemp", folder.path("work"), cases.appending(path: "test_\(subject).py").path,
      ],
      environment: [
        "GRAPHSH_FJORD": folder.path("fjord.db"), "GRAPHSH_LIBRARY": PythonEnvironment.library.path,
      ])
    #expect(result.status == 0, "\(result.output)\n\(result.errors)")
    #expect(result.output.contains(" passed"))
  }
}
