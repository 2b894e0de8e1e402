/// What a noun or an adjective does to the clause that hangs on it; the classes of `schema/hosts.tsv`.
///
/// A clause on a noun of none of them is open, one on an adjective of none is so ("sad that").
struct HostClasses: OptionSet, Sendable {
  let rawValue: UInt32

  /// Its clause is so, even where the word is denied: "does not change the fact that".
  static let factive = HostClasses(rawValue: 1 << 0)
  /// Its clause is so; where the word is denied, it is denied: "not true that".
  static let affirmed = HostClasses(rawValue: 1 << 1)
  /// Its clause is so; where the word is denied, it is open: "no proof that".
  static let certain = HostClasses(rawValue: 1 << 2)
  /// Its clause is denied.
  static let denied = HostClasses(rawValue: 1 << 3)
  /// Its clause is open; where the word is denied, it is so: "no doubt that".
  static let doubt = HostClasses(rawValue: 1 << 4)
  /// Its clause is open.
  static let open = HostClasses(rawValue: 1 << 5)
  /// The gerund behind its preposition has not come about: "keen on buying".
  static let prospect = HostClasses(rawValue: 1 << 6)
  /// The gerund behind its preposition does not come about: "close to buying".
  static let short = HostClasses(rawValue: 1 << 7)
  /// What happens "under" it is planned: "under the proposal, the state buys the port".
  static let scheme = HostClasses(rawValue: 1 << 8)
  /// What happens "in" it is made up.
  static let fiction = HostClasses(rawValue: 1 << 9)
  /// What happens "in" it, told in the present, is made up: a game was also played.
  static let show = HostClasses(rawValue: 1 << 10)

  /// What is so "in" somebody's, or "by" it, is his word: "in Lind's view", "by her account".
  static let view = HostClasses(rawValue: 1 << 11)

  static let named: [String: HostClasses] = [
    "factive": .factive, "true": .affirmed, "certain": .certain, "false": .denied, "doubt": .doubt,
    "open": .open, "prospect": .prospect, "short": .short, "scheme": .scheme,
    "fiction": .fiction, "show": .show, "view": .view,
  ]
}
