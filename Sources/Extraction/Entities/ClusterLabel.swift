import Graph

/// Chooses what an entity is called, by a vote of all documents that name it.
///
/// The usual full name wins. What few documents write beside a name that the others use ("Cruz's Iowa") renames
/// nothing, nor does a headline in capitals.
struct ClusterLabel {
  let knowledge: Knowledge
  let profiles: [StoredProfile]

  /// A longer name counts if it has this share of the documents that use the shorter one.
  private static let leastShare = 0.2

  private struct Candidate {
    var label: String
    var words: [String]
    var documents = 0
    var mentions = 0
    var isShouted: Bool
  }

  func label(of group: [Int], kind: DocumentEntity.Kind) -> String {
    var found: [String: Candidate] = [:]
    for index in group {
      let profile = profiles[index]
      var candidate =
        found[profile.label]
        ?? Candidate(
          label: profile.label, words: NameKey(profile.label).words,
          isShouted: isShouted(profile.label))
      candidate.documents += 1
      candidate.mentions += profile.names.first { $0.name == profile.label }?.count ?? 1
      found[profile.label] = candidate
    }
    let candidates = Array(found.values)
    let usual = candidates.map(\.documents).max() ?? 0
    func isFull(_ candidate: Candidate) -> Bool {
      guard candidate.words.count > 1 else { return false }
      let isPerson = kind == .person && isGiven(candidate.label)
      return isPerson || Double(candidate.documents) >= Self.leastShare * Double(usual)
    }
    let best = candidates.min { left, right in
      rank(left, isFull(left)).lexicographicallyPrecedes(rank(right, isFull(right)))
        || rank(left, isFull(left)) == rank(right, isFull(right)) && left.label < right.label
    }
    return best?.label ?? profiles[group[0]].label
  }

  /// Less is better: no headline, a full name, more documents, more mentions, more words.
  private func rank(_ candidate: Candidate, _ isFull: Bool) -> [Int] {
    [
      candidate.isShouted ? 1 : 0, isFull ? 0 : 1, -candidate.documents, -candidate.mentions,
      -candidate.words.count,
    ]
  }

  private func isGiven(_ label: String) -> Bool {
    knowledge.genders[String(label.prefix { $0 != " " })] != nil
  }

  /// Whether a name of several words is all in capitals, as headlines and tables have it.
  private func isShouted(_ label: String) -> Bool {
    label.contains(" ") && !label.unicodeScalars.contains { $0.properties.isLowercase }
  }
}
