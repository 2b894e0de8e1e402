/// What the words around a name call it: a person, an organisation, a place, an event.
///
/// An apposition ("Lumio, a video app"), a noun before the name ("drugmaker Orvex"), the name's own last
/// word ("Halden Industries"), a relative pronoun or what the name owns ("Halden's shareholders") tell more than the
/// recogniser's label, which is for each mention on its own.
struct KindEvidence {
  let knowledge: Knowledge
  let lines: [AnalyzedLine]

  typealias Kind = DocumentEntity.Kind

  /// The kind of a name that is no person's, organisation's or place's: that which most of the evidence is for;
  /// `.thing` where there is none.
  func kindOfThing(_ mentions: [Mention]) -> Kind {
    var weights: [Kind: Int] = [:]
    var seen: [NamedEntityKind: Int] = [:]
    for mention in mentions {
      // Repeating a slip does not make it true.
      if seen[mention.kind, default: 0] < 3 {
        weights[DocumentEntity.kind(of: mention.kind), default: 0] += 2
      }
      seen[mention.kind, default: 0] += 1
      for kind in context(of: mention) { weights[kind, default: 0] += 5 }
    }
    if let mention = mentions.first, let kind = form(of: mention) {
      weights[kind, default: 0] += 6 * min(3, mentions.count)
    }
    var best: (kind: Kind, weight: Int) = (.thing, 0)
    for kind in Self.things where weights[kind, default: 0] > best.weight {
      best = (kind, weights[kind, default: 0])
    }
    return best.kind
  }

  private static let things: [Kind] = [.event, .work, .product, .law, .group]

  /// What the name's own words say.
  private func form(of mention: Mention) -> Kind? {
    let words = mention.surface.split(separator: " ").map { $0.lowercased() }
    guard words.count > 1, let first = words.first, let last = words.last else { return nil }
    let given = String(mention.surface.prefix { $0 != " " })
    if words.count <= 3, knowledge.genders[given] != nil, mention.kind == .person { return nil }
    if knowledge.nameNouns[first] == .event { return .event }
    if let kind = knowledge.nameNouns[last] ?? knowledge.nameNouns[last.filter { $0 != "." }] {
      return kind
    }
    return words[1] == "of" || words[1] == "for" ? knowledge.nameNouns[first] : nil
  }

  /// What the words beside one mention say that it is.
  func context(of mention: Mention) -> [Kind] {
    let tree = lines[mention.line].tree
    let head = mention.head
    var result: [Kind] = []
    func noun(_ token: Int) {
      guard tree.pos[token] == .noun, lines[mention.line].mentionAt[token] < 0,
        !tree.isPlural(token), let kind = kind(ofNoun: tree.lemma(token))
      else { return }
      result.append(kind)
    }
    for child in tree.children(head) {
      switch tree.dep[child] {
      case .appos: noun(child)
      case .compound, .nmod: if child < mention.tokens.lowerBound { noun(child) }
      case .relcl:
        let openings = tree.subtree(child).prefix(3).map { tree.lower($0) }
        if openings.contains("who") || openings.contains("whom") {
          result.append(.person)
        } else if openings.first == "which", DocumentEntity.kind(of: mention.kind) == .person {
          result.append(.organization)
        }
      case .acl:
        if Self.corporateStates.contains(tree.lower(child)) { result.append(.organization) }
      default: break
      }
    }
    let governor = tree.head[head]
    switch tree.dep[head] {
    case .appos: noun(governor)
    case .nsubj:
      if tree.lemma(governor) == "be", let attribute = tree.child(governor, .attr) {
        noun(attribute)
      } else if Self.corporateActs.contains(tree.lemma(governor)) || isAccounting(governor, tree) {
        result.append(.organization)
      }
    case .dobj
    where Self.teamActs.contains(tree.lemma(governor)) && hasPersonalSubject(governor, tree):
      result.append(.organization)
    case .dobj where knowledge.verbClasses(tree.lemma(governor)).contains(.operate):
      result.append(.product)
    case .dobj where Self.corporateObjects.contains(tree.lemma(governor)):
      result.append(.organization)
    case .nsubjpass where Self.corporateObjects.contains(tree.lemma(governor)):
      result.append(.organization)
    case .poss, .compound:
      if Self.corporateParts.contains(tree.lemma(governor)) {
        result.append(.organization)
      } else if tree.dep[head] == .compound, mention.title == nil,
        Self.goods.contains(tree.lemma(governor))
      {
        result.append(.organization)
      } else if tree.dep[head] == .compound, mention.title == nil, mention.tokens.count == 1,
        Self.weapons.contains(tree.lemma(governor))
      {
        result.append(.product)
      }
    case .conj:
      // "the hotels of Seoul and Jeju"
      let other = lines[mention.line].mentionAt[governor]
      if other >= 0, mention.tokens.count == 1, tree.dep[governor] == .pobj,
        knowledge.capitals[tree.text(governor)] != nil
      {
        result.append(.place)
      }
    case .pobj:
      let noun = tree.head[governor]
      if tree.lower(governor) == "of", Self.corporateParts.contains(tree.lemma(noun)) {
        result.append(.organization)
      } else if tree.lower(governor) == "for" || tree.lower(governor) == "against",
        Self.teamWork.contains(tree.lemma(noun))
      {
        result.append(.organization)
      } else if tree.lower(governor) == "of", tree.isCapitalized(noun), isSeated(tree.lower(noun)) {
        // "the Siege of Orsk", "Bishop of Halvik"
        result.append(.place)
      } else if tree.lower(governor) == "in", mention.tokens.count == 1 {
        result.append(.place)
      }
    default: break
    }
    return result
  }

