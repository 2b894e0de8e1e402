import Documents
import Foundation
import TestSupport
import Testing

/// Pages after the shapes of many sites, each beside the text that it should give.
@Suite struct PageTests {
  private static let folder = Repository.root.appending(path: "Tests/DocumentsTests/Pages")

  /// The running text with its headings, without the title.
  private func mainText(of page: URL) throws -> String {
    guard let document = try DocumentReader().read(page.path).first else { return "" }
    return document.lines
      .filter { $0.role == .body || $0.role == .title && $0.text != document.title }
      .map(\.text).joined(separator: "\n")
  }

  /// Runs of four words, with how often each comes.
  private func shingles(_ text: String) -> [[Substring]: Int] {
    let words = text.split { !$0.isLetter && !$0.isNumber }
    guard words.count >= 4 else { return words.isEmpty ? [:] : [words: 1] }
    return (0...(words.count - 4)).reduce(into: [:]) {
      $0[Array(words[$1..<($1 + 4)]), default: 0] += 1
    }
  }

  @Test func theMainTextOfPagesIsFound() throws {
    let pages = try FileManager.default.contentsOfDirectory(
      at: Self.folder, includingPropertiesForKeys: nil
    ).filter { $0.pathExtension == "html" }.sorted { $0.path < $1.path }
    try #require(pages.count >= 60)
    var (right, wrong, missing) = (0.0, 0.0, 0.0)
    for page in pages {
      let text = page.deletingPathExtension().appendingPathExtension("txt")
      let truth = shingles(try String(contentsOf: text, encoding: .utf8))
      let found = shingles(try mainText(of: page))
      let common = truth.reduce(0) { $0 + min($1.value, found[$1.key] ?? 0) }
      let (more, less) = (found.values.reduce(0, +) - common, truth.values.reduce(0, +) - common)
      let total = Double(max(1, common + more + less))
      #expect(common > 0, "\(page.lastPathComponent) gave nothing of its text")
      right += Double(common) / total
      wrong += Double(more) / total
      missing += Double(less) / total
    }
    let (precision, recall) = (right / (right + wrong), right / (right + missing))
    let f1 = 2 * precision * recall / (precision + recall)
    print("pages: precision \(precision), recall \(recall), F1 \(f1)")
    #expect(f1 >= 0.97)
  }

