import Foundation
import TestSupport
import Testing
import TextAnalysis

/// A model that is missing, cut short or altered is refused before anything of it is used.
@Suite(.enabled(if: Reference.pipeline != nil, "needs the model"))
struct ModelFileTests {
  private let path = Reference.smallModelPath ?? ""

  @Test func aMissingFolderIsNamed() {
    #expect(throws: ModelError.missing(path: "/no/such/model")) {
      try EnglishPipeline(modelPath: "/no/such/model")
    }
  }

  @Test func aMissingFileIsNamed() throws {
    let folder = try copy(without: "parser/moves")
    let error = #expect(throws: ModelError.self) {
      try EnglishPipeline(modelPath: folder.url.path)
    }
    guard case .unreadable(let file, _)? = error else {
      Issue.record("\(String(describing: error))")
      return
    }
    #expect(file.hasSuffix("/parser/moves"))
  }

  @Test(arguments: ModelPart.allCases)
  func anAlteredFileIsRefused(part: ModelPart) throws {
    let original = try Data(contentsOf: URL(filePath: path + "/" + part.path))
    for damage in ["a byte changed", "cut short", "emptied"] {
      var bytes = original
      switch damage {
      case "a byte changed": bytes[bytes.count / 2] ^= 1
      case "cut short": bytes.removeLast(7)
      default: bytes.removeAll()
      }
      let folder = try copy(without: part.path)
      try bytes.write(to: folder.url.appending(path: part.path))
      let error = #expect(throws: ModelError.self, "\(damage)") {
        try EnglishPipeline(modelPath: folder.url.path)
      }
      guard case .altered(let file, _, _)? = error else {
        Issue.record("\(damage): \(String(describing: error))")
        return
      }
      #expect(file.hasSuffix(part.path))
      #expect(error?.description.contains("graphsh model install") == true)
    }
  }

  @Test(arguments: ModelPart.allCases)
  func theReaderOfEachFileTakesWhatWasPublishedAndNoBeginningOfIt(part: ModelPart) throws {
    let bytes = try [UInt8](Data(contentsOf: URL(filePath: path + "/" + part.path)))
    try part.check(bytes)
    for cut in [0, 1, 2, 10, bytes.count / 3, bytes.count / 2, bytes.count - 1] {
      #expect(throws: ModelError.self, "\(cut) bytes") { try part.check(Array(bytes[..<cut])) }
    }
  }

  @Test(arguments: ModelPart.allCases)
  func damagedFilesAreReadOrRefusedButNeverTrusted(part: ModelPart) throws {
    let original = try [UInt8](Data(contentsOf: URL(filePath: path + "/" + part.path)))
    var random = SeededGenerator(seed: 20_260_105)
    for _ in 0..<20 {
      var bytes = original
      for _ in 0..<Int.random(in: 1...8, using: &random) {
        // The first part of a file has its structure, where damage matters most.
        let reach = Bool.random(using: &random) ? min(bytes.count, 300) : bytes.count
        bytes[Int.random(in: 0..<reach, using: &random)] = .random(in: 0...255, using: &random)
      }
      do { try part.check(bytes) } catch {
        #expect(error.description.contains(part.path))
      }
    }
  }

  /// A folder with links to all files of the model but one.
  private func copy(without missing: String) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for case let file as String in try #require(FileManager.default.enumerator(atPath: path))
    where file != missing {
      let source = URL(filePath: path).appending(path: file)
      if try source.resourceValues(forKeys: [.isDirectoryKey]).isDirectory == true { continue }
      let target = folder.url.appending(path: file)
      try FileManager.default.createDirectory(
        at: target.deletingLastPathComponent(), withIntermediateDirectories: true)
      try FileManager.default.createSymbolicLink(at: target, withDestinationURL: source)
    }
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: missing).deletingLastPathComponent(),
      withIntermediateDirectories: true)
    return folder
  }
}
