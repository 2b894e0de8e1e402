import Graph

/// Tells which relations a statement is an instance of: by its predicate, and where that has several meanings, by what
/// its subject and object are.
struct RelationMatcher {
  private let knowledge: Knowledge
  private var table: RelationTable { knowledge.relations }

  init(_ knowledge: Knowledge) {
    self.knowledge = knowledge
  }

  /// The relations of a statement, with the broader ones and those that hold the other way round.
  ///
  /// - Parameter entities: those that the statement's arguments number.
  func relations(
    of statement: StatementRecord, among entities: [DocumentEntity]
  ) -> [RelationRecord] {
    var search = Search(table: table, knowledge: knowledge, entities: entities)
    let words = statement.predicate.split(separator: "_").map(String.init)
    if let object = statement.object {
      if !search.take(table.wordings(of: statement.predicate), statement.subject, object) {
        search.takeOther(words, statement.subject, object)
      }
    } else {
      // "the war ended": without its object a verb may tell of its subject what it tells of objects.
      search.takePassive(words, of: statement.subject, by: nil)
    }
    search.takeQualifiers(of: statement, words)
    return search.found
  }

  private struct Search {
    let table: RelationTable
    let knowledge: Knowledge
    let entities: [DocumentEntity]
    private(set) var found: [RelationRecord] = []

    init(table: RelationTable, knowledge: Knowledge, entities: [DocumentEntity]) {
      self.table = table
      self.knowledge = knowledge
      self.entities = entities
    }

    // MARK: Wordings

    /// Takes the relations that a wording tells between two; false if none fits what they are.
    ///
    /// What only one relation is worded by is that relation, even where a name was taken for something of another kind.
    mutating func take(
      _ wordings: [RelationTable.Wording], _ subject: Argument?, _ object: Argument?,
      strictly: Bool = false
    ) -> Bool {
      guard !wordings.isEmpty else { return false }
      let (subjects, objects) = (subject.map(kinds), object.map(kinds))
      func fits(_ wording: RelationTable.Wording, strictly: Bool) -> Bool {
        let relation = table.relations[wording.relation]
        let (first, second) = wording.isTurned ? (objects, subjects) : (subjects, objects)
        // A wording that says of what it is means nothing else.
        return Self.fits(
          first, wording.subjects ?? relation.subjects,
          strictly: strictly || wording.subjects != nil)
          && Self.fits(
            second, wording.objects ?? relation.objects,
            strictly: strictly || wording.objects != nil)
      }
      let isClear = wordings.allSatisfy { $0.relation == wordings[0].relation }
      // Where one of the two is not told, nothing decides between several.
      guard isClear || subject != nil && object != nil else { return false }
      var chosen = wordings.filter { fits($0, strictly: true) }
      if chosen.isEmpty, !strictly, isClear {
        chosen = wordings.filter { fits($0, strictly: false) }
      }
      for wording in chosen {
        let name = table.relations[wording.relation].name
        add(
          wording.isTurned
            ? RelationRecord(name: name, subject: object, object: subject)
            : RelationRecord(name: name, subject: subject, object: object))
      }
      return !chosen.isEmpty
    }

    private static func fits(
      _ kinds: Set<String>?, _ types: Set<String>, strictly: Bool
    ) -> Bool {
      guard let kinds else { return true }
      if !kinds.isDisjoint(with: types) { return true }
      return !strictly && kinds.contains("name") && RelationTable.admitsNames(types)
    }

    /// Takes what a predicate tells that no wording is: a passive, an office or occupation.
    mutating func takeOther(_ words: [String], _ subject: Argument, _ object: Argument) {
      guard words.count > 1, let last = words.last else { return }
      if words[0] == "be" {
        if last == "by" {
          takePassive(words.dropLast(), of: subject, by: object)
        } else if knowledge.tellsCircumstance(last) {
          takePassive(words.dropLast(), of: subject, by: nil)
        }
        return
      }
      // "received a letter from Omar"; "came out with a book" is no coming.
      if words.count > 2, !VerbPhrase.particles.contains(words[1]),
        take(table.wordings(of: words[0] + "_" + last), subject, object)
      {
        return
      }
      let nouns = Array(words.dropLast())
      if nouns[0] == "former" || nouns[0] == "ex" { return }
      for start in nouns.indices {
        // "deputy chief executive of": what is known of the longest part of the name that is known.
        let noun = nouns[start...].joined(separator: " ")
        if knowledge.titles[noun] == .office,
          take(table.wordings(ofRole: "{office}_" + last), subject, object, strictly: true)
        {
          _ = take(table.wordings(ofRole: "{role}_" + last), subject, object, strictly: true)
          return
        }
        if start > 0, knowledge.isPerson(noun: nouns[nouns.count - 1]) {
          let shorter = words[start...].joined(separator: "_")
          if take(table.wordings(of: shorter), subject, object) { return }
        }
      }
      if knowledge.isPerson(noun: nouns[nouns.count - 1]) {
        _ = take(table.wordings(ofRole: "{role}_" + last), subject, object, strictly: true)
      }
    }

    /// Takes what "was arrested" tells: the relation of its verb, of which the subject is the object.
    mutating func takePassive(
      _ words: some Collection<String>, of subject: Argument, by agent: Argument?
    ) {
      let words = Array(words)
      guard words.count > 1, words[0] == "be" else { return }
      let rest = words.dropFirst(2).map { "_" + $0 }.joined()
      for base in participleBases(words[1])
      where take(table.wordings(of: base + rest), agent, subject) {
        return
      }
    }

