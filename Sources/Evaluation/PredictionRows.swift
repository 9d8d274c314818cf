// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Dataset
import EvaluationMetrics
import JSON
import Tables

/// Collects the rows of a predictions file and checks each against the first.
struct PredictionRows {
  /// Where the batch has what is needed.
  struct Columns {
    let label: Int?
    let prediction: Int?
    let scores: Int?
    let prompt: Int?
    let slice: Int?
    /// Where neither scores nor predictions stand: the columns that may be named after classes.
    let named: [Int]

    init(_ batch: RowBatch, slice: String?) throws(AssayError) {
      let names = batch.columns
      label = names.firstIndex(of: "label")
      prediction = names.firstIndex(of: "prediction")
      scores = names.firstIndex(of: "scores")
      prompt = names.firstIndex(of: "prompt")
      self.slice = try slice.map { name throws(AssayError) in try batch.column(ofSlice: name) }
      let others = [label, prompt, self.slice]
      named =
        scores == nil && prediction == nil
        ? names.indices.filter { !others.contains($0) && !names[$0].isEmpty } : []
    }
  }

  private let file: String
  private var labels: [String] = []
  private var predictions: [String] = []
  /// The line of each row.
  private var lines: [Int] = []
  private var scores: [Double] = []
  private var classes: ClassList?
  /// Whether the scores stand in columns that are named after classes.
  private var isWide = false
  private var prompts: [String] = []
  private var slices: [String] = []
  /// Rows whose prediction is another class than that of the highest score, and the line of the first.
  private var disagreements = 0
  private var firstDisagreement: Int?

  init(file: String) {
    self.file = file
  }

  /// Adds one row.
  mutating func add(_ row: Row, _ columns: Columns) throws(AssayError) {
    guard let label = try text(row, columns.label, field: "label") else {
      throw fault(row, "label", message: "the row has no label", remedy: Self.shape)
    }
    if let column = columns.scores, row.kind(column) != .missing, row.kind(column) != .null {
      try addScores(row, members(row, column), label: label)
      try noteDisagreement(row, columns)
    } else if let members = namedMembers(row, columns, label: label) {
      isWide = true
      try addScores(row, members, label: label)
    } else if let prediction = try text(row, columns.prediction, field: "prediction") {
      try addPrediction(row, prediction)
    } else {
      throw fault(
        row, "scores", message: "the row has neither scores nor a prediction", remedy: Self.shape)
    }
    labels.append(label)
    lines.append(row.line)
    if let column = columns.prompt { prompts.append(row.text(column)) }
    if let column = columns.slice { slices.append(row.text(column)) }
  }

  /// The predictions, once every row is in.
  /// - Throws: `AssayError` also when labels and predictions are written differently.
  consuming func finish() throws(AssayError) -> ClassificationPredictions {
    try checkSpelling()
    guard !labels.isEmpty else {
      throw AssayError(
        "the file has no predictions", at: Location(file: file), remedy: Self.shape)
    }
    let prompts = prompts.count == labels.count ? prompts : nil
    let knownLines = lines
    var result = predictions(prompts)
    result.doubts = doubts
    result.slices = slices.count == labels.count ? slices : nil
    result.lines = knownLines
    return result
  }

  /// Rows that may all be answered wrongly by chance.
  private static let fewRows = 3

  /// Where no prediction is a label of the file, though one is the same but for its writing, the file
  /// is at fault and not the model. Where some are, names that look alike are different classes.
  private func checkSpelling() throws(AssayError) {
    guard classes == nil, predictions.count > Self.fewRows else { return }
    let known = ClassList(labels)
    guard predictions.allSatisfy({ known.index(of: $0) == nil }) else { return }
    let search = LabelDifference.Search(known.names)
    for (row, prediction) in predictions.enumerated() {
      guard let difference = search.difference(of: prediction),
        difference.isSameLabel, let meant = difference.meant
      else { continue }
      throw AssayError(
        "the prediction \(quoted(prediction)) is none of the labels, such as"
          + " \(quoted(meant))",
        at: Location(file: file, row: row, line: lines[row], field: "prediction"),
        remedy: "\(difference.cause): write both alike")
    }
  }

  /// Predictions that are no label of the file, or not what the scores beside them say, in words.
  private var doubts: [String] {
    guard classes == nil else { return firstDisagreement.map { [disagreement(from: $0)] } ?? [] }
    let counts = predictions.indices.map { (predictions[$0], 1, Int?.some(lines[$0])) }
    let foreign = ForeignLabels(counts, classes: labels, file: file, subject: .predictions)
    return foreign.map { [$0.warning] } ?? []
  }

  private func disagreement(from line: Int) -> String {
    let have = disagreements == 1 ? "row has" : "rows have"
    return
      "\(file): \(disagreements) \(have) a prediction that is not the class of the highest score,"
      + " the first on line \(line); the scores decided"
  }

