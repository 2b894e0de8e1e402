/// The personal pronouns of the third person, by what they can mean.
enum Pronoun: Sendable {
  case masculine, feminine, neuter, plural

  /// Whether it means a person.
  var isPersonal: Bool { self == .masculine || self == .feminine }

  /// The gender of whom it means.
  var gender: Knowledge.Gender? {
    switch self {
    case .masculine: .masculine
    case .feminine: .feminine
    case .neuter, .plural: nil
    }
  }

  /// The pronoun at a token, if there is one.
  init?(_ token: Int, in tree: Tree) {
    guard let known = Self.words[tree.lower(token)],
      tree.pos[token] == .pronoun || tree.tag[token] == .possessivePronoun
    else { return nil }
    self = known
  }

  private static let words: [String: Pronoun] = [
    "he": .masculine, "him": .masculine, "his": .masculine, "himself": .masculine,
    "she": .feminine, "her": .feminine, "hers": .feminine, "herself": .feminine,
    "it": .neuter, "its": .neuter, "itself": .neuter,
    "they": .plural, "them": .plural, "their": .plural, "theirs": .plural, "themselves": .plural,
    "themself": .plural, "'em": .plural, "’em": .plural,
  ]

  /// Whether it means what the clause tells of already.
  static func isReflexive(_ token: Int, in tree: Tree) -> Bool {
    tree.lower(token).hasSuffix("self") || tree.lower(token).hasSuffix("selves")
  }

  /// "It is hoped that …", "it is clear that …": the pronoun means nothing.
  static func isPleonastic(_ token: Int, in tree: Tree) -> Bool {
    guard tree.lower(token) == "it" else { return false }
    if tree.dep[token] == .expl { return true }
    guard tree.dep[token].isSubject else { return false }
    let verb = tree.head[token]
    let clauses = tree.children(verb).contains {
      tree.dep[$0] == .ccomp || tree.dep[$0] == .csubj
        || tree.dep[$0] == .advcl && tree.lemma(verb) == "be"
        || (tree.dep[$0] == .xcomp || tree.dep[$0] == .advcl) && $0 > verb
          && tree.lemma(verb) == "take"
        || tree.dep[$0] == .xcomp && tree.dep[token] == .nsubjpass
    }
    if tree.dep[token] == .nsubjpass { return clauses }
    guard ["be", "seem", "appear", "become", "take", "come"].contains(tree.lemma(verb)) else {
      return false
    }
    return clauses
      || tree.children(verb).contains { child in
        (tree.dep[child] == .acomp || tree.dep[child] == .attr)
          && tree.children(child).contains { tree.dep[$0] == .xcomp || tree.dep[$0] == .ccomp }
      }
  }
}
