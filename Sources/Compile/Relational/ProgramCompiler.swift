import GQL
import Graph

/// Makes a relational program of an analysed one, or says with its place what other engines cannot do.
///
/// Only what the queries and exports of the program need is compiled. Nothing is evaluated.
struct ProgramCompiler {
  private let source: AnalyzedSource
  private let graph: KnowledgeGraph?
  private var program: LogicalProgram { source.program }
  private var needed: Set<Int> = []
  private var result = RelationalProgram()
  private var names = UniqueNames()

  /// - Parameters:
  ///   - graph: what stored predicates and entities were looked up in
  ///   - graphFolder: where its tables lie (`export --format parquet`)
  /// - Throws: `Diagnostic`; what the graph throws
  static func compile(
    _ source: AnalyzedSource, graph: KnowledgeGraph?, graphFolder: String?
  ) throws -> RelationalProgram {
    var compiler = ProgramCompiler(source: source, graph: graph)
    compiler.result.graphFolder = graphFolder
    try compiler.run()
    return compiler.result
  }

  private init(source: AnalyzedSource, graph: KnowledgeGraph?) {
    (self.source, self.graph) = (source, graph)
  }

  private mutating func run() throws {
    try noteOutputs()
    findNeeded()
    let rules = program.rules.filter { needed.contains($0.head) }
    for rule in rules where rule.measure != nil {
      throw Refusal.because("measures of whole relations are graphsh's own", at: rule.span)
    }
    let orders = try rules.map { rule throws(Diagnostic) in try BodyOrder(rule) }
    var known: [Int: [ColumnKind?]] = [:]
    var files = importedFiles()
    for predicate in needed.sorted() {
      known[predicate] = try storedKinds(of: predicate, files[predicate] ?? [], rules)
    }
    let inference = try KindInference(program, rules, orders, known: known)
    for predicate in needed.sorted() {
      let described = program.predicates[predicate]
      var relation = CompiledRelation(
        name: names.name(for: described.name), title: described.name,
        kinds: inference.kinds(of: predicate))
      relation.facts = facts(of: predicate)
      relation.files = (files.removeValue(forKey: predicate) ?? []).map(Self.file)
      relation.stored = storedSource(of: described)
      result.relations[predicate] = relation
    }
    try addStrata(rules, orders, inference)
  }

  private mutating func noteOutputs() throws {
    for action in source.actions {
      switch action {
      case .query(let query):
        result.outputs.append(
          CompiledOutput(
            kind: query.isBoolean ? .truth : .query, relation: query.predicate,
            columns: query.columns, order: query.order, limit: query.limit, offset: query.offset))
      case .export(let file):
        result.outputs.append(
          CompiledOutput(
            kind: .file(Self.file(file)), relation: file.predicate,
            columns: Self.headers(program.predicates[file.predicate]), order: [], limit: nil,
            offset: 0))
      case .insert(let change), .delete(let change):
        throw Refusal.because("it changes the graph", at: change.span)
      case .import: break
      }
    }
    guard !result.outputs.isEmpty else {
      throw Refusal.because(
        "it asks nothing", at: nil, hint: "add a query, such as p(X, Y)?, or an @export")
    }
  }

  private static func headers(_ predicate: LogicalPredicate) -> [String] {
    predicate.columns.count == predicate.arity
      ? predicate.columns : (0..<predicate.arity).map { "column\($0 + 1)" }
  }

  private mutating func findNeeded() {
    var waiting = result.outputs.map(\.relation)
    while let predicate = waiting.popLast() {
      guard needed.insert(predicate).inserted else { continue }
      if let other = program.predicates[predicate].factsOf { waiting.append(other) }
      for rule in program.rules where rule.head == predicate {
        for literal in rule.body {
          switch literal {
          case .atom(let read, _), .negation(let read, _): waiting.append(read)
          default: break
          }
        }
      }
    }
  }

  // MARK: What is given

  private func importedFiles() -> [Int: [AnalyzedTableFile]] {
    var files: [Int: [AnalyzedTableFile]] = [:]
    for case .import(let file) in source.actions { files[file.predicate, default: []].append(file) }
    return files
  }

  private static func file(_ file: AnalyzedTableFile) -> CompiledFile {
    CompiledFile(
      path: file.path, separator: file.format == .tsv ? "\t" : ",", hasHeader: file.hasHeader)
  }

  private func facts(of predicate: Int) -> [[Term]] {
    guard let table = program.facts[predicate] else { return [] }
    return (0..<table.count).map { row in
      (0..<table.arity).map { program.constants[Int(table.indexes[row * table.arity + $0])] }
    }
  }

  private func storedSource(of predicate: LogicalPredicate) -> CompiledRelation.StoredSource? {
    switch predicate.source {
    case .triples(let term): .triples(predicate: term.rawValue)
    case .type(let term): .entities(type: term.rawValue)
    default: nil
    }
  }

