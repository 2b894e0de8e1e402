/// The words of a verb that make its predicate: voice, particles, and the infinitives of a chain.
struct VerbPhrase {
  let tree: Tree

  static let particles: Set<String> = [
    "down", "up", "out", "off", "back", "away", "aside", "forward", "ahead", "over", "through",
    "apart", "along", "together", "around", "in", "on",
  ]

  func isPassive(_ verb: Int) -> Bool {
    isAbsolute(verb)
      || tree.children(verb).contains { tree.dep[$0] == .auxpass || tree.dep[$0] == .nsubjpass }
      || tree.tag[verb] == .participle
        && ([.acl, .advcl].contains(tree.dep[verb]) || isGapped(verb))
        && !tree.children(verb).contains { tree.dep[$0].isAuxiliary }
  }

  /// "three were killed and ten wounded"
  private func isGapped(_ verb: Int) -> Bool {
    tree.dep[verb] == .conj && tree.hasChild(verb, .nsubj) && !tree.hasChild(verb, .dobj)
      && tree.hasChild(tree.head[verb], .auxpass)
  }

  /// "with all ballots counted"
  private func isAbsolute(_ verb: Int) -> Bool {
    tree.dep[verb] == .advcl && [.past, .participle].contains(tree.tag[verb])
      && tree.hasChild(verb, .nsubj) && !tree.hasChild(verb, .dobj)
      && tree.children(verb, .mark).contains { tree.lower($0) == "with" }
      && !tree.children(verb).contains { tree.dep[$0].isAuxiliary }
  }

  /// Verbs that say nothing without an object.
  private static let transitive: Set<String> = [
    "express", "regard", "contain", "include", "involve", "describe", "mention", "cause", "achieve",
    "avoid", "concern", "cite", "depict", "denote", "entail", "exert", "emphasize", "enable",
    "ensure", "exploit", "facilitate", "impose", "incur", "influence", "inflict", "introduce",
    "justify", "lack", "necessitate", "obtain", "omit", "outline", "possess", "portray", "prevent",
    "pursue", "reject", "relinquish", "represent", "resemble", "reveal", "sustain", "undergo",
    "undertake", "want", "bring", "put", "give", "get", "let", "ask", "assume", "estimate",
    "suppose",
    "indicate", "demonstrate", "define", "imply", "deem", "consider", "know", "think", "say",
    "tell",
    "mean", "take", "make", "have",
  ]

  /// Whether a verb that needs an object is told without one, so that what it tells of is lost.
  func lacksObject(_ verb: Int) -> Bool {
    Self.transitive.contains(tree.lemma(verb)) && !isPassive(verb) && !sharesPassive(verb)
      && particles(of: verb).isEmpty && !tree.children(verb).contains { tree.dep[$0].isObject }
  }

  func words(of verb: Int) -> [String] {
    var words =
      isPassive(verb) || sharesPassive(verb)
      ? ["be", VerbLemma.folded(participle: tree.lower(verb))] : [lemma(of: verb)]
    words += particles(of: verb).map(tree.lower)
    return words
  }

  /// "lay eggs": with an object, it is no form of "lie".
  private func lemma(of verb: Int) -> String {
    let lemma = tree.lemma(verb)
    return lemma == "lie" && tree.lower(verb).hasPrefix("la") && tree.hasChild(verb, .dobj)
      ? "lay" : lemma
  }

  /// "step down", "look forward": what stands right behind the verb and makes one word with it.
  private func particles(of verb: Int) -> [Int] {
    tree.children(verb).filter {
      tree.dep[$0] == .prt
        || tree.dep[$0] == .advmod && Self.particles.contains(tree.lower($0))
          && tree.children($0).isEmpty
          && ($0 == verb + 1
            || $0 == verb + 2 && tree.dep[verb + 1] == .dobj && tree.pos[verb + 1] == .pronoun)
        || isResult($0, of: verb)
    }
  }

  /// "cut short a visit", "shot dead the lawyer": an adjective between a verb and its object is part of the
  /// verb.
  func isResult(_ word: Int, of verb: Int) -> Bool {
    word == verb + 1 && tree.pos[word] == .adjective
      && [.advmod, .acomp, .oprd, .dobj].contains(tree.dep[word]) && tree.children(word).isEmpty
      && tree.children(verb).contains { $0 > word && tree.dep[$0] == .dobj }
  }

  /// "was arrested and charged": the second participle is passive too.
  func sharesPassive(_ verb: Int) -> Bool {
    tree.dep[verb] == .conj && tree.tag[verb] == .participle
      && !tree.children(verb).contains { tree.dep[$0].isAuxiliary || tree.dep[$0].isSubject }
      && (isPassive(tree.head[verb]) || isQuality(tree.head[verb]))
  }

  /// "is well-designed and built to last": joined to what the copula says, a participle is passive.
  private func isQuality(_ word: Int) -> Bool {
    tree.pos[word] == .adjective && tree.dep[word] == .acomp && tree.lemma(tree.head[word]) == "be"
  }

  func surface(of verb: Int) -> [String] {
    [tree.lower(verb)] + particles(of: verb).map(tree.lower)
  }

  /// "seek to strengthen", "keep walking"
  func words(ofChain clause: Clause) -> [String] {
    var words: [String] = []
    for (place, verb) in clause.chain.enumerated() {
      if place == 0 {
        words += self.words(of: verb)
      } else if tree.tag[verb] == .gerund {
        words.append(tree.lower(verb))
      } else {
        words += ["to"] + self.words(of: verb)
      }
    }
    return words
  }
}
