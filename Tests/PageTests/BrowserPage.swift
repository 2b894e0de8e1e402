import Foundation
import TestSupport

/// A page in the browser that all tests share, driven as a reader drives it.
///
/// Tests that use it run one after another.
final class BrowserPage {
  /// The one browser. Its profile goes with the folder of the tests.
  private nonisolated(unsafe) static var shared: (pipe: BrowserPipe, profile: TemporaryFolder)?

  /// Where screenshots are kept to be looked at.
  static let screens = Repository.root.appending(path: ".build/screens")

  let folder: TemporaryFolder
  private let pipe: BrowserPipe
  private let target: String
  private let session: String
  private let start: Int

  /// Opens a picture in a page of its own.
  ///
  /// - Parameter address: what stands behind the file's name, such as `#select=3`.
  convenience init(
    _ picture: SamplePicture, address: String = "", width: Int = 1280, height: Int = 800,
    isDark: Bool = false
  ) throws {
    try self.init(
      html: picture.document, address: address, width: width, height: height, isDark: isDark)
  }

  init(
    html: String, address: String = "", width: Int = 1280, height: Int = 800, isDark: Bool = false
  ) throws {
    folder = try TemporaryFolder()
    (pipe, target, session, start) = try Self.open()
    let file = try folder.write(html, to: "graph.html")
    try prepare(width: width, height: height, isDark: isDark)
    try visit(URL(filePath: file).absoluteString + address)
  }

  /// Opens the page of a server, whose answers the test gives.
  init(served site: ServedSite, address: String = "") throws {
    folder = try TemporaryFolder()
    (pipe, target, session, start) = try Self.open()
    try prepare(width: 1280, height: 800, isDark: false)
    let own = session
    pipe.reply = { event in
      guard event["method"] as? String == "Fetch.requestPaused",
        event["sessionId"] as? String == own
      else { return nil }
      return ("Fetch.fulfillRequest", site.answer(to: event["params"] as? [String: Any] ?? [:]))
    }
    try call("Fetch.enable", ["patterns": [["urlPattern": "*"]]])
    try visit("http://graph.test/" + address)
  }

  private static func open() throws -> (BrowserPipe, target: String, session: String, start: Int) {
    let pipe = try browser()
    let start = pipe.events.count
    let target = try pipe.call("Target.createTarget", ["url": "about:blank"])["targetId"] as? String
    let session =
      try pipe.call(
        "Target.attachToTarget", ["targetId": target ?? "", "flatten": true])["sessionId"]
      as? String
    return (pipe, target ?? "", session ?? "", start)
  }

  private func prepare(width: Int, height: Int, isDark: Bool) throws {
    for domain in ["Page", "Runtime", "Log", "Network"] { try call("\(domain).enable") }
    try resize(width: width, height: height)
    try call(
      "Emulation.setEmulatedMedia",
      [
        "features": [
          ["name": "prefers-color-scheme", "value": isDark ? "dark" : "light"],
          // What flies takes its time.
          ["name": "prefers-reduced-motion", "value": "reduce"],
        ]
      ])
    try call(
      "Browser.setDownloadBehavior",
      ["behavior": "allow", "downloadPath": folder.url.path])
  }

  deinit { _ = try? pipe.call("Target.closeTarget", ["targetId": target]) }

  private static func browser() throws -> BrowserPipe {
    if let shared { return shared.pipe }
    let profile = try TemporaryFolder()
    let pipe = try BrowserPipe(profile: profile.url.path)
    shared = (pipe, profile)
    // What is static is never released.
    atexit { BrowserPage.shared = nil }
    return pipe
  }

  @discardableResult
  func call(_ method: String, _ parameters: [String: Any] = [:]) throws -> [String: Any] {
    try pipe.call(method, parameters, session: session)
  }

  func visit(_ address: String) throws {
    let place = pipe.events.count
    try call("Page.navigate", ["url": address])
    try pipe.wait(for: "Page.loadEventFired", session: session, since: place)
    try settle()
  }

  func resize(width: Int, height: Int) throws {
    try call(
      "Emulation.setDeviceMetricsOverride",
      ["width": width, "height": height, "deviceScaleFactor": 1, "mobile": width < 600])
  }

  // MARK: What a reader sees

  /// The value of an expression in the page.
  func value(_ expression: String) throws -> Any? {
    let answer = try call(
      "Runtime.evaluate",
      ["expression": expression, "awaitPromise": true, "returnByValue": true])
    if let thrown = answer["exceptionDetails"] as? [String: Any] {
      throw BrowserPipe.Failure.refused(expression, "\(thrown)")
    }
    return (answer["result"] as? [String: Any])?["value"]
  }

  func number(_ expression: String) throws -> Double {
    (try value(expression) as? NSNumber)?.doubleValue ?? .nan
  }

  func text(_ selector: String) throws -> String {
    try value(
      "[...document.querySelectorAll(\(quoted(selector)))].map(e => e.textContent).join('\\n')")
      as? String ?? ""
  }

  /// The part of the address behind `#`.
  func address() throws -> String { try value("location.hash") as? String ?? "" }