    /// Takes what stands beside the object: "was born in Oslo on 3 May" tells when, too.
    mutating func takeQualifiers(of statement: StatementRecord, _ words: [String]) {
      guard !statement.qualifiers.isEmpty else { return }
      let stem =
        statement.object != nil && words.count > 1
          && knowledge.prepositions[words[words.count - 1]] != nil
        ? words.dropLast().joined(separator: "_") : statement.predicate
      for (name, value) in statement.qualifiers where !name.contains(" ") {
        _ = take(table.wordings(of: stem + "_" + name), statement.subject, value)
        if let object = statement.object {
          // "took part in the talks": the bare noun belongs to the verb.
          if case .entity(let index) = object, entities[index].kind == .concept {
            let noun = entities[index].label
            for noun in [noun] + Self.singulars(of: noun) {
              _ = take(
                table.wordings(of: "\(stem)_\(noun)_\(name)"), statement.subject, value)
            }
          }
          _ = take(
            table.wordings(ofObject: statement.predicate + "_" + name), object, value,
            strictly: true)
        }
      }
    }

    // MARK: What follows

    /// Notes a relation and those that hold with it. The rest of a circle of them is there by then.
    private mutating func add(_ record: RelationRecord) {
      guard !found.contains(record), let relation = table[record.name] else { return }
      found.append(record)
      let isFitting = fits(record, relation)
      for name in relation.broader {
        guard let broader = table[name] else { continue }
        // Whoever visits somebody travels to no person. What does not fit here was mistaken for something else.
        guard !isFitting || fits(record, broader) else { continue }
        add(RelationRecord(name: name, subject: record.subject, object: record.object))
      }
      // A value is the subject of nothing.
      if case .literal? = record.object { return }
      for name in relation.inverses + (relation.isSymmetric ? [record.name] : []) {
        add(RelationRecord(name: name, subject: record.object, object: record.subject))
      }
    }

    private func fits(_ record: RelationRecord, _ relation: RelationTable.Relation) -> Bool {
      Self.fits(record.subject.map(kinds), relation.subjects, strictly: true)
        && Self.fits(record.object.map(kinds), relation.objects, strictly: true)
    }

    // MARK: Kinds

    private func kinds(_ argument: Argument) -> Set<String> {
      switch argument {
      case .entity(let index): kinds(of: entities[index])
      case .literal(let term): kinds(of: term)
      }
    }

    private func kinds(of entity: DocumentEntity) -> Set<String> {
      var kinds = classes(of: entity.label)
      switch entity.kind {
      case .concept:
        kinds.insert("concept")
        // "700,000 inhabitants", but not "14-year-old boy"
        let isCounted = entity.label.prefix { $0 != " " }.allSatisfy {
          $0.isNumber || $0 == "," || $0 == "."
        }
        if isCounted { kinds.insert("number") }
        if entity.label.first?.isCurrencySymbol ?? false { kinds.insert("money") }
      case .office: kinds.formUnion(["concept", "person"])
      // Most names of which nothing tells are of those who do something.
      case .thing: kinds.formUnion(kinds.isEmpty ? ["person", "organization", "name"] : ["name"])
      case .country: kinds.formUnion(["country", "place", "name"])
      case .person, .organization, .place, .event, .product, .law, .work, .group:
        kinds.formUnion([entity.kind.rawValue, "name"])
      }
      return kinds
    }

    /// What the noun at the head of a label says that it means.
    private func classes(of label: String) -> Set<String> {
      var words: [Substring] = []
      for word in label.split(separator: " ") {
        if opensComplement(String(word)), !words.isEmpty { break }
        words.append(word)
      }
      guard let last = words.last else { return [] }
      let head = last.lowercased()
      if last == head[...], knowledge.namesOnly(head) { return [] }
      for noun in [head] + Self.singulars(of: head) {
        var classes = table.classes[noun] ?? []
        if last == head[...] {
          if let kind = knowledge.typeNouns[noun] {
            classes.insert(kind.rawValue)
            if kind == .country { classes.insert(DocumentEntity.Kind.place.rawValue) }
          }
          if knowledge.isPerson(noun: noun) { classes.insert("person") }
        }
        if !classes.isEmpty { return classes }
      }
      return []
    }

    /// Whether a word opens what a noun is told with: "the head | of the school".
    private func opensComplement(_ word: String) -> Bool {
      knowledge.prepositions[word] != nil || ["that", "who", "which"].contains(word)
    }

    private static func singulars(of noun: String) -> [String] {
      guard noun.utf8.count > 3, noun.hasSuffix("s") else { return [] }
      let stem = String(noun.dropLast())
      if noun.hasSuffix("ies") { return [stem.dropLast(2) + "y", stem] }
      return noun.hasSuffix("es") ? [stem, String(stem.dropLast())] : [stem]
    }

    private func kinds(of term: Term) -> Set<String> {
      switch term {
      case .integer(let number):
        return (1000...2100).contains(number) ? ["number", "date"] : ["number"]
      case .float: return ["number"]
      case .date, .dateTime: return ["date"]
      case .string(let text):
        let digits = text.prefix { $0.isNumber }
        if digits.count == 4, text.dropFirst(4).first.map({ $0 == "-" }) ?? true {
          return ["text", "date", "number"]
        }
        let isAmount = text.contains { $0.isNumber || $0.isCurrencySymbol }
        guard isAmount, text.utf8.count < 40 else { return ["text"] }
        let isMoney = text.contains { $0.isCurrencySymbol } || classes(of: text).contains("money")
        return isMoney ? ["text", "number", "money"] : ["text", "number"]
      default: return ["text"]
      }
    }
  }
}
