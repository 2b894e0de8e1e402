import Extraction
import Testing

/// Denial, possibility, condition and plan: none of them is a fact.
@Suite struct NegationTests {
  @Test(arguments: [
    "Far from signing the treaty, the minister left.",
    "The minister stopped short of signing the treaty.",
    "Instead of signing the treaty, the minister left.",
    "The minister was never willing to sign the treaty.",
    "The minister opposed signing the treaty.", "The minister hardly signed the treaty.",
    "The minister was too weak to sign the treaty.",
    "The minister neither read nor signed the treaty.",
    "The minister is unlikely to sign the treaty.",
    "The minister has shown no signs of signing the treaty.",
    "The minister declined to sign the treaty.", "The minister cannot sign the treaty.",
    "The minister left rather than signing the treaty.",
  ])
  func denials(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(!text.states("minister | sign | "))
    #expect(
      text.all.contains { $0.hasPrefix("minister | sign | treaty | not") },
      "\(text.all.sorted())")
  }

  @Test(arguments: [
    "No treaty was signed.", "No trade treaty was signed.", "Neither treaty was signed.",
    "None of the treaties were signed.",
  ])
  func subjectsThatDeny(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(!text.asserted.contains { $0.contains("be_signed") })
    #expect(text.all.contains { $0.contains("be_signed") && $0.contains("| not") })
    #expect(!text.all.contains { $0.hasPrefix("no ") || $0.hasPrefix("neither ") })
  }

  @Test(arguments: [
    "Had the bank raised its rates, prices might have fallen.",
    "The bank agreed to raise its rates.", "The bank plans to raise its rates.",
    "The bank will raise its rates unless prices fall.",
    "The bank has to raise its rates.", "The bank applied to raise its rates.",
    "The bank reportedly raised its rates.", "Perhaps the bank raised its rates.",
    "The board chose the bank to raise its rates.", "The bank nearly raised its rates.",
    "Should the bank raise its rates, prices will fall.",
    "The bank is strong enough to raise its rates.", "The bank favours raising its rates.",
    "The bank is expected to raise its rates.", "Did the bank raise its rates?",
  ])
  func possibilities(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(!text.asserted.contains { $0.contains("bank | raise | ") })
    #expect(
      text.all.contains { $0.contains("bank | raise | ") && $0.split(separator: "|").count > 3 },
      "\(text.all.sorted())")
  }

  @Test(arguments: [
    "The rocket will lift off no earlier than May.", "The rocket lifted off not long after dawn.",
  ])
  func boundsDenyNothing(sentence: String) throws {
    let text = try ReadText(sentence)
    #expect(text.all.contains { $0.hasPrefix("rocket | lift_off") })
    #expect(!text.all.contains { $0.contains("lift_off") && $0.contains("| not") })
  }

  @Test func aPossibilityOfSomethingOnlyThoughtOfIsNoStatement() throws {
    let text = try ReadText("Norway hopes to prevent a war it could lose.")
    #expect(!text.all.contains { $0.contains("lose") })
    #expect(text.all.contains { $0.hasPrefix("Norway | prevent | war") })
  }

  @Test(arguments: [
    "The bank began to raise its rates.", "The bank managed to raise its rates.",
    "The bank was forced to raise its rates.",
  ])
  func whatCameAboutIsAFact(sentence: String) throws {
    #expect(try ReadText(sentence).asserted.contains { $0.contains("bank | raise | ") })
  }
}
