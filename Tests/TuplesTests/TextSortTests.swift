import Testing
import Tuples

/// Texts in the order of their Unicode scalars, against Swift's own sort of those.
@Suite struct TextSortTests {
  @Test(arguments: ["", "http://example.org/thing/", "é"])
  func textsAreInTheOrderOfTheirScalars(beginning: String) {
    var generator = SystemRandomNumberGenerator()
    let letters = ["a", "b", "B", "1", "é", "e\u{301}", "ß", "日", "😀", "\u{0}", " "]
    let texts = (0..<3000).map { _ in
      let length = Int.random(in: 0..<14, using: &generator)
      return beginning
        + (0..<length).map { _ in letters.randomElement(using: &generator)! }.joined()
    }
    let order = TextSort.order(of: texts, progress: {}).map(Int.init)
    #expect(Set(order) == Set(texts.indices))
    for (left, right) in zip(order, order.dropFirst()) {
      let (before, after) = (texts[left].unicodeScalars, texts[right].unicodeScalars)
      if before.elementsEqual(after) {
        #expect(left < right)
      } else {
        #expect(before.lexicographicallyPrecedes(after))
      }
    }
  }

  @Test func nothingAndOneTextAreInOrder() {
    #expect(TextSort.order(of: [], progress: {}).isEmpty)
    #expect(TextSort.order(of: ["x"], progress: {}) == [0])
    #expect(TextSort.order(of: ["", "", ""], progress: {}) == [0, 1, 2])
  }

  @Test func aSortCanBeStopped() {
    struct Stop: Error {}
    let texts = (0..<20_000).map { "\($0 &* 7919 % 20_011)" }
    #expect(throws: Stop.self) { try TextSort.order(of: texts) { throw Stop() } }
  }
}
