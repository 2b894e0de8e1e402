import Foundation
import Graph
import TestSupport

/// A graph and a folder of files to import into it.
final class ImportFixture {
  let folder: TemporaryFolder
  let graph: KnowledgeGraph

  init() throws {
    folder = try TemporaryFolder()
    graph = try KnowledgeGraph(path: ":memory:", access: .readWrite)
  }

  @discardableResult
  func importText(
    _ text: String, as name: String, options: ImportOptions = ImportOptions()
  ) throws -> ImportReport {
    try graph.importFiles([try folder.write(text, to: name)], options: options)
  }

  @discardableResult
  func importBytes(
    _ bytes: [UInt8], as name: String, options: ImportOptions = ImportOptions()
  ) throws -> ImportReport {
    try Data(bytes).write(to: folder.url.appending(path: name))
    return try graph.importFiles([folder.path(name)], options: options)
  }

  /// The whole graph in a format.
  func exported(_ format: GraphExportFormat) throws -> String {
    var text = ""
    try graph.export(format) { text += $0 }
    return text
  }

  /// The whole graph as sorted lines of N-Quads.
  func quads() throws -> [String] {
    try exported(.nQuads).split(separator: "\n").map(String.init).sorted()
  }

  /// The message of the error that an import of this text ends with; nil if it succeeds.
  func failure(of text: String, as name: String) throws -> FormatError? {
    do {
      try importText(text, as: name)
      return nil
    } catch let error as FormatError {
      return error
    }
  }
}

/// What one text becomes in a new graph, as sorted lines of N-Quads.
func quads(
  _ text: String, as name: String, options: ImportOptions = ImportOptions()
) throws -> [String] {
  let fixture = try ImportFixture()
  try fixture.importText(text, as: name, options: options)
  return try fixture.quads()
}
