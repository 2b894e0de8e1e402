import Graph

/// Who and what is named beside an entity: documents that share it likely mean the same.
struct Cooccurrence {
  /// Folded labels of the names of each document, but for countries and offices.
  private let byDocument: [Int64: Set<String>]
  private let labels: [String]
  let profiles: [StoredProfile]

  /// More documents of an entity are not looked at.
  private static let mostDocuments = 20

  init(profiles: [StoredProfile], labels: [String]) {
    self.profiles = profiles
    self.labels = labels
    var byDocument: [Int64: Set<String>] = [:]
    for (index, profile) in profiles.enumerated()
    where profile.kind != "country" && profile.kind != "office" {
      byDocument[profile.document, default: []].insert(labels[index])
    }
    self.byDocument = byDocument
  }

  /// The names that documents of both have beside them, in alphabetical order. Linear in the names of at most twenty
  /// documents of each.
  func shared(by first: [Int], _ second: [Int]) -> [String] {
    names(beside: first).intersection(names(beside: second))
      .subtracting(first.map { labels[$0] }).subtracting(second.map { labels[$0] }).sorted()
  }

  private func names(beside group: [Int]) -> Set<String> {
    group.prefix(Self.mostDocuments).reduce(into: []) {
      $0.formUnion(byDocument[profiles[$1].document] ?? [])
    }
  }
}
