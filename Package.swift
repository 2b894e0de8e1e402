// swift-tools-version: 6.1
import PackageDescription

/// House order: graphsh → MCP, Serve → SPARQL → GQL; Serve → Page → Asking → GQL, Extraction → Graph → Tuples, Layout, Base;
/// Extraction → TextAnalysis, Documents → Base.
/// Never back.
let package = Package(
  name: "graphsh",
  products: [
    .executable(name: "graphsh", targets: ["graphsh"]),
    .library(name: "GraphshLibrary", type: .dynamic, targets: ["GraphshLibrary"]),
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
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto", providers: [.apt(["libssl-dev"])]),
    .systemLibrary(
      name: "CLibXML2", pkgConfig: "libxml-2.0", providers: [.apt(["libxml2-dev"])]),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib", providers: [.apt(["zlib1g-dev"])]),
    .systemLibrary(name: "CGumbo", pkgConfig: "gumbo", providers: [.apt(["libgumbo-dev"])]),
    .systemLibrary(
      name: "CArchive", pkgConfig: "libarchive", providers: [.apt(["libarchive-dev"])]),
    .systemLibrary(name: "CCmark", pkgConfig: "libcmark", providers: [.apt(["libcmark-dev"])]),

    .target(name: "Base"),
    .target(name: "Layout"),
    .target(name: "Parquet", dependencies: ["Base", "CArchive", "CZlib"]),
    .target(name: "Tuples"),
    .target(name: "CKernels"),
    .target(name: "TextAnalysis", dependencies: ["CKernels", "CCrypto"]),
    // Holds the files of schema/.
    .target(name: "CSchema"),
    .target(name: "Schema", dependencies: ["CSchema"]),
    .target(
      name: "Graph",
      dependencies: [
        "Base", "Layout", "Parquet", "Tuples", "Schema", "CKernels", "CSQLite", "CCrypto",
        "CLibXML2", "CZlib",
      ]),
    .target(
      name: "Documents",
      dependencies: ["Base", "CArchive", "CCmark", "CCrypto", "CGumbo", "CLibXML2", "Schema"]),
    .target(
      name: "Extraction", dependencies: ["Base", "TextAnalysis", "Graph", "Documents", "Schema"]),
    .target(name: "GQL", dependencies: ["Base", "Graph", "Tuples"]),
    .target(name: "Compile", dependencies: ["Base", "GQL", "Graph"]),
    .target(name: "SPARQL", dependencies: ["Base", "CCrypto", "GQL", "Graph"]),
    .target(
      name: "Asking",
      dependencies: ["Base", "GQL", "Extraction", "Graph", "Schema", "TextAnalysis", "Tuples"]),
    // Holds the files of the page: markup, style and scripts.
    .target(name: "CPage"),
    .target(name: "Page", dependencies: ["Asking", "CCrypto", "CPage", "Graph", "Layout"]),
    .target(
      name: "Serve",
      dependencies: [
        "Base", "Graph", "GQL", "Asking", "Extraction", "Page", "SPARQL", "TextAnalysis",
      ]),
    // The header of the library for C.
    .target(name: "CGraphsh", exclude: ["graphsh.map"]),
    .target(
      name: "GraphshLibrary",
      dependencies: [
        "Asking", "Base", "CGraphsh", "Extraction", "GQL", "Graph", "Page", "TextAnalysis",
      ]),
    .target(
      name: "MCP",
      dependencies: ["Base", "Graph", "GQL", "Asking", "Extraction", "TextAnalysis"]),
    .executableTarget(
      name: "graphsh",
      dependencies: [
        "Base", "Graph", "GQL", "Asking", "Compile", "Page", "Extraction", "Documents", "MCP",
        "Serve", "SPARQL", "TextAnalysis",
        .product(name: "ArgumentParser", package: "swift-argument-parser"),
      ]),

    .target(name: "TestSupport", dependencies: ["Graph"], path: "Tests/TestSupport"),
    .testTarget(name: "LayoutTests", dependencies: ["Layout"]),
    .testTarget(name: "ParquetTests", dependencies: ["Base", "Parquet", "TestSupport"]),
    .testTarget(name: "TuplesTests", dependencies: ["Tuples", "TestSupport"]),
    .testTarget(
      name: "TextAnalysisTests", dependencies: ["TextAnalysis", "CKernels", "TestSupport"],
      exclude: ["Sentences.jsonl"]),
    .testTarget(
      name: "DocumentsTests", dependencies: ["Documents", "TestSupport"], exclude: ["Pages"]),
    .testTarget(name: "PageTests", dependencies: ["CCrypto", "Page", "TestSupport", "graphsh"]),
    .testTarget(name: "GraphTests", dependencies: ["Graph", "CSQLite", "TestSupport"]),
    .testTarget(
      name: "ExtractionTests", dependencies: ["Extraction", "Documents", "TestSupport"],
      exclude: ["Judged.tsv"]),
    .testTarget(
      name: "GQLTests", dependencies: ["GQL", "TestSupport"],
      exclude: ["Measures/Networks.json", "Measures/networks.py"]),
    .testTarget(
      name: "CompileTests",
      dependencies: ["Compile", "GQL", "Graph", "TestSupport", "graphsh"],
      exclude: [
        "Programs", "cells.py", "resume_spark.py", "run_duckdb.py", "run_spark.py",
        "verify_spark.py",
      ]),
    .testTarget(name: "SPARQLTests", dependencies: ["GQL", "Graph", "SPARQL", "TestSupport"]),
    .testTarget(
      name: "ServeTests", dependencies: ["Serve", "Graph", "TestSupport", "graphsh"]),
    .testTarget(
      name: "LibraryTests", dependencies: ["GraphshLibrary", "TestSupport", "graphsh"],
      exclude: ["Client.c"]),
    // The package itself is Sources/Python, which is not Swift's.
    .testTarget(
      name: "PythonTests",
      dependencies: ["GraphshLibrary", "TestSupport", "TextAnalysis", "graphsh"],
      exclude: ["Cases"]),
    .testTarget(
      name: "MCPTests", dependencies: ["Graph", "MCP", "TestSupport", "graphsh"],
      exclude: ["OfficialClient.py"]),
    .testTarget(
      name: "GraphshTests", dependencies: ["Graph", "TextAnalysis", "TestSupport", "graphsh"]),
    .testTarget(
      name: "EndToEndTests",
      dependencies: [
        "Asking", "GQL", "Graph", "CSQLite", "TestSupport", "TextAnalysis", "graphsh",
      ],
      exclude: ["Articles", "Questions", "SharedArticles.tsv"]),
  ],
  swiftLanguageModes: [.v6]
)
