/// An office of a country: "the Norwegian prime minister", "leader of China".
struct Office: Hashable, Sendable {
  var title: String
  var country: String

  /// What whoever holds it is called where nobody knows who that is.
  func label(_ knowledge: Knowledge) -> String {
    guard let demonym = knowledge.demonymOf[country] else { return "\(title) of \(country)" }
    return "\(demonym) \(title)"
  }

  /// As documents tell it of a holder.
  var role: String { "\(title) of \(country)" }

  /// The office that a role tells of; nil for former ones and those of no country.
  init?(role: String, _ knowledge: Knowledge) {
    let words = role.split(separator: " ").map(String.init)
    guard let of = words.firstIndex(of: "of"), of > 0, of + 1 < words.count else { return nil }
    title = words[..<of].joined(separator: " ")
    country = words[(of + 1)...].joined(separator: " ")
    guard knowledge.countries[country]?.country == country, Self.isTitle(title, knowledge) else {
      return nil
    }
  }

  init(title: String, country: String) {
    self.title = title
    self.country = country
  }

  static func isTitle(_ title: String, _ knowledge: Knowledge) -> Bool {
    title == "leader" || knowledge.titles[title] == .office
  }

  private static let heads: Set<String> = [
    "leader", "president", "prime minister", "chancellor", "king", "queen", "emperor", "sultan",
    "emir", "supreme leader", "paramount leader",
  ]

  /// How well the holder of `held` fits this office, 0 best; nil if not at all.
  func rank(of held: Office) -> Int? {
    guard held.country == country else { return nil }
    if held.title == title { return 0 }
    switch title {
    case "leader":
      if Self.heads.contains(held.title) { return 1 }
      return held.title == "premier" ? 2 : nil
    case "premier": return held.title == "prime minister" ? 1 : nil
    case "prime minister": return held.title == "premier" ? 1 : nil
    case "minister", "secretary": return held.title.hasSuffix(" " + title) ? 1 : nil
    default: return nil
    }
  }
}
