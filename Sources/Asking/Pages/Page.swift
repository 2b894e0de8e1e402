/// What is told of something on a page, whatever the form in which the page is written.
public struct Page: Sendable {
  /// What stands above it.
  public var title: String
  /// Lines under the title.
  public var notes: [String] = []
  /// From top to bottom.
  public var sections: [PageSection] = []
}

/// A part of a page under a heading of its own.
public struct PageSection: Sendable {
  /// What stands above it.
  public var heading: String
  /// From top to bottom.
  public var entries: [PageEntry]
  /// Entries that the limit of the page left out.
  public var omitted = 0

  init(_ heading: String, _ entries: [PageEntry], limit: Int = .max) {
    self.heading = heading
    self.entries = Array(entries.prefix(limit))
    omitted = entries.count - self.entries.count
  }
}

/// A line of a page with the facts that speak for it.
public struct PageEntry: Sendable {
  /// What entries that stand together have in common, such as a relation.
  public var group: String?
  /// What it says.
  public var text: String
  /// When it happened, each time once, or when it was reported first.
  public var times: [ToldTime] = []
  /// How it is told where that is not as so: "denied", "said by Xi Jinping".
  public var marks: [String] = []
  /// Sentences that say so; of an entry without facts, that it is about.
  public var sentences = 0
  /// What it rests on.
  public var facts: [ToldFact] = []
  /// Sentences to be read on the page itself, in place of those of the facts.
  public var quotes: [Telling] = []
}
