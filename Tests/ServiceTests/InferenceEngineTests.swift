// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import LanguageModel
import Synchronization
import Testing

@testable import Service

/// The engine behind the routes, without a server.
@Suite struct InferenceEngineTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    for (name, seed) in [("a", UInt64(3)), ("b", 4), ("c", 5)] {
      let configuration = GPT2Configuration(positions: 32, width: 16, layers: 1, heads: 2)
      try GPT2Model(configuration: configuration, seed: seed).save(
        to: folder.url.appending(path: name).path)
    }
  }

  private func source(_ name: String) -> ModelSource {
    .directory(folder.url.appending(path: name).path)
  }

  private func engine(_ change: (inout ServiceLimits) -> Void = { _ in }) -> InferenceEngine {
    var limits = ServiceLimits()
    change(&limits)
    return InferenceEngine(limits: limits, log: { _ in })
  }

  private func work(_ name: String, tokens: Int = 4, prompts: [[Int32]] = [[1, 2]])
    -> CompletionWork
  {
    var request = GenerationRequest(prompts: prompts)
    request.maximumTokens = tokens
    request.sampling.temperature = 0
    request.sampling.logitBias = [50256: -100]
    return CompletionWork(source: source(name), request: request)
  }

  private func texts(_ work: CompletionWork) async throws -> GeneratedTexts {
    var texts = GeneratedTexts(work.request)
    for try await event in work.events {
      if case .generated(let content) = event { texts.take(content) }
    }
    return texts
  }

  @Test func requestsOfSeveralModelsAreAnswered() async throws {
    let engine = engine()
    let works = [work("a"), work("b", tokens: 9), work("a", prompts: [[5], [6], [7]])]
    for work in works { try engine.submit(work) }
    var counts: [Int] = []
    for work in works { counts.append(try await texts(work).generatedTokens) }
    #expect(counts == [4, 9, 12])
    #expect(engine.loadedModels == 2 && engine.queuedRequests == 0)
    let again = work("a")
    try engine.submit(again)
    #expect(try await texts(again) == texts(work("a"), engine))
  }

  private func texts(_ work: CompletionWork, _ engine: InferenceEngine) async throws
    -> GeneratedTexts
  {
    try engine.submit(work)
    return try await texts(work)
  }

  @Test func theModelNotUsedForLongestGoesFirst() async throws {
    let engine = engine { $0.loadedModels = 2 }
    for name in ["a", "b", "c", "a"] {
      let information = try await engine.information(source(name))
      #expect(information.contextLength == 32 && information.width == 16)
      #expect(information.writesText)
    }
    #expect(engine.loadedModels == 2)
  }

  @Test func tooManyRequestsAreRefusedAtOnce() async throws {
    let engine = engine {
      $0.queuedCompletions = 1
      $0.batchedSequences = 1
    }
    // Nothing is taken in while the model is loaded on the engine's one thread.
    var accepted: [CompletionWork] = []
    var refused = 0
    for _ in 0..<50 {
      let work = work("a", tokens: 30)
      do throws(APIError) {
        try engine.submit(work)
        accepted.append(work)
      } catch {
        #expect(error.status == 429)
        refused += 1
      }
    }
    #expect(refused > 0 && !accepted.isEmpty)
    for work in accepted { #expect(try await texts(work).generatedTokens == 30) }
    #expect(engine.queuedRequests == 0)
  }

  @Test func whoDoesNotWaitIsForgotten() async throws {
    let engine = engine { $0.batchedSequences = 1 }
    let abandoned = work("a", tokens: 30, prompts: Array(repeating: [1], count: 2000))
    let next = work("a")
    try engine.submit(abandoned)
    try engine.submit(next)
    abandoned.cancel()
    #expect(abandoned.isCancelled)
    #expect(try await texts(next).generatedTokens == 4)
    #expect(try await texts(abandoned).all.contains { $0.ending == nil })
  }

  @Test func aModelThatIsDeletedEndsItsRequests() async throws {
    let engine = engine { $0.batchedSequences = 1 }
    let work = work("a", tokens: 30, prompts: Array(repeating: [1], count: 2000))
    try engine.submit(work)
    await engine.forget(source("a"))
    let error = await #expect(throws: AssayError.self) { try await texts(work) }
    #expect(error?.message == "the model was deleted")
    #expect(engine.loadedModels == 0)
  }

  @Test func aModelThatIsNotThereIsAnError() async throws {
    let engine = engine()
    for _ in 0..<3 {
      let work = work("none")
      try engine.submit(work)
      await #expect(throws: AssayError.self) { try await texts(work) }
      await #expect(throws: AssayError.self) { try await engine.information(source("none")) }
    }
    #expect(engine.loadedModels == 0 && engine.queuedRequests == 0)
  }

  /// A broken model is read once, and again when its files have changed.
  @Test func aBrokenModelIsReadAgainOnlyWhenItsFilesChange() async throws {
    let lines = Mutex(0)
    let engine = InferenceEngine(limits: ServiceLimits()) { line in
      if line.contains("cannot load") { lines.withLock { $0 += 1 } }
    }
    let weights = folder.path("a/model.safetensors")
    let whole = try Data(contentsOf: URL(filePath: weights))
    try whole.prefix(whole.count / 2).write(to: URL(filePath: weights))
    for _ in 0..<5 {
      await #expect(throws: AssayError.self) { try await engine.information(source("a")) }
      let work = work("a")
      try engine.submit(work)
      await #expect(throws: AssayError.self) { try await texts(work) }
    }
    #expect(lines.withLock { $0 } == 1)
    // Other models do not suffer.
    #expect(try await engine.information(source("b")).width == 16)
    try whole.write(to: URL(filePath: weights))
    #expect(try await engine.information(source("a")).width == 16)
    #expect(try await texts(work("a"), engine).generatedTokens == 4)
  }

  /// What is wrong elsewhere, as memory that has run out, may be mended without a change of the files.
  @Test func onlyFaultsOfTheFilesAreRemembered() {
    let source = source("a")
    let files = BrokenModels.files(of: source)
    #expect(files.count == 3 && files["config.json"] != nil)
    let weights = folder.path("a/model.safetensors")
    var refused = AssayError("cannot map", at: Location(file: weights))
    refused.cause = .system
    let elsewhere = AssayError("cut", at: Location(file: folder.path("b/model.safetensors")))
    for error in [AssayError("not enough memory"), refused, elsewhere] {
      var broken = BrokenModels()
      broken.add(error, of: source, files: files)
      let found = broken.error(of: source)
      #expect(found == nil)
    }
    var broken = BrokenModels()
    let cut = AssayError("cut", at: Location(file: weights))
    broken.add(cut, of: source, files: files)
    let found = [source, self.source("b")].map { broken.error(of: $0) }
    #expect(found == [cut, nil])
  }

  @Test func embeddingsHaveTheLengthOne() async throws {
    let engine = engine()
    for pooling in Pooling.allCases {
      let vectors = try await engine.compute(
        [[1, 2, 3], [4]], source: source("a"), client: ClientWatch()
      ) { texts, model throws(AssayError) in
        try pooling.vectors(of: texts, model: model).map(Pooling.normalized)
      }
      #expect(vectors.count == 2)
      for vector in vectors {
        #expect(vector.count == 16)
        #expect(abs(vector.reduce(0) { $0 + $1 * $1 } - 1) < 1e-5)
      }
    }
  }

  @Test func whoHasHungUpIsNotWorkedFor() async throws {
    let engine = engine()
    let watch = ClientWatch()
    let lengths = try await engine.compute(
      [[1, 2], [3]], source: source("a"), client: watch
    ) { texts, _ in texts.map(\.count) }
    #expect(lengths == [2, 1])
    watch.hangUp()
    let error = await #expect(throws: APIError.self) {
      try await engine.compute([[1]], source: source("a"), client: watch) { texts, _ in texts }
    }
    #expect(error == .hungUp)
  }
}
