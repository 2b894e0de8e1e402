/// How a clause is meant: whether it is denied, how far it is held to be so, and who says it.
package struct Stance: Sendable, Equatable {
  var isNegated = false
  /// The word that takes the claim out of the world as it is: `could`, `seek`, `urge`, `if`, ….
  var modality: String?
  /// Head token of the phrase that names the speaker.
  var speaker: Int?
  /// Who passes the speaker's words on, the nearest first: "the paper reported that officials said …".
  var relays: [Int] = []

  /// The modality of what somebody refused to do when he was asked.
  package static let refusal = "refuse"

  /// Adds who says so: the first is the speaker, the others pass it on.
  mutating func attribute(to source: Int) {
    if speaker == nil {
      speaker = source
    } else if speaker != source, !relays.contains(source) {
      relays.append(source)
    }
  }
}

/// Reads the stance of clauses off the tree.
final class StanceReader {
  let tree: Tree
  let knowledge: Knowledge
  let quotations: Quotations
  private var known: [Int: Stance] = [:]
  /// The made-up story that each sentence goes on with, if any.
  private(set) lazy var stories = readStories()
  /// The name that heads the line as its speaker's.
  private lazy var labelled = readLabel()
  /// The word that heads the line and tells how what it says stands.
  private lazy var heading = readHeading()

  init(tree: Tree, knowledge: Knowledge, quotations: Quotations) {
    self.tree = tree
    self.knowledge = knowledge
    self.quotations = quotations
  }

  private static let conditional: Set<String> = ["if", "unless", "whether", "lest", "should"]
  private static let negatives: Set<String> = [
    "never", "hardly", "scarcely", "barely", "rarely", "seldom", "neither", "nor", "nowhere",
  ]
  /// Adverbs that say how sure a claim is, or that others make it.
  private static let hedges: Set<String> = [
    "allegedly", "reportedly", "supposedly", "purportedly", "apparently", "presumably", "possibly",
    "perhaps", "maybe", "probably", "potentially", "nearly", "almost", "likely", "ostensibly",
    "hopefully", "seemingly", "conceivably", "arguably", "hypothetically", "theoretically",
  ]

  /// The stance of the clause of a verb, as the words above and around it make it.
  func stance(of verb: Int) -> Stance {
    if let stance = known[verb] { return stance }
    let stance = read(verb)
    known[verb] = stance
    return stance
  }

  private func read(_ verb: Int) -> Stance {
    var stance = Stance()
    apply(wordsOf: verb, to: &stance)
    climb(from: verb, into: &stance)
    applyCondition(on: verb, to: &stance)
    applyComingTime(of: verb, to: &stance)
    applyStory(around: verb, to: &stance)
    if stance.speaker == nil, let speaker = labelled { stance.attribute(to: speaker) }
    if let heading, verb > heading { applyHeading(heading, to: &stance) }
    if let quotation = quotations.quotation(at: verb) {
      if let speaker = quotation.speaker {
        stance.attribute(to: speaker)
      } else if quotation.isSpeech, quotation.source == nil, stance.modality == nil {
        // Somebody's words, whoever says them.
        stance.modality = "quote"
      }
    }
    if stance.modality == nil, isQuestion(verb) { stance.modality = "question" }
    if stance.modality == nil, isWish(verb) { stance.modality = "may" }
    if stance.modality == nil, ArrangedActs(tree: tree).isArranged(verb) {
      stance.modality = "will"
    }
    return stance
  }

  /// "May the star never set, and hope never be betrayed!"
  private func isWish(_ verb: Int) -> Bool {
    let sentence = tree.sentences[tree.sentence[verb]]
    let first = sentence.first { tree.pos[$0] != .punctuation && tree.pos[$0] != .space }
    return first.map { tree.lower($0) == "may" && tree.tag[$0] == .modal } ?? false
  }

  private func isQuestion(_ verb: Int) -> Bool {
    let range = tree.sentences[tree.sentence[verb]]
    return range.last.map { tree.text($0) == "?" } ?? false
  }

  // MARK: The verb's own words

