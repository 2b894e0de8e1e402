/// The titles before names: which words are one, and which of them belong to the name itself.
///
/// "General Motors", "King County" and "Queen Mary University" are no persons with a title: the words that are left name
/// an institution or a place.
struct NameTitles {
  let knowledge: Knowledge

  /// The kind of title that tokens are, if they are one; an abbreviation in capitals is one in capitals only.
  func kind(of tokens: Range<Int>, in tree: Tree) -> Knowledge.TitleKind? {
    let text = tree.text(tokens).trimmingSpaces()
    let name = text.lowercased()
    guard let kind = knowledge.titles[name] else { return nil }
    if knowledge.abbreviatedTitles.contains(name), text != text.uppercased() { return nil }
    return kind
  }

  /// Whether a title is a part of the name that goes on behind it.
  func isPartOfName(
    _ title: Range<Int>, before end: Int, _ kind: NamedEntityKind, in tree: Tree
  ) -> Bool {
    guard tree.isCapitalized(title.lowerBound), title.upperBound < end else { return false }
    let rest = title.upperBound..<end
    if tree.dep[rest.lowerBound] == .caseMarker { return rest.count > 1 }
    if namesInstitution(rest, kind, in: tree) { return true }
    // "General Dynamics": the recogniser knows what is no person, and takes titles into no other name.
    switch kind {
    case .organization, .politicalPlace, .location, .facility: break
    default: return false
    }
    guard title.count == 1, knowledge.genders[tree.text(rest.lowerBound)] == nil else {
      return false
    }
    switch knowledge.titles[tree.lower(title.lowerBound)] {
    case .rank, .courtesy: return !tree.text(title.lowerBound).hasSuffix(".")
    default: return Self.monarchs.contains(tree.lower(title.lowerBound))
    }
  }

  /// "County", "University", "Department": whether words of a name say that it is no person's.
  func namesInstitution(_ words: Range<Int>, _ kind: NamedEntityKind, in tree: Tree) -> Bool {
    words.contains { token in
      let word = tree.lower(token)
      guard tree.isCapitalized(token), let noun = knowledge.nameNouns[word],
        noun == .organization || noun == .place
      else { return false }
      return kind != .person && kind != .none || !Self.familyNames.contains(word)
    }
  }

  /// Whom a title calls so, where it tells.
  static func gender(of title: String) -> Knowledge.Gender? {
    if masculine.contains(title) { return .masculine }
    return feminine.contains(title) ? .feminine : nil
  }

  private static let masculine: Set<String> = [
    "mr", "mr.", "sir", "king", "prince", "lord", "emperor", "chairman", "spokesman",
    "congressman", "actor", "sultan", "emir", "crown prince", "pope", "father",
  ]
  private static let feminine: Set<String> = [
    "mrs", "mrs.", "ms", "ms.", "miss", "queen", "princess", "lady", "dame", "empress",
    "chairwoman", "spokeswoman", "congresswoman", "actress",
  ]

  private static let monarchs: Set<String> = ["king", "queen", "emperor", "empress", "pope"]

  /// Nouns of institutions and places that many a person is called by.
  static let familyNames: Set<String> = [
    "park", "church", "brewer", "miner", "post", "street", "forest", "lake", "bay", "bridge",
    "press", "harbor", "harbour", "band", "label", "trust", "mills", "court", "lane", "hill",
    "hills", "field", "banks", "bank", "temple", "castle", "hall", "woods", "marsh", "moon",
    "beach", "parish", "alley", "peak", "pond", "mount", "shore", "falls", "place", "tower",
    "ridge", "abbey", "valley", "springs", "garden", "manor", "fort", "dale", "cape", "port",
    "meadow", "force", "fleet", "creek", "lodge", "cliff", "chapel", "river", "town", "books",
  ]
}