  /// What facts, files and the store say of the columns of a predicate.
  private func storedKinds(
    of number: Int, _ files: [AnalyzedTableFile], _ rules: [LogicalRule]
  ) throws -> [ColumnKind?] {
    let predicate = program.predicates[number]
    let place = predicate.declaration ?? rules.first { Self.reads($0, number) }?.span
    var kinds = [ColumnKind?](repeating: nil, count: predicate.arity)
    switch predicate.source {
    case .program: break
    case .triples, .type:
      guard result.graphFolder != nil else {
        throw Refusal.because(
          "\(predicate.name) is stored in the graph, and nothing says where its tables are",
          at: place,
          hint: "graphsh export --format parquet --output FOLDER, and --graph FOLDER here")
      }
      return kinds.map { _ in .term }
    // Without a graph there is nothing in them but what the program says.
    case _ where graph == nil: break
    case .relation, .newTriples, .newType, .store:
      throw Refusal.because(
        "\(predicate.name) is read from the graph in a way of graphsh's own", at: place,
        hint:
          "predicates of the words of texts, in quotes as 'meet'(X, Y), and types can be compiled")
    }
    for file in files {
      guard file.format == .csv || file.format == .tsv else {
        throw Refusal.because("only tables (.csv, .tsv) are imported there", at: file.span)
      }
      for column in kinds.indices {
        guard column < predicate.columnTypes.count,
          let kind = ColumnKind(predicate.columnTypes[column])
        else {
          throw Refusal.because(
            "nothing says what column \(column + 1) of \(predicate.name) holds", at: file.span,
            hint: "declare it, as in @declare \(predicate.name)(…: integer, …: string).")
        }
        kinds[column] = kind
      }
    }
    guard let table = program.facts[number] else { return kinds }
    for row in 0..<table.count {
      for column in 0..<table.arity {
        let term = program.constants[Int(table.indexes[row * table.arity + column])]
        guard let kind = ColumnKind(term) else {
          throw Refusal.because("no column of a table holds this value", at: table.spans[row])
        }
        if let before = kinds[column], before != kind {
          throw Refusal.because(
            "column \(column + 1) of \(predicate.name) is \(before.phrase) elsewhere and "
              + "\(kind.phrase) here", at: table.spans[row],
            hint: "tables of other engines have one type a column")
        }
        kinds[column] = kind
      }
    }
    return kinds
  }

  private static func reads(_ rule: LogicalRule, _ predicate: Int) -> Bool {
    rule.body.contains { literal in
      switch literal {
      case .atom(let read, _), .negation(let read, _): read == predicate
      default: false
      }
    }
  }

  // MARK: Rules

  private mutating func addStrata(
    _ rules: [LogicalRule], _ orders: [BodyOrder], _ inference: KindInference
  ) throws {
    var compiled: [Int: [CompiledRule]] = [:]
    for (number, rule) in rules.enumerated() {
      compiled[rule.head, default: []].append(
        try self.rule(rule, orders[number], inference.variables(ofRule: number), inference))
    }
    // Predicates that are read only, in whatever stratum they stand, come first.
    let derived = Set(rules.map(\.head))
    for stratum in program.strata {
      let relations = stratum.filter { needed.contains($0) && derived.contains($0) }.sorted()
      guard !relations.isEmpty else { continue }
      let rules = relations.flatMap { compiled[$0] ?? [] }
      let isRecursive = rules.contains { !$0.reads(Set(relations)).isEmpty }
      result.strata.append(
        CompiledStratum(relations: relations, rules: rules, isRecursive: isRecursive))
    }
  }

  private func rule(
    _ rule: LogicalRule, _ order: BodyOrder, _ kinds: [Int: ColumnKind], _ inference: KindInference
  ) throws -> CompiledRule {
    var names = UniqueNames()
    let variables = rule.variables.map { names.name(for: $0) }
    // What no rule can ever bind has no kind of its own.
    var known = kinds
    for variable in order.bound where known[variable] == nil { known[variable] = .string }
    let named = order.bound.sorted().filter { rule.variables[$0] != "_" }
    return CompiledRule(
      head: rule.head, columns: rule.columns,
      steps: try order.steps.map { try resolved($0, inference) }, names: variables, kinds: known,
      named: named, text: program.text(of: rule), span: rule.span)
  }

  /// Puts the numbers of the graph's terms in the place of constants that are compared with them.
  private func resolved(_ step: BodyStep, _ inference: KindInference) throws -> BodyStep {
    func terms(_ predicate: Int, _ terms: [LogicalTerm]) throws -> [LogicalTerm] {
      let kinds = inference.kinds(of: predicate)
      return try terms.enumerated().map { place, term in
        guard place < kinds.count, kinds[place] == .term, case .constant(let constant) = term else {
          return term
        }
        // The number that no term has, where the graph has none of this kind.
        return .value(try graph?.value(of: constant) ?? Value(rawValue: .max))
      }
    }
    switch step {
    case .scan(let predicate, let list): return .scan(predicate, try terms(predicate, list))
    case .absent(let predicate, let list): return .absent(predicate, try terms(predicate, list))
    default: return step
    }
  }
}
