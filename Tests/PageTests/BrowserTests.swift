import Foundation
import Testing

/// The page in a real browser. One test at a time: they share it.
@Suite(
  .serialized,
  .enabled(if: BrowserPipe.isInstalled, "no Chromium is installed; script/bootstrap --tests does"))
struct BrowserTests {
  // MARK: Opening

  @Test func opensOnAllOfTheOverviewWithNames() throws {
    let page = try BrowserPage(.harbour)
    try page.screenshot("opening")
    #expect(try page.text("h1") == "harbour.db")
    #expect(try page.nodes().count == 8)
    #expect(try !page.nodes().contains("new quay"))
    let outside = try page.value(
      """
      (() => {
        const { nodes, width, height } = graphshFigures.seen();
        return nodes.filter(n => n.x - n.r < 0 || n.y - n.r < 0 || n.x + n.r > width || n.y + n.r > height).length;
      })()
      """)
    #expect(outside as? Int == 0)
    let labels = try page.value("graphshFigures.seen().labels.map(label => label.text)")
    #expect(
      Set(labels as? [String] ?? []).isSuperset(of: ["Nadia Holt", "Norland", "Émile Åkesson"]))
    #expect(try page.complaints() == [])
    #expect(page.requests() == [])
  }

  @Test func darkAndLightFollowTheSystem() throws {
    let light = try BrowserPage(.harbour)
    let dark = try BrowserPage(.harbour, isDark: true)
    try dark.screenshot("dark")
    let ground = """
      (() => {
        const pen = document.getElementById('picture').getContext('2d');
        return pen.getImageData(3, 3, 1, 1).data[0];
      })()
      """
    #expect(try light.number(ground) > 240)
    #expect(try dark.number(ground) < 40)
  }

  // MARK: Finding and choosing

  @Test func findsByNameAliasAndWithoutAccents() throws {
    let page = try BrowserPage(.harbour)
    for (sought, found) in [
      ("mayor h", "Nadia Holt"), ("akesson", "Émile Åkesson"), ("quay", "new quay"),
    ] {
      try page.click("#find")
      try page.type(sought)
      #expect(try page.text("#found li").contains(found))
      try page.press("Enter")
      #expect(try page.text("#panel h2") == found)
      #expect(try page.nodes().contains(found))
    }
    try page.click("#find")
    try page.type("zzzz")
    #expect(try page.text("#found").contains("Nothing is called"))
  }

  @Test func aClickTellsFactsWithTheirSentences() throws {
    let page = try BrowserPage(.harbour)
    try page.click(node: "Nadia Holt")
    #expect(try page.text("#panel h2") == "Nadia Holt")
    #expect(try page.text("#panel .kind").contains("Mayor of Lindau"))
    #expect(try page.text("#panel .aliases").contains("Mayor Holt"))
    try page.click("#panel [data-fact='1'] summary .notes")
    try page.screenshot("chosen")
    #expect(try page.text("#panel [data-fact='1'] mark") == "met")
    #expect(try page.text("#panel [data-fact='1'] blockquote").contains("👋 for an hour"))
    #expect(try page.text("#panel [data-fact='1'] strong") == "Nadia Holt\nTomas Rehn")
    let source = try page.text("#panel [data-fact='1'] figcaption")
    #expect(source.contains("Harbour gazette") && source.contains("sentence 4"))
    #expect(try page.text("#panel [data-fact='1']").contains("on the quay"))
    // Neighbours are links.
    try page.click("#panel [data-fact='1'] a.node")
    #expect(try page.text("#panel h2") == "Tomas Rehn")
    #expect(try page.address() == "#select=2")
    _ = try page.value("history.back()")
    try page.settle()
    #expect(try page.text("#panel h2") == "Nadia Holt")
    #expect(try page.complaints() == [])
  }

  @Test func aLineTellsItsFacts() throws {
    let page = try BrowserPage(.harbour)
    let place = try page.value(
      """
      (() => {
        const line = graphshFigures.seen().lines.find(line => line.a === 3 && line.b === 5);
        const box = document.getElementById('picture').getBoundingClientRect();
        return [line.x + box.left, line.y + box.top];
      })()
      """)
    let middle = try #require(place as? [Double])
    try page.click(x: middle[0], y: middle[1])
    #expect(try page.text("#panel h2") == "Lindau – Norland")
    #expect(try page.text("#panel mark") == "lies in")
  }

  // MARK: Changing the picture

  @Test func expandHideUndoAndRedo() throws {
    let page = try BrowserPage(.harbour)
    try page.click(node: "Nadia Holt", times: 2)
    #expect(try page.nodes().contains("new quay"))
    #expect(try page.text("#toast").contains("1 neighbour brought in"))
    try page.click("#undo")
    #expect(try !page.nodes().contains("new quay"))
    try page.click("#redo")
    #expect(try page.nodes().contains("new quay"))
    try page.click("#panel .action:nth-child(5)")
    #expect(try !page.nodes().contains("Nadia Holt"))
    try page.click("#undo")
    #expect(try page.nodes().contains("Nadia Holt"))
    #expect(try page.complaints() == [])
  }

  @Test func expansionIsLimitedAndSaysWhatItLeavesOut() throws {
    var picture = SamplePicture()
    picture.add("Lindau", "place", x: 0, y: 0)
    for place in 1...60 {
      picture.add(
        "quay \(place)", "concept", x: 0, y: 0, shown: false, more: ["x": NSNull(), "y": NSNull()])
    }
    for place in 2...61 { picture.tell(1, "has", place) }
    let page = try BrowserPage(picture)
    try page.click(node: "Lindau", times: 2)
    try page.screenshot("expanded")
    #expect(try page.nodes().count == 25)
    #expect(try page.text("#toast").contains("24 neighbours brought in, 36 left out"))
    let least = try page.number(
      """
      (() => {
        const { nodes } = graphshFigures.seen();
        let least = Infinity;
        nodes.forEach((a, n) => nodes.slice(n + 1).forEach(b => {
          least = Math.min(least, Math.hypot(a.x - b.x, a.y - b.y) - a.r - b.r);
        }));
        return least;
      })()
      """)
    #expect(least > 0, "nodes that are brought in lie on none")
  }

  @Test func aDraggedNodeStaysWhereItWasPut() throws {
    let page = try BrowserPage(.harbour)
    let place = """
      (() => {
        const node = graphshFigures.seen().nodes.find(node => node.id === 5);
        const box = document.getElementById('picture').getBoundingClientRect();
        return [node.x + box.left, node.y + box.top];
      })()
      """
    let start = try #require(try page.value(place) as? [Double])
    try page.drag(from: (start[0], start[1]), to: (start[0] + 60, start[1] + 40))
    let end = try #require(try page.value(place) as? [Double])
    #expect(abs(end[0] - start[0] - 60) < 3 && abs(end[1] - start[1] - 40) < 3)
    #expect(try page.address().contains("pin=5"))
    try page.click("#undo")
    #expect(try !page.address().contains("pin="))
  }

  @Test func theLegendFilters() throws {
    let page = try BrowserPage(.harbour)
    #expect(try page.text("#shown").contains("6 facts"))
    try page.click("[data-key='claim denied']")
    try page.click("[data-key='claim planned']")
    #expect(try page.text("#shown").contains("8 facts"))
    try page.screenshot("claims")
    try page.click("[data-key='type person']")
    #expect(try page.nodes() == ["Lindau", "Norland", "Brightwater Energy"])
    try page.click("[data-key='type person']")
    try page.click("[data-key='type concept']")
    #expect(try page.nodes().contains("new quay"))
    try page.click("[data-key='relations meet']")
    #expect(try page.nodes() == ["Nadia Holt", "Tomas Rehn", "Ida Brandt"])
    try page.click(".legend-head .link")
    try page.click("[data-key='documents 2']")
    #expect(try page.text("#shown").contains("4 facts"))
    #expect(try page.complaints() == [])
  }

  @Test func thePeriodNarrowsFactsDown() throws {
    let page = try BrowserPage(.harbour)
    #expect(try page.value("!document.getElementById('periods').hidden") as? Bool == true)
    _ = try page.value("document.querySelector('.handle[data-side=\"1\"]').focus()")
    try page.press("ArrowLeft", times: 10)
    #expect(try page.address() == "#period=2024-03-01_2024-03-10")
    #expect(try page.nodes() == ["Nadia Holt", "Tomas Rehn", "Brightwater Energy"])
    #expect(try page.text(".chosen").contains("1 – 10 March 2024"))
    try page.click(".chosen .link")
    #expect(try page.nodes().count == 8)
  }

  @Test func pathsLeadFromNodeToNode() throws {
    let page = try BrowserPage(.harbour)
    try page.click(node: "Nadia Holt")
    try page.click("#panel .action:nth-child(3)")
    try page.type("Rosa")
    try page.press("Enter")
    try page.screenshot("path")
    #expect(try page.address() == "#path=1.6")
    let facts = try page.value(
      "[...document.querySelectorAll('#panel [data-fact]')].map(fact => fact.dataset.fact)")
    #expect(facts as? [String] == ["1", "3", "4"])
    #expect(try page.text("#panel").contains("3 steps apart"))
    let none = try BrowserPage(.harbour, address: "#path=1.9")
    #expect(try none.text("#panel").contains("No chain of the chosen facts joins them"))
  }

  // MARK: Addresses

  @Test func anAddressBringsAViewBack() throws {
    let first = try BrowserPage(.harbour)
    try first.click("[data-key='claim denied']")
    try first.click("[data-key='type country']")
    try first.click(node: "Rosa Vidal")
    let address = try first.address()
    let again = try BrowserPage(.harbour, address: address)
    #expect(try again.nodes() == first.nodes())
    #expect(try again.text("#panel h2") == "Rosa Vidal")
    #expect(try again.text("#shown") == first.text("#shown"))
  }

  @Test(arguments: [
    "#select=999&show=1.x.%00&path=3&period=_&claims=..&confidence=9&types=%7B&relations=%5B%7B",
    "#select=1e9&pin=1:NaN:2_constructor:1:1&tab=__proto__&none=%5B%22__proto__%22%5D", "#%",
    "#edge=-1&relation=toString&hide=-5.-6",
  ])
  func brokenAddressesLeaveAWholePage(address: String) throws {
    let page = try BrowserPage(.harbour, address: address)
    #expect(try page.nodes().count >= 8)
    #expect(try page.complaints() == [])
  }

  // MARK: Table, timeline, sharing

  @Test func theTableListsAndSortsWhatThePictureShows() throws {
    let page = try BrowserPage(.harbour)
    try page.click("#tab-table")
    try page.screenshot("table")
    #expect(try page.number("document.querySelectorAll('tbody tr').length") == 6)
    try page.click("th [data-column='Date']")
    #expect(try page.text("th[aria-sort='ascending']") == "Date")
    #expect(try page.text("tbody tr:first-child").contains("1 Mar 2024"))
    try page.click(".choice:nth-child(2)")
    #expect(try page.number("document.querySelectorAll('tbody tr').length") == 8)
    try page.click(".table-bar input")
    try page.type("akesson")
    #expect(try page.number("document.querySelectorAll('tbody tr').length") == 1)
    try page.click("tbody a.node")
    #expect(try page.text("#panel h2") == "Émile Åkesson")
    #expect(try page.complaints() == [])
  }

  @Test func theTimelineHasLanesAndDays() throws {
    let page = try BrowserPage(.harbour)
    try page.click("#tab-timeline")
    try page.screenshot("timeline")
    #expect(try page.text(".owner").contains("Tomas Rehn"))
    #expect(try page.text(".day h3").hasPrefix("1 March 2024\n5 March 2024"))
    #expect(try page.number("document.querySelectorAll('.mark').length") >= 6)
  }

  @Test func picturesAreSaved() throws {
    let page = try BrowserPage(.harbour)
    try page.click("#share")
    try page.click("#share-menu button:nth-child(2)")
    try page.click("#share")
    try page.click("#share-menu button:nth-child(3)")
    let png = try saved("harbour.png", by: page)
    #expect(png.starts(with: [0x89, 0x50, 0x4E, 0x47]))
    #expect(png.count > 5_000)
    let svg = try saved("harbour.svg", by: page)
    let text = String(decoding: svg, as: UTF8.self)
    #expect(text.contains(">Brightwater Energy</text>"))
    let faults =
      "new DOMParser().parseFromString(\(quoted(text)), 'image/svg+xml').querySelectorAll('parsererror').length"
    #expect(try page.value(faults) as? Int == 0)
    #expect(try page.complaints() == [])
  }

  private func saved(_ name: String, by page: BrowserPage) throws -> Data {
    let file = page.folder.url.appending(path: name)
    for _ in 0..<40 where !FileManager.default.fileExists(atPath: file.path) { try page.settle() }
    return try Data(contentsOf: file)
  }

  @Test func paperHasThePictureAndTheFacts() throws {
    let page = try BrowserPage(.harbour, address: "#select=1")
    _ = try page.value("window.dispatchEvent(new Event('beforeprint'))")
    #expect(try page.number("document.querySelectorAll('#paper svg text').length") >= 8)
    #expect(try page.text(".paper-facts").contains("Nadia Holt met Tomas Rehn"))
    let printed = try page.call("Page.printToPDF", ["paperWidth": 8.27, "paperHeight": 11.69])
    let pdf = try #require(Data(base64Encoded: printed["data"] as? String ?? ""))
    try pdf.write(to: BrowserPage.screens.appending(path: "paper.pdf"))
    let pages =
      String(decoding: pdf, as: UTF8.self).components(separatedBy: "/Type /Page\n").count - 1
    #expect(pages <= 1)
  }

  // MARK: Without a mouse, on a phone

  @Test func keysGoFromNodeToNode() throws {
    let page = try BrowserPage(.harbour)
    _ = try page.value("document.getElementById('picture').focus()")
    try page.press("ArrowRight")
    #expect(try page.text("#panel h2") == "Nadia Holt")
    try page.press("ArrowRight")
    #expect(try page.text("#panel h2") == "Tomas Rehn")
    #expect(try page.text("#announcement").contains("Tomas Rehn, person"))
    try page.press("Escape")
    #expect(try page.address() == "")
    let nameless = try page.value(
      """
      [...document.querySelectorAll('button, input, [role=slider], [role=img]')]
        .filter(one => !(one.textContent.trim() || one.getAttribute('aria-label'))).length
      """)
    #expect(nameless as? Int == 0, "everything that can be used has a name")
  }

  @Test func aPhoneHasRoomForIt() throws {
    let page = try BrowserPage(.harbour, width: 390, height: 780)
    try page.screenshot("phone")
    #expect(try page.number("document.documentElement.scrollWidth") <= 390)
    #expect(try page.number("document.getElementById('picture').clientHeight") > 380)
    try page.click(node: "Tomas Rehn")
    try page.screenshot("phone-chosen")
    #expect(try page.text("#panel h2") == "Tomas Rehn")
    #expect(
      try page.number("document.getElementById('panel').getBoundingClientRect().height") > 100)
    try page.click("#legend-toggle")
    #expect(
      try page.number("document.getElementById('legend').getBoundingClientRect().width") > 200)
  }
}
