import ArgumentParser
import Asking
import Graph

/// How a page is written.
struct PageOptions: ParsableArguments {
  @Option(name: .shortAndLong, help: "The format of the page.")
  var format: PageFormat = .text
}

/// A command that writes a page of a graph.
private protocol PageCommand: GlobalCommand {
  var page: PageOptions { get }
}

extension PageCommand {
  fileprivate func write(_ make: (Pages) throws -> Page) throws {
    let session = try Session(location: global.location(), options: global, settings: Settings())
    try session.write(try make(session.pages()), as: page.format)
  }
}

struct AboutCommand: PageCommand {
  static let configuration = CommandConfiguration(
    commandName: "about", abstract: "Write a page about an entity.",
    discussion: """
      Its names, offices, deeds and what was done to it, with counts, dates and documents; what is denied, planned and \
      said of it; who is named with it; the sentences that say most.
      Example: graphsh about "Lee" --format markdown --db news.db
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var page: PageOptions

  @Option(help: "The most entries in a section; 0 means all.")
  var limit = Pages.usualLimit

  @Argument(help: "The entity, by any of its names.")
  var name: String

  func validate() throws { try Pages.check(limit) }

  func run() throws { try write { try $0.about(name, limit: limit) } }
}

struct TimelineCommand: PageCommand {
  static let configuration = CommandConfiguration(
    commandName: "timeline", abstract: "List facts in the order in which they happened.",
    discussion: """
      For an entity, for the facts that the answers to a query rest on, or for the whole graph. Where a text gives no time, \
      the date of its document is given, as "reported".
      Example: graphsh timeline "Lee" --since 2026-01 --until 2026-03 --db news.db
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var page: PageOptions

  @Option(help: "From this day, month or year onwards (2026-01-05, 2026-01, 2026).")
  var since: String?

  @Option(help: "Up to the end of this day, month or year.")
  var until: String?

  @Option(help: "The most entries; 0 means all.")
  var limit = Pages.usualTimelineLimit

  @Argument(help: "An entity by any of its names, or a query.")
  var subject: String?

  func validate() throws {
    try Pages.check(limit)
    for (name, text) in [("--since", since), ("--until", until)] {
      if let text, !Timeline.TimeRange.isEnd(text) {
        throw ValidationError(
          "\(name): \(text) is not a day, month or year, such as 2026-01-05 or 2026")
      }
    }
  }

  func run() throws {
    let range = Timeline.TimeRange(first: since, last: until)
    try write { try $0.timeline(subject ?? "", within: range, limit: limit) }
  }
}

struct PathCommand: PageCommand {
  static let configuration = CommandConfiguration(
    commandName: "path",
    abstract: "Show how two entities are connected, by the shortest chains of facts.",
    discussion: """
      Example: graphsh path "Xiaomi" "Japan" --limit 3 --db news.db
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var page: PageOptions

  @Option(help: "The most chains.")
  var limit = Pages.usualPathLimit

  @Argument(help: "The entity where the chains begin.")
  var start: String

  @Argument(help: "The entity where they end.")
  var goal: String

  func validate() throws {
    if limit < 1 { throw ValidationError("--limit must be at least 1") }
  }

  func run() throws { try write { try $0.path(from: start, to: goal, limit: limit) } }
}

struct ConflictsCommand: PageCommand {
  static let configuration = CommandConfiguration(
    commandName: "conflicts",
    abstract: "Show what cannot all be true, with the sentences on each side.",
    discussion: """
      Claims that are both made and denied, two holders of one office at a time, different numbers for one thing.
      Example: graphsh conflicts --format html --db news.db
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var page: PageOptions

  @Option(help: "The most conflicts of each kind; 0 means all.")
  var limit = Pages.usualLimit

  func validate() throws { try Pages.check(limit) }

  func run() throws { try write { try $0.conflicts(limit: limit) } }
}

struct CompareCommand: PageCommand {
  static let configuration = CommandConfiguration(
    commandName: "compare",
    abstract: "Compare two documents: what both say, what only one says, and where they disagree.",
    discussion: """
      Example: graphsh compare seeds/01-beijing-summit.txt seeds/03-nara-summit.txt --db news.db
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var page: PageOptions

  @Option(help: "The most entries in a section; 0 means all.")
  var limit = Pages.usualLimit

  @Argument(help: "A document: its number, its source or its title.")
  var first: String

  @Argument(help: "The other document.")
  var second: String

  func validate() throws { try Pages.check(limit) }

  func run() throws { try write { try $0.compare(first, second, limit: limit) } }
}

struct ReportCommand: PageCommand {
  static let configuration = CommandConfiguration(
    commandName: "report", abstract: "Write a page about the whole graph.",
    discussion: """
      Who is central, which groups belong together, the relations, conflicts and gaps, and questions that the graph can answer.
      Example: graphsh report --format html --db news.db
      """)

  @OptionGroup var global: GlobalOptions
  @OptionGroup var page: PageOptions

  @Option(help: "The most entries in a section; 0 means all.")
  var limit = Pages.usualReportLimit

  func validate() throws { try Pages.check(limit) }

  func run() throws { try write { try $0.report(limit: limit) } }
}

struct RejectedCommand: PageCommand {
  static let configuration = CommandConfiguration(
    commandName: "rejected", abstract: "List what was rejected, and why.",
    discussion: "Example: graphsh rejected --format json --db news.db")

  @OptionGroup var global: GlobalOptions
  @OptionGroup var page: PageOptions

  func run() throws { try write { try $0.rejected() } }
}