  private func read(_ page: String) throws -> SourceDocument {
    try #require(
      try DocumentReader().documents(of: Array(page.utf8), source: "page.html").first)
  }

  private static let prose = """
    <p>Olga Brandt sold the mill at Skarholm on Monday, after forty years, to a baker from Ulm.</p>
    <p>The baker, Hans Krug, wants to grind his own flour there, and has hired two of the old hands.</p>
    """

  @Test func listsOfOtherArticlesAreNoneOfTheText() throws {
    let entries = (1...9).map {
      """
      <li class="item"><div><h3><a href="/\($0)">A storm took roof number \($0)</a></h3><p>The owners of the house
      in the harbour, who had been away for the winter, came home to a roof that was gone, and called the council.</p></div></li>
      """
    }.joined(separator: "\n")
    let page = """
      <title>Mill sold</title><body><div id="main"><section><h1>Mill sold</h1><div class="text">\(Self.prose)
      <p>The council of Skarholm, which had wanted the mill for a museum, said that it would not go to court.</p></div></section>
      <div class="flow"><ul>\(entries)</ul></div></div></body>
      """
    let body = try self.body(page)
    #expect(body.count == 3)
    #expect(!body.contains { $0.contains("roof") })
  }

  @Test func aPageOfEntriesIsReadWhereThereIsNothingElse() throws {
    let entries = (1...9).map {
      """
      <li><h3><a href="/\($0)">A storm took roof number \($0)</a></h3><p>The owners of house \($0) in the harbour, who
      had been away for the winter, came home to a roof that was gone, and called the council.</p></li>
      """
    }.joined(separator: "\n")
    #expect(try !body("<title>Storms</title><body><ul>\(entries)</ul></body>").isEmpty)
  }

  @Test func galleriesWithinATextAreCaptions() throws {
    let pictures = (1...4).map {
      "<div class=\"pic\"><h2>\($0)/4 Bridges</h2><p>Bridge \($0) was built by the sons of a smith, who had come from the north.</p></div>"
    }.joined()
    let page = """
      <title>Mill sold</title><body><article><h1>Mill sold</h1>\(Self.prose)
      <div class="full-gallery">\(pictures)</div>\(Self.prose)<p>She went to live with her sister in Oslo.</p></article></body>
      """
    #expect(try !body(page).contains { $0.contains("smith") })
    #expect(try read(page).lines.contains { $0.role == .caption && $0.text.contains("smith") })
  }

  @Test func aGalleryThatIsLongerThanTheTextAroundItIsCaptions() throws {
    let pictures = (1...20).map {
      "<li><h2>\($0)/20 Bridges</h2><p>Bridge \($0) was built by the sons of a smith, who had come from the north.</p></li>"
    }.joined()
    let text = (1...6).map {
      "<p>In year \($0) the wheel stood still for a month, since the river, which had never frozen, was ice.</p>"
    }.joined()
    let page = """
      <title>Mill sold</title><body><div id="main"><div itemprop="articleBody">\(Self.prose)
      <ul class="full-gallery">\(pictures)</ul>\(text)</div></div></body>
      """
    #expect(try body(page).count == 8)
    #expect(try read(page).lines.contains { $0.role == .caption && $0.text.contains("smith") })
  }

  @Test(arguments: [
    // React sends what takes long at the end of the page, for a script to put in its place.
    "<main><h1>Mill sold</h1><template id='B:1f'></template></main><div hidden id='S:1f'>PROSE</div>",
    // What a click unfolds is text, too.
    "<main><h1>Mill sold</h1>INTRO<div class='accordion__item'><h2>What he wants</h2>"
      + "<div style='display: none' role='region'>PROSE</div></div></main>",
    "<main><h1>Mill sold</h1>INTRO<section hidden='until-found'>PROSE</section></main>",
    // Builders of pages call every part of one a widget.
    "<article><h1>Mill sold</h1>INTRO<div class='panel widget widget_text'>PROSE</div></article>",
    "<main><h1>Mill sold</h1>INTRO<div class='builder-widget'>PROSE</div></main>",
  ])
  func partsOfTheTextAreReadHoweverTheyAreBuilt(page: String) throws {
    let intro = (1...6).map {
      "<p>In year \($0) the wheel stood still for a month, since the river, which had never frozen, was ice.</p>"
    }.joined()
    let page =
      "<!doctype html><title>Mill sold</title><body>"
      + page.replacing("PROSE", with: Self.prose).replacing("INTRO", with: intro)
    #expect(try body(page).suffix(2) == Self.text)
  }

  @Test func aWidgetBesideTheTextIsNoneOfIt() throws {
    let page = """
      <!doctype html><title>Mill sold</title><main><h1>Mill sold</h1>\(Self.prose)<div class="widget widget_text">
      <p>Our club has a seat for everyone who likes bread, cake, and a good talk on Sundays.</p></div></main>
      """
    #expect(try body(page) == Self.text)
  }

  @Test func anIdMadeOfAHeadingTellsNothingOfThePart() throws {
    let page = """
      <title>Work</title><body><div class="document"><h1>Work</h1>\(Self.prose)
      <div class="section" id="sharing-the-work-with-others"><h2>Sharing the work with others</h2>
      <p>The two hands share the work of the mill with the baker, who comes up from the town twice in a week.</p></div>
      <div class="section" id="a-comment-of-the-owner"><h2>A comment of the owner</h2>
      <p>The owner says that he has never seen the wheel go round as fast as it did after the rain in May.</p></div></div></body>
      """
    let body = try self.body(page)
    #expect(body.contains { $0.contains("twice in a week") })
    #expect(body.contains { $0.contains("after the rain") })
  }

  private func body(_ page: String) throws -> [String] {
    try read(page).lines.filter { $0.role == .body }.map(\.text)
  }

  private static let text = [
    "Olga Brandt sold the mill at Skarholm on Monday, after forty years, to a baker from Ulm.",
    "The baker, Hans Krug, wants to grind his own flour there, and has hired two of the old hands.",
  ]

  @Test(arguments: [
    "<body class='comments-open has-sidebar newsletter-popup'><div>PROSE</div>",
    "<body><article class='post author-share tag-related hentry'>PROSE</article>",
    "<body><div class='widget promo'>PROSE</div>",
    "<body><form id='f'><input type=hidden><div>PROSE</div></form>",
    "<body><img class='photo-caption'><link id='social-css'><input class='share'><div>PROSE</div>",
    "<body><footer>PROSE</footer>",
    "<body><div style='display:none'>PROSE</div>",
    "<body><table><tr><td><a href=/>Home</a><td>PROSE</table>",
  ])
  func aSignOfAllThatThereIsHidesNothing(page: String) throws {
    let page = "<!doctype html><html>" + page.replacing("PROSE", with: Self.prose)
    #expect(try body(page) == Self.text)
  }

  @Test(arguments: [
    "<div class='user-comments'><article><p>I knew the mill well, and the price was far too low for such a place, I think.</p></article></div>",
    "<aside><p>Our club has a seat for everyone who likes bread, cake, and a good talk on Sundays.</p></aside>",
    "<div class='relatedStories'><p>A windmill in the north, which burned down last year, is to be built again by hand.</p></div>",
    "<div class='newsletter-signup'><p>Get our letter on bread, mills and grain every Friday, and never miss an opening.</p></div>",
    "<div role='dialog'><p>We use cookies to know what you like, and to show you bread that you may want to buy.</p></div>",
    "<p hidden>This paragraph, which nobody sees, is there for machines that count words and pages.</p>",
    "<template><p>A card of the future, which a script fills in when somebody has bought a ticket.</p></template>",
  ])
  func whatStandsBesideTheTextIsLeftOut(part: String) throws {
    let page =
      "<!doctype html><title>Mill sold</title><main><h1>Mill sold</h1>\(Self.prose)\(part)</main>"
    #expect(try body(page) == Self.text)
  }

  @Test func aRoleEndsWithItsElement() throws {
    let page = """
      <!doctype html><article><p class="byline">By Rut Moe</p><figure><img><figcaption>The mill in
      May</figcaption></figure>\(Self.prose)<p class="pull-quote">“After forty years”</p></article>
      """
    let document = try read(page)
    #expect(document.lines.filter { $0.role == .byline }.map(\.text) == ["By Rut Moe"])
    #expect(document.lines.filter { $0.role == .caption }.map(\.text) == ["The mill in May"])
    #expect(document.lines.filter { $0.role == .pullQuote }.count == 1)
    #expect(try body(page) == Self.text)
    #expect(document.details.authors == ["Rut Moe"])
  }

  @Test func thePageTellsWhoWroteItWhenAndWhere() throws {
    let page = """
      <!doctype html><html lang="en-GB"><head><title>Mill sold | The Echo</title>
      <meta property="og:url" content="https://echo.example/"><meta property="og:site_name" content="The Echo">
      <link rel="canonical" href="https://echo.example/news/mill">
      <script type="application/ld+json">{"@graph": [{"@type": ["NewsArticle"], "headline": "Mill sold",
      "author": [{"name": "Rut Moe"}, {"name": "Jo Day"}], "datePublished": "2024-05-03T06:00:00Z",
      "dateModified": "2024-05-04", "articleSection": "Business"}]}</script></head>
      <body><article>\(Self.prose)</article></body></html>
      """
    let document = try read(page)
    #expect(document.title == "Mill sold")
    #expect(document.address == "https://echo.example/news/mill")
    #expect(document.details.authors == ["Rut Moe", "Jo Day"])
    #expect(document.published?.description == "2024-05-03")
    #expect(document.details.modified?.description == "2024-05-04")
    #expect(document.details.section == "Business")
    #expect(document.details.publication == "The Echo")
    #expect(document.details.language == "en-GB")
  }

  @Test func aHomePageIsNoAddressOfAText() throws {
    let page = """
      <!doctype html><meta property="og:url" content="https://echo.example/"><main>\(Self.prose)</main>
      """
    #expect(try read(page).source == "page.html")
  }

  @Test(arguments: [
    "<!doctype html><title>A</title><nav><a href=/>Home</a></nav><div>Sign up</div>",
    "<!doctype html><title>A</title><div id=root></div><script>draw()</script>",
    "<!doctype html><title>A</title><noscript>You need to enable JavaScript to run this app.</noscript>",
  ])
  func aPageWithoutATextSaysSo(page: String) throws {
    let result = Result { () throws(ReadingError) in
      try DocumentReader().documents(of: Array(page.utf8), source: "page.html")
    }
    guard case .failure(let error) = result else {
      Issue.record("the page was read")
      return
    }
    #expect(error.description.hasPrefix("no article text: "))
  }

  @Test func allNamesOfCharactersAreRead() throws {
    let page =
      "<p>Jan &Ccaron;ern&yacute; met Petr &Zcaron;i&zcaron;ka &amp; Zo&euml; in &Lstrok;&oacute;d&zacute; on Monday.</p>"
    #expect(try body(page) == ["Jan Černý met Petr Žižka & Zoë in Łódź on Monday."])
  }

  @Test func elementsOfThePagesOwnAreParagraphsOrWords() throws {
    let page = """
      <html><body><zz-text><zz-p>The council of Corin bought <zz-a>the quarry</zz-a> in 2001 for $<ix:n>5</ix:n>.</zz-p>
      <zz-p>The mayor opened a park there.</zz-p></zz-text></body></html>
      """
    #expect(
      try body(page) == [
        "The council of Corin bought the quarry in 2001 for $5.", "The mayor opened a park there.",
      ])
  }
}
