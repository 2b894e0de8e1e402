// swift-tools-version: 6.1
import PackageDescription

/// The timed sides of script/bench: a package of its own, so that building graphsh does not build it.
let package = Package(
  name: "graphsh-benchmarks",
  dependencies: [.package(name: "graphsh", path: "..")],
  targets: [
    .executableTarget(
      name: "AnalyzeBenchmark",
      dependencies: [.product(name: "TextAnalysis", package: "graphsh")]),
    .executableTarget(
      name: "ParseBenchmark", dependencies: [.product(name: "Graph", package: "graphsh")]),
  ],
  swiftLanguageModes: [.v6]
)
