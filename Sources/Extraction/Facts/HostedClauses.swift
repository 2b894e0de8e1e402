/// What nouns and adjectives say about the clauses that hang on them: "the rumour that …", "it is false that …".
extension StanceReader {
  /// Verbs that join a clause to a word that tells how it stands.
  private static let copulas: Set<String> = [
    "be", "seem", "appear", "remain", "look", "sound", "become",
  ]

  /// The word that a copula says of a clause: "it is *false* that", "a *myth* is that". Nil where it says none.
  private func host(of clause: Int, under copula: Int) -> Int? {
    guard Self.copulas.contains(tree.lemma(copula)) else { return nil }
    let isSubject = tree.dep[clause] == .csubj || tree.dep[clause] == .csubjpass
    guard isSubject || opensWithThat(clause) || clause > copula else { return nil }
    let parts = tree.children(copula)
    if let said = parts.first(where: {
      [.acomp, .attr, .oprd].contains(tree.dep[$0]) && $0 != clause && !tree.tag[$0].isWh
    }) {
      return said
    }
    guard !isSubject, opensWithThat(clause) else { return nil }
    return parts.first {
      tree.dep[$0] == .nsubj && tree.pos[$0] == .noun && $0 < copula
    }
  }

  func opensWithThat(_ clause: Int) -> Bool {
    tree.children(clause).contains { tree.dep[$0] == .mark && tree.lower($0) == "that" }
  }

  /// Takes over what a copula and its word say of a finite clause. Whether there is such a word.
  func applyCopula(_ copula: Int, clause: Int, to stance: inout Stance) -> Bool {
    guard let host = host(of: clause, under: copula) else { return false }
    var above = Stance()
    apply(wordsOf: copula, to: &above)
    apply(host: host, above: above, isSaid: true, to: &stance)
    return true
  }

  /// An adjective with a clause of its own: "was confident that".
  func applyAdjective(_ adjective: Int, to stance: inout Stance) {
    var above = Stance()
    let verb = tree.head[adjective]
    if tree.pos[verb].isVerbal, verb != adjective { apply(wordsOf: verb, to: &above) }
    if tree.lemma(verb) == "make" {
      // "made sure that": it came about where the making did.
      above = self.stance(of: verb)
      stance.modality = stance.modality ?? (above.isNegated ? "make" : above.modality)
      return
    }
    apply(host: adjective, above: above, isSaid: true, to: &stance)
  }

  /// Whether a clause on a noun tells what the noun is about, rather than describing it: "the claim that he
  /// lied", but "the claim that he made".
  func isContent(_ clause: Int, of noun: Int) -> Bool {
    guard clause > noun, [.noun, .properNoun].contains(tree.pos[noun]),
      tree.dep[clause] == .acl || tree.dep[clause] == .relcl
    else { return false }
    let parts = tree.children(clause)
    guard let that = parts.first, tree.lower(that) == "that" else {
      return isBareContent(clause, of: noun)
    }
    guard let subject = parts.first(where: { tree.dep[$0].isSubject }), subject != that else {
      return false
    }
    if tree.dep[that] == .mark { return true }
    // The parser may take "that" for a second object.
    return tree.pos[noun] == .noun && [.dobj, .dative].contains(tree.dep[that])
      && parts.contains { $0 != that && tree.dep[$0] == .dobj }
  }

  /// "reports he had sold the park": a clause that leaves out "that" and lacks no part that the noun could be.
  private func isBareContent(_ clause: Int, of noun: Int) -> Bool {
    let classes = knowledge.hostClasses(tree.lemma(noun))
    guard !classes.isDisjoint(with: [.open, .doubt, .denied]),
      let subject = tree.child(clause, .nsubj) ?? tree.child(clause, .nsubjpass),
      tree.subtree(clause).first == tree.subtree(subject).first, !tree.tag[subject].isWh
    else { return false }
    return tree.dep[clause] == .acl || tree.hasChild(clause, .dobj)
      || tree.hasChild(clause, .nsubjpass)
  }

  /// "Myth: The tower was built by monks": the word before a colon at the beginning of a line that tells how what
  /// follows stands.
  func readHeading() -> Int? {
    guard let colon = (1..<max(1, min(4, tree.count))).first(where: { tree.text($0) == ":" }),
      colon + 2 < tree.count
    else { return nil }
    let noun = tree.pos[colon - 1] == .numeral && colon > 1 ? colon - 2 : colon - 1
    let classes = knowledge.hostClasses(tree.lower(noun))
      .union(knowledge.hostClasses(tree.lemma(noun)))
    return classes.isDisjoint(with: [.open, .doubt, .denied, .fiction]) ? nil : noun
  }

  /// Takes over what the heading of a line says of the clauses behind it.
  func applyHeading(_ host: Int, to stance: inout Stance) {
    apply(host: host, above: Stance(), isSaid: true, to: &stance)
  }

