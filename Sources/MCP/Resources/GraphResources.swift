import Graph

/// The documents of a graph and their sentences, as resources.
struct GraphResources {
  let work: Work

  /// A resource by its address.
  private enum Resource: Equatable {
    /// From one of its sentences on, counted from 1.
    case document(Int64, from: Int)
    case sentence(Int64)

    /// `graphsh:///document/3?from=120`, `graphsh:///sentence/12`
    init?(_ address: String) {
      guard address.hasPrefix(GraphResources.scheme) else { return nil }
      let parts = address.dropFirst(GraphResources.scheme.count).split(
        separator: "/", omittingEmptySubsequences: false)
      guard parts.count == 2 else { return nil }
      let ends = parts[1].split(
        separator: "?", maxSplits: 1, omittingEmptySubsequences: false)
      guard let id = Int64(ends[0]) else { return nil }
      switch (parts[0], ends.count) {
      case ("sentence", 1): self = .sentence(id)
      case ("document", 1): self = .document(id, from: 1)
      case ("document", 2):
        guard ends[1].hasPrefix("from="), let from = Int(ends[1].dropFirst(5)), from >= 1 else {
          return nil
        }
        self = .document(id, from: from)
      default: return nil
      }
    }
  }

  static let scheme = "graphsh:///"
  /// Documents of a part of the list.
  private static let part = 100

  /// The result of `resources/templates/list`, without what its revision adds.
  static var templates: String {
    func template(_ address: String, _ name: String, _ title: String, _ what: String) -> String {
      var object = JSONObject()
      object.add("uriTemplate", scheme + address)
      object.add("name", name)
      object.add("title", title)
      object.add("description", what)
      object.add("mimeType", "text/plain")
      return object.text
    }
    return JSONObject.list([
      template(
        "sentence/{id}", "sentence", "A sentence",
        "a sentence by its id, with its document, what stands around it, and whom it mentions"),
      template(
        "document/{id}{?from}", "document", "A document",
        "the sentences of a document by its id, each with its own; from is the number of the first"),
    ])
  }

  /// Adds the documents from a place on to the result of `resources/list`.
  func list(from cursor: String?, to result: inout ResultObject) throws {
    var start = 0
    if let cursor {
      guard let place = Int(cursor), place >= 0 else {
        throw ProtocolError(.invalidParameters, "\"cursor\" is none that this server gave")
      }
      start = place
    }
    let documents = try work.graph.documents()
    let part = documents.dropFirst(start).prefix(Self.part)
    result.object.add(
      "resources",
      raw: JSONObject.list(
        part.map { document in
          var object = JSONObject()
          object.add("uri", "\(Self.scheme)document/\(document.id)")
          object.add("name", document.source)
          object.add("title", ifThere: document.title)
          let date = document.date.map { "of \($0), " } ?? ""
          object.add(
            "description",
            "\(date)\(document.sentences) sentences that make \(document.statements) claims")
          object.add("mimeType", "text/plain")
          return object.text
        }))
    if start + part.count < documents.count {
      result.object.add("nextCursor", String(start + part.count))
    }
  }

  /// Adds what a resource holds to the result of `resources/read`.
  ///
  /// - Parameter notFound: the code of the error where there is none
  func read(
    _ address: String, to result: inout ResultObject, notFound: ProtocolError.Code
  ) throws {
    let text: String? = try work.graph.snapshot {
      switch Resource(address) {
      case .sentence(let id)?: try sentence(id)
      case .document(let id, let from)?: try document(id, from: from)
      case nil: nil
      }
    }
    guard let text else {
      var data = JSONObject()
      data.add("uri", Clip.text(address, most: 1000))
      throw ProtocolError(notFound, "no such resource", data: data.text)
    }
    var content = JSONObject()
    content.add("uri", address)
    content.add("mimeType", "text/plain")
    content.add("text", text)
    result.object.add("contents", raw: JSONObject.list([content.text]))
  }

  private func sentence(_ id: Int64) throws -> String? {
    let graph = work.graph
    guard let sentence = try graph.sentence(id), let context = try graph.context(ofSentence: id)
    else { return nil }
    func neighbour(_ step: Int) throws -> String? {
      try graph.sentence(number: sentence.number + step, ofDocument: sentence.document)?.text
    }
    let origin = [context.source, context.title, context.date?.description].compactMap(\.self)
    var lines = [Clip.text(sentence.text, most: work.limits.characters)]
    lines.append("")
    lines.append(
      "sentence \(sentence.number) of document \(sentence.document) (\(origin.joined(separator: ", ")))"
    )
    if let before = try neighbour(-1) {
      lines.append("before it: \(Clip.text(before, most: 1000))")
    }
    if let after = try neighbour(1) { lines.append("after it: \(Clip.text(after, most: 1000))") }
    var names: [String] = []
    for mention in context.mentions {
      let name = try graph.text(of: mention.entity)
      if !names.contains(name) { names.append(name) }
    }
    if !names.isEmpty { lines.append("it mentions: \(names.joined(separator: ", "))") }
    return lines.joined(separator: "\n")
  }

  private func document(_ id: Int64, from start: Int) throws -> String? {
    let graph = work.graph
    guard let document = try graph.document(id) else { return nil }
    let origin = [document.title, document.source, document.date?.description].compactMap(\.self)
    var lines = [origin.joined(separator: ", "), ""]
    var room = work.limits.characters
    var number = start
    while let sentence = try graph.sentence(number: number, ofDocument: id) {
      try work.check()
      let line = "[\(sentence.id)] \(sentence.text)"
      if number > start, line.utf8.count > room {
        lines += ["", "it goes on at \(Self.scheme)document/\(id)?from=\(number)"]
        break
      }
      room -= line.utf8.count
      lines.append(Clip.text(line, most: work.limits.characters))
      number += 1
    }
    return lines.joined(separator: "\n")
  }
}
