/// A change of a program's text: what stands at the span is replaced. An empty span is where something is missing.
public struct SourceEdit: Sendable, Hashable {
  /// What is replaced.
  public var span: SourceSpan
  /// What stands there then.
  public var replacement: String

  package init(_ span: SourceSpan, _ replacement: String) {
    self.span = span
    self.replacement = replacement
  }
}

extension SourceMap {
  /// A source with the edits of its diagnostics made, if a program comes out that has no mistake of form.
  ///
  /// Edits of the first source that has any are made; of two that overlap, the one that begins first counts, and of two that
  /// begin together the one of the earlier diagnostic.
  /// Takes time linear in the source, and n log n for n edits.
  public func correction(by diagnostics: [Diagnostic]) -> String? {
    let all = diagnostics.flatMap(\.edits)
    guard let source = all.first?.span.source, sources.indices.contains(source) else { return nil }
    // What is put in at a place goes before what takes the place of the text there.
    let edits = all.filter { $0.span.source == source }.enumerated().sorted { one, other in
      let (first, second) = (one.element.span, other.element.span)
      return (first.start, first.end > first.start ? 1 : 0, one.offset)
        < (second.start, second.end > second.start ? 1 : 0, other.offset)
    }
    let bytes = sources[source].bytes
    var text: [UInt8] = []
    var place = 0
    var last: SourceSpan?
    for (_, edit) in edits where edit.span.start >= place && edit.span != last {
      guard edit.span.end <= bytes.count else { return nil }
      text += bytes[place..<edit.span.start]
      text += edit.replacement.utf8
      place = edit.span.end
      last = edit.span
    }
    text += bytes[place...]
    var prefixes: [String: String] = [:]
    var constants = ConstantPool()
    let parsed = Parser.parse(
      SourceText(name: "", bytes: text), index: 0, prefixes: &prefixes, constants: &constants)
    guard parsed.isWellFormed, text != bytes else { return nil }
    return String(decoding: text, as: UTF8.self)
  }
}
