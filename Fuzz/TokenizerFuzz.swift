// Feeds the tokenizer with any text. Compiled into one module with the sources of TextAnalysis.

private let pipeline = fuzzedPipeline()

/// Tokens and their spaces must spell the text, whatever it is, and do so again when all its words are
/// known.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzTokenizer(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(
    decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let tokens = pipeline.features(of: text)
  var spelled: [UInt8] = []
  for token in tokens {
    precondition(!token.text.isEmpty)
    spelled += token.text.utf8
    if token.space { spelled.append(0x20) }
  }
  precondition(spelled.elementsEqual(text.utf8))
  precondition(pipeline.features(of: text) == tokens)
  return 0
}
