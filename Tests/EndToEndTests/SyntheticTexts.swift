import TestSupport

/// Small texts about the same few people and things under several names, so that each text changes who is who in others.
struct SyntheticTexts {
  private static let people = [
    "Ilse Brandt", "Ida Brandt", "Tomas Rehn", "Rosa Vidal", "Paulo Vidal", "Kim Min-su",
    "Kim Min Su",
    "Viktor Zelinskiy", "Viktor Zelinsky", "Harbor Foods", "Harbor", "Nadia Holt",
  ]
  private static let verbs = ["met", "praised", "visited", "thanked", "criticised"]
  private static let places = ["Lima", "Oslo", "Porto", "Accra"]
  private static let things = [
    "the grain treaty", "the Grain Treaty", "a harbor", "a Harbor", "trade", "Trade", "the treaty",
  ]
  private static let offices = [
    "the president of Peru", "a striker", "the senator from Ohio", "the president of Ghana",
    "a composer", "the mayor of Lima",
  ]

  static func texts(_ count: Int, seed: UInt64) -> [String] {
    var random = SeededGenerator(seed: seed)
    return (0..<count).map { text(number: $0, &random) }
  }

  private static func text(number: Int, _ random: inout SeededGenerator) -> String {
    var lines: [String] = []
    if random.chance(50) { lines.append("\(1 + number % 28) March 202\(number % 7)\n") }
    for _ in 0..<Int.random(in: 1...5, using: &random) {
      lines.append(sentence(&random))
    }
    return lines.joined(separator: "\n") + "\nNumber \(number).\n"
  }

  private static func sentence(_ random: inout SeededGenerator) -> String {
    let two = people.shuffled(using: &random)
    let (a, b) = (two[0], two[1])
    func one(_ list: [String]) -> String { list.randomElement(using: &random)! }
    func last(_ name: String) -> String { String(name.split(separator: " ").last!) }
    return switch Int.random(in: 0..<8, using: &random) {
    case 0: "\(a) \(one(verbs)) \(b) in \(one(places)) on Monday."
    case 1: "\(last(a)) \(one(verbs)) \(b)."
    case 2: "\(a), \(one(offices)), \(one(verbs)) \(one(things))."
    case 3: "The \(one(["Peruvian", "Ghanaian"])) president \(one(verbs)) \(b) in \(one(places))."
    case 4: "\(last(a)) said that \(b) did not buy \(one(things))."
    case 5: "\(a) signed \(one(things)). \(last(b)) helped \(one(things))."
    case 6: "\(b) could build \(one(things)) with \(a). He \(one(verbs)) \(last(a))."
    default: "\(a) \(one(verbs)) \(b)."
    }
  }
}
