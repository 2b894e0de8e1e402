// Feeds the language, from the lexer to the answers, with any bytes. Compiled against the modules of the library.

import GQL

/// A program is refused with messages that can be shown, or runs, within its limits; anything else is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzLanguage(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  var analyzer = Analyzer()
  do {
    _ = try analyzer.analyze(
      SourceText(name: "fuzz", bytes: bytes), catalog: EmptyCatalog(), loader: NoFiles())
    try run(String(decoding: bytes, as: UTF8.self))
  } catch let error as DiagnosticsError {
    precondition(!error.rendered().isEmpty)
  } catch let error as EngineError {
    precondition(!error.description.isEmpty)
  } catch {
    preconditionFailure("\(error)")
  }
  return 0
}

private func run(_ program: String) throws {
  var options = Engine.Options()
  options.timeout = .milliseconds(100)
  options.memoryLimit = 1 << 26
  options.allowsChanges = false
  options.files = .nowhere
  let engine = Engine(graph: nil, options: options)
  try engine.run(program, name: "fuzz") { answers in
    for row in 0..<min(answers.rowCount, 100) {
      for column in answers.columns.indices { _ = try answers.text(row: row, column: column) }
    }
    _ = DiagnosticRenderer(sources: engine.sources).render(answers.notes)
  }
}

private struct NoFiles: SourceLoader {
  func read(_ path: String) throws(SourceLoaderError) -> [UInt8] {
    throw SourceLoaderError(reason: "no files here")
  }

  func readBeginning(_ path: String, limit: Int) throws(SourceLoaderError) -> [UInt8] {
    throw SourceLoaderError(reason: "no files here")
  }
}
