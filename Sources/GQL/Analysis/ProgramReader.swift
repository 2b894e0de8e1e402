import Graph

/// Reads a source and those that it includes.
struct ProgramReader {
  /// Every statement, those of an included program where it is included.
  var statements: [StatementSyntax] = []
  var facts: [FactGroupSyntax] = []
  var diagnostics: [Diagnostic] = []
  var brokenNames: Set<String> = []
  var sources: SourceMap
  var prefixes: [String: String]
  var constants: ConstantPool
  /// Files that have been read in this session, by their one spelling.
  var included: Set<String>
  private let loader: any SourceLoader
  let progress: (_ bytes: Int) throws -> Void
  /// What was read so far takes, about.
  private(set) var bytes = 0

  init(
    sources: SourceMap, prefixes: [String: String], constants: ConstantPool,
    included: Set<String>, loader: any SourceLoader,
    progress: @escaping (_ bytes: Int) throws -> Void
  ) {
    self.sources = sources
    self.prefixes = prefixes
    self.constants = constants
    self.included = included
    self.loader = loader
    self.progress = progress
  }

  /// Whether nothing that was read defines, changes or brings in anything.
  var isOnlyQueries: Bool {
    facts.isEmpty && statements.allSatisfy { if case .query = $0 { true } else { false } }
  }

  mutating func read(_ text: SourceText) throws {
    let index = sources.add(text)
    let before = bytes
    let progress = { [progress] bytes in try progress(before + bytes) }
    let parsed = Parser.parse(
      text, index: index, prefixes: &prefixes, constants: &constants,
      isStopped: { (try? progress($0)) == nil })
    try progress(0)
    diagnostics += parsed.diagnostics
    brokenNames.formUnion(parsed.brokenNames)
    facts += parsed.facts
    bytes += parsed.bytes
    for statement in parsed.statements {
      guard case .include(let path, let span) = statement else {
        statements.append(statement)
        continue
      }
      let resolved = ProgramPath.resolve(path, from: text.name)
      guard included.insert(ProgramPath.normalized(resolved)).inserted else { continue }
      do {
        let bytes = try loader.read(resolved)
        try read(SourceText(name: resolved, bytes: bytes))
      } catch let error as SourceLoaderError {
        let problem = AnalysisProblem.unreadableFile(path, reason: error.reason)
        diagnostics.append(
          Diagnostic(.error, problem.message, at: span, hint: problem.hint))
      }
    }
  }
}
