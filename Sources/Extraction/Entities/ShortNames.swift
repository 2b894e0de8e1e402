/// Finds the full name of a document that a shorter one stands for: "Orr" for "Anna Orr", "the Owls" for "Rice Owls", "the
/// Court" for "Supreme Court", "VM" for "Virtual Microscope".
struct ShortNames {
  typealias Group = EntityResolver.Group
  typealias Kind = DocumentEntity.Kind

  let knowledge: Knowledge
  let mentions: [Mention]
  let full: FullNames
  /// Full names by the acronyms and the defined terms that the text gives them.
  let expansions: [NameKey: NameKey]
  /// Names of places that are family names of the document's persons.
  let surnames: Set<String>

  /// The full names that fit best, in the order of the text: several are a family's, and each mention tells whom it means.
  func bearers(of short: Group) -> [Group] {
    if let key = expansions[short.key] {
      return full.group(of: key).map { [$0] } ?? []
    }
    if mentions[short.mentions[0]].isCapital, short.kind != .person { return [] }
    let name = Name(
      group: short, titles: Set(short.mentions.compactMap { mentions[$0].title }),
      isMisread: isMisread(short))
    var best: (groups: [Group], score: Int) = ([], 0)
    for candidate in full.possibleBearers(of: short.key) {
      guard let score = fitness(of: candidate, to: name) else { continue }
      if score > best.score {
        best = ([candidate], score)
      } else if score == best.score {
        best.groups.append(candidate)
      }
    }
    guard best.groups.count > 1 else { return best.groups }
    if best.groups.allSatisfy({ $0.kind == .person }), short.key.count == 1 {
      let isFamily = best.groups.allSatisfy { $0.key.words.first != short.key.words[0] }
      return isFamily ? best.groups : [mostNamed(of: best.groups)]
    }
    // Of several institutions that go by it, none is meant for sure.
    return best.score >= Self.sure ? [best.groups[0]] : []
  }

  /// The first of those with the most mentions.
  private func mostNamed(of groups: [Group]) -> Group {
    groups.dropFirst().reduce(groups[0]) { $1.mentions.count > $0.mentions.count ? $1 : $0 }
  }

  /// A short name, and what its mentions tell together.
  private struct Name {
    var group: Group
    var titles: Set<String>
    var isMisread: Bool
  }

  /// A fitness at which the first of several is taken.
  private static let sure = 4

  private func fitness(of full: Group, to name: Name) -> Int? {
    let short = name.group
    if full.kind != .person, short.kind != .person, short.key.count == 1,
      short.key.words[0].count > 2, isAcronym(short, of: full.key.words)
    {
      return 5
    }
    switch full.kind {
    case .person: return personFitness(of: full, to: name)
    case .thing:
      return personFitness(of: full, to: name) ?? partFitness(of: full, to: name)
    case .organization:
      let words = full.key.words
      if short.kind == .organization || short.kind == .thing || name.isMisread,
        let word = short.key.words.first, short.key.count == 1
      {
        if words.first == word, words.count <= 4, !isPlaceName(short) { return 4 }
        if isAcronym(short, of: words) { return 5 }
      }
      return partFitness(of: full, to: name)
    case .event, .place, .product, .law, .work:
      let words = full.key.words
      // "Hurricane Milton", "Lake Victoria": the second word alone is it too.
      if words.count == 2, short.key.words == [words[1]],
        knowledge.nameNouns[words[0]] == full.kind,
        full.mentions[0] < short.mentions[0]
      {
        return 7
      }
      return partFitness(of: full, to: name)
    default: return nil
    }
  }

  // MARK: Persons

