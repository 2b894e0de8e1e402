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
      for (kind, weight) in context(of: mention) { weights[kind, default: 0] += weight }
    }
    if let mention = mentions.first {
      for (kind, weight) in form(of: mention) {
        weights[kind, default: 0] += weight * min(3, mentions.count)
      }
    }
    var best: (kind: Kind, weight: Int) = (.thing, 0)
    for kind in Self.things where weights[kind, default: 0] > best.weight {
      best = (kind, weights[kind, default: 0])
    }
    return best.kind
  }

  private static let things: [Kind] = [.event, .work, .product, .law, .group]

  /// What the name's own words say.
  private func form(of mention: Mention) -> [(Kind, Int)] {
    let words = mention.surface.split(separator: " ").map { $0.lowercased() }
    guard words.count > 1, let first = words.first, let last = words.last else { return [] }
    let given = String(mention.surface.prefix { $0 != " " })
    let isGiven = words.count <= 3 && knowledge.genders[given] != nil
    let lastKind =
      knowledge.typeNouns[last] ?? knowledge.typeNouns[last.filter { $0 != "." }]
    let isInstitution =
      (lastKind == .organization || lastKind == .place)
      && (words.count > 2 || !isGiven) && !NameTitles.familyNames.contains(last)
    // "Austin Marlow Hotel", "State Department": the last word of a name says what it is.
    if isInstitution, let lastKind { return [(lastKind, 8)] }
    if isGiven, mention.kind == .person { return [(.person, 3)] }
    if let kind = knowledge.typeNouns[first], kind == .event || kind == .place {
      return [(kind, 6)]
    }
    if let lastKind { return [(lastKind, 6)] }
    if words[1] == "of" || words[1] == "for", let kind = knowledge.typeNouns[first] {
      return [(kind, 6)]
    }
    return isGiven ? [(.person, 3)] : []
  }

  /// What the words beside one mention say, with how much.
  func context(of mention: Mention) -> [(Kind, Int)] {
    let tree = lines[mention.line].tree
    let head = mention.head
    var result: [(Kind, Int)] = []
    func noun(_ token: Int, _ weight: Int) {
      guard tree.pos[token] == .noun, lines[mention.line].mentionAt[token] < 0,
        !tree.isPlural(token), let kind = kind(ofNoun: tree.lemma(token))
      else { return }
      result.append((kind, weight))
    }
    for child in tree.children(head) {
      switch tree.dep[child] {
      case .appos: noun(child, 5)
      case .compound, .nmod: if child < mention.tokens.lowerBound { noun(child, 4) }
      case .relcl:
        let openings = tree.subtree(child).prefix(3).map { tree.lower($0) }
        if openings.contains("who") || openings.contains("whom") {
          result.append((.person, 4))
        } else if openings.first == "which", DocumentEntity.kind(of: mention.kind) == .person {
          result.append((.organization, 4))
        }
      case .acl: if tree.lower(child) == "based" { result.append((.organization, 5)) }
      default: break
      }
    }
    let governor = tree.head[head]
    switch tree.dep[head] {
    case .appos: noun(governor, 5)
    case .nsubj:
      if tree.lemma(governor) == "be", let attribute = tree.child(governor, .attr) {
        noun(attribute, 5)
      } else if Self.corporateActs.contains(tree.lemma(governor)) {
        result.append((.organization, 2))
      }
    case .dobj
    where Self.teamActs.contains(tree.lemma(governor)) && hasPersonalSubject(governor, tree):
      result.append((.organization, 2))
    case .dobj where Self.corporateObjects.contains(tree.lemma(governor)):
      result.append((.organization, 3))
    case .nsubjpass where Self.corporateObjects.contains(tree.lemma(governor)):
      result.append((.organization, 3))
    case .poss, .compound:
      if Self.corporateParts.contains(tree.lemma(governor)) {
        result.append((.organization, 4))
      } else if tree.dep[head] == .compound, mention.title == nil,
        Self.goods.contains(tree.lemma(governor))
      {
        result.append((.organization, 3))
      } else if tree.dep[head] == .compound, mention.title == nil, mention.tokens.count == 1,
        Self.weapons.contains(tree.lemma(governor))
      {
        result.append((.product, 4))
      }
    case .conj:
      // "the hotels of Seoul and Jeju"
      let other = lines[mention.line].mentionAt[governor]
      if other >= 0, mention.tokens.count == 1, tree.dep[governor] == .pobj,
        knowledge.capitals[tree.text(governor)] != nil
      {
        result.append((.place, 3))
      }
    case .pobj:
      let noun = tree.head[governor]
      if tree.lower(governor) == "of", Self.corporateParts.contains(tree.lemma(noun)) {
        result.append((.organization, 4))
      } else if tree.lower(governor) == "for" || tree.lower(governor) == "against",
        Self.teamWork.contains(tree.lemma(noun))
      {
        result.append((.organization, 3))
      } else if tree.lower(governor) == "in", mention.tokens.count == 1 {
        result.append((.place, 3))
      }
    default: break
    }
    return result
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
