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

/// The rooms that all others stand on: values, and the operating system.
let ground = [
  Target.target(name: "AssayCore", swiftSettings: swiftSettings),
  Target.target(
    name: "Platform", dependencies: ["AssayCore", "CCrypto", "CPlatform"],
    swiftSettings: swiftSettings),
]

func room(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  .target(name: name, dependencies: dependencies + ["Platform"], swiftSettings: swiftSettings)
}

func tests(_ name: String, _ dependencies: [Target.Dependency]) -> Target {
  // Golden files are read from the checkout, beside the test that names them.
  let hasFixtures = FileManager.default.fileExists(
    atPath: "\(Context.packageDirectory)/Tests/\(name)/Fixtures")
  return .testTarget(
    name: name, dependencies: dependencies + ["AssayTestSupport", "Platform"],
    exclude: hasFixtures ? ["Fixtures"] : [],
    swiftSettings: swiftSettings)
}

let argumentParser = Target.Dependency.product(
  name: "ArgumentParser", package: "swift-argument-parser")

/// Chunks, neighbors, the few smallest and the like.
let algorithms = Target.Dependency.product(name: "Algorithms", package: "swift-algorithms")
/// Sets of row numbers, a bit each.
let bitSets = Target.Dependency.product(name: "BitCollections", package: "swift-collections")
let heaps = Target.Dependency.product(name: "HeapModule", package: "swift-collections")
/// Rows and requests that wait for their turn.
let deques = Target.Dependency.product(name: "DequeModule", package: "swift-collections")

