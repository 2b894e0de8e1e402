import ArgumentParser
import Base
import TextAnalysis

struct ModelCommand: ParsableCommand {
  static let configuration = CommandConfiguration(
    commandName: "model",
    abstract: "Install the English language model that texts are read with.",
    discussion: "Example: graphsh model install",
    subcommands: [ModelInstallCommand.self])
}

struct ModelInstallCommand: GlobalCommand {
  static let configuration = CommandConfiguration(
    commandName: "install",
    abstract: "Fetch the language model, or take it from a file.",
    discussion: """
      Without FILE, pip fetches en_core_web_sm 3.8.0 (13 MB). Each of its files is checked against its published SHA-256 \
      before it is put into the cache folder.
      Examples:
        graphsh model install
        graphsh model install en_core_web_sm-3.8.0-py3-none-any.whl
      """)

  @OptionGroup var global: GlobalOptions

  @Argument(
    help: ArgumentHelp(
      "The model as a wheel, another archive (zip, tar.gz) or a folder.", valueName: "file"),
    completion: .file())
  var file: String?

  func run() throws {
    var access = try global.files()
    access.kinds = .pipes
    let installed: ModelInstallation.Installed
    if let file {
      installed = try install(file, access)
    } else {
      installed = try ModelDownload.withFile(isQuiet: global.quiet) {
        try install($0, .everywhere)
      }
    }
    guard !global.quiet else { return }
    Messages.write("\(installed.name) is installed in \(installed.path)")
    if !installed.isUsed {
      Messages.write("set GRAPHSH_MODEL=\(installed.path) to read texts with it")
    }
  }

  private func install(
    _ path: String, _ access: FileAccess
  ) throws -> ModelInstallation.Installed {
    let files = try ModelFiles(access: access, limit: global.memory.bytes).read(path)
    return try ModelInstallation().install(files, from: path)
  }
}