  /// Takes over what a noun says of the clause that tells what it is about.
  func applyNoun(_ noun: Int, to stance: inout Stance) {
    var above = Stance()
    if let verb = tree.governingVerb(noun) {
      apply(wordsOf: verb, to: &above)
      let refuses =
        tree.dep[noun] == .dobj && knowledge.verbClasses(of: verb, in: tree).contains(.negative)
        || tree.dep[noun] == .dobj && tree.lemma(verb) == "lack"
      if refuses { above.isNegated.toggle() }
    }
    apply(host: noun, above: above, isSaid: false, to: &stance)
  }

  /// - Parameter isSaid: whether the word is said of the clause: "it is the case that", but not "made the case that"
  private func apply(host: Int, above: Stance, isSaid: Bool, to stance: inout Stance) {
    // "such a success that …", "so sure that …": what came of it.
    let parts = tree.children(host)
    if parts.contains(where: { $0 < host && ["such", "so"].contains(tree.lower($0)) }) { return }
    var classes = knowledge.hostClasses(tree.lemma(host))
    classes.formUnion(knowledge.hostClasses(tree.lower(host)))
    let isDenied =
      above.isNegated || hasNegatedNoun(host)
      || parts.contains { $0 < host && tree.dep[$0] == .neg }
    let isOwnView = tree.pos[host] == .adjective && isSomebodys(host)
    if classes.contains(.factive) { return }
    if classes.contains(.doubt), isDenied {
      // "There is no doubt", but "Lind had no doubt".
      if let holder = holder(of: host) { stance.attribute(to: holder) }
      return
    }
    if classes.contains(.affirmed), isSaid, tree.pos[host] == .noun, tree.hasChild(host, .poss) {
      // "The defence's case is that": the case that somebody makes.
      stance.modality = stance.modality ?? tree.lemma(host)
    } else if classes.contains(.affirmed), isSaid {
      if isDenied { stance.isNegated.toggle() }
      stance.modality = stance.modality ?? above.modality
    } else if classes.contains(.certain) {
      if isDenied || isOwnView {
        stance.modality = stance.modality ?? tree.lower(host)
      } else {
        stance.modality = stance.modality ?? above.modality
      }
    } else if classes.contains(.denied) {
      if isDenied || above.modality != nil {
        stance.modality = stance.modality ?? tree.lower(host)
      } else {
        stance.isNegated.toggle()
      }
    } else if !classes.isDisjoint(with: [.open, .doubt, .prospect]) || tree.pos[host].isNominal {
      stance.modality = stance.modality ?? tree.lemma(host)
    }
  }

  /// Who has the doubt or the certainty that a noun names.
  private func holder(of noun: Int) -> Int? {
    guard tree.dep[noun] == .dobj, let verb = tree.governingVerb(noun),
      knowledge.verbClasses(tree.lemma(verb)).contains(.hold)
    else { return nil }
    return tree.child(verb, .nsubj).flatMap { tree.tag[$0].isWh ? nil : $0 }
  }

  /// "She is certain that": how sure she is, where "it is certain that" tells how sure it is.
  private func isSomebodys(_ adjective: Int) -> Bool {
    let verb = tree.head[adjective]
    guard tree.pos[verb].isVerbal, let subject = tree.child(verb, .nsubj) else { return false }
    return !["it", "that", "this", "what", "which"].contains(tree.lower(subject))
      && tree.dep[subject] != .csubj
  }

  // MARK: Sayings that nobody made

  /// Whether a verb says that something was not said or believed: "did not say that", "nobody believes that".
  func isUnsaid(_ verb: Int) -> Bool {
    var own = Stance()
    apply(wordsOf: verb, to: &own)
    if own.isNegated { return true }
    // "refuses to believe that"
    if tree.dep[verb] == .xcomp, stance(of: verb).isNegated { return true }
    guard let subject = tree.child(verb, .nsubj) ?? tree.child(verb, .nsubjpass) else {
      return false
    }
    let few: Set<String> = ["few", "little"]
    let parts = tree.children(subject)
    let isFew = few.contains(tree.lower(subject)) || parts.contains { few.contains(tree.lower($0)) }
    return isFew && !parts.contains { tree.lower($0) == "a" }
      || parts.contains { ["hardly", "scarcely", "barely"].contains(tree.lower($0)) }
  }

  /// Whether a clause surely tells what its verb is about, not something beside it.
  func isContent(_ clause: Int, ofVerb verb: Int) -> Bool {
    guard clause > verb, tree.dep[clause] == .ccomp, let first = tree.subtree(clause).first,
      first > verb
    else { return false }
    if opensWithThat(clause) || tree.tag[first].isWh { return true }
    return !tree.tokens(between: verb, and: first).contains { tree.pos[$0] == .punctuation }
  }
}
