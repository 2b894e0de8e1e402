import ArgumentParser
import Glibc
import Serve

struct ServeCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "serve",
    abstract: "Serve a graph to a browser on this machine.",
    discussion: """
      The first line that it prints is the address of the page. Ctrl-C ends it, once what was asked is answered. A query \
      may take 30 s, unless --timeout says otherwise.
      Example: graphsh serve news.db --open
      """)

  @OptionGroup var global: GlobalOptions

  @Option(help: "The port; 0 is a free one, from 7474 upward.")
  var port: UInt16 = 0

  @Option(
    help: ArgumentHelp(
      "The address to serve at; where others than this machine reach it, the printed address has a token that lets in.",
      valueName: "address"))
  var host = "127.0.0.1"

  @Flag(help: "Let the page change the graph: merge, split, rename and reject.")
  var edit = false

  @Flag(help: "Open the page in the browser.")
  var open = false

  @Argument(help: "The graph file (default: --db).", completion: .file())
  var graph: String?

  func validate() throws {
    if edit, global.readOnly { throw ValidationError("--edit and --read-only exclude each other") }
  }

  func run() throws {
    let location = global.location(named: graph)
    try location.requireFile()
    let server = try Server(
      graphAt: location.path, host: host, port: port == 0 ? nil : port, allowsChanges: edit,
      parameters: global.engineOptions.parameters, limits: limits)
    let stop: @Sendable () -> Void = { server.stop() }
    try Interrupts.handled(by: stop) {
      let stream = OutputStream(descriptor: 1)
      try stream.writeLine(server.address)
      try stream.flush()
      if !global.quiet {
        Messages.write(
          "serving \(location.path)\(edit ? ", with changes" : ", for reading"); Ctrl-C ends")
      }
      if open { openPage(at: server.address) }
      try server.run()
    }
  }

  private var limits: Limits {
    var limits = Limits()
    if let timeout = global.timeout { limits.time = timeout.duration }
    if let threads = global.threads { limits.threads = threads }
    limits.memory = global.memory.bytes
    return limits
  }

  /// Asks the desktop to show the page; where it cannot, the address stands there anyway.
  private func openPage(at address: String) {
    let null = Glibc.open("/dev/null", O_RDWR | O_CLOEXEC)
    defer { close(null) }
    let process = try? RunningProgram.start("xdg-open", [address], input: null, output: null)
    if process == nil {
      Messages.write("no browser can be opened (xdg-open): open the address yourself")
    }
  }
}
