import Glibc

/// How likely a pronoun means each of the things before it, or nothing that the text names: a log-linear model over
/// ``PronounFeature``.
///
/// `script/fit pronouns` fits the weights of `schema/models/pronouns.tsv`: a row for each feature, a column for each
/// class of pronouns and position of the pronoun.
struct PronounModel: Sendable {
  /// Pronouns that are weighed alike.
  enum Class: String, CaseIterable {
    case person, thing, plural

    init(_ pronoun: Pronoun) {
      switch pronoun {
      case .masculine, .feminine: self = .person
      case .neuter: self = .thing
      case .plural: self = .plural
      }
    }
  }

  /// Facts may rest on a reading of at least this probability: it is likelier than all others together.
  static let sure = 0.5

  /// The weight of each feature, by its number.
  private var columns: [Class: [PronounContext.Position: [Double]]] = [:]

  /// Reads a table of weights. The first row names the columns ("person subject"); rows that name no feature are
  /// passed over, and what a row leaves out weighs nothing.
  init(_ rows: [KnowledgeRow] = []) {
    let headings = rows.first
    let features = Dictionary(
      uniqueKeysWithValues: PronounFeature.allCases.map { ($0.name, $0) })
    for group in Class.allCases {
      for position in PronounContext.Position.allCases {
        let heading = group.rawValue + " " + position.rawValue
        let number = (1...Self.mostColumns).first { headings?[$0] == heading }
        var weights = [Double](repeating: 0, count: PronounFeature.allCases.count)
        for row in rows.dropFirst() {
          guard let number, let value = Double(row[number]), let feature = features[row[0]] else {
            continue
          }
          weights[feature.rawValue] = value
        }
        columns[group, default: [:]][position] = weights
      }
    }
  }

  private static let mostColumns = Class.allCases.count * PronounContext.Position.allCases.count

  /// The probabilities of choices that each have these features; they sum to 1.
  func probabilities(_ choices: [PronounFeatures], of context: PronounContext) -> [Double] {
    guard let weights = columns[Class(context.pronoun)]?[context.position] else {
      return []
    }
    let scores = choices.map { choice in
      choice.values.reduce(0) { $0 + $1.value * weights[$1.feature.rawValue] }
    }
    let most = scores.max() ?? 0
    let exponentials = scores.map { exp($0 - most) }
    let total = exponentials.reduce(0, +)
    return exponentials.map { $0 / total }
  }
}
