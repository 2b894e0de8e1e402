/// The pronouns of who speaks and who is spoken to.
enum SpeakerPronoun {
  case speaker, addressee

  /// The pronoun at a token, if there is one.
  init?(_ token: Int, in tree: Tree) {
    guard let known = Self.words[tree.lower(token)],
      tree.pos[token] == .pronoun || tree.tag[token] == .possessivePronoun
        || tree.tag[token] == .personalPronoun
    else { return nil }
    self = known
  }

  private static let words: [String: SpeakerPronoun] = [
    "i": .speaker, "me": .speaker, "my": .speaker, "mine": .speaker, "myself": .speaker,
    "you": .addressee, "your": .addressee, "yours": .addressee, "yourself": .addressee,
  ]
}
