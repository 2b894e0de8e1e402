/// Where a pronoun stands: its position, and the words of its line that its clause gives a part in what it can mean.
struct PronounContext {
  /// Where the pronoun itself stands.
  enum Position: String, CaseIterable { case subject, object, possessive }

  let pronoun: Pronoun
  let place: Place
  let sentence: Int
  let position: Position
  let role: Antecedent.Role
  let isReflexive: Bool
  /// The verb of its clause.
  let verb: Int?
  /// The subjects of the clause, own or inherited, without the pronoun.
  private(set) var subjects: [Int] = []
  /// The other arguments of its verb, which an object pronoun cannot mean.
  private(set) var excluded: Set<Int> = []
  /// The possessors of the noun phrases that it stands in ("Martin's affection for his friends").
  private(set) var owners: Set<Int> = []
  /// The nouns in whose phrase it stands, up to its verb: "the makers of its pumps".
  private(set) var containers: Set<Int> = []
  /// Subjects of the clauses above its own.
  private(set) var above: Set<Int> = []
  /// Subjects of the clauses that its own is joined to.
  private(set) var joined: Set<Int> = []
  /// Objects of the verbs of saying above: whom it is told.
  private(set) var told: Set<Int> = []
  /// Subjects of the verbs of saying or thinking whose content it is the subject of: "the bank said it had".
  private(set) var reporters: Set<Int> = []
  /// The tokens above it up to the root, with how many steps lie between; of 20 steps at most.
  private let path: [Int: Int]
  /// The object of its own verb.
  private(set) var objects: Set<Int> = []

  init(
    _ pronoun: Pronoun, at place: Place, sentence: Int, in tree: Tree, knowledge: Knowledge,
    finder: inout ClauseFinder
  ) {
    let token = place.token
    self.pronoun = pronoun
    self.place = place
    self.sentence = sentence
    role = Antecedent.role(of: token, in: tree)
    position =
      tree.tag[token] == .possessivePronoun || tree.dep[token] == .poss
      ? .possessive : role == .subject || role == .passiveSubject ? .subject : .object
    isReflexive = Pronoun.isReflexive(token, in: tree)
    verb = tree.governingVerb(token)
    path = Self.path(above: token, in: tree)
    subjects = Self.subjects(of: token, in: tree, finder: &finder)
    if !isReflexive, position != .possessive {
      excluded = coArguments(in: tree)
    }
    var noun = tree.head[token]
    var below = token
    var isJoined = false
    while below != noun, !tree.pos[noun].isVerbal {
      if let owner = tree.child(noun, .poss), owner != token { owners.insert(owner) }
      // "Lee and his friends" do not contain him.
      isJoined = isJoined || tree.dep[below] == .conj
      if tree.pos[noun].isNominal, !isJoined { containers.insert(noun) }
      below = noun
      noun = tree.head[noun]
    }
    if let verb { readClauses(above: verb, in: tree, knowledge: knowledge) }
    if tree.dep[token].isSubject, let verb, tree.dep[verb] == .ccomp,
      tree.pos[tree.head[verb]].isVerbal
    {
      reporters = Set(tree.children(tree.head[verb]).filter { tree.dep[$0] == .nsubj })
    }
  }

  private static let longestPath = 20

  private static func path(above first: Int, in tree: Tree) -> [Int: Int] {
    var steps: [Int: Int] = [:]
    var token = first
    while steps[token] == nil, steps.count <= longestPath {
      steps[token] = steps.count
      token = tree.head[token]
    }
    return steps
  }

  /// How many steps lie between a token of its sentence and it, from each to its governor; nil where the way is long.
  func distance(to token: Int, in tree: Tree) -> Int? {
    guard tree.sentence[token] == tree.sentence[place.token] else { return nil }
    var (token, count) = (token, 0)
    while count <= Self.longestPath {
      if let other = path[token] { return other + count }
      if tree.isRoot(token) { return nil }
      token = tree.head[token]
      count += 1
    }
    return nil
  }

  /// The subjects of the clause that a token stands in, own or inherited.
  private static func subjects(of token: Int, in tree: Tree, finder: inout ClauseFinder) -> [Int] {
    guard var verb = tree.governingVerb(token) else { return [] }
    while true {
      let found = finder.subjects(verb).filter { $0 != token }
      if !found.isEmpty { return found }
      guard
        tree.dep[verb] == .advcl || tree.dep[verb] == .pcomp || tree.dep[verb] == .xcomp
          || tree.dep[verb] == .acl, let above = tree.governingVerb(verb)
      else { return [] }
      verb = above
    }
  }

  private func coArguments(in tree: Tree) -> Set<Int> {
    let token = place.token
    switch tree.dep[token] {
    case .dobj, .dative: return Set(subjects)
    case .pobj:
      let governor = tree.head[tree.head[token]]
      guard tree.pos[governor].isVerbal else { return [] }
      return Set(subjects).union(tree.children(governor).filter { tree.dep[$0].isObject })
    case .nsubj, .nsubjpass:
      // "With Bo Ek he climbed the wall": who goes with him is another.
      return Set(
        tree.children(tree.head[token], .prep)
          .filter { $0 < token && Self.companions.contains(tree.lower($0)) }
          .flatMap { tree.children($0, .pobj) })
    default: return []
    }
  }

  private static let companions: Set<String> = [
    "with", "without", "against", "like", "unlike", "alongside", "besides",
  ]

  /// How the weights of its class and position are headed in the table of weights.
  var column: String { PronounModel.Class(pronoun).rawValue + " " + position.rawValue }

  private mutating func readClauses(above first: Int, in tree: Tree, knowledge: Knowledge) {
    objects.formUnion(tree.children(first).filter { tree.dep[$0].isObject && $0 != place.token })
    var verb = first
    while !tree.isRoot(verb) {
      let governor = tree.head[verb]
      let subjects = tree.children(governor).filter { tree.dep[$0].isSubject }
        .flatMap(tree.coordinated)
      switch tree.dep[verb] {
      case .conj, .parataxis: joined.formUnion(subjects)
      case .ccomp, .xcomp:
        above.formUnion(subjects)
        let itsObjects = tree.children(governor).filter { tree.dep[$0].isObject }
        if knowledge.verbClasses(tree.lemma(governor)).contains(.say) {
          told.formUnion(itsObjects)
        }
      default: above.formUnion(subjects)
      }
      verb = governor
    }
  }
}
