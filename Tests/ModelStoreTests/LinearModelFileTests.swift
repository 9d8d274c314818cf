// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import LinearModel
import Platform
import Testing

@testable import ModelStore

@Suite struct LinearModelFileTests {
  private let folder: TemporaryFolder
  private let texts = (0..<30).map { "\(["yes", "no", "maybe"][$0 % 3]) said row \($0)" }

  init() throws { folder = try TemporaryFolder() }

  private var record: ModelRecord { ModelRecord(json: ["classes": ["maybe", "no", "yes"]]) }

  private func write() throws -> LinearClassifier {
    let model = try LinearClassifier(
      texts: texts, labels: texts.indices.map { $0 % 3 }, classCount: 3, seed: 1)
    try LinearModelFile.write(model, to: folder.url.path)
    return model
  }

  @Test func aModelIsReadAsItWasWritten() throws {
    #expect(!LinearModelFile.stands(in: folder.url.path))
    let model = try write()
    #expect(LinearModelFile.stands(in: folder.url.path))
    let read = try LinearModelFile.read(folder.url.path, record)
    #expect(read.parameters == model.parameters)
    #expect(read.probabilities(texts + ["unseen"]) == model.probabilities(texts + ["unseen"]))
  }

  @Test func otherClassesThanThoseOfTheRecordAreRefused() throws {
    _ = try write()
    for record in [nil, ModelRecord(json: ["classes": ["no", "yes"]])] {
      let error = #expect(throws: AssayError.self) {
        try LinearModelFile.read(folder.url.path, record)
      }
      #expect(error?.message.contains("it has 3 classes, and assay.json beside it names") == true)
    }
  }

  private func write(_ change: (inout LinearParameters) -> Void) throws {
    var parameters = try write().parameters
    change(&parameters)
    try LinearModelFile.write(LinearClassifier(parameters), to: folder.url.path)
  }

  @Test func whatDoesNotFitTogetherIsRefused() throws {
    let changes: [(inout LinearParameters) -> Void] = [
      { $0.hashes[1] = $0.hashes[0] }, { $0.wordCount = $0.hashes.count + 1 },
      { $0.wordCount = -1 },
    ]
    for (index, change) in changes.enumerated() {
      try write(change)
      #expect(throws: AssayError.self, "change \(index)") {
        try LinearModelFile.read(folder.url.path, record)
      }
    }
    try write { $0.weights[5] = .nan }
    let error = #expect(throws: AssayError.self) {
      try LinearModelFile.read(folder.url.path, record)
    }
    #expect(error?.message.contains("weights") == true)
  }

  @Test func aFileThatIsNoneIsRefused() throws {
    try AtomicFile.write("{}".utf8, to: "\(folder.url.path)/\(LinearModelFile.name)")
    #expect(throws: AssayError.self) { try LinearModelFile.read(folder.url.path, record) }
    try SafetensorsWriter.write([], to: "\(folder.url.path)/\(LinearModelFile.name)")
    let error = #expect(throws: AssayError.self) {
      try LinearModelFile.read(folder.url.path, record)
    }
    #expect(error?.message.contains("lacks the tensor") == true)
  }

  @Test func theStoreKnowsLinearModels() throws {
    let store = LocalStore(home: "\(folder.url.path)/home")
    let name = try ModelName("topics")
    try Files.createFolder(store.folder(of: name))
    let model = try write()
    try LinearModelFile.write(model, to: store.folder(of: name))
    try ModelRecord(json: ["classes": ["maybe", "no", "yes"], "parameters": 12])
      .write(to: store.folder(of: name))
    let stored = try store.model(name)
    #expect(stored.configuration == nil && stored.parameters == 12)
    #expect(stored.json["kind"] == "linear" && stored.json["layers"] == JSONValue.null)
    #expect(stored.classes == ["maybe", "no", "yes"])
    #expect(stored.card.text.contains("tells 3 classes apart"))
    #expect(throws: AssayError.self) { try stored.requireConfiguration() }
    #expect(throws: AssayError.self) {
      try DirectoryExport(stored).write(to: "\(folder.url.path)/out")
    }
  }
}
