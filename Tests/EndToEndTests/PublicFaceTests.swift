import Foundation
import TestSupport
import Testing

/// Whatever other packages see says what it is.
@Suite struct PublicFaceTests {
  /// The public declarations of a file without a comment of DocC, as `line: declaration`.
  private func undocumented(in file: URL) throws -> [String] {
    let lines = try String(contentsOf: file, encoding: .utf8)
      .split(separator: "\n", omittingEmptySubsequences: false)
      .map { $0.trimmingCharacters(in: .whitespaces) }
    return lines.indices.compactMap { line in
      let declaration = lines[line].replacing(#/^(@\w+(\([^)]*\))? )*/#, with: "")
      let isDeclared =
        declaration.hasPrefix("public ")
        && !["public import ", "public extension "].contains { declaration.hasPrefix($0) }
      guard isDeclared else { return nil }
      var above = line - 1
      while above >= 0, lines[above].hasPrefix("@") {
        // C reads the header, which tells of each of them.
        if lines[above].hasPrefix("@_cdecl") { return nil }
        above -= 1
      }
      let isTold = above >= 0 && lines[above].hasPrefix("///")
      return isTold ? nil : "\(line + 1): \(lines[line])"
    }
  }

  @Test func everyPublicDeclarationIsDocumented() throws {
    let files = FileManager.default.enumerator(
      at: Repository.root.appending(path: "Sources"), includingPropertiesForKeys: nil)
    var count = 0
    while let file = files?.nextObject() as? URL {
      guard file.pathExtension == "swift" else { continue }
      count += 1
      let found = try undocumented(in: file)
      #expect(found.isEmpty, "\(file.lastPathComponent)")
    }
    #expect(count > 500)
  }
}
