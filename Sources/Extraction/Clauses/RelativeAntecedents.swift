/// Finds what relative clauses and participles tell of: the noun that they hang on, or another that they mean.
struct RelativeAntecedents {
  let tree: Tree
  let knowledge: Knowledge

  /// "a maker of oil founded by Ruiz": a bare noun behind "of" is a stuff, and what was founded is the
  /// maker of it.
  func described(by participle: Int, beside noun: Int) -> Int {
    if let hosted = hosted(by: noun, doing: participle) { return hosted }
    let preposition = tree.head[noun]
    guard tree.tag[participle] == .participle, tree.dep[noun] == .pobj,
      tree.lower(preposition) == "of", tree.tag[noun] == .noun,
      !tree.children(noun).contains(where: { tree.dep[$0] == .det || tree.dep[$0] == .poss })
    else { return noun }
    let maker = tree.head[preposition]
    let isAgent = ["er", "or"].contains { tree.lemma(maker).hasSuffix($0) }
    return tree.pos[maker] == .noun && isAgent ? maker : noun
  }

  /// "the legend of Ito pouring out his thoughts": Ito pours.
  private func hosted(by noun: Int, doing gerund: Int) -> Int? {
    guard tree.tag[gerund] == .gerund, !knowledge.hostClasses(tree.lemma(noun)).isEmpty,
      let of = tree.child(noun, .prep), tree.lower(of) == "of",
      let object = tree.child(of, .pobj), object == gerund - 1
    else { return nil }
    return object
  }

  /// What a relative clause is about: "a boat built for ten, which carried sixty" tells of no number.
  func antecedent(of verb: Int, meaning relative: Int) -> Int {
    var noun = tree.head[verb]
    // "an aide to the group, who …": "who" is somebody.
    // So is "whom" in "buyers from Ghent, whom …".
    // Behind a comma it may be a team: "fans of Orsk United, who won".
    let isTown = isTown(noun)
    let isBody =
      tree.entity[noun] == .organization && relative > 0 && tree.text(relative - 1) != ","
    if ["who", "whom"].contains(tree.lower(relative)), tree.dep[noun] == .pobj,
      isTown || isBody || isThing(noun)
    {
      var above = tree.head[noun]
      while tree.head[above] != above, !tree.pos[above].isVerbal {
        if knowledge.typeNouns[tree.lemma(above)] == .person
          || isBody && tree.tag[above] == .nouns && !isThing(above)
          || isTown && tree.pos[above] == .noun && knowledge.typeNouns[tree.lemma(above)] != .place
        {
          return above
        }
        above = tree.head[above]
      }
    }
    if let name = apposed(above: noun, relative) { return name }
    // "a biography of her mother, which …": somebody is no "which".
    if tree.lower(relative) == "which", tree.dep[noun] == .pobj, isPerson(noun) {
      let above = tree.head[tree.head[noun]]
      if tree.pos[above] == .noun { return above }
    }
    for _ in 0..<4 {
      guard tree.pos[noun] == .numeral, tree.dep[noun] == .pobj,
        tree.children(noun).allSatisfy({
          tree.dep[$0] == .relcl || tree.dep[$0] == .punct
        })
      else { break }
      let above = tree.head[tree.head[noun]]
      if tree.pos[above].isNominal {
        noun = above
      } else if tree.dep[above] == .acl || tree.dep[above] == .relcl {
        noun = tree.head[above]
      } else {
        break
      }
    }
    return noun
  }

  /// "Duke and the University of Dale at Chapel Hill, which were …": one name is not several, so that the clause tells of
  /// something else. A team or a band may be.
  func disagrees(_ verb: Int, with noun: Int, meant relative: Int) -> Bool {
    // "at the turn of the century, which was …": no time is what a clause behind a comma is about.
    if tree.lower(relative) == "which", tree.entity[noun].isPointInTime { return true }
    guard tree.tag[relative].isRelative, tree.lower(relative) != "who", tree.tag[noun] == .name,
      tree.dep[noun] != .conj, tree.coordinated(noun).count == 1,
      tree.entity[noun] != .organization, tree.entity[noun] != .group
    else { return false }
    return ([verb] + tree.children(verb)).contains {
      ["are", "were"].contains(tree.lower($0))
        || tree.lower($0) == "have" && tree.tag[$0] == .present
    }
  }

  /// Whether the tables know a name as a place's, and as nobody's.
  private func isTown(_ noun: Int) -> Bool {
    let name = tree.text(noun)
    return tree.pos[noun] == .properNoun && knowledge.genders[name] == nil
      && (knowledge.isKnownPlace(name) || knowledge.capitals[name] != nil
        || knowledge.countries[name] != nil)
  }

  private func isPerson(_ noun: Int) -> Bool {
    tree.pos[noun] == .noun
      && (knowledge.typeNouns[tree.lemma(noun)] == .person
        || knowledge.titles[tree.lemma(noun)] == .relation)
  }

  /// Whether a common noun is surely nobody: no calling, and made from no verb as those are ("miner").
  private func isThing(_ noun: Int) -> Bool {
    let word = tree.lemma(noun)
    if let kind = knowledge.typeNouns[word] { return kind != .person }
    guard tree.pos[noun] == .noun, knowledge.titles[word] == nil, knowledge.occupations[word] == nil
    else { return false }
    let isBearer = ["er", "or", "ist", "ian", "ant", "ent", "ee", "man", "men", "ive", "yst"]
      .contains { word.hasSuffix($0) }
    return !isBearer && !Self.people.contains(word)
  }

  private static let people: Set<String> = [
    "people", "person", "child", "kid", "friend", "guest", "baby", "teen", "adult", "human", "fan",
    "refugee", "migrant", "parent", "couple", "family", "crowd", "public", "youth", "male",
    "female", "monk", "nun", "king", "queen", "hero", "spy", "thief", "guard", "chief", "host",
    "critic", "medic", "cop", "boss", "pilot", "astronaut", "diplomat", "bureaucrat", "athlete",
    "patriot", "neighbour", "widow", "orphan", "twin", "heir", "pal", "buddy", "crew", "staff",
    "somebody", "those", "many", "few", "other", "thousand", "hundred", "million", "dozen",
  ]

  /// "Laurel, a chain of private schools, which opened": behind a comma the clause tells of the name that the phrase
  /// describes, not of the last noun in it.
  private func apposed(above noun: Int, _ relative: Int) -> Int? {
    guard relative > 0, tree.text(relative - 1) == ",", tree.lower(relative) == "which",
      tree.dep[noun] == .pobj, tree.pos[noun] == .noun
    else { return nil }
    let preposition = tree.head[noun]
    let described = tree.head[preposition]
    guard tree.lower(preposition) == "of", tree.dep[described] == .appos,
      tree.pos[tree.head[described]] == .properNoun
    else { return nil }
    return tree.head[described]
  }
}
