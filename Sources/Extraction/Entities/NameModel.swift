/// How likely a name is a person's, an organisation's, a place's or that of something else: a log-linear model over
/// ``NameFeature``.
///
/// `script/fit names` fits the weights of `schema/models/name_types.tsv`, a row for each feature.
struct NameModel: Sendable {
  /// What a name may name.
  enum Class: Int, CaseIterable, Sendable {
    case person, organization, place, other

    var name: String { String(describing: self) }
  }

  typealias Weights = SIMD4<Double>

  /// By the kind of feature and its word.
  private var weights: [[String: Weights]] =
    Array(repeating: [:], count: NameFeature.Kind.allCases.count)

  private static let kinds = Dictionary(
    uniqueKeysWithValues: NameFeature.Kind.allCases.map { ($0.name, $0) })

  /// The feature that a row of the table is named after; nil where there is none.
  static func feature(named name: String) -> NameFeature? {
    let parts = name.split(separator: " ", maxSplits: 1)
    guard let first = parts.first, let kind = kinds[String(first)] else { return nil }
    return NameFeature(kind: kind, word: parts.count > 1 ? String(parts[1]) : "")
  }

  /// Sets what a feature weighs for each class; gives whether there is such a feature.
  mutating func set(_ name: String, _ values: [Double]) -> Bool {
    guard let feature = Self.feature(named: name) else { return false }
    var weight = Weights()
    for (index, value) in values.prefix(Class.allCases.count).enumerated() { weight[index] = value }
    weights[feature.kind.rawValue][feature.word] = weight
    return true
  }

  /// What a feature weighs for each class.
  subscript(_ feature: NameFeature) -> Weights {
    weights[feature.kind.rawValue][feature.word] ?? Weights()
  }

  /// The class of the greatest sum; that of other things where nothing tells.
  func best(_ sum: Weights) -> Class {
    Class.allCases.reduce(.other) { sum[$1.rawValue] > sum[$0.rawValue] ? $1 : $0 }
  }
}
