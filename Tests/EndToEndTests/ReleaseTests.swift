import Foundation
import TestSupport
import Testing
import TextAnalysis

private let canPack: Bool = {
  let files = FileManager.default
  let cache = URL(filePath: EnglishPipeline.modelsFolder()).deletingLastPathComponent()
  return ["/usr/bin/dpkg-deb", "/usr/bin/dpkg-shlibdeps", "/usr/bin/python3"]
    .allSatisfy(files.isExecutableFile(atPath:))
    && files.fileExists(atPath: cache.appending(path: "wordnet-3.0").path)
    && files.fileExists(atPath: cache.appending(path: "models/en_core_web_sm-3.8.0").path)
}()

/// What `script/release` packs, with this build's executable instead of a release's.
@Suite(.enabled(if: canPack, "needs dpkg-dev, the model and the file of near words"))
struct ReleaseTests {
  let folder: TemporaryFolder

  init() throws { folder = try TemporaryFolder() }

  private func shell(_ command: String) throws -> GraphshCommand.Result {
    try GraphshCommand.run(
      URL(filePath: "/bin/sh"), ["-ec", command], in: folder.url,
      environment: [
        "RELEASE": Repository.root.appending(path: "script/release").path,
        "PROGRAM": GraphshCommand.executable.path,
        "MODELS": EnglishPipeline.modelsFolder(),
        "ARTICLE": Repository.root.appending(path: "seeds/01-beijing-summit.txt").path,
        "DPKG_DEB_COMPRESSOR_TYPE": "none", "XZ_OPT": "-0",
      ])
  }

  @Test func whatIsInstalledReadsAnArticleAndAnswers() throws {
    let packed = try shell("\"$RELEASE\" . \"$PROGRAM\"")
    #expect(packed.status == 0, "\(packed.errors)")
    let control = try shell("dpkg-deb -f graphsh_*.deb").output
    #expect(control.contains("\nDepends: ") && control.contains("libarchive13"))
    #expect(control.contains("\nRecommends: poppler-utils, graphviz, python3-pip\n"))

    let files = try shell("dpkg-deb -c graphsh_*.deb | sed 's/.* //'").output
    for file in [
      "bin/graphsh", "share/man/man1/graphsh.1.gz", "share/bash-completion/completions/graphsh",
      "share/zsh/vendor-completions/_graphsh", "share/fish/vendor_completions.d/graphsh.fish",
      "share/graphsh/wordnet-3.0", "share/doc/graphsh/copyright", "share/doc/graphsh/NOTICE",
    ] {
      #expect(files.contains("./usr/\(file)\n"), "\(file)")
    }

    let result = try shell(
      """
      mkdir root home; dpkg-deb -x graphsh_*.deb root
      tar -C "$MODELS" -cf model.tar en_core_web_sm-3.8.0
      export HOME="$PWD/home" XDG_CACHE_HOME= GRAPHSH_MODEL= GRAPHSH_WORDNET= PATH="$PWD/root/usr/bin:$PATH"
      graphsh model install model.tar --quiet
      graphsh ingest "$ARTICLE" --db news.db --quiet
      graphsh query 'met("Lee", Who)?' --db news.db --no-header
      graphsh query '~encounter("Lee", "Xi Jinping")?' --db news.db --quiet
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output == "Xi Jinping\ntrue\n", "\(result.errors)")
  }

  @Test func theTarballUnpacksToTheSameFiles() throws {
    let packed = try shell("\"$RELEASE\" . \"$PROGRAM\"")
    #expect(packed.status == 0, "\(packed.errors)")
    let result = try shell(
      """
      mkdir local; tar -xf graphsh-*.tar.xz --strip-components=1 -C local
      local/bin/graphsh --version; cat local/README; ls local
      """)
    #expect(result.status == 0, "\(result.errors)")
    #expect(result.output.hasPrefix("graphsh "))
    #expect(result.output.contains("graphsh model install"))
    for name in ["LICENSE", "NOTICE", "README", "bin", "share"] {
      #expect(result.output.contains("\n\(name)\n"))
    }
  }
}
