/// The names of a document that share a first or last word: what the recogniser takes each for tells of the others.
struct NameRelatives {
  /// What most mentions of a name of one word are taken for.
  private var alone: [String: NamedEntityKind] = [:]
  /// What most mentions of longer names are taken for, by their first word, their last, and their acronyms.
  private var beginning: [String: NamedEntityKind] = [:]
  private var ending: [String: NamedEntityKind] = [:]
  private var acronyms: [String: NamedEntityKind] = [:]

  init(names: [NameKey: [Int]], mentions: [Mention]) {
    var counts: [Place: [NamedEntityKind: Int]] = [:]
    for (key, own) in names {
      guard let first = key.words.first, let last = key.words.last else { continue }
      for mention in own {
        let kind = mentions[mention].kind
        guard key.count > 1 else {
          counts[Place(word: first, role: .alone), default: [:]][kind, default: 0] += 1
          continue
        }
        counts[Place(word: first, role: .beginning), default: [:]][kind, default: 0] += 1
        counts[Place(word: last, role: .ending), default: [:]][kind, default: 0] += 1
      }
      guard key.count > 1, let mention = own.first else { continue }
      for acronym in FullNames.acronyms(of: key.words) where acronym.count > 1 {
        counts[Place(word: acronym, role: .acronym), default: [:]][
          mentions[mention].kind, default: 0] += own.count
      }
    }
    for (place, kinds) in counts {
      let best = kinds.max { ($0.value, $1.key.rawValue) < ($1.value, $0.key.rawValue) }
      guard let kind = best?.key else { continue }
      switch place.role {
      case .alone: alone[place.word] = kind
      case .beginning: beginning[place.word] = kind
      case .ending: ending[place.word] = kind
      case .acronym: acronyms[place.word] = kind
      }
    }
  }

  private struct Place: Hashable {
    var word: String
    var role: Role

    enum Role { case alone, beginning, ending, acronym }
  }

  func features(of key: NameKey) -> [NameFeature] {
    guard let first = key.words.first, let last = key.words.last else { return [] }
    func feature(_ kind: NameFeature.Kind, _ label: NamedEntityKind?) -> NameFeature? {
      label.map { NameFeature(kind: kind, word: $0.featureName) }
    }
    if key.count > 1 {
      return [feature(.firstAlone, alone[first]), feature(.lastAlone, alone[last])]
        .compactMap { $0 }
    }
    return [
      feature(.beginsLonger, beginning[first]), feature(.endsLonger, ending[first]),
      feature(.acronymOf, acronyms[first]),
    ].compactMap { $0 }
  }
}
