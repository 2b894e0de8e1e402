import Base

/// What a page says of its article in JSON-LD by the words of schema.org.
struct LinkedData: Sendable {
  private(set) var body: String?
  private(set) var details = DocumentDetails()

  private static let kinds: Set<String> = [
    "article", "newsarticle", "blogposting", "reportagenewsarticle", "analysisnewsarticle",
    "opinionnewsarticle", "backgroundnewsarticle", "reviewnewsarticle", "askpublicnewsarticle",
    "liveblogposting", "scholarlyarticle", "techarticle", "report", "socialmediaposting",
    "advertisercontentarticle", "satiricalarticle", "medicalscholarlyarticle", "posting",
    "discussionforumposting", "webpage", "recipe", "review", "creativework",
  ]
  private static let weakKinds: Set<String> = ["webpage", "creativework"]

  /// Reads the scripts of a page; what is no JSON is passed over.
  init(_ scripts: [ArraySlice<UInt8>]) {
    var weak: [JSONValue] = []
    for script in scripts {
      var parser = JSONParser(Self.json(script))
      guard let value = try? parser.parse() else { continue }
      for object in Self.objects(in: value) {
        guard let kind = Self.kind(of: object) else { continue }
        if Self.weakKinds.contains(kind) { weak.append(object) } else { add(object) }
      }
    }
    for object in weak { add(object) }
  }

  /// The script without the comment or section that may be around it.
  private static func json(_ script: ArraySlice<UInt8>) -> String {
    let text = String(decoding: script, as: UTF8.self)
    guard let first = text.firstIndex(where: { $0 == "{" || $0 == "[" }),
      let last = text.lastIndex(where: { $0 == "}" || $0 == "]" }), first < last
    else { return text }
    return String(text[first...last])
  }

  /// The objects at the top, in lists and in `@graph`.
  private static func objects(in value: JSONValue) -> [JSONValue] {
    switch value {
    case .array(let values): return values.prefix(200).flatMap(objects)
    case .object(let members):
      var objects = [value]
      for member in members where ["@graph", "mainEntity"].contains(member.key) {
        objects += self.objects(in: member.value)
      }
      return objects
    default: return []
    }
  }

  private static func kind(of object: JSONValue) -> String? {
    let names: [String]
    switch object.value(of: ["@type"]) {
    case .string(let name): names = [name]
    case .array(let values):
      names = values.compactMap { if case .string(let name) = $0 { name } else { nil } }
    default: names = []
    }
    return names.lazy.map { $0.split(separator: "/").last.map(String.init) ?? $0 }
      .map { $0.lowercased() }.first { kinds.contains($0) }
  }

  private mutating func add(_ object: JSONValue) {
    func text(_ keys: [String]) -> String? {
      object.text(of: keys).map { PlainWords.text(of: $0) }.flatMap { $0.isEmpty ? nil : $0 }
    }
    body = body ?? object.text(of: ["articlebody"])
    details.title = details.title ?? text(["headline"])
    details.published =
      details.published
      ?? object.text(of: ["datepublished", "datecreated"]).flatMap(DocumentDate.date)
    details.modified =
      details.modified ?? object.text(of: ["datemodified"]).flatMap(DocumentDate.date)
    details.section = details.section ?? text(["articlesection"])
    details.language = details.language ?? text(["inlanguage"])
    if details.authors.isEmpty {
      details.authors = Self.names(
        of: object.value(of: ["author"]) ?? object.value(of: ["creator"]))
    }
    if details.publication == nil {
      details.publication = Self.names(of: object.value(of: ["publisher"])).first
    }
    if details.address == nil {
      details.address = text(["url"]) ?? Self.address(object.value(of: ["mainentityofpage"]))
    }
  }

  private static func names(of value: JSONValue?) -> [String] {
    switch value {
    case .string(let name): [PlainWords.text(of: name)].filter { !$0.isEmpty }
    case .object: value?.text(of: ["name"]).map { [PlainWords.text(of: $0)] } ?? []
    case .array(let values): values.prefix(30).flatMap { names(of: $0) }
    default: []
    }
  }

  private static func address(_ value: JSONValue?) -> String? {
    if case .string(let address)? = value { return address }
    return value?.text(of: ["@id"])
  }
}
