// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dispatch
import LanguageModel
import ModelStore
import ServiceStore
import Synchronization
import Tokenizer
import Workflows

/// Runs models for all requests. Models, which use every core anyway, run on one thread, one step of
/// one model after the other; whoever waits does so without holding a thread.
///
/// Unchecked: what is not a constant is touched on `queue` alone.
final class InferenceEngine: @unchecked Sendable {
  /// What a request needs to know of a model before it can be queued.
  struct Information: Sendable {
    let contextLength: Int
    let width: Int
    let tokenizer: TextTokenizer
    /// Whether the model writes text; one with a classification head does not.
    let writesText: Bool
    /// Labels texts; nil where the model tells no classes apart.
    var labeler: PromptLabeler?
    /// What is doubtful about a prompt that is otherwise than those of its training file.
    var doubt = PromptDoubt(nil)
  }

  private let queue = DispatchQueue(label: "assay.models", qos: .userInitiated)
  private let limits: ServiceLimits
  private let device: DeviceChoice
  private let log: @Sendable (String) -> Void
  private let known = Mutex<[ModelSource: Information]>([:])
  private let linear = Mutex<[ModelSource: LinearLabeler]>([:])
  private let broken = Mutex(BrokenModels())
  /// Requests on their way to their model, and those that wait there for a sequence.
  private let arriving = Atomic(0)
  private let queued = Atomic(0)
  private let loaded = Atomic(0)
  private var sessions: [ModelSource: ModelSession] = [:]
  /// The models in memory, the one used last at the end.
  private var recency: [ModelSource] = []
  private var isStepping = false
  /// Tokens that are computed before others have their turn: enough for all cores, and soon over.
  private static let tokensPerTurn = 512

  /// - Parameters:
  ///   - device: where models compute.
  ///   - log: takes a line about a request that failed.
  init(
    limits: ServiceLimits, device: DeviceChoice = .cpu, log: @escaping @Sendable (String) -> Void
  ) {
    self.limits = limits
    self.device = device
    self.log = log
  }

  /// The number of models in memory.
  var loadedModels: Int { loaded.load(ordering: .relaxed) }

  /// The number of requests that wait for a sequence.
  var queuedRequests: Int {
    arriving.load(ordering: .relaxed) + queued.load(ordering: .relaxed)
  }

  /// What is to be known of a model; loads it the first time.
  func information(_ source: ModelSource) async throws(AssayError) -> Information {
    if let known = known.withLock({ $0[source] }) { return known }
    // Whoever asks for a broken model need not wait for the others.
    if let error = broken.withLock({ $0.error(of: source) }) { throw error }
    return try await onQueue { [self] () throws(AssayError) in try describe(source) }
  }

  /// Queues a request.
  /// - Throws: `APIError` 429 when too many wait already.
  func submit(_ work: CompletionWork) throws(APIError) {
    let others = queued.load(ordering: .relaxed)
    guard arriving.add(1, ordering: .relaxed).newValue + others <= limits.queuedCompletions else {
      arriving.subtract(1, ordering: .relaxed)
      throw .busy
    }
    queue.async { [self] in
      let failure = take(work)
      countQueued()
      arriving.subtract(1, ordering: .relaxed)
      if let failure {
        log("completion failed: \(failure)")
        work.take(.failed(failure))
      }
      keepStepping()
    }
  }

  /// Gives a request to its model.
  private func take(_ work: CompletionWork) -> AssayError? {
    do throws(AssayError) {
      try session(work.source).add(work)
      return nil
    } catch {
      return error
    }
  }

  /// What a model computes of each of some texts, many at a time. Between batches others have their
  /// turn, and it ends when nobody waits.
  func compute<Value: Sendable>(
    _ texts: [[Int32]], source: ModelSource, client: ClientWatch,
    by body: @escaping @Sendable ([[Int32]], GPT2Model) throws(AssayError) -> [Value]
  ) async throws -> [Value] {
    var values: [Value] = []
    for run in BatchSplitter.runs(texts.map(\.count), limit: Self.tokensPerTurn) {
      try client.check()
      values += try await onQueue { [self] () throws(AssayError) in
        try body(Array(texts[run]), try session(source).loaded.model)
      }
    }
    return values
  }