  private func personFitness(of full: Group, to name: Name) -> Int? {
    let short = name.group
    let words = full.key.words
    switch short.kind {
    case .person, .thing: break
    // A headline may be ahead of the full name; what is only before it is something else.
    case .organization where full.mentions[0] > (short.mentions.last ?? 0): return nil
    default:
      let surface = mentions[short.mentions[0]].surface
      guard full.kind == .person,
        surnames.contains(surface) || isSurelyPerson(full) && !knowledge.isKnownPlace(surface)
      else { return nil }
    }
    var score: Int
    let family = PersonName(words)?.family ?? words[words.count - 1]
    if short.key.words == [family] || short.key.count > 1 && ends(words, with: short.key.words) {
      score = 6
    } else if short.key.count == 1, words.first == short.key.words[0] {
      // A family name may come first, but not before a given name of the West.
      let second = words[1].prefix(1).uppercased() + words[1].dropFirst()
      score =
        knowledge.genders[second] != nil ? 1 : PersonName.generations.contains(words[1]) ? 4 : 5
      if full.kind == .thing { return nil }
    } else if short.key.count > 1, short.kind == .person, words.starts(with: short.key.words),
      !PersonName.generations.contains(words[short.key.count])
    {
      score = 3
    } else {
      return nil
    }
    if full.mentions[0] < short.mentions[0] { score += 2 }
    let isTitled = full.mentions.contains {
      mentions[$0].title.map(name.titles.contains) ?? false
    }
    if isTitled { score += 2 }
    return score
  }

  /// Whether most mentions of a name are of a place, or everybody knows it as one: "York" does not stand for "York Minster",
  /// which is named after it.
  private func isPlaceName(_ short: Group) -> Bool {
    if knowledge.isKnownPlace(mentions[short.mentions[0]].surface) { return true }
    let places = short.mentions.count {
      [.politicalPlace, .location].contains(mentions[$0].kind)
    }
    return 2 * places > short.mentions.count
  }

  /// Whether something beside the model's word tells that a full name is a person's: a title or a given name.
  private func isSurelyPerson(_ full: Group) -> Bool {
    full.mentions.contains { mentions[$0].title != nil }
      || knowledge.likelyGender(ofName: mentions[full.mentions[0]].surface) != nil
  }

  /// A first word of an organisation's name that the recogniser took for a person, though no such given
  /// name is known and nothing calls it a person.
  private func isMisread(_ short: Group) -> Bool {
    guard short.kind == .person else { return false }
    return short.mentions.allSatisfy {
      mentions[$0].title == nil && knowledge.genders[mentions[$0].surface] == nil
    }
  }

  // MARK: Institutions, places, works

  /// How well a part of the name of something else than a person stands for the whole.
  private func partFitness(of full: Group, to name: Name) -> Int? {
    let short = name.group
    guard short.kind == full.kind || short.kind == .thing || full.kind == .thing,
      short.kind != .person
    else { return nil }
    let (part, words) = (short.key.words, full.key.words)
    if short.key.count == 1, isAcronym(short, of: words) { return 5 }
    let isNoun = part.count == 1 && knowledge.nameNouns[part[0]] != nil
    // What takes a name up follows it.
    let isBefore = full.mentions[0] < short.mentions[0]
    if words.starts(with: part) {
      let rest = words[part.count...]
      // "Municipality of Orsk", "General Assembly of the United Nations"
      if Self.linking.contains(rest[rest.startIndex]) {
        return isNoun && isBefore
          || part.count > 1 && knowledge.nameNouns[part[part.count - 1]] != nil
          ? 3 : nil
      }
      // "Hubble Space Telescope"; what is named after a place is not that place.
      guard rest.count <= 2, let last = rest.last, !isNoun, knowledge.nameNouns[last] == full.kind,
        knowledge.countries[mentions[short.mentions[0]].surface] == nil
      else { return nil }
      return full.kind != .place ? 3 : nil
    }
    if ends(words, with: part) {
      guard !Self.linking.contains(words[words.count - part.count - 1]),
        part.count > 1 || !Self.directions.contains(part[0]),
        full.kind == .organization || full.kind == .event
          || knowledge.nameNouns[part[part.count - 1]] != nil
      else { return nil }
      // "the Court", "the Red Sox"
      return isBefore || part.count > 1 ? 2 : nil
    }
    return nil
  }

  private static let directions: Set<String> = [
    "north", "south", "east", "west", "northeast", "northwest", "southeast", "southwest",
  ]
  private static let linking: Set<String> = ["of", "for", "on", "to", "in", "and", "the"]

  private func ends(_ words: [String], with part: [String]) -> Bool {
    part.count < words.count && words.suffix(part.count).elementsEqual(part)
  }

  /// Whether a name in capitals has the first letters of the words of another.
  private func isAcronym(_ short: Group, of words: [String]) -> Bool {
    let letters = mentions[short.mentions[0]].surface.filter(\.isLetter)
    return letters.count > 1 && letters.count(where: \.isUppercase) > 1
      && FullNames.acronyms(of: words).contains(short.key.words[0])
  }
}
