/// Tells a capital that stands for its government ("Beijing restricted …") from the city ("in Beijing").
struct GovernmentReading {
  let tree: Tree
  let knowledge: Knowledge

  /// Behind which somebody is who acts or is dealt with: "talks with Tokyo", "sanctions on Moscow"; not "cities such as Rome",
  /// "larger than Paris".
  private static let concerning: Set<String> = [
    "with", "by", "against", "on", "upon", "about", "toward", "towards", "between", "over", "under",
    "without", "among",
  ]
  private static let directing: Set<String> = ["to", "from", "for"]

  /// Whether the capital with this head token means the country.
  func isGovernment(_ head: Int) -> Bool {
    let governor = tree.head[head]
    switch tree.dep[head] {
    case .conj: return !isTown(governor) && isGovernment(governor)
    case .compound, .nmod, .amod: return knowledge.placeNouns[tree.lemma(governor)] == .government
    case .poss:
      // "London's Halden Academy" is in the city.
      return tree.pos[governor] != .properNoun
        && knowledge.placeNouns[tree.lemma(governor)] != .city
    case .nsubj: return isAgent(of: governor)
    case .nsubjpass, .dobj, .dative:
      return knowledge.verbClasses(tree.lemma(governor)).contains(.govern)
    case .pobj: return isParty(of: governor)
    default: return false
    }
  }

  /// "Venice and Amsterdam", "Kraków, Warsaw": whether a token names a place that is no country or capital.
  private func isTown(_ token: Int) -> Bool {
    guard tree.entity[token] == .politicalPlace else { return false }
    let span = tree.entitySpan(token)
    let first = tree.lower(span.lowerBound) == "the" ? span.lowerBound + 1 : span.lowerBound
    let name = tree.text(first..<span.upperBound)
    return knowledge.countries[name] == nil && knowledge.capitals[name] == nil
  }

  private func isAgent(of verb: Int) -> Bool {
    if let attribute = tree.child(verb, .attr) {
      return knowledge.placeNouns[tree.lemma(attribute)] != .city
    }
    if tree.lemma(verb) == "be" { return tree.hasChild(verb, .acomp) }
    return !knowledge.verbClasses(tree.lemma(verb)).contains(.stative)
  }

  private func isParty(of preposition: Int) -> Bool {
    let word = tree.lower(preposition)
    var governor = tree.head[preposition]
    // "flew back to Tokyo"
    if tree.pos[governor] == .adverb, tree.dep[governor] == .advmod {
      governor = tree.head[governor]
    }
    let lemma = tree.lemma(governor)
    if tree.pos[governor] == .adposition { return false }
    if Self.directing.contains(word) {
      return !knowledge.verbClasses(lemma).contains(.motion) && knowledge.placeNouns[lemma] != .city
        && lemma != "leave" && lemma != "depart"
    }
    // "the government of Tokyo", "its criticism of Tokyo", but "a view of Tokyo"
    if word == "of" {
      return knowledge.placeNouns[lemma] == .government || knowledge.nominals[lemma] != nil
    }
    return Self.concerning.contains(word)
  }
}