  func apply(wordsOf verb: Int, to stance: inout Stance) {
    // "will not get fired": what the passive's auxiliary has belongs to the verb.
    let parts = tree.children(verb) + tree.children(verb, .auxpass).flatMap { tree.children($0) }
    for child in parts {
      if isNegative(child, before: verb) { stance.isNegated = true }
      switch tree.dep[child] {
      case .neg where !isContrast(child, of: verb) && !isNotOnly(child): stance.isNegated.toggle()
      case .aux where tree.tag[child] == .modal:
        if stance.modality == nil { stance.modality = modal(child) }
      case .mark, .advmod:
        let word = tree.lower(child)
        if Self.conditional.contains(word), stance.modality == nil {
          stance.modality = "if"
        } else if isLikeness(child), stance.modality == nil {
          stance.modality = "like"
        } else if Self.hedges.contains(word), stance.modality == nil,
          child < verb || child == verb + 1
        {
          stance.modality = word
        }
      case .nsubj, .nsubjpass, .dobj, .attr:
        if deniesItself(child) { stance.isNegated = true }
      default: break
      }
    }
    if stance.modality == nil, isInvertedCondition(verb) { stance.modality = "if" }
    if stance.modality == nil, isImperative(verb) { stance.modality = "imperative" }
    if verb > 1, tree.lower(verb - 1) == "but", tree.lower(verb - 2) == "all" {
      stance.modality = stance.modality ?? "all but"
    }
    // "rather than reject it": the parser may make that the main verb.
    let opening = tree.pos[max(0, verb - 1)] == .adverb ? verb - 2 : verb - 1
    if tree.tag[verb] == .baseForm, opening > 0, isRatherThan(opening),
      tree.lower(opening) == "than"
    {
      stance.isNegated = true
    } else if tree.tag[verb] == .baseForm, opening > 0, tree.lower(opening) == "than",
      stance.modality == nil
    {
      // "would rather sell it than leave": of the two one is not done.
      stance.modality = "than"
    }
    // Conjoined verbs share auxiliaries and negation: "did not come or call".
    let governor = tree.head[verb]
    // Of "must publish and set up" the tagger may take the second for a past.
    let isAlike =
      tree.tag[verb] == tree.tag[governor]
      || tree.tag[governor] == .baseForm && tree.lower(verb) == tree.lemma(verb)
    if tree.dep[verb] == .conj, tree.pos[governor].isVerbal, !hasOwnFrame(verb), isAlike {
      var shared = Stance()
      apply(wordsOf: governor, to: &shared)
      if stance.modality == nil { stance.modality = shared.modality }
      if shared.isNegated, !isAfterBut(verb) { stance.isNegated.toggle() }
    } else if tree.dep[verb] == .conj, tree.tag[verb] == .gerund,
      tree.children(governor).contains(where: {
        tree.lower($0) == "than" && $0 < verb && isRatherThan($0)
      })
    {
      stance.isNegated = true
    } else if tree.dep[verb] == .conj,
      tree.children(governor).contains(where: {
        tree.dep[$0] == .cc && tree.lower($0) == "nor" && $0 < verb && $0 > governor
      })
    {
      stance.isNegated = true
    }
  }

  /// "looks like she owns it", "spoke as though she owned it"
  private func isLikeness(_ mark: Int) -> Bool {
    guard tree.dep[mark] == .mark else { return false }
    return tree.lower(mark) == "like"
      || tree.lower(mark) == "though" && mark > 0 && tree.lower(mark - 1) == "as"
  }

  /// "no tsunami warning", "neither side", "nobody"
  private func deniesItself(_ noun: Int) -> Bool {
    if ["nobody", "nothing", "none", "neither"].contains(tree.lower(noun)) { return true }
    var first = noun
    while first > 0, tree.head[first - 1] == noun || tree.head[first - 1] == first,
      [.compound, .amod, .det, .nummod, .nmod, .neg].contains(tree.dep[first - 1])
    {
      first -= 1
    }
    if first < noun, ["no", "neither"].contains(tree.lower(first)) { return true }
    return tree.children(noun).contains {
      $0 < noun && ["no", "neither"].contains(tree.lower($0))
    }
  }

