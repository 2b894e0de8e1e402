import Graph

/// Analyses the programs of one session, each with what those before it defined.
///
/// A value: a program with errors leaves it as it was, but for the sources, which messages still need.
package struct Analyzer: Sendable {
  /// Every source that was read.
  package private(set) var sources = SourceMap()
  private(set) var prefixes: [String: String] = [:]
  private var constants = ConstantPool()
  private var included: Set<String> = []
  private var definitions = Definitions()
  private var predicates = PredicateTable()
  private var rules: [SessionRule] = []
  /// Facts of the session as they were written.
  private var facts: [Int: FactTable] = [:]
  private var declarations: [String: SourceSpan] = [:]
  /// How many programs there were that may have changed what a later one means. It never goes back.
  private(set) var programs = 0

  struct SessionRule: Sendable {
    var heads: [AtomSyntax]
    var body: FormulaSyntax?
    var span: SourceSpan
  }

  package init() {}

  /// What ``restore(_:)`` wants. Constants are only ever added, and a second pool of them would have to be a copy.
  func withoutConstants() -> Analyzer {
    var copy = self
    copy.constants = ConstantPool()
    return copy
  }

  /// Goes back to how it was, but for constants and the count of programs.
  mutating func restore(_ before: Analyzer) {
    let (known, count) = (constants, programs)
    self = before
    constants = known
    programs = count + 1
  }

  /// Names that programs of the session define, in alphabetical order.
  package var definedNames: [String] { definitions.names }

  /// Defines a predicate that is given its rows from outside, in place of all of its name. Gives the numbers of those that
  /// there were and that of the new one.
  mutating func redefine(
    _ name: String, columns: [String], types: [ColumnType], catalog: some Catalog
  ) throws -> (old: [Int], new: Int) {
    let old = definitions.arities(of: name).compactMap {
      predicates.known(PredicateTable.Key(name: name, arity: $0))
    }
    let place = SourceSpan(source: max(0, sources.sources.count - 1), start: 0, end: 0)
    definitions.remove(name)
    _ = definitions.add(name, arity: columns.count, at: place)
    let number = try predicates.number(
      of: PredicateTable.Key(name: name, arity: columns.count), catalog: catalog)
    predicates.declare(number, columns: columns, types: types, at: place)
    for predicate in old + [number] { facts[predicate] = nil }
    programs += 1
    return (old.filter { $0 != number }, number)
  }

  /// Takes note of what a text is going to insert when it is run, so that rules that come before may read it. Mistakes in
  /// it are left to be found then, and what it includes is not looked at.
  ///
  /// - Parameter isStopped: asked now and then; true ends the work
  mutating func expectInserts(of text: String, isStopped: @escaping () -> Bool) {
    var prefixes = prefixes
    var constants = ConstantPool()
    let parsed = Parser.parse(
      SourceText(name: "", text: text), index: 0, prefixes: &prefixes, constants: &constants,
      isStopped: { _ in isStopped() })
    for case .insert(let heads, _, _) in parsed.statements {
      for head in heads { predicates.inserted.formUnion(Analysis.keysInserted(by: head)) }
    }
  }

  /// Analyses a source.
  ///
  /// - Parameters:
  ///   - catalog: what is stored
  ///   - loader: reads included files, and the first lines of imported ones
  ///   - parameters: values of `$name`
  ///   - progress: called now and then with the bytes in use, about; what it throws ends the analysis
  ///   - accept: called with a result that has no errors; what it throws leaves the session as with errors
  /// - Throws: ``DiagnosticsError`` with every mistake that was found; what the catalog throws.
  package mutating func analyze(
    _ text: SourceText, catalog: any Catalog, loader: any SourceLoader = FileLoader(),
    parameters: [String: Term] = [:], progress: @escaping (_ bytes: Int) throws -> Void = { _ in },
    accept: (AnalyzedSource) throws -> Void = { _ in }
  ) throws -> AnalyzedSource {
    var reader = ProgramReader(
      sources: sources, prefixes: prefixes, constants: constants, included: included,
      loader: loader, progress: progress)
    // Moved through the stages, so that there is never a copy. Constants are only ever added, so that those of a
    // program with errors do no harm.
    constants = ConstantPool()
    // A program that was given by its path is read already when another includes it.
    reader.included.insert(ProgramPath.normalized(text.name))
    do {
      try reader.read(text)
    } catch {
      constants = reader.constants
      throw error
    }
    sources = reader.sources
    var analysis = Analysis(
      reader: reader, session: self, catalog: CachedCatalog(catalog), loader: loader,
      parameters: parameters)
    reader.constants = ConstantPool()
    let result: AnalyzedSource
    do {
      result = try analysis.run()
    } catch {
      constants = analysis.constants
      throw error
    }
    constants = analysis.constants
    let errors = analysis.diagnostics.filter { $0.severity == .error }
    guard errors.isEmpty else {
      throw DiagnosticsError(errors.sorted { Self.place($0) < Self.place($1) }, sources: sources)
    }
    try accept(result)
    if !reader.isOnlyQueries || reader.prefixes != prefixes { programs += 1 }
    prefixes = reader.prefixes
    included = reader.included
    definitions = analysis.definitions
    predicates = analysis.predicates
    predicates.releaseSynthetic()
    rules = analysis.rules
    facts = analysis.facts
    declarations = analysis.declarations
    return result
  }

  static func isBefore(_ left: Diagnostic, _ right: Diagnostic) -> Bool {
    place(left) < place(right)
  }

  private static func place(_ diagnostic: Diagnostic) -> (Int, Int) {
    (diagnostic.span?.source ?? -1, diagnostic.span?.start ?? 0)
  }
}

