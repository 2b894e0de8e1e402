import TextAnalysis

/// A sentence by itself as the rules of extraction see it: its words, its tree and its clauses.
///
/// The trees are mended and the subjects inherited exactly as where a text is read, so that what asks of a graph is
/// read as what filled it.
package struct ParsedSentence: Sendable {
  package struct Token: Sendable {
    package let text: String
    package let lower: String
    package let lemma: String
    package let tag: Tag
    package let pos: PartOfSpeech
    package let dep: Dependency
    /// The governing token; a root governs itself.
    package let head: Int
    /// First scalar of the token in the text.
    package let start: Int
    /// Whether one space follows it.
    package let space: Bool
  }

  /// How a clause is meant.
  package struct Meaning: Sendable {
    package let isNegated: Bool
    /// The word that takes it out of the world as it is: `could`, `seek`, `if`, ….
    package let modality: String?
    /// Head of the phrase that names who says so.
    package let speaker: Int?
  }

  package let tokens: [Token]
  package let clauses: [Clause]
  private let tree: Tree
  private let knowledge: Knowledge

  init(_ tree: Tree, knowledge: Knowledge) {
    self.tree = tree
    self.knowledge = knowledge
    tokens = (0..<tree.count).map { token in
      Token(
        text: tree.text(token), lower: tree.lower(token), lemma: tree.lemma(token),
        tag: tree.tag[token], pos: tree.pos[token], dep: tree.dep[token], head: tree.head[token],
        start: tree.start(token), space: tree.hasSpace(after: token))
    }
    var finder = ClauseFinder(tree, knowledge: knowledge)
    clauses = finder.clauses()
  }

  /// The token and all below it, in the order of the text.
  package func subtree(_ token: Int) -> [Int] { tree.subtree(token) }

  /// The children of a token with a label.
  package func children(_ token: Int, _ label: Dependency) -> [Int] { tree.children(token, label) }

  /// A head and the heads coordinated with it.
  package func coordinated(_ head: Int) -> [Int] { tree.coordinated(head) }

  /// How what a verb tells is meant, as the words above and around it make it. Reads the sentence's quotations anew.
  package func meaning(of verb: Int) -> Meaning {
    let stance = stanceReader.stance(of: verb)
    return Meaning(
      isNegated: stance.isNegated, modality: stance.modality, speaker: stance.speaker)
  }

  /// How an act is meant that a noun tells: as facts of such acts are, and besides only as sure as the clause that names
  /// it. Nil where none is told of. Reads the sentence's quotations anew.
  package func meaning(ofAct noun: Int) -> Meaning? {
    guard let verb = tree.governingVerb(noun) else { return nil }
    let reader = stanceReader
    var stance = Stance()
    guard reader.settle(act: noun, &stance) else { return nil }
    let above = reader.stance(of: verb)
    var modality = stance.modality ?? above.modality
    if modality == nil, tree.dep[noun] == .pobj,
      ["for", "against"].contains(tree.lower(tree.head[noun]))
    {
      // "called for her release", "campaigned against the sale"
      modality = tree.lower(tree.head[noun])
    }
    return Meaning(
      isNegated: stance.isNegated || above.isNegated, modality: modality, speaker: stance.speaker)
  }

  private var stanceReader: StanceReader {
    StanceReader(
      tree: tree, knowledge: knowledge, quotations: Quotations(tree, knowledge: knowledge))
  }

  /// The predicate that a clause's last verb has in a graph, without a preposition: `be_buried`, `step_down`.
  package func predicate(of clause: Clause) -> String {
    PredicateName.join(VerbPhrase(tree: tree).words(of: clause.last))
  }

  /// Whether a verb stands in the passive.
  package func isPassive(_ verb: Int) -> Bool { VerbPhrase(tree: tree).isPassive(verb) }
}

/// Reads sentences by themselves, apart from any document.
package struct SentenceParser: Sendable {
  package let knowledge: Knowledge
  private let analyze: @Sendable (String) -> Analysis

  package init(pipeline: EnglishPipeline, knowledge: Knowledge) {
    self.knowledge = knowledge
    analyze = { pipeline.analyze($0) }
  }

  package func parse(_ text: String) -> ParsedSentence {
    ParsedSentence(Tree(analyze(text)), knowledge: knowledge)
  }
}
