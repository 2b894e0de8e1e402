/// The variables of one rule, and where each is used.
struct RuleScope {
  /// What a variable stands in. The first use of each kind is kept, for messages.
  enum Role {
    case head, literal, negation, comparison, expression
  }

  /// Names by number; `_` for those that nobody named.
  private(set) var variables: [String] = []
  private var numberOfName: [String: Int] = [:]
  /// Names by number as the scope knows them, hidden ones too; nil for those that nobody named.
  private var names: [String?] = []
  private var uses: [[(role: Role, span: SourceSpan)]] = []
  private var shared: Set<Int> = []
  /// Predicates of groups whose atoms only test: what `not not (…)` became.
  private(set) var filters: Set<Int> = []

  /// The number of a named variable.
  mutating func variable(_ name: String) -> Int {
    if let number = numberOfName[name] { return number }
    let number = fresh(shown: Self.isHidden(name) ? "_" : name)
    numberOfName[name] = number
    names[number] = name
    return number
  }

  mutating func variable(_ name: NameSyntax, as role: Role) -> Int {
    let number = variable(name.text)
    if !uses[number].contains(where: { $0.role == role }) {
      uses[number].append((role, name.span))
    }
    return number
  }

  /// A new variable that nobody named.
  mutating func fresh(shown name: String = "_") -> Int {
    variables.append(name)
    uses.append([])
    names.append(nil)
    return variables.count - 1
  }

  func known(_ name: String) -> Int? { numberOfName[name] }

  /// The name of a variable, also that of one that stands for an unfolded part.
  func name(of variable: Int) -> String? { names[variable] }

  func uses(of variable: Int) -> [(role: Role, span: SourceSpan)] { uses[variable] }

  /// Notes that a variable of a negation occurs elsewhere in the rule too, and so must be bound there.
  mutating func markShared(_ name: String) { shared.insert(variable(name)) }

  func isShared(_ variable: Int) -> Bool { shared.contains(variable) }

  /// Notes that atoms of a predicate bind nothing in this rule.
  mutating func markFilter(_ predicate: Int) { filters.insert(predicate) }

  // MARK: Variables that stand for unfolded parts

  /// The name of a variable that stands for a part of the text; no program can write it.
  static func hiddenName(for span: SourceSpan) -> String { "#\(span.start)-\(span.end)" }

  static func isHidden(_ name: String) -> Bool { name.utf8.first == UInt8(ascii: "#") }
}
