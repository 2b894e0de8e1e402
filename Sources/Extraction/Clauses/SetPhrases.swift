/// Prepositional phrases that comment on a clause and relate nobody to anything: "in part", "for example".
enum SetPhrases {
  private static let nouns: [String: Set<String>] = [
    "in": [
      "part", "fact", "turn", "effect", "essence", "general", "particular", "short", "contrast",
      "addition", "practice", "principle", "theory", "reality", "truth", "sum", "full", "vain",
      "conclusion", "total", "order", "retrospect", "hindsight", "advance", "person",
    ],
    "by": ["contrast", "comparison", "chance", "accident", "mistake", "default", "extension"],
    "for": ["example", "instance", "now", "good", "sure"],
    "of": ["course"],
    "at": ["least", "last", "first", "best", "most", "worst", "once", "times", "all"],
    "on": ["average", "purpose", "balance", "paper", "occasion"],
    "as": ["well", "such", "usual"],
    "to": ["date", "boot"],
  ]

  /// Those with an article or "other": "in a row", "on the other hand".
  private static let nounsWithArticle: [String: Set<String>] = [
    "in": ["row", "end", "meantime", "way", "case", "process", "words", "beginning", "event"],
    "on": ["hand", "whole", "contrary", "record"],
    "as": ["result", "whole", "rule", "consequence"],
    "at": ["moment", "time", "end"],
    "by": ["way", "time"],
    "for": ["time", "moment", "while", "part"],
  ]

  static func containsWithArticle(_ preposition: String, _ noun: String) -> Bool {
    nounsWithArticle[preposition]?.contains(noun) ?? false
  }

  static let inNouns: Set<String> = nouns["in"] ?? []

  static func contains(_ preposition: String, _ noun: String) -> Bool {
    nouns[preposition]?.contains(noun) ?? false
  }
}
