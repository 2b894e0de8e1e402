/// A document after its names and pronouns are resolved: what the rules for facts read.
struct ReadDocument: Sendable {
  var lines: [AnalyzedLine]
  var mentions: [Mention]
  /// What each pronoun or description means.
  var resolutions: [Place: Resolution]
  var quotations: [Quotations]
  /// Who says each line, where the document is a conversation.
  var speakers: [String?]

  /// What a pronoun or description surely means.
  func sureReferents(of place: Place) -> [Referent]? {
    guard let known = resolutions[place], known.isSure else { return nil }
    return known.referents
  }

  /// The mention whose head is this token.
  func mention(at place: Place) -> Mention? {
    let index = lines[place.line].mentionAt[place.token]
    guard index >= 0, mentions[index].head == place.token else { return nil }
    return mentions[index]
  }
}
