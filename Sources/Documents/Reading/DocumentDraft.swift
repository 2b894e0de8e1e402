/// A document that was found and is not yet taken apart: enough to tell whether it is known.
package struct DocumentDraft: Sendable {
  /// The path, with `#` and a number for one of many in a file.
  package let source: String
  package let contentHash: String
  let kind: DocumentKind
  /// Bytes of its text, about.
  package let size: Int
  /// Bytes of input up to the end of the document.
  package var end = 0
  /// Takes the document apart.
  let read: @Sendable () throws(ReadingError) -> RawDocument
}
