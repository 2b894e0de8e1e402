import Foundation
import TestSupport
import Testing

/// The targets import what `docs/architecture.md` says, and nothing that stands above them.
@Suite struct ArchitectureTests {
  /// The rows of the table of targets, from the top: the target and what it imports.
  private func table() throws -> [(target: String, imports: Set<String>)] {
    let page = try String(
      contentsOf: Repository.root.appending(path: "docs/architecture.md"), encoding: .utf8)
    return page.split(separator: "\n").compactMap { line in
      let cells = line.split(separator: "|", omittingEmptySubsequences: false)
      guard cells.count == 6, let target = cells[1].firstMatch(of: /`(\w+)`/) else { return nil }
      return (String(target.1), Set(cells[4].matches(of: /`(\w+)`/).map { String($0.1) }))
    }
  }

  /// What the files of a folder of `Sources` import of the package's own targets.
  private func imports(of target: URL, among targets: Set<String>) throws -> Set<String> {
    var result: Set<String> = []
    let files = FileManager.default.enumerator(at: target, includingPropertiesForKeys: nil)
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      let text = try String(contentsOf: file, encoding: .utf8)
      for match in text.matches(of: /(?m)^(?:@\w+ )?(?:\w+ )?import (\w+)$/) {
        if targets.contains(String(match.1)) { result.insert(String(match.1)) }
      }
    }
    return result
  }

  @Test func targetsImportWhatTheTableSays() throws {
    let table = try table()
    let sources = Repository.root.appending(path: "Sources")
    let folders = Set(try FileManager.default.contentsOfDirectory(atPath: sources.path))
    let hasSwift = Set(
      try folders.filter { folder in
        try FileManager.default.subpathsOfDirectory(
          atPath: sources.appending(path: folder).path
        ).contains { $0.hasSuffix(".swift") }
      })
    #expect(hasSwift.subtracting(table.map(\.target)).isEmpty, "targets that the table lacks")
    for (target, told) in table where hasSwift.contains(target) {
      let found = try imports(of: sources.appending(path: target), among: folders)
      #expect(found == told, "\(target)")
    }
  }

  @Test func importsLeadDown() throws {
    let table = try table()
    #expect(table.count > 10)
    for (place, row) in table.enumerated() {
      let above = Set(table[...place].map(\.target))
      #expect(row.imports.isDisjoint(with: above), "\(row.target)")
    }
  }
}
