/// 64-bit FNV-1a (G. Fowler, L. C. Noll, K.-P. Vo) of the UTF-8 of a text. Each step is a bijection, so one changed byte always
/// changes the digest.
func textDigest(_ text: String) -> Int64 {
  var hash: UInt64 = 0xCBF2_9CE4_8422_2325
  for byte in text.utf8 { hash = (hash ^ UInt64(byte)) &* 0x100_0000_01B3 }
  return Int64(bitPattern: hash)
}