  /// Names of the nodes in the picture.
  func nodes() throws -> Set<String> {
    Set(try value("graphshFigures.seen().nodes.map(node => node.name)") as? [String] ?? [])
  }

  /// What the page has complained of: errors, and messages of its console.
  func complaints() throws -> [String] {
    _ = try value("1")
    return pipe.events[start...].filter { $0["sessionId"] as? String == session }.compactMap {
      let parameters = $0["params"] as? [String: Any] ?? [:]
      return switch $0["method"] as? String {
      case "Runtime.exceptionThrown", "Runtime.consoleAPICalled": "\(parameters)"
      case "Log.entryAdded": "\(parameters["entry"] ?? "")"
      default: nil
      }
    }
  }

  /// Addresses that the page has asked for, but for itself.
  func requests() -> [String] {
    pipe.events[start...].filter {
      $0["sessionId"] as? String == session
        && $0["method"] as? String == "Network.requestWillBeSent"
    }.compactMap {
      (($0["params"] as? [String: Any])?["request"] as? [String: Any])?["url"] as? String
    }.filter { !$0.hasSuffix("/graph.html") && !$0.hasPrefix("blob:") && !$0.hasPrefix("data:") }
  }

  func screenshot(_ name: String) throws {
    let answer = try call("Page.captureScreenshot", ["format": "png"])
    guard let data = Data(base64Encoded: answer["data"] as? String ?? "") else { return }
    try FileManager.default.createDirectory(at: Self.screens, withIntermediateDirectories: true)
    try data.write(to: Self.screens.appending(path: "\(name).png"))
  }

  // MARK: What a reader does

  func click(_ selector: String) throws {
    let place = try value(
      """
      (() => {
        const element = document.querySelector(\(quoted(selector)));
        if (!element) return null;
        element.scrollIntoView({ block: 'nearest' });
        const box = element.getBoundingClientRect();
        return [box.left + box.width / 2, box.top + box.height / 2];
      })()
      """)
    guard let place = place as? [Double], place.count == 2 else {
      throw BrowserPipe.Failure.refused("a click on \(selector)", "there is none")
    }
    try click(x: place[0], y: place[1])
  }

  func click(node name: String, times: Int = 1) throws {
    let place = try value(
      """
      (() => {
        const node = graphshFigures.seen().nodes.find(node => node.name === \(quoted(name)));
        const box = document.getElementById('picture').getBoundingClientRect();
        return node ? [node.x + box.left, node.y + box.top] : null;
      })()
      """)
    guard let place = place as? [Double], place.count == 2 else {
      throw BrowserPipe.Failure.refused("a click on \(name)", "it is not in the picture")
    }
    try click(x: place[0], y: place[1], times: times)
  }

  func click(x: Double, y: Double, times: Int = 1) throws {
    try mouse("mouseMoved", x: x, y: y)
    for time in 1...times {
      try mouse("mousePressed", x: x, y: y, times: time)
      try mouse("mouseReleased", x: x, y: y, times: time)
    }
    try settle()
  }

  func drag(from start: (x: Double, y: Double), to end: (x: Double, y: Double)) throws {
    try mouse("mouseMoved", x: start.x, y: start.y)
    try mouse("mousePressed", x: start.x, y: start.y, times: 1)
    for part in [0.3, 0.6, 1] {
      try mouse(
        "mouseMoved", x: start.x + (end.x - start.x) * part, y: start.y + (end.y - start.y) * part,
        isHeld: true)
    }
    try mouse("mouseReleased", x: end.x, y: end.y, times: 1)
    try settle()
  }

  private func mouse(
    _ type: String, x: Double, y: Double, times: Int = 0, isHeld: Bool = false
  ) throws {
    var parameters: [String: Any] = ["type": type, "x": x, "y": y, "clickCount": times]
    parameters["button"] = times > 0 || isHeld ? "left" : "none"
    parameters["buttons"] = isHeld || type == "mousePressed" ? 1 : 0
    try call("Input.dispatchMouseEvent", parameters)
  }

  func press(_ key: String, times: Int = 1) throws {
    let codes = ["Enter": 13, "Escape": 27, "ArrowLeft": 37, "ArrowRight": 39]
    for type in Array(repeating: ["keyDown", "keyUp"], count: times).joined() {
      try call(
        "Input.dispatchKeyEvent",
        ["type": type, "key": key, "code": key, "windowsVirtualKeyCode": codes[key] ?? 0])
    }
    try settle()
  }

  func type(_ text: String) throws {
    try call("Input.insertText", ["text": text])
    try settle()
  }

  /// Waits until what the page puts off for a moment is done.
  func settle() throws {
    _ = try value(
      """
      (async () => {
        while (!window.graphshFigures) await new Promise(done => setTimeout(done, 10));
        await graphshFigures.rest();
      })()
      """)
  }
}

/// A text as a literal of JavaScript.
func quoted(_ text: String) -> String {
  let data = try? JSONSerialization.data(withJSONObject: [text])
  return String(String(decoding: data ?? Data("[\"\"]".utf8), as: UTF8.self).dropFirst().dropLast())
}