let package = Package(
  name: "assay",
  products: [.executable(name: "assay", targets: ["assay"])],
  // Exact versions: what was tested is what is built. CONTRIBUTING.md says how to move them.
  dependencies: [
    // Commands, options, help and shell completions.
    .package(url: "https://github.com/apple/swift-argument-parser", exact: "1.8.2"),
    // Rule files and assay.yaml.
    .package(url: "https://github.com/jpsim/Yams", exact: "6.2.2"),
    // What the standard library lacks, by the people who write it.
    .package(url: "https://github.com/apple/swift-algorithms", exact: "1.2.1"),
    .package(url: "https://github.com/apple/swift-collections", exact: "1.6.0"),
    // The service: HTTP by Hummingbird, its state in SQLite by GRDB.
    .package(url: "https://github.com/hummingbird-project/hummingbird", exact: "2.28.1"),
    .package(url: "https://github.com/groue/GRDB.swift", exact: "7.10.0"),
    // What Hummingbird stands on and shows in its interface.
    .package(url: "https://github.com/apple/swift-nio", exact: "2.101.2"),
    .package(url: "https://github.com/apple/swift-log", exact: "1.16.2"),
    .package(url: "https://github.com/swift-server/swift-service-lifecycle", exact: "2.13.0"),
  ],
  targets: ground + [
    // The C edge: one folder per native library.
    .systemLibrary(name: "CCSV"),
    .systemLibrary(name: "CZlib", pkgConfig: "zlib"),
    .systemLibrary(name: "CZip", pkgConfig: "libzip"),
    .systemLibrary(name: "CExpat", pkgConfig: "expat"),
    .systemLibrary(name: "CXLSXWriter", pkgConfig: "xlsxwriter"),
    .systemLibrary(name: "CZstd", pkgConfig: "libzstd"),
    .systemLibrary(name: "CSnappy"),
    .systemLibrary(name: "CLZ4", pkgConfig: "liblz4"),
    .systemLibrary(name: "CLZMA", pkgConfig: "liblzma"),
    .systemLibrary(name: "CBZip2"),
    .systemLibrary(name: "CCrypto", pkgConfig: "libcrypto"),
    .target(name: "CCurl", dependencies: ["CPlatform"]),
    .target(name: "CCollective"),
    .target(name: "CPlatform"),
    .target(name: "CSignals", dependencies: ["CPlatform"]),
    .target(name: "CSpawn"),
    .target(name: "CPCRE2", linkerSettings: [.linkedLibrary("pcre2-8")]),
    .target(name: "CSimdjson", linkerSettings: [.linkedLibrary("simdjson")]),
    .target(name: "CBLAS", dependencies: ["CPlatform"]),
    .target(name: "COneDNN", dependencies: ["CPlatform"]),
    .target(
      name: "CKernels", dependencies: ["CBLAS", "COneDNN"],
      cSettings: [.unsafeFlags(["-O3", "-fno-math-errno", "-ffp-contract=fast"])]),
    .target(
      name: "CCUDA", dependencies: ["CKernels"],
      exclude: ["kernels.cu", "attention.cu", "tensor_attention.cu"],
      cSettings: [.unsafeFlags(["-std=c23"])]),
    .target(name: "CText", cSettings: [.unsafeFlags(["-O3"])]),
    .target(name: "CEmbedded", cSettings: [.unsafeFlags(["-std=c23"])]),

    // Rooms, from the ground up.
    room("JSON", ["AssayCore", "CSimdjson"]),
    room("Codecs", ["CZlib", "CZstd", "CSnappy", "CLZ4", "CLZMA", "CBZip2"]),
    room("Columnar", ["AssayCore", "JSON", "Codecs"]),
    room("Parquet", ["AssayCore", "JSON", "Codecs", "Columnar"]),
    room("ArrowIPC", ["AssayCore", "JSON", "Codecs", "Columnar"]),
    room(
      "Tables",
      [
        "AssayCore", "JSON", "Codecs", "Columnar", "Parquet", "ArrowIPC", "CCSV", "CSimdjson",
        "CZlib", "CZip", "CExpat",
        algorithms,
      ]),
    room("Patterns", ["CPCRE2"]),
    room("JSONRPC", ["AssayCore", "JSON"]),
    room("Tokenizer", ["AssayCore", "JSON", "Patterns", "CEmbedded", algorithms, heaps]),
    room("ChatTemplates", ["AssayCore", "JSON"]),
    room("Dataset", ["AssayCore", "JSON", "Tables"]),
    room("PrepareData", ["AssayCore", "Tables"]),
    room(
      "LossView",
      ["AssayCore", "JSON", "ChatTemplates", "Tables", "Dataset", "Tokenizer", "Reports"]),
    room("Records", ["AssayCore", "JSON", "Tables", "Dataset", "CText", bitSets, deques]),
    room(
      "Analyzers",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "Records", "ToolCalls", bitSets,
      ]),
    room(
      "Checks",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Records", "Analyzers", "Patterns",
        "ToolCalls", algorithms, bitSets,
        .product(name: "Yams", package: "Yams"),
      ]),
    room(
      "Fixes",
      ["AssayCore", "JSON", "Tables", "Dataset", "Records", "Analyzers", "Checks", bitSets]),
    room(
      "RuleEngine",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Records", "Analyzers", "Checks", "Fixes",
        "Reports", algorithms, bitSets,
        .product(name: "Yams", package: "Yams"),
      ]),
    room(
      "Providers",
      [
        "AssayCore", "JSON", "Checks", "RuleEngine", "Reports", "CEmbedded",
        .product(name: "Yams", package: "Yams"),
      ]),
    room("HubFolders", ["AssayCore", "JSON", "Tables", "RuleEngine"]),
    room(
      "RuleLibrary", ["AssayCore", "PrepareData", "Analyzers", "RuleEngine", "CEmbedded"]),
    room(
      "LanguageModel", ["AssayCore", "JSON", "Tokenizer", "CKernels", "CCUDA", algorithms, deques]),
    room("Console", ["AssayCore", "JSON", "Reports", "CSignals"]),
    room("OpenAIWire", ["JSON", "Tokenizer", "LanguageModel"]),
    room("Ranks", ["AssayCore", "CCollective"]),
    room(
      "Training",
      [
        "AssayCore", "Ranks", "JSON", "ChatTemplates", "Tables", "Dataset", "Tokenizer",
        "LanguageModel", algorithms,
      ]),
    room(
      "ModelStore",
      [
        "AssayCore", "JSON", "Tokenizer", "LanguageModel", "LinearModel", "Training", "CCurl",
        algorithms,
      ]),
    room("EvaluationMetrics", []),
    room("LinearModel", ["AssayCore", "EvaluationMetrics", "CKernels"]),
    room(
      "Evaluation",
      [
        "AssayCore", "JSON", "ChatTemplates", "Tables", "Dataset", "Tokenizer", "LanguageModel",
        "Training", "EvaluationMetrics", "LinearModel", "Reports", algorithms,
      ]),
    room("Decisions", ["AssayCore", "JSON", "Dataset", "Tables", "Records"]),
    room("Reports", ["AssayCore", "JSON", "CEmbedded", "CXLSXWriter"]),
    room(
      "Workflows",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "PrepareData", "Records",
        "Decisions",
        "Providers",
        "Analyzers", "Fixes", "RuleEngine", "RuleLibrary", "LanguageModel", "OpenAIWire",
        "ChatTemplates", "Training", "Ranks",
        "ModelStore", "Reports", "EvaluationMetrics", "Evaluation", "LinearModel", algorithms,
        bitSets,
      ]),
    room(
      "Sweep", ["AssayCore", "JSON", "LanguageModel", "Training", "Reports", "Workflows"]),
    room("Conversion", ["AssayCore", "JSON", "Tables", "Dataset", "Reports"]),
    room("JSONSchema", ["JSON", "Patterns"]),
    room("ToolCalls", ["JSON", "JSONSchema"]),
    room(
      "Road",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Records", "Analyzers", "Fixes", "RuleEngine",
        "Training", "ModelStore", "Reports", "Evaluation", "Workflows",
      ]),
    room(
      "DataDiff",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Records", "Analyzers", "RuleEngine", "Reports",
        "EvaluationMetrics", "Evaluation", "Workflows",
      ]),
    room(
      "Scale",
      [
        "AssayCore", "Tables", "Dataset", "Records", "Analyzers", "Checks", "RuleEngine",
        "Workflows", bitSets,
      ]),
    room(
      "Review",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Records", "Analyzers", "Decisions", "RuleEngine",
        "Reports",
        "EvaluationMetrics", "Evaluation", "Workflows",
      ]),
    room(
      "Influence",
      [
        "AssayCore", "JSON", "Reports", "EvaluationMetrics", "Evaluation", "LinearModel",
        "ModelStore", "Workflows",
      ]),
    room(
      "LanguageServer",
      [
        "AssayCore", "JSON", "JSONRPC", "Tables", "Dataset", "Tokenizer", "Records", "Analyzers",
        "Checks", "Fixes", "RuleEngine", "RuleLibrary", "Workflows", algorithms,
      ]),
    room(
      "AgentServer",
      [
        "AssayCore", "JSON", "JSONRPC", "Tables", "Tokenizer", "Records", "Checks", "Fixes",
        "RuleEngine", "RuleLibrary", "Providers", "Reports", "Evaluation", "Workflows",
      ]),
    room(
      "ServiceStore",
      [
        "AssayCore", "JSON", "Tables", "Training", "ModelStore", "Workflows",
        .product(name: "GRDB", package: "GRDB.swift"),
      ]),
    room(
      "Service",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "Records", "Analyzers", "Fixes",
        "RuleEngine", "RuleLibrary", "LanguageModel", "OpenAIWire", "ChatTemplates", "Training",
        "ModelStore", "Workflows", "Evaluation", "Reports", "ServiceStore", "Decisions", "Review",
        "CEmbedded", "CSpawn",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "HummingbirdCore", package: "hummingbird"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "ServiceLifecycle", package: "swift-service-lifecycle"),
        .product(name: "UnixSignals", package: "swift-service-lifecycle"),
      ]),
    room(
      "CommandOptions",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "Records", "Analyzers", "Fixes",
        "RuleEngine", "RuleLibrary", "Providers", "HubFolders", "LanguageModel", "Training",
        "ModelStore",
        "Evaluation",
        "Reports", "Workflows", "Sweep", "ServiceStore", "Service", "Console", argumentParser,
      ]),
    .executableTarget(
      name: "assay",
      dependencies: [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "PrepareData", "Records",
        "Analyzers", "Fixes", "RuleEngine", "RuleLibrary", "Providers", "LanguageModel",
        "OpenAIWire", "LossView",
        "JSONRPC", "LanguageServer", "AgentServer",
        "ChatTemplates",
        "DataDiff", "Decisions", "Review", "Influence", "Scale", "Sweep",
        "Conversion",
        "Ranks",
        "Training", "ModelStore", "EvaluationMetrics", "Evaluation", "Reports", "Workflows",
        "Road", "ServiceStore", "Service", "Console", "CommandOptions", "CEmbedded", "Platform",
        argumentParser,
      ],
      swiftSettings: swiftSettings),

    // Tests: one target a room; CommandTests runs the built binary.
    .target(
      name: "AssayTestSupport", dependencies: ["CZlib"], path: "Tests/Support",
      swiftSettings: swiftSettings),
    // A GPU that the CPU emulates, and a program that compares a real one with the CPU.
    .target(
      name: "CUDAEmulator", dependencies: ["CCUDA"], path: "Tests/CUDAEmulator",
      cxxSettings: [.unsafeFlags(["-O2"])]),
    .executableTarget(
      name: "assay-cuda-check", dependencies: ["CUDAEmulator"], path: "Tests/CUDACheck",
      linkerSettings: [.linkedLibrary("m")]),
    // Renders chat templates for a comparison with transformers.
    .executableTarget(
      name: "assay-template-check", dependencies: ["AssayCore", "JSON", "ChatTemplates"],
      path: "Tests/TemplateCheck", swiftSettings: swiftSettings),
    .target(
      name: "RowsTestSupport",
      dependencies: [
        "AssayCore", "Platform", "Tables", "Dataset", "Records", "AssayTestSupport",
      ],
      path: "Tests/RowsSupport", swiftSettings: swiftSettings),
    .target(
      name: "ColumnarTestSupport", dependencies: ["AssayCore", "JSON", "Columnar"],
      path: "Tests/ColumnarSupport", swiftSettings: swiftSettings),
    // Mutation fuzzing of all that reads input; `make fuzz` runs it with the address sanitizer.
    .executableTarget(
      name: "assay-fuzz",
      dependencies: [
        "AssayCore", "JSON", "Tables", "Dataset", "Records", "Analyzers", "Fixes", "RuleEngine",
        "RuleLibrary", "AssayTestSupport", "CZlib", "Platform",
      ],
      path: "Tests/Fuzz", swiftSettings: swiftSettings),
    tests("AssayCoreTests", ["AssayCore"]),
    tests("PlatformTests", ["AssayCore"]),
    tests("JSONTests", ["AssayCore", "JSON"]),
    tests("CodecsTests", ["Codecs"]),
    tests(
      "ParquetTests",
      ["AssayCore", "Codecs", "Columnar", "JSON", "Parquet", "ColumnarTestSupport"]),
    tests("ColumnarTests", ["AssayCore", "Columnar"]),
    tests("ArrowIPCTests", ["AssayCore", "ArrowIPC", "ColumnarTestSupport"]),
    tests("TablesTests", ["AssayCore", "JSON", "Tables", "RowsTestSupport"]),
    tests("PatternsTests", ["Patterns"]),
    tests("JSONRPCTests", ["AssayCore", "JSON", "JSONRPC"]),
    tests("TokenizerTests", ["AssayCore", "JSON", "Tokenizer"]),
    tests("DatasetTests", ["AssayCore", "Tables", "Dataset"]),
    tests("PrepareDataTests", ["AssayCore", "JSON", "Tables", "PrepareData", "RowsTestSupport"]),
    tests(
      "RecordsTests",
      ["AssayCore", "JSON", "Tables", "Dataset", "Records", "RowsTestSupport", "CText", bitSets]),
    tests(
      "AnalyzersTests",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "Records", "Analyzers",
        "RowsTestSupport", bitSets,
      ]),
    tests(
      "ChecksTests",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "Records", "Analyzers", "Checks",
        "Patterns", "RowsTestSupport", .product(name: "Yams", package: "Yams"),
      ]),
    tests(
      "FixesTests",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Records", "Analyzers", "Checks", "Fixes",
        "RowsTestSupport", bitSets, .product(name: "Yams", package: "Yams"),
      ]),
    tests(
      "RuleEngineTests",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "Records", "Analyzers", "Checks",
        "Fixes", "RuleEngine", "RuleLibrary", "RowsTestSupport", bitSets,
      ]),
    tests("HubFoldersTests", ["AssayCore", "HubFolders"]),
    tests("ProvidersTests", ["AssayCore", "JSON", "Reports", "Providers"]),
    tests("RuleLibraryTests", ["AssayCore", "RuleEngine", "RuleLibrary"]),
    tests(
      "LanguageModelTests",
      ["AssayCore", "JSON", "Tokenizer", "LanguageModel", "CKernels", "CCUDA", "CUDAEmulator"]),
    tests("OpenAIWireTests", ["JSON", "Tokenizer", "LanguageModel", "OpenAIWire"]),
    tests("RanksTests", ["AssayCore", "Ranks"]),
    tests(
      "TrainingTests",
      [
        "Ranks",
        "AssayCore", "JSON", "ChatTemplates", "Tables", "Dataset", "Tokenizer", "LanguageModel",
        "Training",
      ]),
    tests(
      "ModelStoreTests",
      [
        "AssayCore", "JSON", "Tokenizer", "LanguageModel", "LinearModel", "Training", "ModelStore",
      ]),
    tests("EvaluationMetricsTests", ["AssayCore", "JSON", "EvaluationMetrics"]),
    tests("LinearModelTests", ["AssayCore", "JSON", "EvaluationMetrics", "LinearModel"]),
    tests(
      "EvaluationTests",
      [
        "AssayCore", "JSON", "ChatTemplates", "Tables", "Dataset", "Tokenizer", "LanguageModel",
        "Training", "EvaluationMetrics", "Reports", "Evaluation",
      ]),
    tests("ReportsTests", ["AssayCore", "JSON", "EvaluationMetrics", "Reports", "Tables"]),
    tests("ConsoleTests", ["AssayCore", "JSON", "Console"]),
    tests("ChatTemplatesTests", ["AssayCore", "JSON", "ChatTemplates"]),
    tests(
      "LossViewTests", ["AssayCore", "JSON", "ChatTemplates", "Tables", "Tokenizer", "LossView"]),
    tests("SweepTests", ["AssayCore", "JSON", "Reports", "Training", "Workflows", "Sweep"]),
    tests(
      "RoadTests",
      ["AssayCore", "JSON", "Tables", "RuleEngine", "Training", "Workflows", "Road"]),
    tests(
      "DataDiffTests",
      ["AssayCore", "JSON", "Evaluation", "Reports", "Workflows", "DataDiff"]),
    tests(
      "ScaleTests",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Records", "Analyzers", "Checks", "RuleEngine",
        "RuleLibrary",
        "Workflows", "Scale",
      ]),
    tests(
      "InfluenceTests", ["AssayCore", "JSON", "Reports", "Training", "Workflows", "Influence"]),
    tests(
      "DecisionsTests",
      ["AssayCore", "JSON", "Tables", "Dataset", "Records", "Decisions", "RowsTestSupport"]),
    tests(
      "ReviewTests",
      [
        "AssayCore", "JSON", "Records", "Decisions", "Evaluation", "Reports", "Workflows", "Review",
      ]),
    tests(
      "LanguageServerTests",
      [
        "AssayCore", "JSON", "JSONRPC", "LanguageServer", "RuleEngine", "RuleLibrary", "Tables",
        "Workflows",
      ]),
    tests(
      "AgentServerTests",
      ["AssayCore", "JSON", "JSONRPC", "AgentServer", "RuleEngine", "Workflows"]),
    tests("ServiceStoreTests", ["AssayCore", "JSON", "Training", "Workflows", "ServiceStore"]),
    tests(
      "ServiceTests",
      [
        "AssayCore", "JSON", "Tokenizer", "Fixes", "LanguageModel", "Training", "Workflows",
        "ServiceStore", "Service",
        .product(name: "Hummingbird", package: "hummingbird"),
        .product(name: "Logging", package: "swift-log"),
        .product(name: "NIOCore", package: "swift-nio"),
        .product(name: "NIOHTTP1", package: "swift-nio"),
        .product(name: "NIOEmbedded", package: "swift-nio"),
      ]),
    tests(
      "WorkflowsTests",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "PrepareData", "Records",
        "Analyzers", "Checks",
        "Fixes", "RuleEngine", "RuleLibrary", "LanguageModel", "Training", "ModelStore", "Reports",
        "Evaluation", "Workflows",
      ]),
    tests(
      "CommandOptionsTests",
      [
        "AssayCore", "JSON", "Tables", "Dataset", "Tokenizer", "RuleEngine", "LanguageModel",
        "Training", "Evaluation", "Workflows", "ServiceStore", "Service", "CommandOptions",
        argumentParser,
      ]),
    tests("ToolCallsTests", ["JSON", "ToolCalls"]),
    tests("JSONSchemaTests", ["JSON", "JSONSchema"]),
    tests("ConversionTests", ["AssayCore", "JSON", "Tables", "Conversion"]),
    tests("HouseTests", []),
    tests("CommandTests", ["AssayCore", "JSON", "Reports", "assay"]),
  ],
  swiftLanguageModes: [.v6],
  cxxLanguageStandard: .cxx17
)