  /// "Had the alliance offered a plan, …": an auxiliary before the subject of a clause at the beginning.
  private func isInvertedCondition(_ verb: Int) -> Bool {
    guard [.advcl, .ccomp, .root, .conj].contains(tree.dep[verb]), !isQuestion(verb),
      let auxiliary = tree.children(verb).first(where: { tree.dep[$0].isAuxiliary }),
      ["had", "were", "should"].contains(tree.lower(auxiliary)),
      let subject = tree.children(verb).first(where: { tree.dep[$0].isSubject })
    else { return false }
    guard auxiliary < subject, subject < verb else { return false }
    // "… nor had they"
    let first = tree.subtree(verb).first { tree.pos[$0] != .punctuation && tree.dep[$0] != .cc }
    return first == auxiliary && (auxiliary == 0 || tree.lower(auxiliary - 1) != "nor")
  }

  /// "Make sure that …": a base form without subject and auxiliary heads the sentence.
  private func isImperative(_ verb: Int) -> Bool {
    tree.tag[verb] == .baseForm && tree.isRoot(verb)
      && !tree.children(verb).contains { tree.dep[$0].isAuxiliary || tree.dep[$0].isSubject }
  }

  /// "not only … but also", "not just", "not merely" affirm.
  private func isNotOnly(_ negation: Int) -> Bool {
    guard tree.lower(negation) == "not" || tree.lower(negation) == "n't",
      negation + 1 < tree.count
    else { return false }
    return ["only", "just", "merely", "simply", "solely"].contains(tree.lower(negation + 1))
  }

  /// "never", "nor", "neither" before the verb; "no longer" beside it.
  private func isNegative(_ word: Int, before verb: Int) -> Bool {
    switch tree.dep[word] {
    case .advmod:
      Self.negatives.contains(tree.lower(word))
        || !Self.bounds.contains(tree.lower(word))
          && tree.children(word).contains { tree.dep[$0] == .neg || tree.lower($0) == "no" }
    case .preconj, .cc, .dep, .det:
      word < verb && Self.negatives.contains(tree.lower(word))
    default: false
    }
  }

  /// Adverbs whose "no" or "not" bounds a time or number and denies nothing: "no earlier than May".
  private static let bounds: Set<String> = [
    "earlier", "later", "sooner", "less", "more", "fewer", "only", "just", "merely", "long", "far",
    "surprisingly", "least", "before", "until",
  ]

  private func modal(_ token: Int) -> String {
    switch tree.lower(token) {
    case "ca", "can": "can"
    case "wo", "will", "'ll", "’ll": "will"
    case "'d", "’d", "would": "would"
    default: tree.lower(token)
    }
  }

  /// "represents not a departure but …": the negation is of what follows it, not of the verb.
  private func isContrast(_ negation: Int, of verb: Int) -> Bool {
    guard negation > verb, tree.lower(negation) == "not", tree.lemma(verb) != "be" else {
      return false
    }
    return tree.children(verb).contains {
      $0 == negation + 1
        && (tree.dep[$0] == .prep || tree.dep[$0] == .dobj || tree.dep[$0] == .attr)
    }
      || negation + 1 < tree.count && tree.head[negation + 1] != verb
        && !tree.dep[verb].isAuxiliary && tree.lemma(verb) != "be"
        && tree.isBelow(negation + 1, verb)
  }

  private func hasOwnFrame(_ verb: Int) -> Bool {
    tree.children(verb).contains { tree.dep[$0].isAuxiliary || tree.dep[$0].isSubject }
  }

  private func isAfterBut(_ verb: Int) -> Bool {
    tree.children(tree.head[verb]).contains {
      tree.dep[$0] == .cc && tree.lower($0) == "but" && $0 < verb
    }
  }

  // MARK: What stands above

