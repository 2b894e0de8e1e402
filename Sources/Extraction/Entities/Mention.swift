/// A name as it stands in the text.
struct Mention: Sendable {
  /// Index of the analysed line.
  var line: Int
  var tokens: Range<Int>
  /// The token of the name that the tree hangs on.
  var head: Int
  var kind: NamedEntityKind
  /// The name without title, article and possessive.
  var surface: String
  var key: NameKey
  /// The country that the name is in the table of countries for, and whether it is that country's
  /// name or its capital's.
  var country: String?
  var isCapital = false
  /// The tokens of the citation that the name opens, with its other authors and its year.
  var citation: Range<Int>?
  /// Whether it is the name of another author in a citation.
  var isCoauthor = false
  /// The title that stands before the name, in lower case ("president").
  var title: String?
  /// Index into the document's entities, once resolved.
  var entity = -1
}

/// A line of the document with its trees and the names in it.
struct AnalyzedLine: Sendable {
  var tree: Tree
  /// Index of the document's mention that covers each token, or -1.
  var mentionAt: TokenColumn
  /// Whether the line tells facts; of others only the names count.
  var givesFacts: Bool
}

/// A token of the document.
struct Place: Hashable, Sendable {
  /// Index of the analysed line.
  var line: Int
  var token: Int
}