extension Analyzer {
  /// One run of the analyser: what the session holds and what the source adds, until it is known to be right.
  struct Analysis {
    var constants: ConstantPool
    var definitions: Definitions
    var predicates: PredicateTable
    var rules: [SessionRule]
    var facts: [Int: FactTable]
    var declarations: [String: SourceSpan]
    var diagnostics: [Diagnostic]
    private(set) var reader: ProgramReader
    let catalog: CachedCatalog
    let loader: any SourceLoader
    let parameters: [String: Term]
    /// Facts that this source adds.
    var newFacts: [Int: FactTable] = [:]
    /// Predicates whose rows come from files.
    var imported: [PredicateTable.Key] = []
    /// Predicates whose file cannot be read, so that what they are is not known.
    private var unreadable: Set<String> = []

    init(
      reader: ProgramReader, session: Analyzer, catalog: CachedCatalog,
      loader: any SourceLoader, parameters: [String: Term]
    ) {
      self.reader = reader
      self.catalog = catalog
      self.loader = loader
      self.parameters = parameters
      constants = reader.constants
      self.reader.constants = ConstantPool()
      definitions = session.definitions
      predicates = session.predicates
      rules = session.rules
      facts = session.facts
      declarations = session.declarations
      diagnostics = reader.diagnostics
    }

    mutating func run() throws -> AnalyzedSource {
      try collectDefinitions()
      let lowering = Lowering(
        catalog: catalog, parameters: parameters, definitions: definitions,
        sources: reader.sources, predicates: predicates,
        brokenNames: reader.brokenNames.union(unreadable),
        dependencies: NameDependencies(rules))
      for (number, rule) in rules.enumerated() {
        if number & 0xFF == 0 { try reader.progress(bytes(lowering)) }
        try lowering.lowerRule(heads: rule.heads, body: rule.body, span: rule.span)
      }
      let actions = try lowerActions(lowering)
      addFacts(lowering)
      predicates = lowering.builder.predicates
      diagnostics += lowering.diagnostics
      var result = AnalyzedSource(actions: actions)
      result.program.predicates = predicates.predicates
      result.program.rules = lowering.builder.rules
      try reader.progress(bytes(lowering))
      let places = try resolveNames(lowering, in: &result)
      for note in lowering.notes.sorted(by: Analyzer.isBefore) {
        attach(note, to: &result.actions, always: true)
      }
      for note in lowering.notesIfEmpty.sorted(by: Analyzer.isBefore) {
        attach(note, to: &result.actions)
      }
      result.program.constants = constants.terms
      let progress = { [reader, used = bytes(lowering)] in try reader.progress(used) }
      try progress()
      var stratification = try Stratification(result.program, progress: progress)
      result.program.strata = try stratification.strata(progress: progress)
      if GroupContexts.separate(from: &result.program, &predicates) {
        stratification = try Stratification(result.program, progress: progress)
        result.program.strata = try stratification.strata(progress: progress)
      }
      for cycle in stratification.cycles(in: result.program.strata) {
        let problem = AnalysisProblem.unstratified(
          predicate: predicates[cycle.predicate].name, through: cycle.through, cycle: cycle.path)
        diagnostics.append(problem.diagnostic(.error, at: cycle.span))
      }
      let shaping = parameters.filter { lowering.builder.shapingParameters.contains($0.key) }
      if !places.isEmpty || !shaping.isEmpty {
        result.parameterized = ParameterizedProgram(
          places: places, shaping: shaping, closing: &result.program)
      }
      try reportTypes(of: &result, progress)
      return result
    }

