// Feeds the readers of the model's files with any bytes, of which the first chooses the reader.
// Compiled into one module with the sources of TextAnalysis.

/// Bytes are read or refused with a typed error; anything else is a finding.
@_cdecl("LLVMFuzzerTestOneInput")
public func fuzzModel(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  let bytes = UnsafeBufferPointer(start: start, count: count)
  guard let first = bytes.first else { return 0 }
  let part = ModelPart.allCases[Int(first) % ModelPart.allCases.count]
  do {
    try part.check(Array(bytes.dropFirst()))
  } catch {
    precondition(!error.description.isEmpty)
  }
  return 0
}
