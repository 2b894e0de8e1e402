import Foundation
import TestSupport
import Testing
import TextAnalysis

private let canPack: Bool = {
  let files = FileManager.default
  let cache = URL(filePath: EnglishPipeline.modelsFolder()).deletingLastPathComponent()
  let tools = try? GraphshCommand.run(
    URL(filePath: "/bin/sh"),
    ["-c", "command -v objdump readelf strip ldd dpkg-query && python3 -c 'import pip, tomllib'"])
  return tools?.status == 0
    && files.fileExists(atPath: cache.appending(path: "wordnet-3.0").path)
    && files.fileExists(atPath: cache.appending(path: "models/en_core_web_sm-3.8.0").path)
}()

/// What `script/wheel` packs, with this build's executable and library instead of a release's.
@Suite(
  .enabled(if: canPack, "needs binutils, dpkg, pip, Python 3.11, the model and the near words"))
struct WheelTests {
  @Test func whatIsInstalledReadsAnArticleAsksAndDraws() throws {
    let folder = try TemporaryFolder()
    let result = try GraphshCommand.run(
      URL(filePath: "/bin/sh"),
      [
        "-ec",
        """
        "$ROOT/script/wheel" one "$PROGRAM" "$LIBRARY" >/dev/null
        "$ROOT/script/wheel" two "$PROGRAM" "$LIBRARY" >/dev/null
        cmp one/*.whl two/*.whl
        python3 -m pip install --quiet --disable-pip-version-check --no-index --target installed one/*.whl
        cp "$ROOT/seeds/01-beijing-summit.txt" article.txt
        export PYTHONPATH="$PWD/installed" PYTHONDONTWRITEBYTECODE=1
        python3 -S "$ROOT/script/wheel.d/check.py"
        python3 -S -m graphsh_kg query 'met("Lee", X)?' --db news.db --no-header
        python3 -S -c 'import graphsh_kg; print(len(graphsh_kg.open("news.db").query("~encounter(\\"Lee\\", X)")))'
        ls one; ls installed/graphsh_kg-*.dist-info/licenses
        """,
      ], in: folder.url,
      environment: [
        "ROOT": Repository.root.path, "PROGRAM": GraphshCommand.executable.path,
        "LIBRARY": PythonEnvironment.library.path, "SOURCE_DATE_EPOCH": "1767225600",
        "LD_LIBRARY_PATH": "", "ZIP_LEVEL": "0", "PIP_ROOT_USER_ACTION": "ignore",
      ])
    #expect(result.status == 0, "\(result.errors)")
    #expect(
      result.output.hasPrefix("Xi Jinping\nLee Jae Myung\n<svg\nXi Jinping\n1\n"),
      "\(result.output)\n\(result.errors)")
    #expect(result.output.contains(/graphsh_kg-.*-py3-none-manylinux_2_\d+_\w+\.whl/))
    for licence in ["LICENSE", "NOTICE", "libarchive13", "libssl3"] {
      #expect(result.output.contains("\n\(licence)\n"), "\(licence)")
    }
  }

  @Test func whatIsMissingIsSaid() throws {
    let folder = try TemporaryFolder()
    let result = try GraphshCommand.run(
      Repository.root.appending(path: "script/wheel"), [".", "/bin/true"], in: folder.url)
    #expect(result.status == 1)
    #expect(result.errors == "wheel: give both, the executable and the library (see --help)\n")
  }
}
