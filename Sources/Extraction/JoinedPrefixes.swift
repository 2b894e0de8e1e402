/// A line as the analysis reads it: with the verbs and nouns whole that a prefix with a hyphen makes.
///
/// The tokenizer takes "co-founded" for three words, and the parser makes a verb of the first. As one word, "cofounded",
/// it is read like any other; the tree then has its hyphen again.
struct JoinedPrefixes {
  let text: String
  /// The scalars of the text before which a hyphen stood, in their order.
  let joints: [Int]

  private static let prefixes: Set<String> = [
    "co", "pre", "re", "out", "over", "under", "mis", "de",
  ]
  /// Before the same or another vowel only: "re-signed" is not "resigned".
  private static let beforeVowels: Set<String> = ["re", "de"]
  private static let vowels: Set<Unicode.Scalar> = ["a", "e", "i", "o", "u"]
  /// Letters of the shortest word that is joined: "co-op" and "pre-war" are not.
  private static let shortest = 4

  init(_ line: String) {
    guard line.utf8.contains(UInt8(ascii: "-")) else {
      text = line
      joints = []
      return
    }
    let written = Array(line.unicodeScalars)
    var scalars = String.UnicodeScalarView()
    var joints: [Int] = []
    var count = 0
    for (place, scalar) in written.enumerated() {
      if scalar == "-", Self.isJoint(place, in: written) {
        joints.append(count)
        continue
      }
      scalars.append(scalar)
      count += 1
    }
    text = joints.isEmpty ? line : String(scalars)
    self.joints = joints
  }

  /// Where in the line a scalar of the text stands.
  func origin(of scalar: Int) -> Int {
    var (low, high) = (0, joints.count)
    while low < high {
      let middle = (low + high) / 2
      if joints[middle] <= scalar { low = middle + 1 } else { high = middle }
    }
    return scalar + low
  }

  private static func isJoint(_ hyphen: Int, in line: [Unicode.Scalar]) -> Bool {
    var first = hyphen
    while first > 0, hyphen - first < 6, line[first - 1].isASCIILetter { first -= 1 }
    guard first < hyphen, hyphen - first < 6, first == 0 || !isWordPart(line[first - 1]) else {
      return false
    }
    var prefix = String.UnicodeScalarView()
    prefix.append(contentsOf: line[first..<hyphen])
    let lower = String(prefix).lowercased()
    guard prefixes.contains(lower), hyphen + 1 < line.count else { return false }
    if beforeVowels.contains(lower), !vowels.contains(line[hyphen + 1]) { return false }
    var end = hyphen + 1
    while end < line.count, ("a"..."z").contains(line[end]) { end += 1 }
    return end - hyphen > shortest && (end == line.count || !isWordPart(line[end]))
  }

  private static func isWordPart(_ scalar: Unicode.Scalar) -> Bool {
    scalar.properties.isAlphabetic || scalar == "-" || ("0"..."9").contains(scalar)
  }
}

extension Unicode.Scalar {
  fileprivate var isASCIILetter: Bool { ("a"..."z").contains(self) || ("A"..."Z").contains(self) }
}
