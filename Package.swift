// swift-tools-version: 6.2
import Foundation
import PackageDescription

// Arrows point one way: assay → rooms → AssayCore and the C edge. CONTRIBUTING.md draws the map.

let swiftSettings: [SwiftSetting] =
  [
    .enableUpcomingFeature("InternalImportsByDefault"),
    .enableUpcomingFeature("ExistentialAny"),
    .enableUpcomingFeature("MemberImportVisibility"),
  ] + (Context.environment["CI"] == nil ? [] : [.treatAllWarnings(as: .error)])

func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies, swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  // Golden files are read from the checkout, beside the test that names them.
  let hasFixtures = FileManager.default.fileExists(
    atPath: "\(Context.packageDirectory)/Tests/\(name)/Fixtures")
  return .testTarget(
    name: name, dependencies: dependencies + ["AssayTestSupport"],
    exclude: hasFixtures ? ["Fixtures"] : [],
    swiftSettings: swiftSettings)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

let package = Package(
  name: "assay",
  products: [.executable(name: "assay", targets: ["assay"])],
  // Exact versions: what was tested is what is built. CONTRIBUTING.md says how to move them.
  dependencies: [
    // Commands, options, help and shell completions.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // Rule files and assay.yaml.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    // The service: HTTP by Hummingbird, its state in SQLite by GRDB.
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    // What Hummingbird stands on and shows in its interface.
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: [
    // The C edge: one folder per native library.
    .systemLibrary(name: "CCSV"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CZip", pkgConfig: "libzip"),
    .systemLibrary(name: "CExpat", pkgConfig: "expat"),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter"),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto"),
    .target(name: "CCurl"),
    .target(name: "CSignals"),
    .target(name: "CPCRE2", linkerSettings: [.linkedLibrary("pcre2-8")]),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CBLAS"),
    .target(name: "COneDNN"),
    .target(
      name: "CKernels", dependencies: ["CBLAS", "COneDNN"],
      cSettings: [.unsafeFlags(["-O3", "-fno-math-errno", "-ffp-contract=fast"])]),
    .target(name: "CText", cSettings: [.unsafeFlags(["-O3"])]),
    .target(name: "CEmbedded", cSettings: [.unsafeFlags(["-std=c23"])]),

    // Rooms, from the ground up.
    room("AssayCore", []),
    room("JSON", ["AssayCore", "CSimdjson"]),
    room("Tables", ["AssayCore", "JSON", "CCSV", "CSimdjson", "CZlib", "CZip", "CExpat"]),
    room("Tokenizer", ["AssayCore", "JSON", "CEmbedded"]),
    room("Dataset", ["AssayCore", "Tables"]),
    room("PrepareData", ["AssayCore", "JSON", "Tables"]),
    room(
      "RuleEngine",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "CPCRE2", "CText",
        .product(name: "Yams", package: "Yams"),
      ]),
    room("RuleLibrary", ["AssayCore", "PrepareData", "RuleEngine", "CEmbedded"]),
    room("LanguageModel", ["AssayCore", "JSON", "Tokenizer", "CKernels"]),
    room(
      "Training",
      ["AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "LanguageModel", "CKernels"]),
    room(
      "ModelStore",
      ["AssayCore", "JSON", "Tokenizer", "LanguageModel", "Training", "CCurl", "CCrypto"]),
    room("EvaluationMetrics", []),
    room(
      "Evaluation",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "LanguageModel", "Training",
        "EvaluationMetrics", "Reports",
      ]),
    room("Reports", ["AssayCore", "JSON", "EvaluationMetrics", "CXLSXWriter"]),
    room(
      "Service",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "RuleEngine", "RuleLibrary",
        "LanguageModel",
        "ModelStore", "CEmbedded",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    .executableTarget(
      name: "assay",
      dependencies: [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "PrepareData", "RuleEngine",
        "RuleLibrary",
        "LanguageModel", "Training", "ModelStore", "EvaluationMetrics", "Evaluation", "Reports",
        "Service", "CEmbedded", "CSignals", argumentParser,
      ],
      swiftSettings: swiftSettings),

    // Tests: one target a room; CommandTests runs the built binary.
    .target(
      name: "AssayTestSupport", dependencies: ["CZlib"], path: "Tests/Support",
      swiftSettings: swiftSettings),
    // Mutation fuzzing of all that reads input; `make fuzz` runs it with the address sanitizer.
    .executableTarget(
      name: "assay-fuzz",
      dependencies: [
        "AssayCore", "JSON", "Tables", "Dataset", "RuleEngine", "RuleLibrary", "AssayTestSupport",
        "CZlib",
      ],
      path: "Tests/Fuzz", swiftSettings: swiftSettings),
    tests("AssayCoreTests", ["AssayCore"]),
    tests("JSONTests", ["AssayCore", "JSON"]),
    tests("TablesTests", ["AssayCore", "JSON", "Tables"]),
    tests("TokenizerTests", ["AssayCore", "JSON", "Tokenizer"]),
    tests("DatasetTests", ["AssayCore", "Tables", "Dataset"]),
    tests("PrepareDataTests", ["AssayCore", "JSON", "Tables", "PrepareData"]),
    tests(
      "RuleEngineTests",
      ["AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "RuleEngine", "RuleLibrary", "CText"]),
    tests(
      "LanguageModelTests", ["AssayCore", "JSON", "Tokenizer", "LanguageModel", "CKernels"]),
    tests(
      "TrainingTests",
      ["AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "LanguageModel", "Training"]),
    tests(
      "ModelStoreTests",
      ["AssayCore", "JSON", "Tokenizer", "LanguageModel", "Training", "ModelStore"]),
    tests("EvaluationMetricsTests", ["AssayCore", "JSON", "EvaluationMetrics"]),
    tests(
      "EvaluationTests",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "LanguageModel", "Training", "EvaluationMetrics",
        "Reports",
        "Evaluation",
      ]),
    tests("ReportsTests", ["AssayCore", "JSON", "EvaluationMetrics", "Reports"]),
    tests(
      "ServiceTests",
      [
        "AssayCore", "JSON", "LanguageModel", "Service",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ]),
    tests("HouseTests", []),
    tests("CommandTests", ["AssayCore", "JSON", "assay"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
