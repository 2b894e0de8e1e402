import Foundation
import Graph
import TestSupport
import Testing
import TextAnalysis

/// `graphsh ingest` with many texts: what is known, bad, replaced, forgotten or mended, and Ctrl-C.
@Suite(
  .enabled(
    if: FileManager.default.fileExists(atPath: EnglishPipeline.defaultModelPath()),
    "needs the model"))
struct IngestTests {
  /// Distinct articles about people of whom each is named in several.
  private static func articles(_ count: Int) -> [String] {
    let names = [
      "Ana Lin", "Bo Karlsson", "Carla Mendes", "Dimitri Orlov", "Emeka Obi", "Fay Quinn",
    ]
    let cities = ["Porto", "Oslo", "Lagos", "Quito", "Hanoi", "Perth", "Izmir"]
    let works = ["a bridge", "a museum", "a school", "a factory", "a theatre"]
    return (0..<count).map { index in
      let (name, other) = (names[index % 6], names[(index + 1 + index / 6) % 6])
      let (city, work) = (cities[index % 7], works[index % 5])
      return """
        Report \(index) from \(city)

        \(1 + index % 28) March 2024

        \(name) opened \(work) in \(city) on Monday. \(other) thanked the \(100 + index) builders. \
        \(name) did not meet \(other) in \(cities[(index + 3) % 7]).

        \(other) said the city of \(city) could build \(works[(index + 2) % 5]) in May. \
        The council of \(city) bought \(3 + index) buses from Northline Motors.
        """
    }
  }

