// swift-tools-version: 6.1
import PackageDescription

/// House order: graphsh → Asking → GQL, Extraction → Graph → Tuples, Base; Extraction → TextAnalysis, Documents → Base.
/// Never back.
let package = Package(
  name: "graphsh",
  products: [
    .executable(name: "graphsh", targets: ["graphsh"]),
    .library(name: "GQL", targets: ["GQL"]),
    .library(name: "Asking", targets: ["Asking"]),
    .library(name: "Graph", targets: ["Graph"]),
    .library(name: "Extraction", targets: ["Extraction"]),
    .library(name: "Documents", targets: ["Documents"]),
    .library(name: "TextAnalysis", targets: ["TextAnalysis"]),
  ],
  dependencies: [
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2")
  ],
  targets: [
    .systemLibrary(
      name: "CSQLite", pkgConfig: "sqlite3", providers: [.apt(["libsqlite3-dev"])]),
    .systemLibrary(name: "CLibEdit", pkgConfig: "libedit", providers: [.apt(["libedit-dev"])]),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),

    .target(name: "Base"),
    .target(name: "Tuples"),
    .target(name: "CKernels"),
    .target(name: "TextAnalysis", dependencies: ["CKernels", "CCrypto"]),
    .target(
      name: "Schema", path: "schema",
      resources: [
        .embedInCode("001-graph.sql"),
        .embedInCode("002-named-graphs.sql"),
        .embedInCode("003-checks-and-mending.sql"),
        .embedInCode("004-blocks.sql"),
        .embedInCode("005-profiles.sql"),
        .embedInCode("007-readings.sql"),
        .embedInCode("008-literal-forms.sql"),
        .embedInCode("009-term-forms.sql"),
        .embedInCode("010-document-properties.sql"),
        .embedInCode("011-decisions.sql"),
        .embedInCode("012-relations.sql"),
        .embedInCode("013-qualifiers.sql"),
        .embedInCode("claims.tsv"),
        .embedInCode("classes.tsv"),
        .embedInCode("countries.tsv"),
        .embedInCode("first_names.tsv"),
        .embedInCode("hosts.tsv"),
        .embedInCode("known_names.tsv"),
        .embedInCode("languages.tsv"),
        .embedInCode("names.tsv"),
        .embedInCode("nicknames.tsv"),
        .embedInCode("nominals.tsv"),
        .embedInCode("occupations.tsv"),
        .embedInCode("persons.tsv"),
        .embedInCode("places.tsv"),
        .embedInCode("relations.tsv"),
        .embedInCode("synonyms.tsv"),
        .embedInCode("titles.tsv"),
        .embedInCode("types.tsv"),
        .embedInCode("verbs.tsv"),
        .embedInCode("models/pronouns.tsv"),
        .embedInCode("models/confidence.tsv"),
        .embedInCode("models/name_types.tsv"),
      ]),
    .target(
      name: "Graph",
      dependencies: [
        "Base", "Tuples", "Schema", "CKernels", "CSQLite", "CCrypto", "CLibXML2", "CZlib",
      ]),
    .target(
      name: "Documents",
      dependencies: ["Base", "CArchive", "CCmark", "CCrypto", "CGumbo", "CLibXML2", "Schema"]),
    .target(
      name: "Extraction", dependencies: ["Base", "TextAnalysis", "Graph", "Documents", "Schema"]),
    .target(name: "GQL", dependencies: ["Base", "Graph", "Tuples"]),
    .target(
      name: "Asking", dependencies: ["GQL", "Extraction", "Graph", "Schema", "TextAnalysis"]),
    .executableTarget(
      name: "graphsh",
      dependencies: [
        "Base", "GQL", "Asking", "Extraction", "Documents", "TextAnalysis", "CLibEdit",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "TestSupport", dependencies: ["Graph"], path: "Tests/TestSupport"),
    .testTarget(name: "TuplesTests", dependencies: ["Tuples", "TestSupport"]),
    .testTarget(
      name: "TextAnalysisTests", dependencies: ["TextAnalysis", "CKernels", "TestSupport"],
      exclude: ["Sentences.jsonl"]),
    .testTarget(
      name: "DocumentsTests", dependencies: ["Documents", "TestSupport"], exclude: ["Pages"]),
    .testTarget(name: "GraphTests", dependencies: ["Graph", "CSQLite", "TestSupport"]),
    .testTarget(
      name: "ExtractionTests", dependencies: ["Extraction", "Documents", "TestSupport"],
      exclude: ["Judged.tsv"]),
    .testTarget(name: "GQLTests", dependencies: ["GQL", "TestSupport"]),
    .testTarget(
      name: "GraphshTests", dependencies: ["Graph", "TextAnalysis", "TestSupport", "graphsh"]),
    .testTarget(
      name: "EndToEndTests", dependencies: ["Graph", "CSQLite", "TestSupport", "graphsh"],
      exclude: ["Articles", "SharedArticles.tsv"]),
  ],
  swiftLanguageModes: [.v6]
)
