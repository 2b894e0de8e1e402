/// Regular expressions that were compiled already.
package struct PatternCache {
  /// By bytes: as texts, two spellings of one letter are equal.
  private var compiled: [[UInt8]: Result<RegularExpression, RegularExpressionError>] = [:]
  /// A program may take its patterns from its rows; with more than these, those from before are forgotten.
  private static let limit = 1000

  package init() {}

  package mutating func expression(_ pattern: String) throws(RegularExpressionError)
    -> RegularExpression
  {
    let bytes = Array(pattern.utf8)
    if let known = compiled[bytes] { return try known.get() }
    if compiled.count >= Self.limit { compiled = [:] }
    let result = Result { () throws(RegularExpressionError) in try RegularExpression(pattern) }
    compiled[bytes] = result
    return try result.get()
  }
}
