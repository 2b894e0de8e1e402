/// A regular expression that takes time linear in the text, whatever it is: `(a*)*b` is as good as `a*b`.
///
/// It is kept as a nondeterministic automaton and followed by a deterministic one, of which only the states are made
/// that a text meets: K. Thompson, "Regular Expression Search Algorithm" (1968); R. Cox, "Regular Expression Matching
/// Can Be Simple And Fast" (2007). What needs backtracking, as back references and look-around do, is refused.
///
/// A character is a Unicode scalar, as in `length`. An expression keeps what it has learnt from earlier texts, so it
/// belongs to one thread.
package final class RegularExpression {
  package let pattern: String
  /// How many groups it has, `(…)` and `(?<name>…)`.
  package let groups: Int
  private var automaton: LazyAutomaton
  private var finder: GroupFinder?

  /// Reads a pattern; takes time linear in its length, and in that of what `{n,m}` stands for.
  package init(_ pattern: String) throws(RegularExpressionError) {
    self.pattern = pattern
    var parser = PatternParser(pattern)
    let tree = try parser.parse()
    groups = tree.groups
    automaton = LazyAutomaton(PatternCompiler.compile(tree))
  }

  /// What each group takes of a text, from the first; empty for one that takes nothing. Nil where the text does not match.
  ///
  /// A repetition takes as much as it can, with `?` behind it as little, and of alternatives the first that fits, as usual;
  /// what a group takes last counts. Steps at most in proportion to the text times the size of the pattern times its groups.
  ///
  /// - Parameter progress: called every few milliseconds, or where the pattern is large, every few hundredths of a second;
  ///   what it throws ends the search.
  /// - Throws: ``RegularExpressionError`` as ``prepareGroups()`` does.
  package func groups(of text: String, progress: () throws -> Void) throws -> [String]? {
    try prepareGroups()
    guard try matches(text, progress: progress) else { return nil }
    return try finder?.groups(of: text, progress: progress)
  }

  /// Where the first match at or behind a place begins and ends, and each of its groups; -1 for a group that takes nothing.
  /// Of matches that begin at one place, the one that ``groups(of:progress:)`` would prefer.
  ///
  /// Steps at most in proportion to the text that is gone through times the size of the pattern times its groups.
  ///
  /// - Parameters:
  ///   - scalars: the text; what stands before the place still decides whether `^` and `\\b` hold.
  ///   - progress: called now and then; what it throws ends the search.
  /// - Throws: ``RegularExpressionError`` as ``prepareGroups()`` does.
  package func firstMatch(
    in scalars: [Unicode.Scalar], from place: Int, progress: () throws -> Void
  ) throws -> [Int32]? {
    try prepareGroups()
    return try finder?.firstMatch(in: scalars, from: place, progress: progress)
  }

  /// Makes what tells groups apart, if that is not done yet. Linear in the pattern, as reading it is.
  ///
  /// - Throws: ``RegularExpressionError`` where the pattern has more than 100 groups, or is too large with them.
  package func prepareGroups() throws(RegularExpressionError) {
    guard finder == nil else { return }
    var parser = PatternParser(pattern, keepsGroups: true)
    finder = GroupFinder(PatternCompiler.compile(try parser.parse()), groups: groups)
  }

  /// Whether the whole of a text matches.
  ///
  /// Takes steps in proportion to the length of the text, each at most in proportion to the size of the pattern.
  package func matches(_ text: String) -> Bool { matches(text) {} }

  /// Whether the whole of a text matches.
  /// - Parameter progress: called every few milliseconds, or more often; what it throws ends the search.
  package func matches<Failure: Error>(
    _ text: String, progress: () throws(Failure) -> Void
  ) throws(Failure) -> Bool {
    try automaton.accepts(text, progress: progress)
  }
}

/// Why a pattern is no regular expression, or none that can be followed in linear time.
package struct RegularExpressionError: Error, Sendable, Hashable {
  package enum Reason: Sendable, Hashable {
    case unclosedGroup
    case unopenedGroup
    case unclosedClass
    case nothingToRepeat
    /// `z-a`, `{3,2}`.
    case backwards
    case unknownEscape
    case unfinishedEscape
    case unknownProperty
    case unknownFlag
    case badGroupName
    /// A construct that would need backtracking, by its name.
    case unsupported(String)
    /// What the pattern stands for has more characters than this.
    case tooLarge(limit: Int)
    /// There are more groups than can be asked what they take.
    case tooManyGroups(limit: Int)
  }

  package var reason: Reason
  /// The part of the pattern that is wrong.
  package var text: String
  /// Where it begins: Unicode scalars from the pattern's beginning, from 0.
  package var offset: Int
}

extension RegularExpressionError: CustomStringConvertible {
  package var description: String {
    switch reason {
    case .unclosedGroup: "this '(' is not closed"
    case .unopenedGroup: "this ')' closes nothing"
    case .unclosedClass: "this '[' is not closed"
    case .nothingToRepeat: "'\(text)' has nothing to repeat"
    case .backwards: "'\(text)' runs backwards"
    case .unknownEscape: "'\(text)' means nothing in a regular expression"
    case .unfinishedEscape: "the escape '\(text)' is not finished"
    case .unknownProperty: "there is no character property '\(text)'"
    case .unknownFlag: "there is no flag '\(text)'"
    case .badGroupName: "the name of this group cannot be read"
    case .unsupported(let construct): "\(construct) is not supported in regular expressions"
    case .tooLarge(let limit):
      "the regular expression is too large: '\(text)' makes it stand for more than \(limit) characters"
    case .tooManyGroups(let limit):
      "the regular expression has more than the \(limit) groups whose text can be captured"
    }
  }

  /// What to write instead, where that is known.
  package var hint: String? {
    switch reason {
    case .unclosedGroup, .unopenedGroup, .unclosedClass, .nothingToRepeat:
      "put a backslash before a character that is meant literally"
    case .unknownProperty:
      "general categories (L, Lu, Nd, …), Alphabetic, Uppercase, Lowercase and White_Space are known"
    case .unknownFlag: "the flags are i, m, s and x"
    case .tooManyGroups: "write (?:…) where only grouping is meant"
    case .unsupported: "use several tests, with 'not' where something must not match"
    default: nil
    }
  }
}
