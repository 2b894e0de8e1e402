/// What readers are told beside the bytes.
package struct ReadingContext: Sendable {
  /// The fields of records, where they are named.
  package var fields: RecordFields
  /// Asked in work that takes long: whether nobody wants the document any more.
  package var isStopped: @Sendable () -> Bool
  /// Whether another file holds the one that is read: then it may be no archive of further ones.
  var isInside = false

  package init(
    fields: RecordFields = RecordFields(), isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    self.fields = fields
    self.isStopped = isStopped
  }

  /// For a file that the one at hand holds.
  var inside: ReadingContext {
    var context = self
    context.isInside = true
    return context
  }
}
