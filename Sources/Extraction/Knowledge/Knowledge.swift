import Base
import Schema

/// What extraction knows before it reads: countries, titles, classes of verbs, what predicates and
/// nouns stand for. The tables are those of `schema/`; users add rows of their own in the same form.
public struct Knowledge: Sendable {
  /// A name of a country and what part of it the name says.
  enum CountryName: Sendable, Hashable {
    case name, demonym, capital
    /// A name only where the text has named the country in full.
    case weakName, weakDemonym
  }

  enum TitleKind: String, Sendable { case office, role, rank, courtesy, relation }
  package enum Gender: String, Sendable { case masculine, feminine }

  /// What a capital beside a noun is: "Tokyo's streets" are the city's, "Tokyo officials" the country's.
  enum PlaceReading: String, Sendable { case city, government }

  /// What a preposition may tell of an act.
  enum Circumstance: String, Sendable { case place, time }

  /// What an abstract noun says as a verb: "visit … to X" is `visit(…, X)`.
  struct Nominal: Sendable {
    var predicate: String
    var prepositions: [String]
  }

  /// Country by name; several names may lead to one.
  private(set) var countries: [String: (country: String, kind: CountryName)] = [:]
  private(set) var demonyms: [String: (country: String, kind: CountryName)] = [:]
  /// The demonym of each country that the table names first.
  private(set) var demonymOf: [String: String] = [:]
  private(set) var capitals: [String: String] = [:]
  private(set) var capitalsOfCountries: [String: [String]] = [:]
  /// The longest name of a country or capital, in words.
  private(set) var longestPlaceName = 1
  private(set) var titles: [String: TitleKind] = [:]
  /// Those of the titles, in lower case, that are written in capitals only ("DI").
  private(set) var abbreviatedTitles: Set<String> = []
  private(set) var relations = RelationTable()
  private(set) var nominals: [String: Nominal] = [:]
  /// What prepositions tell: where, when, or neither.
  private(set) var prepositions: [String: Set<Circumstance>] = [:]
  /// Pairs of prepositions that say the contrary of each other.
  private var contraries: Set<Set<String>> = []
  private(set) var verbs: [String: VerbClasses] = [:]
  private(set) var hosts: [String: HostClasses] = [:]
  private(set) var placeNouns: [String: PlaceReading] = [:]
  /// What a noun calls the name beside it: "company" an organisation.
  private(set) var typeNouns: [String: DocumentEntity.Kind] = [:]
  /// What the same nouns say as words of a name: "Halden Capital" is a company, though Lima is a capital.
  private(set) var nameNouns: [String: DocumentEntity.Kind] = [:]
  /// The fields of work that an occupation is of: two of no common field are hardly one person's.
  private(set) var occupations: [String: Set<String>] = [:]
  private(set) var genders: [String: Gender] = [:]
  /// The given names, folded, that a nickname stands for.
  private var nicknames: [String: Set<String>] = [:]
  /// Names that mostly one gender bears, which tell nothing else: many are words and places too.
  private var firstNames: [String: Gender] = [:]
  /// Nouns that call somebody a person, with the gender that they tell.
  private var personNouns: [String: Gender?] = [:]

  /// How much tells for each thing that a pronoun may mean.
  private(set) var pronounModel = PronounModel()
  /// What names that everybody knows name.
  private(set) var knownNames: [String: NameModel.Class] = [:]
  /// How much tells for each kind of thing that a name may name.
  private(set) var nameModel = NameModel()
  /// What each kind of evidence weighs for a statement, by its name.
  private(set) var confidence: [String: Double] = [:]

  /// Nothing at all.
  public init() {}

  /// The tables that come with the program.
  public static func builtIn() throws -> Knowledge {
    var knowledge = Knowledge()
    for (name, text) in Schema.knowledge { try knowledge.add(text, from: name) }
    return knowledge
  }

  /// Adds the rows of a file, whose first line heads its columns as in `schema/`.
  ///
  /// - Parameters:
  ///   - access: which files may be read
  ///   - limit: the most bytes that it may have
  public mutating func add(
    contentsOf path: String, access: FileAccess = .everywhere, limit: Int? = nil
  ) throws {
    let bytes: [UInt8]
    do { bytes = try access.input(path).rest(atMost: limit) } catch let error {
      throw KnowledgeError.unreadable(path: path, reason: error.description)
    }
    guard let text = String(validating: bytes, as: UTF8.self) else {
      throw KnowledgeError.unreadable(path: path, reason: "is not UTF-8")
    }
    try add(text, from: path)
  }