  /// Lets go of a model whose files are about to go.
  func forget(_ source: ModelSource) async {
    known.withLock { $0[source] = nil }
    linear.withLock { $0[source] = nil }
    broken.withLock { $0.forget(source) }
    await withCheckedContinuation { continuation in
      queue.async { [self] in
        sessions[source]?.fail(AssayError("the model was deleted"))
        unload(source)
        continuation.resume()
      }
    }
  }

  private func onQueue<Value: Sendable>(
    _ body: @escaping @Sendable () throws(AssayError) -> Value
  ) async throws(AssayError) -> Value {
    try await Offload.run(on: queue, body)
  }

  /// The labeler of a linear model, which is read the first time; nil for a language model.
  func linearLabeler(_ source: ModelSource) async throws(AssayError) -> LinearLabeler? {
    guard let folder = source.folder, LinearModelFile.stands(in: folder) else { return nil }
    if let known = linear.withLock({ $0[source] }) { return known }
    let labeler = try await onQueue { () throws(AssayError) in try LinearLabeler(folder: folder) }
    linear.withLock { known in
      // They are small: beyond the limit all go, and those that are used come back.
      if known.count >= limits.loadedModels { known = [:] }
      known[source] = labeler
    }
    return labeler
  }

  private func describe(_ source: ModelSource) throws(AssayError) -> Information {
    let loaded = try session(source).loaded
    let configuration = loaded.model.configuration
    // What the record says is of use, and not needed to answer.
    let record = try? source.folder.flatMap { try ModelRecord(folder: $0) }
    let information = Information(
      contextLength: configuration.positions, width: configuration.width,
      tokenizer: loaded.tokenizer, writesText: !configuration.isClassifier,
      labeler: PromptLabeler(record, configuration, tokenizer: loaded.tokenizer),
      doubt: PromptDoubt(record))
    known.withLock { $0[source] = information }
    return information
  }

  /// The session of a model; loads it when it is not in memory, in place of an idle one.
  private func session(_ source: ModelSource) throws(AssayError) -> ModelSession {
    recency.removeAll { $0 == source }
    recency.append(source)
    if let session = sessions[source] { return session }
    let excess = sessions.count + 1 - limits.loadedModels
    for old in recency.dropLast().filter({ sessions[$0]?.isIdle ?? false }).prefix(max(0, excess)) {
      unload(old)
    }
    let session = try load(source)
    sessions[source] = session
    loaded.store(sessions.count, ordering: .relaxed)
    return session
  }

  private func load(_ source: ModelSource) throws(AssayError) -> ModelSession {
    if let error = broken.withLock({ $0.error(of: source) }) {
      recency.removeAll { $0 == source }
      throw error
    }
    let files = BrokenModels.files(of: source)
    do throws(AssayError) {
      return try ModelSession(source, sequences: limits.batchedSequences, device: device)
    } catch {
      recency.removeAll { $0 == source }
      broken.withLock { $0.add(error, of: source, files: files) }
      log("cannot load \(source.argument): \(error)")
      throw error
    }
  }

  private func unload(_ source: ModelSource) {
    sessions[source] = nil
    recency.removeAll { $0 == source }
    loaded.store(sessions.count, ordering: .relaxed)
  }

  private func keepStepping() {
    guard !isStepping else { return }
    isStepping = true
    queue.async { [self] in step() }
  }

  /// One step of every model that has something to do; then whatever came in meanwhile gets its turn.
  private func step() {
    for session in sessions.values where !session.isIdle {
      session.step { error in log("completion failed: \(error)") }
    }
    countQueued()
    isStepping = false
    if sessions.values.contains(where: { !$0.isIdle }) { keepStepping() }
  }

  private func countQueued() {
    let count = sessions.values.reduce(0) { $0 + $1.queuedRequests }
    queued.store(count, ordering: .relaxed)
  }
}
