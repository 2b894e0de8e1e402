import Base

/// A number with what it counts: "90 minutes", "1.2 million people".
struct Quantity: Equatable {
  var number: Double
  /// What is counted, in small letters; empty for a bare number.
  var unit: String

  /// Reads a text that begins with digits; nil for any other, and for one that reads as a date.
  init?(_ text: String) {
    let words = text.lowercased().split(separator: " ")
    guard let first = words.first, let number = Self.number(first) else { return nil }
    var rest = words.dropFirst()
    self.number = number
    if let scale = rest.first.flatMap({ Self.scales[String($0)] }) {
      self.number *= scale
      rest = rest.dropFirst()
    }
    if rest.contains(where: { MonthNames.numbers[String($0)] != nil }) { return nil }
    // Four bare digits are sooner a year than a number of something.
    if rest.isEmpty, first.utf8.count == 4, AskedTime.years.contains(Int(first) ?? 0) { return nil }
    unit = rest.joined(separator: " ")
  }

  /// A number with commas between its thousands and a point or percent sign.
  private static func number(_ word: Substring) -> Double? {
    let text = word.last == "%" ? word.dropLast() : word
    guard text.utf8.allSatisfy({ (48...57).contains($0) || $0 == 44 || $0 == 46 }) else {
      return nil
    }
    return Double(String(text.filter { $0 != "," }))
  }

  private static let scales: [String: Double] = [
    "hundred": 100, "thousand": 1e3, "million": 1e6, "billion": 1e9, "trillion": 1e12,
  ]
}