  private func isSeated(_ noun: String) -> Bool {
    knowledge.relations.classes[noun]?.contains("seated") ?? false
  }

  /// The kind of thing that a common noun beside a name calls it.
  func kind(ofNoun noun: String) -> Kind? {
    if let kind = knowledge.typeNouns[noun] { return kind }
    switch knowledge.titles[noun] {
    case .office, .role, .rank, .courtesy: return .person
    default: break
    }
    // "carmaker", "chipmaker"; "geologist"
    if noun.hasSuffix("maker") { return .organization }
    let isPerson = ["ologist", "woman", "ician", "sman", "physicist", "onomist", "nalist"]
      .contains { noun.hasSuffix($0) }
    return isPerson ? .person : nil
  }

  private static let corporateParts: Set<String> = [
    "share", "shareholder", "employee", "customer", "headquarters", "subsidiary", "board",
    "revenue", "profit", "earnings", "sales", "staff", "stock", "investor", "spokesman",
    "spokeswoman", "spokesperson", "executive", "ceo", "plant", "factory", "product", "user",
    "app",
  ]
  /// "reported a loss", "expects higher sales"
  private func isAccounting(_ verb: Int, _ tree: Tree) -> Bool {
    guard Self.accounting.contains(tree.lemma(verb)), let object = tree.child(verb, .dobj) else {
      return false
    }
    return Self.accounts.contains(tree.lemma(object))
  }

  private static let accounting: Set<String> = ["report", "post", "expect", "forecast", "book"]
  private static let accounts: Set<String> = [
    "loss", "profit", "revenue", "earnings", "sale", "sales", "turnover", "income",
  ]
  /// "Dynex, owned by Sumida"
  private static let corporateStates: Set<String> = ["based", "owned", "headquartered"]

  private func hasPersonalSubject(_ verb: Int, _ tree: Tree) -> Bool {
    tree.child(verb, .nsubj).map { tree.entity[$0] == .person } ?? false
  }

  /// What a maker's name stands before: "a Xiaomi phone".
  private static let goods: Set<String> = [
    "phone", "smartphone", "handset", "tablet", "laptop", "computer", "car", "truck", "van", "suv",
    "vehicle", "motorcycle", "scooter", "jet", "plane", "aircraft", "helicopter", "airliner",
    "engine", "battery", "chip", "processor", "console", "camera", "printer", "television", "watch",
    "sneaker", "shoe", "bag", "tractor", "dealership", "dealer", "store", "software", "server",
  ]
  private static let weapons: Set<String> = [
    "system", "missile", "rocket", "drone", "radar", "interceptor",
  ]
  private static let teamActs: Set<String> = ["join", "rejoin", "captain", "coach"]
  private static let teamWork: Set<String> = [
    "play", "score", "sign", "debut", "transfer", "pitch", "work",
  ]
  private static let corporateActs: Set<String> = [
    "acquire", "employ", "manufacture", "produce", "supply", "merge",
  ]
  private static let corporateObjects: Set<String> = ["acquire", "found", "co-found", "employ"]
}
