import Documents
import TestSupport
import Testing

@Suite struct FeedTests {
  private func read(_ text: String, _ name: String) throws -> [SourceDocument] {
    try DocumentReader().documents(of: Array(text.utf8), source: name)
  }

  private func body(_ document: SourceDocument) -> [String] {
    document.lines.filter { $0.role == .body }.map(\.text)
  }

  @Test func everyEntryOfAnRSSFeedIsADocument() throws {
    let feed = """
      <?xml version="1.0"?>
      <!-- made by hand -->
      <rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"
        xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>The Post</title><language>en</language>
      <item><title>Port &amp;amp; road</title><link>https://post.example/1</link>
        <pubDate>Tue, 07 May 2024 23:30:00 -0700</pubDate><author>ed@post.example (Ana Ruiz)</author>
        <description>Lars Ek opened the port of Br&aacute;s.</description></item>
      <item><title>Mine</title><guid>https://post.example/2</guid><dc:creator>Mia Holm</dc:creator>
        <description>Short.</description>
        <content:encoded><![CDATA[<p>Olaf Brandt sold the mine to Eva Moe.</p><p>She paid for the mine in the spring.</p>]]></content:encoded></item>
      </channel></rss>
      """
    let documents = try read(feed, "export.txt")
    #expect(documents.map(\.source) == ["export.txt#1", "export.txt#2"])
    #expect(documents.map(\.kind) == [.feed, .feed])
    #expect(documents.map(\.title) == ["Port & road", "Mine"])
    #expect(documents.map(\.published?.description) == ["2024-05-07", nil])
    #expect(documents.map(\.address) == ["https://post.example/1", "https://post.example/2"])
    #expect(documents.map(\.details.authors) == [["Ana Ruiz"], ["Mia Holm"]])
    #expect(documents[0].details.publication == "The Post")
    #expect(body(documents[0]) == ["Lars Ek opened the port of Brás."])
    #expect(
      body(documents[1]) == [
        "Olaf Brandt sold the mine to Eva Moe.", "She paid for the mine in the spring.",
      ])
  }

  @Test func atomAndRSS1AreReadToo() throws {
    let atom = """
      <feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en"><title>Notes</title><author><name>Jo Lind</name></author>
      <entry><title type="html">A &lt;b&gt;dam&lt;/b&gt;</title><link rel="self" href="https://n.example/1.atom"/>
      <link href="https://n.example/1"/><updated>2024-06-02T10:00:00Z</updated><published>2024-06-01T10:00:00Z</published>
      <content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Nils Berg built a dam &amp; a <i>lock</i>.</p>
      </div></content></entry></feed>
      """
    let entry = try #require(try read(atom, "a.atom").first)
    #expect(entry.source == "a.atom")
    #expect(entry.title == "A dam")
    #expect(entry.address == "https://n.example/1")
    #expect(entry.published?.description == "2024-06-01")
    #expect(entry.details.modified?.description == "2024-06-02")
    #expect(entry.details.authors == ["Jo Lind"])
    #expect(body(entry) == ["Nils Berg built a dam & a lock."])

    let rdf = """
      <rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/"
      xmlns:dc="http://purl.org/dc/elements/1.1/"><channel><title>Old</title></channel>
      <item><title>One</title><dc:date>2003-02-01T00:00:00Z</dc:date><description>Eva Moe bought a ship.</description></item>
      <item><title>Two</title><description>Nils Berg sold a ship.</description></item></rdf:RDF>
      """
    let items = try read(rdf, "a.rdf")
    #expect(items.map(\.title) == ["One", "Two"])
    #expect(items.map { body($0) } == [["Eva Moe bought a ship."], ["Nils Berg sold a ship."]])
    #expect(items[0].published?.description == "2003-02-01")
  }

  @Test func entitiesOfAFeedNeitherGrowNorOpenFiles() throws {
    let feed = """
      <!DOCTYPE rss [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;&a;"><!ENTITY f SYSTEM "file:///etc/passwd">]>
      <rss version="2.0"><channel><item><title>T</title><description>Eva Moe met &b; and &f; here.</description></item>
      </channel></rss>
      """
    #expect(throws: ReadingError.self) { try read(feed, "a.rss") }
  }

  @Test func whatIsWellFormedOfABrokenFeedIsReadAndTheRestNamed() throws {
    let feed = """
      <rss version="2.0"><channel><item><title>One</title><description>Eva Moe bought a ship.</description></item>
      <item><title>Two</title><description>Nils
      """
    var drafts = DocumentDrafts(bytes: Array(feed.utf8), source: "a.rss")
    #expect(throws: Never.self) { try drafts.next()?.get() }
    var problems: [ReadingError] = []
    while let result = drafts.next() {
      if case .failure(let problem) = result { problems.append(problem) }
    }
    #expect(problems.count == 1)
  }

  @Test func jsonFeedsAndArticlesOfServicesAreRead() throws {
    let feed = """
      {"version": "https://jsonfeed.org/version/1.1", "items": [
        {"id": "1", "url": "https://e.example/1", "title": "A &amp; B", "date_published": "2024-02-03T10:00:00Z",
         "authors": [{"name": "Jo Lind"}], "content_html": "Eva Moe bought <b>a ship</b> &amp; a boat."},
        {"id": "2", "content_text": "Nils Berg sold a ship."}]}
      """
    let items = try read(feed, "f.json")
    #expect(
      items.map { body($0) } == [["Eva Moe bought a ship & a boat."], ["Nils Berg sold a ship."]])
    #expect(items[0].published?.description == "2024-02-03")
    #expect(items[0].title == "A & B")
    #expect(items[0].details.authors == ["Jo Lind"])

    let service = """
      {"response": {"status": "ok", "results": [{"webTitle": "Ships", "webPublicationDate": "2024-03-01T00:00:00Z",
        "webUrl": "https://g.example/ships", "fields": {"bodyText": "Eva Moe bought a ship."}}]}}
      """
    let article = try #require(try read(service, "g.json").first)
    #expect(article.title == "Ships")
    #expect(article.published?.description == "2024-03-01")
    #expect(body(article) == ["Eva Moe bought a ship."])

    let graph = """
      {"@context": "https://schema.org", "@graph": [{"@type": "WebSite", "name": "The Post", "description": "News."},
        {"@type": "NewsArticle", "headline": "Ships", "author": {"name": "Jo Lind"}, "articleBody": "Eva Moe sold a ship."}]}
      """
    #expect(try read(graph, "s.json").map { body($0) } == [["Eva Moe sold a ship."]])
  }
}
