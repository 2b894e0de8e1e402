import Foundation
import TestSupport
import Testing

/// The W3C's suite for SPARQL 1.1, where it lies beside the checkout.
struct SuiteTests {
  private static let folder = Repository.shared?.appending(path: "spec/sparql11")

  @Test(.enabled(if: Repository.shared != nil, "needs ../shared"))
  func theSuiteHolds() throws {
    let folder = try #require(Self.folder)
    let folders = try FileManager.default.contentsOfDirectory(
      at: folder, includingPropertiesForKeys: nil
    ).filter {
      FileManager.default.fileExists(atPath: $0.appending(path: "manifest.ttl").path)
    }.sorted { $0.path < $1.path }
    var counts: [String: (all: Int, held: Int)] = [:]
    for folder in folders {
      for entry in try SuiteManifest(folder: folder).entries {
        let failure = SuiteRun(entry: entry).failure()
        counts[entry.kind, default: (0, 0)].all += 1
        if let failure {
          print("FAILS \(entry.kind) \(entry.name): \(failure.prefix(600))")
        } else {
          counts[entry.kind, default: (0, 0)].held += 1
        }
      }
    }
    for (kind, count) in counts.sorted(by: { $0.key < $1.key }) {
      print("HOLDS \(kind): \(count.held) of \(count.all)")
      let share = Double(count.held) / Double(max(count.all, 1))
      #expect(share >= (kind == "QueryEvaluationTest" ? 0.98 : 1), "\(kind)")
    }
    #expect(counts.values.reduce(0) { $0 + $1.all } > 450)
  }
}
