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
  dependencies: [
    // Commands, options, help and shell completions.
    .package(url: "https://github.com/apple/swift-argument-parser", from: "1.8.2"),
    // Rule files and assay.yaml.
    .package(url: "https://github.com/jpsim/Yams", from: "6.2.2"),
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
    .target(name: "CPCRE2", linkerSettings: [.linkedLibrary("pcre2-8")]),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CBLAS"),
    .target(name: "COneDNN"),
    .target(
      name: "CKernels", dependencies: ["CBLAS", "COneDNN"],
      cSettings: [.unsafeFlags(["-O3", "-fno-math-errno", "-ffp-contract=fast"])]),
    .target(name: "CEmbedded", cSettings: [.unsafeFlags(["-std=c23"])]),

    // Rooms, from the ground up.
    room("AssayCore", []),
    room("JSON", ["AssayCore", "CSimdjson"]),
    room("Tables", ["AssayCore", "JSON", "CCSV", "CSimdjson", "CZlib", "CZip", "CExpat"]),
    room("Tokenizer", ["AssayCore", "JSON", "CEmbedded"]),
    room("PrepareData", ["AssayCore", "JSON", "Tables"]),
    room(
      "RuleEngine",
      [
        "AssayCore", "JSON", "Tables", "Tokenizer", "CPCRE2",
        .product(name: "Yams", package: "Yams"),
      ]),
    room("RuleLibrary", ["AssayCore", "RuleEngine", "CEmbedded"]),
    room("LanguageModel", ["AssayCore", "JSON", "Tokenizer", "CKernels"]),
    room("Training", ["AssayCore", "JSON", "Tables", "Tokenizer", "LanguageModel", "CKernels"]),
    room(
      "ModelStore",
      ["AssayCore", "JSON", "Tokenizer", "LanguageModel", "Training", "CCurl", "CCrypto"]),
    room("Metrics", []),
    room(
      "Evaluation",
      [
        "AssayCore", "JSON", "Tables", "Tokenizer", "LanguageModel", "Training", "Metrics",
        "Reports",
      ]),
    room("Reports", ["AssayCore", "JSON", "Metrics", "CXLSXWriter"]),
    .executableTarget(
      name: "assay",
      dependencies: [
        "AssayCore", "JSON", "Tables", "Tokenizer", "PrepareData", "RuleEngine", "RuleLibrary",
        "LanguageModel", "Training", "ModelStore", "Metrics", "Evaluation", "Reports", "CEmbedded",
        argumentParser,
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
        "AssayCore", "JSON", "Tables", "RuleEngine", "RuleLibrary", "AssayTestSupport", "CZlib",
      ],
      path: "Tests/Fuzz", swiftSettings: swiftSettings),
    tests("AssayCoreTests", ["AssayCore"]),
    tests("JSONTests", ["AssayCore", "JSON"]),
    tests("TablesTests", ["AssayCore", "JSON", "Tables"]),
    tests("TokenizerTests", ["AssayCore", "JSON", "Tokenizer"]),
    tests("PrepareDataTests", ["AssayCore", "JSON", "Tables", "PrepareData"]),
    tests(
      "RuleEngineTests",
      ["AssayCore", "JSON", "Tables", "Tokenizer", "RuleEngine", "RuleLibrary"]),
    tests(
      "LanguageModelTests", ["AssayCore", "JSON", "Tokenizer", "LanguageModel", "CKernels"]),
    tests(
      "TrainingTests",
      ["AssayCore", "JSON", "Tables", "Tokenizer", "LanguageModel", "Training"]),
    tests(
      "ModelStoreTests",
      ["AssayCore", "JSON", "Tokenizer", "LanguageModel", "Training", "ModelStore"]),
    tests("MetricsTests", ["AssayCore", "JSON", "Metrics"]),
    tests(
      "EvaluationTests",
      [
        "AssayCore", "JSON", "Tables", "LanguageModel", "Training", "Metrics", "Reports",
        "Evaluation",
      ]),
    tests("ReportsTests", ["AssayCore", "JSON", "Metrics", "Reports"]),
    tests("HouseTests", []),
    tests("CommandTests", ["AssayCore", "JSON", "assay"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
