// Feeds the whole pipeline with any text. Compiled into one module with the sources of TextAnalysis.

private let pipeline = fuzzedPipeline()

/// Tokens and their spaces must spell the text, and their heads be tokens, whatever the text is.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzPipeline(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let text = String(
    decoding: UnsafeBufferPointer(start: start, count: count), as: UTF8.self)
  let analysis = pipeline.analyze(text)
  var spelled: [UInt8] = []
  for token in 0..<analysis.count {
    spelled += analysis.string(analysis.text[token]).utf8
    if analysis.space[token] { spelled.append(0x20) }
    precondition(analysis.head.indices.contains(Int(analysis.head[token])))
  }
  precondition(spelled.elementsEqual(text.utf8))
  return 0
}