  private mutating func add(_ text: String, from path: String) throws(KnowledgeError) {
    let rows = KnowledgeRow.rows(of: text)
    guard let heading = rows.first else {
      throw .unknownTable(path: path, heading: "")
    }
    guard let table = KnowledgeTable(rawValue: heading[0]) else {
      throw .unknownTable(path: path, heading: heading[0])
    }
    if table == .pronounFeatures { pronounModel = PronounModel(rows) }
    if table == .nameFeatures { nameModel = NameModel() }
    for row in rows.dropFirst() {
      guard !row[0].isEmpty else {
        throw .malformedRow(path: path, line: row.line, problem: "the first column is empty")
      }
      if let problem = add(row, to: table) {
        throw .malformedRow(path: path, line: row.line, problem: problem)
      }
    }
    if table == .relations, let unknown = relations.unknownName(in: rows) {
      throw .malformedRow(
        path: path, line: unknown.line, problem: "there is no relation '\(unknown.name)'")
    }
  }

  /// Adds one row; gives what is wrong with it, or nil.
  private mutating func add(_ row: KnowledgeRow, to table: KnowledgeTable) -> String? {
    switch table {
    case .countries: addCountry(row)
    case .titles:
      guard let kind = TitleKind(rawValue: row[1]) else {
        return "'\(row[1])' is not a kind of title (office, role, rank, courtesy, relation)"
      }
      titles[row[0].lowercased()] = kind
      if row[0].utf8.count > 1, row[0] == row[0].uppercased() {
        abbreviatedTitles.insert(row[0].lowercased())
      }
    case .relations: return relations.add(row)
    case .classNouns:
      guard !row[1].isEmpty else { return "the noun needs a class" }
      relations.classes[row[0], default: []].insert(row[1])
    case .nominals:
      nominals[row[0]] = Nominal(predicate: row[1], prepositions: row.list(2))
    case .prepositions:
      let told = row.list(1).map(Circumstance.init)
      guard told.allSatisfy({ $0 != nil }) else {
        return "'\(row[1])' is not what a preposition can tell (place, time, or nothing)"
      }
      prepositions[row[0]] = Set(told.compactMap { $0 })
      for contrary in row.list(2) { contraries.insert([row[0], contrary]) }
    case .verbs:
      guard let classes = VerbClasses.named[row[1]] else {
        return "'\(row[1])' is not a class of verbs"
      }
      verbs[VerbLemma.folded(row[0]), default: []].formUnion(classes)
    case .hosts:
      guard let classes = HostClasses.named[row[1]] else {
        return "'\(row[1])' is not a class of words that clauses depend on"
      }
      hosts[row[0], default: []].formUnion(classes)
    case .placeNouns:
      guard let reading = PlaceReading(rawValue: row[1]) else {
        return "'\(row[1])' is not a reading of a place (city, government)"
      }
      placeNouns[row[0]] = reading
    case .typeNouns:
      let names = [row[1], row[2]].filter { !$0.isEmpty }
      let kinds = names.map(DocumentEntity.Kind.init(named:))
      guard let inName = kinds.last ?? nil, let first = kinds[0] else {
        let known = DocumentEntity.Kind.named.map(\.rawValue).joined(separator: ", ")
        let unknown = names.first { DocumentEntity.Kind(named: $0) == nil } ?? ""
        return "'\(unknown)' is not a type (\(known))"
      }
      // "the Lind Open", but "one window open": some call things so in names only.
      typeNouns[row[0]] = row[1].isEmpty ? nil : first
      nameNouns[row[0]] = inName
    case .occupations:
      guard !row.list(1).isEmpty else { return "the occupation needs a field" }
      occupations[row[0]] = Set(row.list(1))
    case .firstNames:
      guard let gender = Gender(rawValue: row[1]) else {
        return "'\(row[1])' is not a gender (masculine, feminine)"
      }
      firstNames[row[0]] = gender
    case .pronounFeatures:
      guard PronounFeature.allCases.contains(where: { $0.name == row[0] }) else {
        return "'\(row[0])' is not a feature of pronouns"
      }
    case .knownNames:
      guard let kind = NameModel.Class.allCases.first(where: { $0.name == row[1] }) else {
        return
          "'\(row[1])' is not a kind of name (person, organization, place, other)"
      }
      knownNames[row[0]] = kind
    case .nameFeatures:
      var weights: [Double] = []
      for (index, kind) in NameModel.Class.allCases.enumerated() {
        guard let weight = Double(row[index + 1]), weight.isFinite else {
          return "'\(row[index + 1])' is not a weight for \(kind.name) (a number)"
        }
        weights.append(weight)
      }
      guard nameModel.set(row[0], weights) else {
        return "'\(row[0])' is not a feature of names"
      }
    case .personNouns:
      guard row[1].isEmpty || Gender(rawValue: row[1]) != nil else {
        return "'\(row[1])' is not a gender (masculine, feminine, or nothing for either)"
      }
      personNouns[row[0]] = .some(Gender(rawValue: row[1]))
    case .names:
      guard let gender = Gender(rawValue: row[1]) else {
        return "'\(row[1])' is not a gender (masculine, feminine)"
      }
      genders[row[0]] = gender
    case .nicknames:
      guard !row.list(1).isEmpty else { return "the nickname needs a given name" }
      nicknames[row[0].lowercased(), default: []].formUnion(row.list(1).map { $0.lowercased() })
    case .confidence:
      guard let weight = Double(row[1]), weight.isFinite else {
        return "'\(row[1])' is not a weight (a number)"
      }
      confidence[row[0]] = weight
    }
    return nil
  }

