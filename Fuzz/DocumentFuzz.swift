import Documents

/// The ending of the files that the bytes are taken for.
#if FUZZ_HTML
  private let name = "a.html"
#elseif FUZZ_MARKDOWN
  private let name = "a.md"
#else
  private let name = "a.json"
#endif

/// Bytes become documents or are refused with a typed error; anything else is a finding. What a document says of
/// itself must hold: lines stand in order and have a text.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzDocument(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = Array(UnsafeBufferPointer(start: start, count: count))
  do throws(ReadingError) {
    for document in try DocumentReader().documents(of: bytes, source: name) {
      var end = 0
      for line in document.lines {
        precondition(!line.text.isEmpty && line.start >= end)
        end = line.start + line.text.unicodeScalars.count
        let normal = NormalizedText(line.text)
        precondition(normal.origin(of: normal.text.unicodeScalars.count) <= end - line.start)
      }
    }
  } catch {
    precondition(!error.description.isEmpty)
  }
  return 0
}
