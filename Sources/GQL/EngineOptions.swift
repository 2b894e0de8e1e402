import Base
import Graph

extension Engine {
  /// Limits and parameters of an engine.
  public struct Options: Sendable {
    /// A query that takes longer ends with ``EngineError/timeout(seconds:)``. Each query of a program has this time;
    /// the reading and checking of the program counts to the first.
    public var timeout: Duration?
    /// Bytes that the program, the tuples and the values of one run may take, about.
    public var memoryLimit: Int?
    /// Threads for reading texts; a query runs on one.
    public var threads = 1
    /// Values of `$name` in programs.
    public var parameters: [String: Term] = [:]
    /// False refuses statements that touch files or the graph: `insert`, `delete`, `@import`, `@export`, `@include`.
    public var allowsChanges = true
    /// Which files a program may read and write, by `@include`, `@import` and `@export`.
    public var files = FileAccess.everywhere
    /// What the planner may do; answers never depend on it.
    public var optimizations: Optimizations = .all

    /// The limits and permissions of `graphsh` where nothing else is said.
    public init() {}

    /// Options of an engine that answers for others: it changes nothing and opens no files.
    ///
    /// - Parameter reason: what a program is told that wants a file
    package static func readingOnly(noFilesBecause reason: String) -> Options {
      var options = Options()
      options.allowsChanges = false
      options.files = .nowhere
      options.files.refusal = { _ in reason }
      return options
    }
  }

  /// Rewritings and special algorithms, each of which can be switched off for tests and measurements.
  public struct Optimizations: OptionSet, Sendable {
    /// One bit an optimisation.
    public let rawValue: Int
    /// The optimisations of these bits.
    public init(rawValue: Int) { self.rawValue = rawValue }

    /// Orders the atoms of a body by estimated cost instead of as written.
    public static let joinOrder = Self(rawValue: 1 << 0)
    /// Evaluates linear recursion by search from each source.
    public static let linearRecursion = Self(rawValue: 1 << 1)
    /// Joins cyclic bodies by intersection of sorted lists.
    public static let intersection = Self(rawValue: 1 << 2)
    /// Keeps one witness for variables that only have to exist.
    public static let semijoin = Self(rawValue: 1 << 3)

    /// Looks whole tuples up in the set of a relation that grows, which may hold some of the round under way.
    public static let setTests = Self(rawValue: 1 << 4)
    /// Lets whole runs of an index go into a relation of two columns.
    public static let runs = Self(rawValue: 1 << 5)
    /// Splits bodies with several recursive atoms, so that what is joined again and again is kept, each pair once.
    public static let bodySplitting = Self(rawValue: 1 << 6)
    /// Takes the best of the pending values first in a recursive `min` or `max`.
    public static let bestFirst = Self(rawValue: 1 << 7)
    /// Plans rules anew when a relation of their recursion has grown much.
    public static let replanning = Self(rawValue: 1 << 8)
    /// Computes of the predicates of a goal only what its constants lead to (magic sets).
    public static let demand = Self(rawValue: 1 << 9)
    /// Computes equivalences by union-find.
    public static let equivalence = Self(rawValue: 1 << 10)
    /// Keeps rows in the order of a head's first column, so that no table is needed to find those that came before.
    public static let orderedRows = Self(rawValue: 1 << 11)
    /// Tests two columns of a larger relation by a sorted run of rows instead of a table of pairs.
    public static let runTests = Self(rawValue: 1 << 12)

    /// Counts the rows of a stored predicate without reading them, where counting is all that is asked.
    public static let storedCounts = Self(rawValue: 1 << 13)

    /// Answers a query of one stored atom with constants by a look-up, without a plan.
    public static let lookUps = Self(rawValue: 1 << 14)

    /// Looks stored triples up by the values that a join meets, where those are few.
    public static let storeJoins = Self(rawValue: 1 << 15)

    /// Appends rows that cannot come twice without a look whether they are there.
    public static let distinctRows = Self(rawValue: 1 << 16)

    /// Everything, which is what runs have.
    public static let all = Self(rawValue: ~0)
  }
}
