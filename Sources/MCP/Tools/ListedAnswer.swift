import Graph

/// An answer that lists things, under construction: as many as there is room for, and the cursor of the rest.
struct ListedAnswer {
  /// One of the things that are listed.
  struct Item {
    /// A line, or several.
    var text: String
    /// A value of JSON.
    var json: String
    /// The sentences that it rests on, by their ids.
    var sentences: [Int64] = []
  }

  /// Lines before the list.
  var lines: [String] = []
  /// Members beside the list.
  var object = JSONObject()
  var notes: [String] = []
  private var next: Int?
  private var citations: Citations
  private var room: Int

  init(_ work: Work) {
    citations = Citations(graph: work.graph)
    room = work.limits.characters
  }

  /// Lists things, from a place on: at least one, if there is one.
  ///
  /// - Parameters:
  ///   - name: what the list is called as a member
  ///   - count: how many there are
  ///   - limit: the most to be listed
  ///   - item: makes the one at a place
  mutating func add(
    _ name: String, of count: Int, from start: Int, limit: Int, item: (Int) throws -> Item
  ) throws {
    var items: [String] = []
    var place = start
    while place < count, items.count < limit {
      let made = try item(place)
      let cost =
        max(made.text.utf8.count, made.json.utf8.count) + (try citations.cost(of: made.sentences))
      if !items.isEmpty, cost > room { break }
      room -= cost
      citations.add(made.sentences)
      items.append(made.json)
      lines.append(made.text)
      place += 1
    }
    object.add(name, raw: JSONObject.list(items))
    if place < count { next = place }
    if start > 0, items.isEmpty { notes.append("there is nothing from this cursor on") }
    total = count
  }

  private var total = 0

  func answer() -> ToolAnswer {
    var (lines, object) = (lines, object)
    lines += notes.map { "note: \($0)" }
    if !notes.isEmpty { object.add("notes", raw: JSONText.list(notes)) }
    if let next {
      lines.append("\(total - next) more: call again with \"cursor\": \"\(next)\"")
      object.add("next", String(next))
    }
    citations.write(to: &lines, &object)
    return ToolAnswer(text: lines.joined(separator: "\n"), structured: object.text)
  }
}
