import Graph

/// The terms that one value has in a session: `1`, `1.0` and `"01"^^xsd:integer` are the number 1.
///
/// Integers, floats, booleans and days have one spelling of their own each and are found by it. All other literals are
/// kept here by their value: those of the session as they are made, those of the graph, by kind, when first asked for.
struct ValueForms {
  private var made: [LiteralValue: [Int32]] = [:]
  private var stored: [LiteralKind: StoredForms] = [:]
  private let graph: KnowledgeGraph?
  /// Whether the session made a literal that may be equal to another term.
  private(set) var hasMade = false
  private var graphHas: Bool?

  init(graph: KnowledgeGraph?) { self.graph = graph }

  /// Literals of the graph by the hash of their value.
  private struct StoredForms {
    var entries: [(hash: Int, value: Int32)] = []

    func values(_ hash: Int) -> ArraySlice<(hash: Int, value: Int32)> {
      var (low, high) = (0, entries.count)
      while low < high {
        let middle = (low + high) / 2
        if entries[middle].hash < hash { low = middle + 1 } else { high = middle }
      }
      return entries[low...].prefix { $0.hash == hash }
    }
  }

  /// Whether two different terms of the session or the graph may be one value.
  mutating func mayDiffer() throws -> Bool {
    try hasMade || graphMayDiffer()
  }

  private mutating func graphMayDiffer() throws -> Bool {
    if let graphHas { return graphHas }
    let has = try graph?.hasLiteralForms() ?? false
    graphHas = has
    return has
  }

  /// Notes that there is a whole float, which equals an integer.
  mutating func noteWholeFloat() { hasMade = true }

  /// Notes a literal that the session made.
  mutating func note(_ term: Term, as value: Int32) {
    switch term {
    case .typed, .dateTime:
      guard let plain = term.literalValue?.plain else { return }
      hasMade = true
      made[plain, default: []].append(value)
    default: break
    }
  }

  /// The literals of a value, without those that have a spelling of their own.
  mutating func spellings(
    of plain: LiteralValue, term: (Int32) throws -> Term
  ) throws -> [Int32] {
    var values = made[plain] ?? []
    guard let graph, try graphMayDiffer() else { return values }
    let kind = LiteralKind(plain)
    if stored[kind] == nil {
      var forms = StoredForms()
      try graph.forEachLiteral(kind) { forms.entries.append(($1.plain.hashValue, $0.rawValue)) }
      forms.entries.sort { $0.hash < $1.hash }
      stored[kind] = forms
    }
    for entry in stored[kind]?.values(plain.hashValue) ?? [] where !values.contains(entry.value) {
      if try term(entry.value).literalValue?.plain == plain { values.append(entry.value) }
    }
    return values
  }
}

extension LiteralValue {
  /// The term by whose spelling alone such a value may be known, if there is one beside the integer.
  var ownTerms: [Term] {
    switch self {
    case .boolean(let truth): return [.boolean(truth)]
    case .number(.integer(let integer)):
      let float = Double(integer)
      return [.integer(integer)] + (Int64(exactly: float) == integer ? [.float(float)] : [])
    case .number(.decimal(let decimal)):
      let float = decimal.double
      return float.isFinite && DecimalNumber(float) == decimal ? [.float(float)] : []
    case .number(.float(let float)): return [.float(float)]
    case .number(.notANumber): return []
    case .time(let time): return time.day.map { [.date($0)] } ?? []
    }
  }
}
