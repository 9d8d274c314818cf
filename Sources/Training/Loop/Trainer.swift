// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import LanguageModel
import Platform
package import Ranks

/// Fine-tunes a model: steps, evaluations and checkpoints in a defined order, so that a run that was
/// stopped and resumed gives the same bits as one that was not.
package final class Trainer {
  package let model: GPT2Model
  package let job: JobIdentity
  package private(set) var state: TrainingState
  package private(set) var results: ResultsTable

  private let examples: [TrainingExample]
  private let validation: [TrainingExample]
  private let checkpoints: CheckpointStore?
  private let schedule: LearningRateSchedule
  private let assembler: BatchAssembler
  private let evaluator: Evaluator
  /// What is trained in place of the model's own weights, and the folder of that model.
  private let adapter: LowRankAdapter?
  private let baseFolder: String
  private let optimizer: AdamW
  private let gradients: GradientStore
  /// The processes that share each batch. The leader alone evaluates, writes and decides.
  private let group: RankGroup
  private var sampler: ExampleSampler
  private var checkpointClock = CheckpointClock()

  private var settings: TrainingSettings { job.settings }

  /// - Parameters:
  ///   - model: with the weights of the base, or of `checkpoint` unless an adapter is trained.
  ///   - baseFolder: where an adapter says that its base model is.
  ///   - validation: empty when there is none.
  ///   - checkpoint: where to go on; nil starts.
  ///   - group: the processes that share each batch.
  /// - Throws: `AssayError` when memory runs out or the checkpoint cannot be read.
  package init(
    model: GPT2Model, baseFolder: String = "", job: JobIdentity, examples: [TrainingExample],
    validation: [TrainingExample] = [], classificationColumns: [String] = [],
    checkpoints: CheckpointStore? = nil, resuming checkpoint: Checkpoint? = nil,
    group: RankGroup = .alone
  ) throws(AssayError) {
    self.model = model
    self.group = group
    self.job = job
    self.examples = examples
    self.validation = validation
    self.checkpoints = checkpoints
    let settings = job.settings
    state = checkpoint?.state ?? TrainingState()
    results = checkpoint?.results ?? ResultsTable(classificationColumns: classificationColumns)
    schedule = LearningRateSchedule(
      shape: settings.schedule, peak: settings.learningRate, warmupSteps: settings.warmupSteps,
      totalSteps: settings.totalSteps(examples: examples.count))
    assembler = BatchAssembler(
      promptLossWeight: settings.promptLossWeight, maximumExamples: settings.microBatchSize)
    evaluator = Evaluator(promptLossWeight: settings.promptLossWeight)
    sampler = ExampleSampler(
      count: examples.count, batchSize: settings.batchSize,
      seed: settings.dataSeed ?? settings.seed, shuffles: settings.shuffles, epoch: state.epoch,
      offset: state.offset)
    try model.setPrecision(settings.precision)
    self.baseFolder = baseFolder
    adapter = try Self.adapter(for: model, settings, resuming: checkpoint)
    gradients = try GradientStore(for: model, adapter: adapter)
    optimizer = try AdamW(
      for: model, adapter: adapter, settings: settings.optimizer,
      part: group.part(of: gradients.block.count))
    if let checkpoint {
      try OptimizerFile.load(optimizer, from: "\(checkpoint.path)/\(Self.optimizerFile)")
    }
  }

  private static func adapter(
    for model: GPT2Model, _ settings: TrainingSettings, resuming checkpoint: Checkpoint?
  ) throws(AssayError) -> LowRankAdapter? {
    guard let lowRank = settings.lowRank else { return nil }
    let adapter = try LowRankAdapter(
      for: model, settings: lowRank, seed: RandomStream.weights.seed(settings.seed))
    if let checkpoint {
      try adapter.load(from: checkpoint.path)
      adapter.merge(into: model)
    }
    return adapter
  }

  private static let optimizerFile = "optimizer.bin"

  /// Steps of the whole run.
  package var totalSteps: Int { schedule.totalSteps }

  /// Whether nothing is left to do.
  package var isFinished: Bool { state.step >= totalSteps || state.stoppedEarly }

  /// Runs to the end or until the caller wants to stop.
  /// - Throws: `AssayError` when a loss is not finite, a checkpoint cannot be written or a hook
  ///   throws; checkpoints already written stay.
  package func run(_ hooks: TrainingHooks = TrainingHooks()) throws(AssayError) -> TrainingOutcome {
    while !isFinished {
      let record = try step()
      let next = group.agree(on: group.isLeader ? try finish(record, hooks) : FollowUp())
      state.stoppedEarly = next.endsEarly
      if next.saves { try saveCheckpoint(hooks) }
      if next.stops, !isFinished { return .interrupted }
    }
    return .finished
  }

  // MARK: A step

  private func step() throws(AssayError) -> StepRecord {
    let start = ContinuousClock.now
    let batch = sampler.next().map { examples[$0] }
    let (loss, counts) = try accumulateGradients(of: withTokenDropout(batch))
    let part = group.part(of: gradients.block.count)
    let squares = group.gather([gradients.sumOfSquares(in: part)]).joined()
    let norm = squares.reduce(0, +).squareRoot()
    guard loss.isFinite, norm.isFinite else {
      throw divergence(
        loss.isFinite
          ? "the norm of the gradient is \(Self.words(norm))" : "the loss is \(Self.words(loss))",
        at: state.step + 1)
    }
    let rate = schedule.rate(afterSteps: state.step)
    let clip =
      settings.gradientClip > 0
      ? GradientStore.clipFactor(norm: norm, limit: settings.gradientClip) : 1
    let group = group
    optimizer.step(
      model, gradients, learningRate: Float(rate), gradientScale: clip,
      share: group.count == 1 ? nil : { group.share($0.pointer, count: $0.count) })
    advance(batch, loss: loss, counts: counts)
    let seconds = start.duration(to: .now) / .seconds(1)
    state.seconds += seconds
    let tokens = batch.reduce(0) { $0 + $1.count }
    return StepRecord(
      step: state.step, loss: loss, gradientNorm: norm, learningRate: rate, tokens: tokens,
      tokensPerSecond: Double(tokens) / seconds,
      epoch: Double(state.elapsedExamples) / Double(examples.count), epochs: settings.epochs)
  }

  /// The batch as the model gets to see it in this step.
  private func withTokenDropout(_ batch: [TrainingExample]) -> [TrainingExample] {
    guard settings.tokenDropout > 0 else { return batch }
    let seed = RandomStream.tokenDropout.seed(settings.seed, state.step)
    var generator = SeededGenerator(seed: seed)
    return batch.map { $0.dropping(settings.tokenDropout, using: &generator) }
  }

  /// The gradient of the batch's mean loss, whatever the number of passes. Of several ranks each takes
  /// every so many passes, and gets the sums of its own part of the gradient.
  private func accumulateGradients(
    of batch: [TrainingExample]
  ) throws(AssayError) -> (loss: Double, counts: CompletionCounts) {
    let totalWeight = assembler.totalWeight(of: batch)
    var loss = 0.0
    var counts = CompletionCounts()
    gradients.clear()
    for (index, pass) in assembler.passes(of: batch, for: group.count).enumerated()
    where index % group.count == group.rank {
      let seed = RandomStream.dropout.seed(settings.seed, state.step, index)
      let assembled = assembler.assemble(pass, totalWeight: totalWeight)
      let result = try model.forwardBackward(
        assembled.packed, into: gradients,
        dropout: settings.leavingOut(seed: seed))
      loss += result.loss
      for range in assembled.completions { counts.add(result.isCorrect[range]) }
    }
    guard group.count > 1 else { return (loss, counts) }
    gradients.fill()
    group.reduce(gradients.block.pointer, count: gradients.block.count)
    return group.sum(loss, counts)
  }

  private func advance(_ batch: [TrainingExample], loss: Double, counts: CompletionCounts) {
    state.step += 1
    state.epoch = sampler.epoch
    state.offset = sampler.offset
    state.elapsedTokens += batch.reduce(0) { $0 + $1.count }
    state.elapsedExamples += batch.count
    results.append(
      ResultsRow(
        step: state.step, elapsedTokens: state.elapsedTokens,
        elapsedExamples: state.elapsedExamples, trainingLoss: loss,
        trainingSequenceAccuracy: counts.sequenceAccuracy,
        trainingTokenAccuracy: counts.tokenAccuracy))
  }

  /// What a value is that is no finite number.
  private static func words(_ value: some FloatingPoint) -> String {
    value.isNaN ? "not a number" : "infinite"
  }

  private func divergence(_ what: String, at step: Int) -> AssayError {
    let kept = try? checkpoints?.latest()
    let rest = kept.map { "; the weights after step \($0.state.step) are in \($0.path)" } ?? ""
    var error = AssayError(
      "the training diverged at step \(step): \(what)",
      remedy: "Start anew with a lower --learning-rate or a smaller --grad-clip\(rest)")
    error.cause = .divergence
    return error
  }

  // MARK: Between steps

  /// What the leader decides between two steps, for all.
  private struct FollowUp: BitwiseCopyable {
    var saves = false
    var stops = false
    var endsEarly = false
  }

  private func finish(
    _ record: StepRecord, _ hooks: TrainingHooks
  ) throws(AssayError) -> FollowUp {
    try hooks.observe(.step(record))
    let endsEpoch = state.offset == 0
    if endsEpoch {
      let losses = results.rows.suffix(sampler.batchesPerEpoch).map(\.trainingLoss)
      let mean = losses.reduce(0, +) / Double(losses.count)
      try hooks.observe(.epoch(state.epoch, meanLoss: mean))
    }
    if !validation.isEmpty, isEvaluationDue(endsEpoch: endsEpoch) { try evaluate(hooks) }
    if isKept(endsEpoch: endsEpoch) { try keepCheckpoint(hooks) }
    let isDue = settings.checkpointSteps.map { state.step.isMultiple(of: $0) }
    let stops = hooks.shouldStop()
    return FollowUp(
      saves: isFinished || stops || (isDue ?? checkpointClock.isDue), stops: stops,
      endsEarly: state.stoppedEarly)
  }

  private func isEvaluationDue(endsEpoch: Bool) -> Bool {
    guard settings.evaluationEpochs != 0 else { return false }
    if state.step == totalSteps { return true }
    if let steps = settings.evaluationSteps { return state.step.isMultiple(of: steps) }
    return endsEpoch && state.epoch.isMultiple(of: settings.evaluationEpochs ?? 1)
  }

  private func evaluate(_ hooks: TrainingHooks) throws(AssayError) {
    try requireFiniteWeights()
    var figures = try evaluator.evaluate(model, on: validation)
    figures.classification = try hooks.classification(of: model)
    results.evaluateLastRow(figures)
    let isBest = settings.criterion.isBetter(figures, than: state.bestFigure)
    try hooks.observe(.evaluated(step: state.step, figures, isBest: isBest))
    if isBest {
      state.bestStep = state.step
      state.bestFigure = settings.criterion.figure(of: figures)
      state.evaluationsSinceBest = 0
      if settings.keepsBest { try saveBest() }
    } else {
      state.evaluationsSinceBest += 1
    }
    state.stoppedEarly = settings.patience.map { state.evaluationsSinceBest >= $0 } ?? false
  }

  // MARK: Checkpoints

  /// Writes the weights that the finished run has, or those of its best evaluation where it keeps
  /// them: a model, or an adapter.
  package func publish(to folder: String) throws(AssayError) {
    var best: String?
    if settings.keepsBest, let step = state.bestStep { best = checkpoints?.best(step: step) }
    if best == nil { try requireFiniteWeights() }
    guard let adapter else {
      return try (best.map { path throws(AssayError) in try GPT2Model(directory: path) } ?? model)
        .save(to: folder)
    }
    if let best { try adapter.load(from: best) }
    try adapter.save(to: folder, base: baseFolder)
  }

  /// The number of parameters that are trained.
  package var trainedParameters: Int { gradients.layout.parameterCount }

  /// A step may break the weights though its loss was a number.
  private func requireFiniteWeights() throws(AssayError) {
    guard let tensor = model.brokenTensor else { return }
    throw divergence("weights of \(tensor) are not finite numbers", at: state.step)
  }

  private func saveWeights(to folder: String) throws(AssayError) {
    try requireFiniteWeights()
    guard let adapter else { return try model.save(to: folder) }
    try adapter.save(to: folder, base: baseFolder)
  }

  private func saveBest() throws(AssayError) {
    try checkpoints?.writeBest(step: state.step, save: saveWeights)
  }

  /// Whether the weights of this step are to stay.
  private func isKept(endsEpoch: Bool) -> Bool {
    switch settings.saveStrategy {
    case .no: false
    case .steps: settings.saveSteps.map { state.step.isMultiple(of: $0) } ?? false
    case .epoch: endsEpoch
    case .best: state.bestStep == state.step
    }
  }

  private func keepCheckpoint(_ hooks: TrainingHooks) throws(AssayError) {
    try checkpoints?.kept.write(
      step: state.step, limit: settings.saveTotalLimit,
      best: settings.keepsBest ? state.bestStep : nil
    ) { folder throws(AssayError) in
      try saveWeights(to: folder)
      try hooks.complete(folder)
    }
  }

  private func saveCheckpoint(_ hooks: TrainingHooks) throws(AssayError) {
    guard let checkpoints else { return }
    let (optimizer, group) = (optimizer, group)
    guard group.isLeader else { return try OptimizerFile.save(optimizer, of: group, to: nil) }
    let start = ContinuousClock.now
    try checkpoints.write(job: job.json, state: state, results: results) {
      folder throws(AssayError) in
      try saveWeights(to: folder)
      try OptimizerFile.save(optimizer, of: group, to: "\(folder)/\(Self.optimizerFile)")
    }
    checkpointClock.restart(cost: start.duration(to: .now))
    try hooks.observe(.checkpointed(step: state.step))
  }
}
