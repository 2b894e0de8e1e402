import Documents
import TestSupport
import Testing

/// Documents that are records of JSON or rows of tables, with fields that are named or known.
@Suite struct RecordTests {
  private func read(
    _ text: String, _ name: String, _ fields: RecordFields = RecordFields()
  ) throws -> [SourceDocument] {
    try DocumentReader(fields: fields).documents(of: Array(text.utf8), source: name)
  }

  private func body(_ document: SourceDocument) -> [String] {
    document.lines.filter { $0.role == .body }.map(\.text)
  }

  private func problem(
    _ text: String, _ name: String, _ fields: RecordFields = RecordFields()
  ) -> String? {
    do throws(ReadingError) {
      _ = try DocumentReader(fields: fields).documents(of: Array(text.utf8), source: name)
      return nil
    } catch {
      return error.description
    }
  }

  @Test func eachRowOfATableIsADocument() throws {
    let table = """
      id,Title,body,published,url
      7,Mill sold,"Olga Brandt sold the mill, after forty years.
      She ""never"" liked it.",2024-05-02,https://a.example/7
      8,Port opened,Lars Ek opened the port.,2024-05-03,
      """
    let documents = try read(table, "news.csv")
    #expect(documents.map(\.source) == ["news.csv#1", "news.csv#2"])
    #expect(documents.map(\.kind) == [.table, .table])
    #expect(documents.map(\.title) == ["Mill sold", "Port opened"])
    #expect(documents.map(\.published?.description) == ["2024-05-02", "2024-05-03"])
    #expect(documents.map(\.address) == ["https://a.example/7", nil])
    #expect(
      body(documents[0]) == [
        "Olga Brandt sold the mill, after forty years.", "She \"never\" liked it.",
      ])
  }

  @Test(arguments: ["\t", ";", "|"])
  func theColumnsThatAreNamedAreRead(_ separator: String) throws {
    let table = [
      ["nr", "Überschrift", "Meldung", "Tag"],
      ["1", "Mill sold", "Olga Brandt sold the mill.", "2 May 2024"],
      ["2", "Port opened", "Lars Ek opened the port.", "3 May 2024"],
    ].map { $0.joined(separator: separator) }.joined(separator: "\r\n")
    let fields = RecordFields(text: "meldung", title: "Überschrift", date: "Tag")
    let documents = try read("\u{FEFF}" + table, "news.csv", fields)
    #expect(documents.map(\.title) == ["Mill sold", "Port opened"])
    #expect(documents.map(\.published?.description) == ["2024-05-02", "2024-05-03"])
    #expect(documents.map(body) == [["Olga Brandt sold the mill."], ["Lars Ek opened the port."]])
  }

  @Test func aTableOfAnOldSpreadsheetIsReadInItsEncoding() throws {
    let table = Array("text\nOlga Brandt sold the caf".utf8) + [0xE9] + Array(" in Ulm.\n".utf8)
    let documents = try DocumentReader().documents(of: table, source: "a.csv")
    #expect(documents.map(body) == [["Olga Brandt sold the café in Ulm."]])
  }

  @Test func columnsThatAreNotThereAreNamedWithThoseThatAre() {
    let table = "nr,headline,story_text\n1,Sale,Olga Brandt sold the mill.\n"
    #expect(
      problem(table, "a.csv")
        == "line 1: no column has the name of a text (text, body, content); name one with --text "
        + "(nr, headline, story_text)")
    #expect(
      problem(table, "a.csv", RecordFields(text: "storytext"))
        == "line 1: there is no column \"storytext\"; the columns are nr, headline, story_text")
    #expect(
      problem(table, "a.csv", RecordFields(text: "story_text", date: "day"))
        == "line 1: there is no column \"day\"; the columns are nr, headline, story_text")
    #expect(problem(table, "a.csv", RecordFields(text: "story_text")) == nil)
  }

  @Test func aRowThatFitsNoHeaderIsNamedByItsLine() {
    let table = "title,text\nSale,Olga Brandt sold the mill.\nPort\n"
    #expect(problem(table, "a.csv") == "line 3: 1 cell under a header of 2 columns")
    #expect(
      problem("text,title\nAna,\"open", "a.csv") == "line 2: the file ends inside a quoted cell")
  }

  @Test(arguments: ["a.json", "a.jsonl"])
  func fieldsOfRecordsMayLieWithinOthers(_ name: String) throws {
    let record = """
      {"meta": {"Heading": "Mill sold", "day": "2024-05-02"}, "text": "not this", \
      "parts": {"story": ["Olga Brandt sold the mill.", "She went to Ulm."]}}
      """
    let fields = RecordFields(text: "parts.story", title: "meta.heading", date: "meta.day")
    let document = try #require(try read(record, name, fields).first)
    #expect(document.title == "Mill sold")
    #expect(document.published?.description == "2024-05-02")
    #expect(body(document) == ["Olga Brandt sold the mill.", "She went to Ulm."])
  }

  @Test func fieldsThatRecordsDoNotHaveAreNamedWithThoseThatTheyHave() {
    let records = #"[{"id": 1, "story": "Lars Ek opened the port."}, {"id": 2, "tale": "No."}]"#
    #expect(
      problem(records, "a.json", RecordFields(text: "story"))
        == "record 2: line 1: there is no field \"story\"; its fields are id, tale")
    let line = #"{"id": 1, "story": "Lars Ek opened the port."}"#
    #expect(
      problem(line, "a.jsonl", RecordFields(text: "storey"))
        == "line 1: there is no field \"storey\"; its fields are id, story")
    #expect(
      problem(line, "a.jsonl", RecordFields(text: "story", title: "head"))
        == "line 1: no record has the field \"head\"; the fields of the first are id, story")
  }

  @Test func aRowThatIsTooLongIsNamedAndTheNextIsRead() throws {
    let folder = try TemporaryFolder()
    let long = String(repeating: "Olga Brandt sold the mill. ", count: 20_000)
    let open = "2,\"" + long + "\n3,Lars Ek opened the port.\n"
    for (rows, read) in [("2,\(long)\n3,Lars Ek opened the port.\n", 2), (open, 2)] {
      let path = try folder.write("id,text\n1,Ana Ruiz left.\n" + rows, to: "long.csv")
      var drafts = DocumentDrafts(path: path, access: .everywhere, limit: 100_000)
      var sources: [String] = []
      var problems: [String] = []
      while let next = drafts.next() {
        switch next {
        case .success(let draft): sources.append(draft.source)
        case .failure(let error): problems.append(error.description)
        }
      }
      #expect(sources.count == read, "\(sources)")
      #expect(problems.count == 1 && problems[0].contains("line 3"), "\(problems)")
    }
  }

  @Test func brokenRowsWithoutEndAreGivenUp() throws {
    let rows = String(repeating: "1,\"a\"b\n", count: 1000)
    let text = try #require(problem("id,text\n" + rows, "broken.csv"))
    #expect(!text.isEmpty)
    var drafts = DocumentDrafts(bytes: Array("id,text\n\(rows)".utf8), source: "broken.csv")
    var count = 0
    while drafts.next() != nil { count += 1 }
    #expect(count < 30)
  }
}