  private func folder(_ count: Int) throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    for (index, article) in Self.articles(count).enumerated() {
      try folder.write(article, to: "texts/\(String(index + 1000)).txt")
    }
    return folder
  }

  /// All tables but for the time when documents were read.
  private func tables(_ path: String) throws -> [String: [String]] {
    let rows = StoredRows(path: path)
    var tables = try rows.tables()
    tables["document"] = try rows.rows("SELECT id, source, title, date, sha256 FROM document")
    return tables
  }

  // MARK: Ctrl-C

  @Test func ctrlCStopsCleanlyAndTheSameCommandGoesOn() throws {
    let folder = try folder(300)
    let path = folder.path("graph.db")
    let arguments = ["ingest", folder.path("texts"), "--db", path]
    let process = Process()
    process.executableURL = GraphshCommand.executable
    process.arguments = arguments
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    let deadline = Date(timeIntervalSinceNow: 60)
    func stored() -> Int {
      (try? StoredRows(path: path).rows("SELECT id FROM document").count) ?? 0
    }
    while stored() < 3, Date() < deadline { Thread.sleep(forTimeInterval: 0.005) }
    process.interrupt()
    let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationReason == .exit)
    #expect(process.terminationStatus == 130)
    #expect(told.contains("stopped; "))

    let before = stored()
    #expect((3..<300).contains(before))
    #expect(try GraphshCommand.run(["check", "--db", path]).status == 0)
    let again = try GraphshCommand.run(arguments)
    #expect(again.status == 0)
    #expect(again.errors.contains("\(300 - before) documents read, \(before) already known"))

    let other = folder.path("other.db")
    #expect(
      try GraphshCommand.run(["ingest", folder.path("texts"), "--db", other]).status == 0)
    #expect(try tables(path) == tables(other))
  }

  // MARK: Watching

  @Test func watchedFoldersAreReadAsTheyChange() throws {
    let folder = try folder(2)
    let path = folder.path("graph.db")
    let process = Process()
    process.executableURL = GraphshCommand.executable
    process.arguments = ["ingest", "--watch", folder.path("texts"), "--db", path]
    let errors = Pipe()
    process.standardError = errors
    try process.run()
    func wait(for rows: [String], _ query: String) -> Bool {
      let deadline = Date(timeIntervalSinceNow: 60)
      while Date() < deadline {
        if (try? StoredRows(path: path).rows(query)) == rows { return true }
        Thread.sleep(forTimeInterval: 0.05)
      }
      return false
    }
    let count = "SELECT count(*) FROM document"
    #expect(wait(for: ["2"], count))
    // The first look was taken before the first file was read.
    try folder.write("Ana Lin bought a ship in Oslo.", to: "texts/new.txt")
    #expect(wait(for: ["3"], count))
    try folder.write("Ana Lin sold a ship in Oslo in May.", to: "texts/new.txt")
    #expect(wait(for: ["1"], "SELECT count(*) FROM sentence WHERE text LIKE '%sold a ship%'"))
    #expect(try StoredRows(path: path).rows(count) == ["3"])
    process.interrupt()
    let told = String(decoding: errors.fileHandleForReading.readDataToEndOfFile(), as: UTF8.self)
    process.waitUntilExit()
    #expect(process.terminationStatus == 130)
    #expect(told.contains("2 documents read"))
    #expect(told.contains("watching \(folder.path("texts")) for new and changed files"))
    #expect(told.contains("1 document read (1 replacing older versions)"))
    #expect(try GraphshCommand.run(["check", "--db", path]).status == 0)
  }

  @Test func standardInputCannotBeWatched() throws {
    let result = try GraphshCommand.run(["ingest", "--watch", "-"])
    #expect(result.status == 2)
    #expect(result.errors.contains("standard input cannot be watched"))
  }

  // MARK: Other languages

  @Test func textsInOtherLanguagesAreKeptWithoutFacts() throws {
    let graph = try ArticleGraph()
    let file = try graph.folder.write(
      """
      Le maire inaugure un pont

      Le maire de la ville a ouvert lundi le nouveau pont sur la rivière, après deux ans de travaux.
      """, to: "a.txt")
    let arguments = ["ingest", file, "--db", graph.path]
    let result = try GraphshCommand.run(arguments)
    #expect(result.status == 0)
    #expect(result.errors.contains("a.txt: is in French, not English: its text is kept"))
    #expect(result.errors.contains("1 document read (1 not in English): 0 new statements"))
    let rows = StoredRows(path: graph.path)
    #expect(try rows.rows("SELECT title FROM document") == ["Le maire inaugure un pont"])
    #expect(
      try rows.rows("SELECT rowid FROM sentence_text WHERE text MATCH 'travaux'").count == 1)
    #expect(try rows.rows("SELECT term FROM entity").isEmpty)
    #expect(try GraphshCommand.run(arguments).errors.contains("1 already known"))
    let read = try GraphshCommand.run(
      ["ingest", "--language", "en", "--replace"] + arguments[1...])
    #expect(read.errors.contains("1 document read (1 replacing older versions):"))
  }

  // MARK: What documents say of themselves

  @Test func propertiesOfDocumentsCanBeAskedFor() throws {
    let graph = try ArticleGraph()
    let mail = try graph.folder.write(
      """
      From: Rut Moe <rut@a.example>
      To: Ana Lin <ana@b.example>, bo@c.example
      Date: Mon, 04 Mar 2024 10:00:00 +0000
      Subject: Bridge
      Content-Language: en

      Ana Lin opened a bridge in Porto.
      """, to: "a.eml")
    try graph.ingest([mail])
    let rows = StoredRows(path: graph.path)
    #expect(
      try rows.rows("SELECT name, value FROM document_property ORDER BY number") == [
        "kind\tmail", "language\ten", "author\tRut Moe", "recipient\tAna Lin",
        "recipient\tbo@c.example",
      ])
    #expect(
      try rows.rows("SELECT role, taken, left_out FROM document_characters ORDER BY role") == [
        "body\t33\t0", "title\t6\t0",
      ])
    #expect(try graph.rows("document_property(D, \"recipient\", Who)?").count == 2)
    #expect(try graph.rows("document_characters(_, \"body\", N, _), N > 30?").count == 1)
    #expect(try GraphshCommand.run(["forget", mail, "--db", graph.path]).status == 0)
    #expect(try rows.rows("SELECT name FROM document_property").isEmpty)
    #expect(try GraphshCommand.run(["check", "--db", graph.path]).status == 0)
  }

  // MARK: Replacing and forgetting

  /// What the texts of a graph say of their subjects; a predicate of nothing that is said is no longer known by name.
  private func predicates(of graph: ArticleGraph) throws -> [String] {
    try StoredRows(path: graph.path).rows("SELECT DISTINCT predicate FROM statements")
  }

  @Test func whatIsReadAgainTakesThePlaceOfTheOlder() throws {
    let graph = try ArticleGraph()
    let file = try graph.folder.write("Ana Lin opened a bridge in Porto.", to: "a.txt")
    let other = try graph.folder.write("Bo Karlsson bought a ship.", to: "b.txt")
    try graph.ingest([file, other])
    try graph.folder.write("Ana Lin closed a bridge in Porto.", to: "a.txt")
    let result = try GraphshCommand.run(["ingest", "--replace", file, "--db", graph.path])
    #expect(result.status == 0)
    #expect(result.errors.contains("1 document read (1 replacing older versions)"))
    #expect(try predicates(of: graph).contains("close"))
    #expect(try !predicates(of: graph).contains("open"))
    #expect(try graph.rows("closed(\"Ana Lin\", What)?").count == 1)
    #expect(try graph.rows("bought(\"Bo Karlsson\", What)?").count == 1)
    #expect(
      try StoredRows(path: graph.path).rows("SELECT source FROM document").sorted() == [
        file, other,
      ])

    // Without the option, a changed file is one more document.
    try graph.folder.write("Ana Lin repaired a bridge in Porto.", to: "a.txt")
    try graph.ingest([file])
    #expect(try graph.rows("closed(\"Ana Lin\", What)?").count == 1)
    #expect(try graph.rows("repaired(\"Ana Lin\", What)?").count == 1)
  }

  @Test func replacingWithTheSameChangesNothingThatIsSaid() throws {
    let folder = try folder(8)
    let path = folder.path("graph.db")
    for arguments in [[], ["--replace"]] {
      let result = try GraphshCommand.run(
        ["ingest", folder.path("texts"), "--db", path] + arguments)
      #expect(result.status == 0)
    }
    let other = folder.path("other.db")
    #expect(try GraphshCommand.run(["ingest", folder.path("texts"), "--db", other]).status == 0)
    let claims = "SELECT subject, predicate, object, negated, modality, sentence FROM statements"
    #expect(
      try StoredRows(path: path).rows(claims).sorted()
        == StoredRows(path: other).rows(claims).sorted())
    #expect(try StoredRows(path: path).rows("SELECT id FROM document").count == 8)
    #expect(try GraphshCommand.run(["check", "--db", path]).status == 0)
  }

  @Test func aForgottenDocumentTakesAlongWhatOnlyItSaid() throws {
    let graph = try ArticleGraph()
    let first = try graph.folder.write(
      "Ana Lin opened a bridge in Porto. Bo Karlsson bought a ship.", to: "a.txt")
    let second = try graph.folder.write("Ana Lin opened a bridge in Porto on Monday.", to: "b.txt")
    try graph.ingest([first, second])
    #expect(try GraphshCommand.run(["forget", first, "--db", graph.path]).status == 0)
    #expect(try graph.rows("opened(\"Ana Lin\", What)?").count == 1)
    #expect(try !predicates(of: graph).contains("buy"))
    #expect(try GraphshCommand.run(["check", "--db", graph.path]).status == 0)
    // What was forgotten can be read again.
    try graph.ingest([first])
    #expect(try graph.rows("bought(\"Bo Karlsson\", Y)?").count == 1)
  }

  // MARK: Mending

  private func mend(_ graph: ArticleGraph, _ arguments: [String]) throws {
    let result = try GraphshCommand.run(arguments + ["--db", graph.path])
    #expect(result.status == 0, "\(result.errors)")
  }

  @Test func mergedNamesMeanOneEntityInLaterTextsToo() throws {
    let graph = try ArticleGraph()
    try graph.ingest([
      graph.folder.write("Ana Lin opened a bridge. Anna Lynn sold a ship.", to: "a.txt")
    ])
    try mend(graph, ["merge", "Anna Lynn", "Ana Lin"])
    try graph.ingest([graph.folder.write("Anna Lynn bought a museum in Porto.", to: "b.txt")])
    #expect(try graph.rows("bought(\"Ana Lin\", What)?").count == 1)
    #expect(try graph.rows("sold(\"Ana Lin\", What)?").count == 1)
  }

  @Test func anAliasMeansItsEntityInLaterTexts() throws {
    let graph = try ArticleGraph()
    try graph.ingest([graph.folder.write("Northline Motors built a factory.", to: "a.txt")])
    try mend(graph, ["alias", "Northline Motors", "Bluebird Group"])
    try graph.ingest([graph.folder.write("Bluebird Group bought a museum in Porto.", to: "b.txt")])
    #expect(try graph.rows("bought(\"Northline Motors\", What)?").count == 1)
  }

  @Test func splitNamesStayApartInLaterTexts() throws {
    let graph = try ArticleGraph()
    try graph.ingest([graph.folder.write("Northline Motors built a factory.", to: "a.txt")])
    try mend(graph, ["alias", "Northline Motors", "Bluebird Group"])
    try mend(graph, ["split", "Northline Motors", "Bluebird Group"])
    try graph.ingest([graph.folder.write("Bluebird Group bought a museum in Porto.", to: "b.txt")])
    #expect(try graph.rows("bought(\"Northline Motors\", What)?").isEmpty)
    #expect(try graph.rows("bought(\"Bluebird Group\", What)?").count == 1)
  }

  // MARK: What is wrong is found early

  @Test(arguments: ["ingest", "extract"])
  func pathsAreLookedAtBeforeTheModelIsLoaded(command: String) throws {
    let folder = try TemporaryFolder()
    let result = try GraphshCommand.run(
      [command, "nowhere.txt"] + (command == "ingest" ? ["--db", folder.path("graph.db")] : []),
      in: folder.url, environment: ["GRAPHSH_MODEL": "/no/such/model"])
    #expect(result.status == 1)
    #expect(result.errors == "graphsh: nowhere.txt: no such file\n")
    #expect(!FileManager.default.fileExists(atPath: folder.path("graph.db")))
  }

  // MARK: JSON lines and standard input

  @Test func badLinesOfJSONAreListedAndTheOthersRead() throws {
    let graph = try ArticleGraph()
    let file = try graph.folder.write(
      """
      {"text": "Ana Lin opened a bridge in Porto.", "url": "http://x.example/1"}
      {"text": "Bo Karlsson bought
      {"name": "no text here"}

      {"text": "Carla Mendes sold a ship."}
      """, to: "news.jsonl")
    let result = try GraphshCommand.run(["ingest", file, "--db", graph.path])
    #expect(result.status == 1)
    #expect(result.errors.contains("news.jsonl: line 2: "))
    #expect(result.errors.contains("news.jsonl: line 3: the object has no text"))
    #expect(result.errors.contains("2 documents read, 2 failed"))
    #expect(
      try StoredRows(path: graph.path).rows("SELECT source FROM document ORDER BY id")
        == ["http://x.example/1", "\(file)#5"])
  }

  /// A file of JSON lines may be larger than memory: only the line at hand is held.
  @Test func jsonLinesAreNotReadWhole() throws {
    let folder = try TemporaryFolder()
    let path = folder.path("many.jsonl")
    try Data().write(to: URL(filePath: path))
    let handle = try #require(FileHandle(forWritingAtPath: path))
    let blank = String(repeating: " ", count: 220_000)
    for index in 0..<500 { handle.write(Data("\(blank)\n{\"text\": \"\(index).\"}\n".utf8)) }
    try handle.close()
    let process = Process()
    process.executableURL = GraphshCommand.executable
    process.arguments = ["ingest", path, "--db", folder.path("g.db")]
    process.standardError = FileHandle.nullDevice
    try process.run()
    var peak = 0
    while process.isRunning {
      let status =
        (try? String(contentsOfFile: "/proc/\(process.processIdentifier)/status", encoding: .utf8))
        ?? ""
      if let line = status.split(separator: "\n").first(where: { $0.hasPrefix("VmHWM:") }) {
        peak = max(peak, line.split(separator: " ").dropLast().last.flatMap { Int($0) } ?? 0)
      }
      Thread.sleep(forTimeInterval: 0.01)
    }
    #expect(process.terminationStatus == 0)
    // Kilobytes; the file has 110,000.
    #expect((1...220_000).contains(peak))
    #expect(
      try StoredRows(path: folder.path("g.db")).rows("SELECT id FROM document").count == 500)
  }

  @Test(arguments: [
    "{\"text\": \"Ana Lin opened a bridge.\"}\n{\"text\": \"Bo sold a ship.\"}\n",
    "[\n{\"text\": \"Ana Lin opened a bridge.\"}\n]\n",
    "{\n\"text\": \"Ana Lin opened a bridge.\"\n}\n",
    "<!DOCTYPE html><html><body><p>Ana Lin opened a bridge.</p></body></html>",
    "Ana Lin opened a bridge.\n", "[Note] Ana Lin opened a bridge.\n",
  ])
  func standardInputMayHaveAnyFormat(text: String) throws {
    let result = try GraphshCommand.run(["extract"], input: text)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.contains("\"predicate\": \"open\""), "\(result.output)")
  }
}