  private func climb(from verb: Int, into stance: inout Stance) {
    var token = verb
    // Above a finite clause of its own standing, only the speaker matters.
    var isBound = true
    while !tree.isRoot(token) {
      let governor = tree.head[token]
      switch tree.dep[token] {
      case .ccomp, .csubj, .csubjpass, .parataxis:
        if tree.pos[governor].isVerbal || tree.pos[governor] == .adjective {
          applyReport(governor, complement: token, to: &stance, isBound: &isBound)
        } else if isBound, tree.dep[token] == .ccomp, tree.pos[governor] == .noun,
          governor < token, !knowledge.hostClasses(tree.lemma(governor)).isEmpty
        {
          // "rumours the bank had sold the mill"
          applyNoun(governor, to: &stance)
          isBound = false
        }
      case .xcomp:
        if isBound { applyGovernor(governor, complement: token, to: &stance) }
        if isSaying(governor), stance.speaker == nil, !isBound { setSpeaker(governor, &stance) }
      case .pcomp:
        if isBound { applyPreposition(governor, to: &stance) }
      case .advcl:
        if isBound {
          applyAdverbial(token, governor, to: &stance)
          if stance.modality == nil { stance.modality = scope(around: governor) }
          isBound = false
        }
      case .relcl where tree.isAchieved(token), .acl where tree.isAchieved(token):
        // "will be the first to land": what is to come of the one is to come of the other.
        let above = self.stance(of: tree.head[governor])
        stance.modality = stance.modality ?? above.modality
        stance.isNegated = stance.isNegated != above.isNegated
        if let speaker = above.speaker { stance.attribute(to: speaker) }
        return
      case .acl:
        if isBound {
          if tree.tag[token] == .baseForm {
            stance.modality = stance.modality ?? tree.lemma(governor)
          }
          if isContent(token, of: governor) {
            applyNoun(governor, to: &stance)
          } else if let host = host(of: governor, doing: token) {
            applyNoun(host, to: &stance)
          } else if hasNegatedNoun(governor) || isGivenUp(governor) {
            stance.isNegated = true
          }
        }
        isBound = false
      case .relcl:
        if isBound {
          if isContent(token, of: governor) { applyNoun(governor, to: &stance) }
          applyTimeNoun(token, governor, to: &stance)
          applyThoughtOf(governor, describedBy: token, to: &stance)
          if isView(governor) { stance.modality = stance.modality ?? "as" }
        }
        isBound = false
      case .conj:
        // What governs the first of conjoined verbs governs all.
        if tree.children(token).contains(where: { tree.dep[$0].isSubject }),
          !(opensWithThat(governor) && tree.dep[governor] != .advcl)
        {
          isBound = false
        } else if tree.tag[token] == .baseForm, stance.modality == nil,
          ![.baseForm, .modal, .present].contains(tree.tag[governor]), !hasOwnFrame(token)
        {
          // A base form that nothing governs is an infinitive whose "to" the parser hung elsewhere.
          stance.modality = "to"
        }
      default:
        if !tree.pos[governor].isVerbal && tree.dep[token] != .prep && tree.dep[token] != .agent {
          isBound = isBound && tree.dep[token] == .acomp
        }
        // "was never willing to give"
        if isBound, token != verb, tree.dep[token] == .acomp || tree.dep[token] == .oprd,
          tree.pos[governor].isVerbal
        {
          apply(wordsOf: governor, to: &stance)
        }
      }
      addSources(of: token, saying: verb, to: &stance)
      if isBound || token == verb { applyFrame(of: token, to: &stance) }
      token = governor
    }
    addSources(of: token, saying: verb, to: &stance)
    if isBound || token == verb { applyFrame(of: token, to: &stance) }
  }

  /// "the legend of Galois pouring out his mind": the noun that governs what somebody in it does.
  private func host(of noun: Int, doing gerund: Int) -> Int? {
    let preposition = tree.head[noun]
    if tree.tag[gerund] == .gerund, tree.pos[noun] == .noun,
      !knowledge.hostClasses(tree.lemma(noun)).isEmpty, let of = tree.child(noun, .prep),
      tree.lower(of) == "of", of < gerund
    {
      return noun
    }
    guard tree.tag[gerund] == .gerund, tree.dep[noun] == .pobj, tree.lower(preposition) == "of",
      !knowledge.hostClasses(tree.lemma(tree.head[preposition])).isEmpty
    else { return nil }
    return tree.head[preposition]
  }

  /// What takes the content that a clause belongs to out of the world as it is, for all that is told in it: "the theory
  /// that, because the bank sold the mill, rents fell". Nil where nothing does.
  private func scope(around clause: Int) -> String? {
    var content = clause
    while tree.dep[content] == .conj, tree.pos[tree.head[content]].isVerbal, !tree.isRoot(content) {
      content = tree.head[content]
    }
    guard [.ccomp, .acl, .relcl].contains(tree.dep[content]),
      opensWithThat(content) || isContent(content, of: tree.head[content])
    else { return nil }
    var above = Stance()
    climb(from: content, into: &above)
    return above.modality ?? (above.isNegated ? tree.lemma(tree.head[content]) : nil)
  }
}
