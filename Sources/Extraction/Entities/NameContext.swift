/// What the words beside a mention tell of what it names.
struct NameContext {
  let mention: Mention
  let line: AnalyzedLine
  let mentions: [Mention]
  let nouns: KindEvidence

  private var tree: Tree { line.tree }

  var features: [NameFeature] {
    var features = [NameFeature(kind: .label, word: mention.kind.featureName)]
    func add(_ kind: NameFeature.Kind, _ word: String = "") {
      features.append(NameFeature(kind: kind, word: word))
    }
    add(.before, neighbour(before: mention.tokens.lowerBound))
    add(.after, neighbour(behind: mention.tokens.upperBound - 1))
    if let title = mention.title {
      add(.title, nouns.knowledge.titles[title]?.rawValue ?? "portfolio")
    }
    if let article { add(.article, article) }
    if tree.tag[mention.tokens.upperBound - 1] == .names { add(.plural) }
    if tree.sentences[tree.sentence[mention.tokens.lowerBound]].lowerBound
      == mention.tokens.lowerBound
    {
      add(.opensSentence)
    }
    for kind in nouns.context(of: mention) {
      add(.called, (kind == .country ? .place : kind).rawValue)
    }
    for noun in appellations { add(.noun, noun) }
    features += relations
    return features
  }

  // MARK: Neighbours

  private func neighbour(before token: Int) -> String {
    var place = token - 1
    let start = tree.sentences[tree.sentence[token]].lowerBound
    // Articles have a feature of their own.
    while place >= start, Self.articles.contains(tree.lower(place)) || tree.pos[place] == .space {
      place -= 1
    }
    return place < start ? "<start>" : word(place)
  }

  private func neighbour(behind token: Int) -> String {
    let place = token + 1
    return place < tree.sentences[tree.sentence[token]].upperBound ? word(place) : "<end>"
  }

  private static let articles: Set<String> = ["the", "a", "an"]

  private var article: String? {
    let first = mention.tokens.lowerBound
    guard first > 0, tree.sentence[first - 1] == tree.sentence[first] else { return nil }
    let word = tree.lower(first - 1)
    return Self.articles.contains(word) ? word : nil
  }

  /// The word itself; of names and numbers only what they are.
  private func word(_ token: Int) -> String {
    let other = line.mentionAt[token]
    if other >= 0 { return "<" + mentions[other].kind.featureName + ">" }
    if tree.pos[token] == .numeral { return "<number>" }
    return tree.pos[token] == .properNoun ? "<name>" : tree.lower(token)
  }

  // MARK: The tree

  /// The common nouns that call it something.
  private var appellations: [String] {
    let head = mention.head
    var result: [String] = []
    func add(_ token: Int?) {
      guard let token, tree.pos[token] == .noun, line.mentionAt[token] < 0 else { return }
      result.append(tree.lemma(token))
    }
    for child in tree.children(head) {
      switch tree.dep[child] {
      case .appos: add(child)
      case .compound, .nmod: if child < mention.tokens.lowerBound { add(child) }
      default: break
      }
    }
    let governor = tree.head[head]
    switch tree.dep[head] {
    case .appos: add(governor)
    case .nsubj where tree.lemma(governor) == "be": add(tree.child(governor, .attr))
    default: break
    }
    return result
  }

  /// What it is to the verb, the noun or the preposition that it hangs on.
  private var relations: [NameFeature] {
    var head = mention.head
    var result: [NameFeature] = []
    func add(_ kind: NameFeature.Kind, _ word: String) {
      result.append(NameFeature(kind: kind, word: word))
    }
    // A name joined to others has the place of the first.
    var steps = 0
    while tree.dep[head] == .conj, steps < Self.mostJoined {
      let other = line.mentionAt[tree.head[head]]
      if other >= 0, steps == 0 { add(.joined, mentions[other].kind.featureName) }
      head = tree.head[head]
      steps += 1
    }
    for child in tree.children(mention.head, .conj) {
      let other = line.mentionAt[child]
      if other >= 0 { add(.joined, mentions[other].kind.featureName) }
    }
    let governor = tree.head[head]
    let lemma = tree.lemma(governor)
    switch tree.dep[head] {
    case .nsubj: add(.subject, lemma)
    case .nsubjpass: add(.passiveSubject, lemma)
    case .dobj, .dative: add(.object, lemma)
    case .poss: add(.owner, lemma)
    case .compound, .nmod: add(.modifier, lemma)
    case .pobj:
      let preposition = tree.lower(governor)
      add(.preposition, preposition)
      let above = tree.head[governor]
      if line.mentionAt[above] < 0 { add(.complement, tree.lemma(above) + " " + preposition) }
    default: break
    }
    return result
  }

  private static let mostJoined = 8
}