    func bytes(_ lowering: Lowering) -> Int {
      reader.bytes + lowering.builder.rules.count * 512
    }

    private mutating func reportTypes(
      of result: inout AnalyzedSource, _ progress: () throws -> Void
    ) throws {
      var filled = Set(facts.keys)
      for case .import(let rows) in result.actions { filled.insert(rows.predicate) }
      guard let flow = try TypeFlow(result.program, filled: filled, progress: progress) else {
        return
      }
      for (number, columns) in flow.checkedColumns() {
        result.program.predicates[number].checkedColumns = columns
      }
      var reported: Set<Diagnostic> = []
      for conflict in flow.conflicts() {
        var span = conflict.rule.span
        if let variable = conflict.variable {
          span = reader.sources.place(of: variable, in: span) ?? span
        }
        let problem = conflict.problem
        let diagnostic = problem.diagnostic(.error, at: span)
        if reported.insert(diagnostic).inserted { diagnostics.append(diagnostic) }
      }
    }

    mutating func report(_ problem: AnalysisProblem, at span: SourceSpan) {
      diagnostics.append(problem.diagnostic(.error, at: span))
    }

    // MARK: Definitions

    private mutating func collectDefinitions() throws {
      var names = reader.facts.map { (name: $0.name, arity: $0.table.arity) }
      for statement in reader.statements {
        switch statement {
        case .rule(let heads, _, _): names += heads.map { ($0.name, $0.arguments.count) }
        case .declare(let name, let columns, _): names.append((name, columns.count))
        default: break
        }
      }
      for case .insert(let heads, _, _) in reader.statements {
        for head in heads {
          predicates.inserted.formUnion(Self.keysInserted(by: head))
        }
      }
      // In the order of the text, so that the second of two that differ is the wrong one.
      names.sort {
        ($0.name.span.source, $0.name.span.start) < ($1.name.span.source, $1.name.span.start)
      }
      for (name, arity) in names { define(name, arity: arity) }
      for statement in reader.statements {
        switch statement {
        case .rule(let heads, let body, let span):
          rules.append(SessionRule(heads: heads, body: body, span: span))
        case .declare(let name, let columns, let span):
          try declare(name, columns, at: span)
        default: break
        }
      }
      // An import takes its number of columns from the program where that says it, else from the file.
      for case .import(let name, let path, _, let span) in reader.statements {
        try defineImport(name, path: path, at: span)
      }
    }

    /// What an `insert` of this head may bring: a predicate or a type.
    fileprivate static func keysInserted(by head: AtomSyntax) -> [PredicateTable.Key] {
      func name(_ argument: ExpressionSyntax) -> String? {
        switch argument {
        case .name(let name): name.text
        case .constant(.string(let text), _): text
        default: nil
        }
      }
      switch (head.name.text, head.arguments.count) {
      case ("triple", 3):
        return name(head.arguments[1]).map { [PredicateTable.Key(name: $0, arity: 2)] } ?? []
      case ("type", 2):
        return name(head.arguments[1]).map { [PredicateTable.Key(name: $0, arity: 1)] } ?? []
      case (let name, 1...2):
        return [PredicateTable.Key(name: name, arity: head.arguments.count)]
      default: return []
      }
    }

    private mutating func define(_ name: NameSyntax, arity: Int) {
      guard let other = definitions.add(name.text, arity: arity, at: name.span) else { return }
      report(
        .definedWithOtherArity(
          name.text, here: arity, there: other.arity, at: place(of: other.span)), at: name.span)
    }

    /// `line 3`, or with the file's name where that is another.
    private func place(of span: SourceSpan) -> String {
      let place = reader.sources[span.source].place(of: span.start)
      let isHere = span.source == reader.sources.sources.count - 1
      return isHere ? "line \(place.line)" : "\(reader.sources[span.source].name):\(place.line)"
    }

