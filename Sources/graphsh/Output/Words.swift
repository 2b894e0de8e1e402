/// Numbers, times and lists as messages give them.
enum Words {
  /// `1 answer`, `2 answers`; `plural` where adding an s is not enough.
  static func count(_ number: Int, _ noun: String, plural: String? = nil) -> String {
    "\(grouped(number)) \(number == 1 ? noun : plural ?? noun + "s")"
  }

  /// Thousands apart: `12,345`.
  static func grouped(_ number: Int) -> String {
    let digits = String(number.magnitude)
    var result = ""
    for (place, digit) in digits.enumerated() {
      if place > 0, (digits.count - place) % 3 == 0 { result += "," }
      result.append(digit)
    }
    return number < 0 ? "-" + result : result
  }

  /// `3 ms`, `1.2 s`, `2 min 5 s`.
  static func time(_ duration: Duration) -> String {
    let milliseconds = Int(duration / .milliseconds(1))
    if milliseconds < 1000 { return "\(milliseconds) ms" }
    if milliseconds < 60_000 { return "\(milliseconds / 1000).\(milliseconds % 1000 / 100) s" }
    let seconds = milliseconds / 1000
    if seconds < 3600 { return "\(seconds / 60) min \(seconds % 60) s" }
    return "\(seconds / 3600) h \(seconds % 3600 / 60) min"
  }
}

extension Words {
  /// `a`, `a or b`, `a, b or c`.
  static func alternatives(_ items: [String]) -> String {
    guard let last = items.last, items.count > 1 else { return items.first ?? "" }
    return items.dropLast().joined(separator: ", ") + " or " + last
  }
}

extension Words {
  /// That a document is in another language than English.
  static func foreign(_ language: String, of path: String) -> String {
    "\(path): is not in English but in \(language): its text is kept and gives no facts; "
      + "--language en reads it all the same"
  }
}

extension Words {
  /// That sentences of a document are kept as text only; the first of them by its number.
  static func unread(_ sentences: Int, first: Int, of path: String) -> String {
    sentences == 1
      ? "\(path): sentence \(first) is too long to read; its text is kept"
      : "\(path): \(grouped(sentences)) sentences are too long to read (the first is sentence \(first)); "
        + "their text is kept"
  }
}
