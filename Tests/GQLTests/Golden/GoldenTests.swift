import Foundation
import GQL
import TestSupport
import Testing

/// Runs every program under `Tests/Golden` and compares what it says with what its file expects.
@Suite struct GoldenTests {
  private static let folder = Repository.root.appending(path: "Tests/Golden")

  /// Paths below the folder, in order.
  static let paths: [String] = {
    let found = FileManager.default.enumerator(atPath: folder.path)
    return (found?.compactMap { $0 as? String } ?? []).filter { $0.hasSuffix(".gql") }.sorted()
  }()

  @Test(arguments: GoldenTests.paths)
  func programSaysWhatItsFileExpects(_ path: String) throws {
    let text = try String(contentsOf: Self.folder.appending(path: path), encoding: .utf8)
    let golden = try GoldenCase(text)
    #expect(!golden.expected.isEmpty, "\(path) expects nothing")
    let folder = try TemporaryFolder()
    let said = try golden.run(in: folder.url)
    for (section, expected) in golden.expectations.sorted(by: { $0.key < $1.key }) {
      #expect(said[section] == expected, "\(path): \(section)")
    }
  }

  @Test func thereAreEnoughProgramsAndErrors() {
    #expect(Self.paths.count >= 400)
    #expect(Self.paths.filter { $0.hasPrefix("errors/") }.count >= 160)
  }
}
