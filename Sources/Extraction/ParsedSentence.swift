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

  package let tokens: [Token]
  package let clauses: [Clause]
  private let tree: Tree

  init(_ tree: Tree, knowledge: Knowledge) {
    self.tree = tree
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
