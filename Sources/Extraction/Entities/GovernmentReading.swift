/// Tells a capital that stands for its government ("Beijing restricted …") from the city ("in Beijing").
struct GovernmentReading {
  let tree: Tree
  let knowledge: Knowledge

  private static let placing: Set<String> = [
    "in", "at", "near", "around", "outside", "inside", "through", "via", "across", "into", "onto",
    "within", "throughout", "beyond",
  ]
  private static let directing: Set<String> = ["to", "from", "for"]

  /// Whether the capital with this head token means the country.
  func isGovernment(_ head: Int) -> Bool {
    let governor = tree.head[head]
    switch tree.dep[head] {
    case .conj: return isGovernment(governor)
    case .compound, .nmod, .amod: return knowledge.placeNouns[tree.lemma(governor)] == .government
    case .poss: return knowledge.placeNouns[tree.lemma(governor)] != .city
    case .nsubj: return isAgent(of: governor)
    case .nsubjpass, .dobj, .dative:
      return knowledge.verbClasses(tree.lemma(governor)).contains(.govern)
    case .pobj: return isParty(of: governor)
    default: return false
    }
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
    if Self.placing.contains(word) { return false }
    let governor = tree.head[preposition]
    let lemma = tree.lemma(governor)
    if tree.pos[governor] == .adposition { return false }
    if Self.directing.contains(word) {
      return !knowledge.verbClasses(lemma).contains(.motion) && knowledge.placeNouns[lemma] != .city
        && lemma != "leave" && lemma != "depart"
    }
    if word == "of" { return knowledge.placeNouns[lemma] != .city }
    return true
  }
}
