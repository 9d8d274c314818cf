// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import ChatTemplates
import Dataset
package import Evaluation
import JSON
package import LanguageModel
import LinearModel
package import ModelStore
import Platform
import Tokenizer
import Training

/// What goes on while a model is measured.
package enum EvaluateEvent: Sendable {
  /// The precision was left to the machine.
  case precision(PrecisionChoice)
  /// So many rows were seen by the model of that name.
  case evaluated(String, done: Int, total: Int)
  /// For so many rows the model has written its own text.
  case generated(done: Int, total: Int)
  /// So many resamples for intervals are done.
  case resampled(done: Int, total: Int)
  /// Rows of a file were made what the model was trained to see: what was done, in words.
  case prepared(file: String, String)
  /// Something that makes figures doubtful, in words.
  case warning(String)
  /// A model is done with its rows.
  case finished
}

/// A model with its record, for the uses that measure models on files.
package struct ModelRun {
  /// What answers.
  enum Engine {
    case gpt2(LoadedModel)
    case linear(LinearClassifier)
  }

  /// As the user named it.
  package let name: String
  let folder: String
  let engine: Engine
  package let record: ModelRecord?
  private let computing: ComputeRequest
  private let events: (EvaluateEvent) -> Void

  /// - Throws: `AssayError` when there is no such model or it cannot be read.
  package init(
    _ name: String, computing: ComputeRequest, events: @escaping (EvaluateEvent) -> Void
  ) throws(AssayError) {
    self.name = name
    self.computing = computing
    self.events = events
    folder = try ModelReference.folder(of: name)
    record = try ModelRecord(folder: folder)
    guard !LinearModelFile.stands(in: folder) else {
      engine = .linear(try LinearModelFile.read(folder, record))
      return
    }
    let loaded = try LoadedModel(directory: folder, findBase: ModelReference.findBase)
    try computing.apply(to: loaded.model) { events(.precision($0)) }
    engine = .gpt2(loaded)
  }

  /// The language model with its tokenizer.
  /// - Throws: `AssayError` for a linear model.
  package var loaded: LoadedModel {
    get throws(AssayError) {
      guard case .gpt2(let loaded) = engine else { throw LinearModelFile.refusal(of: name) }
      return loaded
    }
  }

  /// The shape of the language model; nil for a linear model.
  var configuration: GPT2Configuration? {
    guard case .gpt2(let loaded) = engine else { return nil }
    return loaded.model.configuration
  }

  /// Whether it writes text; a linear model and one with a classification head do not.
  var writesText: Bool { configuration.map { !$0.isClassifier } ?? false }

  /// The rows of a file as the model was trained to see them.
  /// - Throws: `AssayError` when the file cannot be read, or is about another task.
  package func rows(
    _ file: String, _ reading: RowReading, sliceColumn: String? = nil
  ) throws(AssayError) -> PromptRows {
    var rows = try read(file, reading, sliceColumn: sliceColumn)
    for change in preparation.prepare(&rows) { events(.prepared(file: file, change)) }
    try warn(about: rows, file)
    return rows
  }

  /// The rows of a file as the model was trained to see them, without a word about what had to be done.
  /// - Throws: `AssayError` when the file cannot be read.
  func preparedRows(_ file: String, _ reading: RowReading) throws(AssayError) -> PromptRows {
    var rows = try reading.rows(file, trained: record)
    _ = preparation.prepare(&rows)
    return rows
  }

  /// The reading with the template that writes conversations for the model. A classifier takes none, nor
  /// does a model that learned labels behind prompts, unless somebody names one: it has seen no messages.
  private func templated(_ reading: RowReading) throws(AssayError) -> RowReading {
    let learnedLabels = record?.task == TrainingTask.classification.rawValue
    guard writesText, !learnedLabels || reading.chatTemplate != nil else { return reading }
    let tokenizer = try loaded.tokenizer
    var reading = reading
    reading.template = try .chosen(
      reading.chatTemplate, modelFolder: folder,
      endToken: tokenizer.name(of: tokenizer.endOfText))
    return reading
  }

  /// The text that ends what the model writes: the stop sequence of its training file, or the end of an
  /// answer in rows of conversations.
  private func stop(of rows: PromptRows) throws(AssayError) -> String? {
    if let stop = record?.stop { return stop }
    let end = try loaded.tokenizer.name(of: loaded.tokenizer.endOfText)
    return rows.completions.allSatisfy { $0.hasSuffix(end) } ? end : nil
  }

  /// The rows as they are in the file, with a warning for each thing that its reader coped with.
  /// - Throws: `AssayError`; for rows without labels with the command that gives them some.
  private func read(
    _ file: String, _ reading: RowReading, sliceColumn: String? = nil
  ) throws(AssayError) -> PromptRows {
    do throws(AssayError) {
      let rows = try templated(reading).rows(file, sliceColumn: sliceColumn, trained: record)
      for doubt in try ReadingDoubts.sentences(rows.notes) { events(.warning(doubt)) }
      return rows
    } catch {
      guard error.code == .missingColumn, classNames != nil else { throw error }
      var error = error
      let command = reading.command(["predict", "-m", name], file)
      error.remedy =
        (error.remedy.map { "\($0). " } ?? "") + "Rows without labels get them by \(command)"
      throw error
    }
  }

  /// The rows to score: prepared where classes are asked for, whose prompts alone count; as they are
  /// where their own completions are.
  func scoredRows(_ request: ScoreRequest) throws(AssayError) -> PromptRows {
    if request.candidates == .classes { return try rows(request.file, request.reading) }
    let rows = try read(request.file, request.reading)
    let differences = preparation.differences(of: rows)
    if !differences.isEmpty {
      events(
        .warning(
          "\(request.file): scored as they are, though \(name) was trained on others:"
            + " \(differences.joined(separator: ", "))"))
    }
    return rows
  }

  /// Says what about rows does not go with the model; changes nothing.
  /// - Throws: `AssayError` when the rows are about another task.
  func warn(about rows: PromptRows, _ file: String) throws(AssayError) {
    if let warning = otherForm(of: rows, file) { events(.warning(warning)) }
    if let classes = preparation.classes {
      let foreign = ForeignLabels(
        rows.labelCounts, classes: classes, stop: record?.stop, file: file)
      try foreign?.check()
      if let foreign { events(.warning(foreign.warning)) }
    } else if record?.task == "generation", rows.classes != nil {
      events(
        .warning(
          "\(file): the completions are classes, and \(name) was trained to write texts: it may"
            + " write something else"))
    }
  }

  /// What is doubtful where conversations meet a model of prompts and completions, or the other way
  /// round; nil where nothing is.
  private func otherForm(of rows: PromptRows, _ file: String) -> String? {
    guard let record, record.task == "generation", record.learnedConversations != rows.areAnswers
    else { return nil }
    let target = rows.areAnswers ? "prompt-completion" : "messages"
    let learned = rows.areAnswers ? "prompts and completions" : "conversations"
    return "\(file): \(name) was trained on \(learned), and these rows are others: assay convert"
      + " \(ShellWord.quoted(file)) OUTPUT --to \(target) writes them alike"
  }

  private var preparation: RowPreparation {
    RowPreparation(record, configuration)
  }

  /// What the classes that the model was trained on are called; nil where it was trained on none.
  var classNames: ClassNames? { preparation.classNames }

  /// The classes to tell apart: those the model was trained on, else those of the rows, if any.
  package func classes(of rows: PromptRows) -> [String]? {
    if let configuration, configuration.isClassifier { return configuration.classes }
    return record?.classes ?? rows.classes
  }

  /// What the model makes of rows, classifying them when there are classes.
  /// - Parameters:
  ///   - side: from which side prompts that are too long are cut; nil as in training.
  ///   - names: what the classes are called; nil as the model's record says.
  func evaluate(
    _ rows: PromptRows, classes: [String]?, side: TruncationSide? = nil, names: ClassNames? = nil
  ) throws(AssayError) -> ModelEvaluation {
    defer { events(.finished) }
    var result = try answers(to: rows, classes: classes, side: side)
    if let names = names ?? classNames { result.nameClasses(names) }
    return result
  }

  private func answers(
    to rows: PromptRows, classes: [String]?, side: TruncationSide?
  ) throws(AssayError) -> ModelEvaluation {
    let progress = { events(.evaluated(name, done: $0, total: $1)) }
    switch engine {
    case .linear(let model):
      return try LinearEvaluator(
        model: model, classes: record?.classes ?? [], progress: progress
      ).evaluate(rows)
    case .gpt2(let loaded):
      let tokenizer = loaded.tokenizer
      return try ModelEvaluator(
        model: loaded.model, encode: { tokenizer.encode($0) }, decode: { tokenizer.decode([$0]) },
        truncationSide: side ?? record?.truncationSide, progress: progress
      ).evaluate(rows, classes: classes)
    }
  }

  /// What the model writes itself.
  func generate(_ rows: PromptRows) throws(AssayError) -> GenerationFigures {
    let loaded = try loaded
    defer { events(.finished) }
    return try GenerationEvaluator(loaded, stop: try stop(of: rows)) {
      events(.generated(done: $0, total: $1))
    }.evaluate(rows)
  }

  /// The model to hold this one against, if any.
  /// - Throws: `AssayError` when the one that was named cannot be read.
  func baseline(_ wanted: EvaluateRequest.Baseline) throws(AssayError) -> ModelRun? {
    switch wanted {
    case .none: nil
    case .base: base
    case .model(let name): try ModelRun(name, computing: computing, events: events)
    }
  }

  /// The model this one was tuned from, where its weights are still known under that name.
  private var base: ModelRun? {
    guard let name = record?.json["base"]?.string, name != self.name,
      case .folder(let folder)? = try? ModelReference.resolve(name), folder != self.folder
    else { return nil }
    return try? ModelRun(name, computing: computing, events: events)
  }
}