  private func predictions(_ prompts: [String]?) -> ClassificationPredictions {
    guard let classes else {
      return ClassificationPredictions(labels: labels, predictions: predictions, prompts: prompts)
    }
    return ClassificationPredictions(
      classes: classes, labels: labels.compactMap(classes.index),
      scores: ScoreMatrix(values: scores, classCount: classes.count), prompts: prompts)
  }

  private mutating func addPrediction(_ row: Row, _ prediction: String) throws(AssayError) {
    guard classes == nil else {
      throw fault(
        row, "prediction", message: "the row has a prediction while those before it have scores",
        remedy: "Give every row scores, or every row a prediction")
    }
    predictions.append(prediction)
  }

  /// A row may have both, as services give them; scores decide, and that they say something else than the
  /// prediction is told.
  private mutating func noteDisagreement(_ row: Row, _ columns: Columns) throws(AssayError) {
    guard let classes, let prediction = try text(row, columns.prediction, field: "prediction")
    else {
      return
    }
    let values = scores.suffix(classes.count)
    let own = classes.index(of: prediction).map { values[values.startIndex + $0] }
    guard own != values.max() else { return }
    disagreements += 1
    if firstDisagreement == nil { firstDisagreement = row.line }
  }

  /// The probabilities of a table that has a column for each class; nil where none is named after the
  /// label.
  private func namedMembers(
    _ row: Row, _ columns: Columns, label: String
  ) -> [JSONObject.Member]? {
    let names = row.batch.columns
    var numbers = JSONObject()
    for column in columns.named {
      if let number = Double(row.text(column)) { numbers.append(names[column], .number(number)) }
    }
    let isNamed = numbers.members.contains { ExactName($0.key) == ExactName(label) }
    return isWide || isNamed ? numbers.members : nil
  }

  private mutating func addScores(
    _ row: Row, _ members: [JSONObject.Member], label: String
  ) throws(AssayError) {
    guard predictions.isEmpty else {
      throw fault(
        row, "scores", message: "the row has scores while those before it have only a prediction",
        remedy: "Give every row scores, or every row a prediction")
    }
    let values = try ScoreValues(members) { fault(row, "scores", message: $0, remedy: $1) }
    let classes = self.classes ?? ClassList(members.map(\.key))
    self.classes = classes
    let start = scores.count
    scores.append(contentsOf: repeatElement(-1, count: classes.count))
    for (member, score) in zip(members, values.scores) {
      guard let index = classes.index(of: member.key), scores[start + index] < 0 else {
        throw fault(
          row, "scores", message: unexpected(member.key, classes),
          remedy: "Score the same classes in every row")
      }
      scores[start + index] = score
    }
    if let missing = scores[start...].firstIndex(where: { $0 < 0 }) {
      throw fault(
        row, "scores",
        message: "there is no score for the class \(quoted(classes[missing - start]))",
        remedy: "Score the same classes in every row")
    }
    // Looked at last: a class that has no score is the likelier fault.
    try values.checkSum { fault(row, "scores", message: $0, remedy: $1) }
    guard classes.index(of: label) != nil else {
      throw fault(
        row, "label", message: "the label \(quoted(label)) has no score",
        remedy: LabelDifference.Search(classes.names).difference(of: label)?.cause
          ?? "Score every class that is a label")
    }
  }

  private func members(_ row: Row, _ column: Int) throws(AssayError) -> [JSONObject.Member] {
    let bytes = row.withUTF8(column) { Array($0) }
    guard row.kind(column) == .nested || bytes.first == UInt8(ascii: "{"),
      case .object(let object) = try JSONParser.parse(bytes, file: file), !object.members.isEmpty
    else {
      throw fault(
        row, "scores", message: "scores are not an object of class names and numbers",
        remedy: Self.shape)
    }
    return object.members
  }

  private func text(_ row: Row, _ column: Int?, field: String) throws(AssayError) -> String? {
    guard let column else { return nil }
    switch row.kind(column) {
    case .missing, .null: return nil
    case .nested, .error:
      throw fault(
        row, field, message: "the \(field) is neither text nor a number", remedy: Self.shape)
    case .text, .number, .boolean: return row.text(column)
    }
  }

  private func unexpected(_ name: String, _ classes: ClassList) -> String {
    classes.index(of: name) == nil
      ? "the class \(quoted(name)) has a score here but not in the first row"
      : "the class \(quoted(name)) has two scores"
  }

  private func quoted(_ name: String) -> String { JSONValue.string(name).text() }

  private func fault(
    _ row: Row, _ field: String, message: String, remedy: String
  ) -> AssayError {
    AssayError(
      message, at: Location(file: file, row: row.number, line: row.line, field: field),
      remedy: remedy)
  }

  private static let shape =
    #"Write rows as {"label": "yes", "scores": {"yes": 0.9, "no": 0.1}} or "#
    + #"{"label": "yes", "prediction": "no"}"#
}
