/// What readers are told beside the bytes.
package struct ReadingContext: Sendable {
  /// The fields of records, where they are named.
  package var fields: RecordFields
  /// Asked in work that takes long: whether nobody wants the document any more.
  package var isStopped: @Sendable () -> Bool

  package init(
    fields: RecordFields = RecordFields(), isStopped: @escaping @Sendable () -> Bool = { false }
  ) {
    self.fields = fields
    self.isStopped = isStopped
  }
}