  private mutating func addCountry(_ row: KnowledgeRow) {
    let country = row[0]
    func plain(_ name: String) -> (name: String, isWeak: Bool) {
      name.first == "~" ? (String(name.dropFirst()), true) : (name, false)
    }
    for name in [country] + row.list(1) {
      let (name, isWeak) = plain(name)
      countries[name] = (country, isWeak ? .weakName : .name)
      longestPlaceName = max(longestPlaceName, name.split(separator: " ").count)
    }
    for name in row.list(2) {
      let (name, isWeak) = plain(name)
      demonyms[name] = (country, isWeak ? .weakDemonym : .demonym)
      if !isWeak, demonymOf[country] == nil { demonymOf[country] = name }
    }
    for capital in row.list(3) {
      capitals[capital] = country
      capitalsOfCountries[country, default: []].append(capital)
      longestPlaceName = max(longestPlaceName, capital.split(separator: " ").count)
    }
  }

  /// Whether a name is a nickname of a given name; both in lower case.
  func isNickname(_ name: String, of given: String) -> Bool {
    nicknames[name]?.contains(given) ?? false
  }

  /// Whether a word calls something a thing only where it is part of its name ("the Lind Open").
  func namesOnly(_ noun: String) -> Bool { nameNouns[noun] != nil && typeNouns[noun] == nil }

  /// Whether the tables have a place of a name.
  package func isKnownPlace(_ name: String) -> Bool { knownNames[name] == .place }

  /// Whether two prepositions behind one verb say the contrary of each other: "vote for", "vote against".
  package func areContrary(_ one: String, _ other: String) -> Bool {
    contraries.contains([one, other])
  }

  /// Whether a preposition tells where something is ("near").
  package func tellsPlace(_ preposition: String) -> Bool {
    prepositions[preposition]?.contains(.place) ?? false
  }

  /// Whether a preposition tells where or when something happens.
  func tellsCircumstance(_ preposition: String) -> Bool {
    !(prepositions[preposition]?.isEmpty ?? true)
  }

  /// Whether a noun says what a person is or does.
  func isPerson(noun: String) -> Bool {
    personNouns[noun] != nil || typeNouns[noun] == .person || occupations[noun] != nil
      || titles[noun] != nil
  }

  /// The gender that most who bear a name have, by its first word.
  package func likelyGender(ofName name: String) -> Gender? {
    let first = String(name.prefix { $0 != " " })
    return genders[first] ?? firstNames[first]
  }

  /// The gender of whom a noun calls so, where it tells.
  func gender(ofNoun noun: String) -> Gender? { personNouns[noun] ?? nil }

  func hostClasses(_ lemma: String) -> HostClasses { hosts[lemma] ?? [] }

  func verbClasses(_ lemma: String) -> VerbClasses { verbs[lemma] ?? [] }

  /// The classes of a verb with its particle where the table has them together ("rule out"), else those of the verb.
  func verbClasses(of verb: Int, in tree: Tree) -> VerbClasses {
    let lemma = tree.lemma(verb)
    if let particle = tree.child(verb, .prt),
      let classes = verbs[lemma + " " + tree.lower(particle)]
    {
      return classes
    }
    return verbClasses(lemma)
  }
}