    private mutating func declare(
      _ name: NameSyntax, _ columns: [ColumnSyntax], at span: SourceSpan
    ) throws {
      if let earlier = declarations[name.text] {
        return report(.duplicateDeclaration(name.text, at: place(of: earlier)), at: name.span)
      }
      declarations[name.text] = name.span
      var types: [ColumnType] = []
      for column in columns {
        guard let type = column.type else {
          types.append(.any)
          continue
        }
        let known = ColumnType(rawValue: type.text)
        if known == nil {
          report(
            .unknownColumnType(
              type.text,
              suggestion: Suggestions.nearest(
                to: type.text, among: ColumnType.allCases.map(\.rawValue))), at: type.span)
        }
        types.append(known ?? .any)
      }
      let key = PredicateTable.Key(name: name.text, arity: columns.count)
      let number = try predicates.number(of: key, catalog: catalog)
      predicates.declare(
        number, columns: columns.map(\.name.text), types: types, at: name.span)
    }

    private mutating func defineImport(
      _ name: NameSyntax, path: String, at span: SourceSpan
    ) throws {
      if TableFormat.isOther(path) {
        if definitions.arities(of: name.text).isEmpty { unreadable.insert(name.text) }
        return report(.unreadableFormat(path), at: span)
      }
      let resolved = ProgramPath.resolve(path, from: reader.sources[span.source].name)
      let beginning: [UInt8]
      do {
        beginning = try loader.readBeginning(resolved, limit: 1 << 16)
      } catch let error as SourceLoaderError {
        if definitions.arities(of: name.text).isEmpty { unreadable.insert(name.text) }
        return report(.unreadableFile(path, reason: error.reason), at: span)
      }
      let count = TableFormat.ofFile(path).columnCount(ofBeginning: beginning)
      let known = definitions.arities(of: name.text)
      guard let arity = count ?? known.first ?? usedArity(of: name.text) else {
        unreadable.insert(name.text)
        return report(.emptyImport(path), at: span)
      }
      if !known.isEmpty, !known.contains(arity) {
        return report(.importArity(path, file: arity, expected: known[0]), at: span)
      }
      // One column where more are used is most likely a file whose cells something else parts.
      if known.isEmpty, arity == 1, let used = usedArity(of: name.text), used > 1 {
        unreadable.insert(name.text)
        return report(.importArity(path, file: arity, expected: used), at: span)
      }
      define(name, arity: arity)
      imported.append(PredicateTable.Key(name: name.text, arity: arity))
    }

    /// The number of arguments with which bodies use a predicate.
    private func usedArity(of name: String) -> Int? {
      for statement in reader.statements {
        let body: FormulaSyntax? =
          switch statement {
          case .rule(_, let body, _), .insert(_, let body, _), .delete(_, let body, _): body
          case .query(let query): query.body
          default: nil
          }
        if let arity = body?.arity(of: name) { return arity }
      }
      return nil
    }
  }
}

extension SourceMap {
  /// Where a variable stands last in a span.
  fileprivate func place(of variable: String, in span: SourceSpan) -> SourceSpan? {
    places(of: variable, in: span).last
  }

  /// Where a variable stands in a span.
  func places(of variable: String, in span: SourceSpan) -> [SourceSpan] {
    guard sources.indices.contains(span.source) else { return [] }
    let bytes = Array(text(of: span).utf8)
    var lexer = Lexer(bytes)
    var places: [SourceSpan] = []
    while true {
      let token = lexer.next()
      if token.kind == .end { return places }
      guard token.kind == .variable, lexer.text(of: token) == variable else { continue }
      places.append(
        SourceSpan(
          source: span.source, start: span.start + token.start, end: span.start + token.end))
    }
  }
}

extension FormulaSyntax {
  /// The number of arguments with which a predicate is first used here.
  fileprivate func arity(of name: String) -> Int? {
    switch self {
    case .conjunction(let parts, _), .disjunction(let parts, _):
      for part in parts { if let arity = part.arity(of: name) { return arity } }
      return nil
    case .negation(let inner, _), .optional(let inner, _): return inner.arity(of: name)
    case .atom(let atom): return atom.name.text == name ? atom.arguments.count : nil
    default: return nil
    }
  }
}
