// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Evaluation
import Foundation
import JSON
import Tables
import Testing
import Training
import Workflows

/// New rows get the labels that evaluation gives to the same rows, however they are written.
@Suite struct PredictingTests {
  private let classifier: Classifier
  private var folder: TemporaryFolder { classifier.folder }

  init() throws { classifier = try Classifier() }

  private static func label(_ row: Int) -> String { row % 2 == 0 ? " yes" : " no" }

  private func predict(
    _ subject: PredictRequest.Subject, _ model: String,
    _ change: (inout PredictRequest) -> Void = { _ in }
  ) throws -> (rows: [LabeledRow], predicting: Predicting, summary: PredictSummary) {
    var request = PredictRequest(subject, model: model)
    change(&request)
    let predicting = try Predicting(request)
    var rows: [LabeledRow] = []
    let summary = try predicting.perform { rows.append($0) }
    return (rows, predicting, summary)
  }

  private func written(
    _ form: ResultForm, _ path: String, _ model: String, threshold: Double? = nil
  ) throws -> [UInt8] {
    var request = PredictRequest(.file(path), model: model)
    request.threshold = threshold
    let predicting = try Predicting(request)
    let columns = ResultColumns(
      beside: predicting.columns.map(\.name), hasThreshold: threshold != nil)
    var bytes: [UInt8] = []
    let writer = LabeledRowsWriter(form, of: predicting, columns: columns) { bytes += $0 }
    _ = try predicting.perform { row throws(AssayError) in try writer.write(row) }
    try writer.finish()
    return bytes
  }

  @Test(arguments: [TrainingObjective.completion, .classification])
  func labelsAreThoseOfTheEvaluation(objective: TrainingObjective) throws {
    let file = try classifier.rows("train.jsonl", Self.label)
    let model = try classifier.train(file) { $0.hyperparameters.objective = objective }
    var request = EvaluateRequest(.model(model, file: file), options: EvaluationOptions())
    request.predictionsFile = folder.path("predictions.jsonl")
    _ = try Evaluating.run(request)
    let wanted = try folder.text(of: "predictions.jsonl").split(separator: "\n").map {
      try JSONParser.parse(Array($0.utf8), file: "predictions.jsonl")
    }
    // The same prompts in a table, without the separator that every prompt of the training had.
    let table = (0..<24).map { "\(Classifier.prompt($0)),\($0)\n" }
    let new = try folder.write("prompt,id\n" + table.joined(), to: "new.csv")
    let found = try predict(.file(new), model)
    #expect(found.predicting.classes == ["no", "yes"] && found.rows.count == 24)
    for (row, line) in zip(found.rows, wanted) {
      let prediction = try #require(row.prediction)
      #expect(line["prediction"]?.string == " " + found.predicting.classes[prediction.best])
      for (name, chance) in zip([" no", " yes"], prediction.probabilities) {
        #expect(abs(try #require(line["scores"]?[name]?.double) - chance) < 1e-6)
      }
      #expect(abs(prediction.probabilities.reduce(0, +) - 1) < 1e-9)
      #expect(abs(prediction.margin - abs(prediction.probabilities[0] * 2 - 1)) < 1e-9)
    }
    #expect(found.summary.counts.reduce(0, +) == 24)
  }

  /// A workbook of a kind that the model was trained on, with a title above its header.
  @Test func aHeaderBelowATitleIsPointedOut() throws {
    let model = try classifier.train(try classifier.rows("train.jsonl", Self.label))
    func cell(_ text: Int) -> String { "<c t=\"s\"><v>\(text)</v></c>" }
    let texts = ["Mails of May", "Received", "Customer", "Message", "mon", "Ann", "good red 0"]
    let rows =
      "<row>\(cell(0))<c/><c/></row>"
      + [[1, 2, 3], [4, 5, 6]].map { "<row>\($0.map(cell).joined())</row>" }.joined()
    let strings = texts.map { "<si><t>\($0)</t></si>" }.joined()
    let file = try folder.write(
      Data(Workbook(rows: rows, strings: strings).packed), to: "new.xlsx")
    let error = #expect(throws: AssayError.self) { try predict(.file(file), model) }
    #expect(error?.remedy == "Line 2 looks like the header: give --header-line 2")
  }

  @Test func givenTextsAreLabeledLikeRows() throws {
    let model = try classifier.train(try classifier.rows("train.jsonl", Self.label))
    let lines = try folder.write("good red 0\n\nbad slow 1\n", to: "new.txt")
    let rows = try predict(.file(lines), model).rows
    let texts = try predict(.texts(["good red 0", "  ", "bad slow 1 ->"]), model)
    #expect(rows.map(\.prediction) == texts.rows.map(\.prediction))
    #expect(texts.summary.blank == 1 && texts.rows[1].label == nil)
    let summary = try predict(.file(lines), model).summary
    #expect(summary.firstBlankLine == 2 && summary.rows == 3)
  }

  @Test func columnsOfTheTrainingAreFound() throws {
    let table = (0..<24).map { "\(Classifier.prompt($0)),\(Self.label($0).dropFirst())\n" }
    let file = try folder.write("body,topic\n" + table.joined(), to: "train.csv")
    let model = try classifier.train(file) {
      $0.rows.promptColumn = "body"
      $0.rows.completionColumn = "topic"
    }
    let new = try folder.write("id,body\n1,good red 2\n2,bad kind 3\n", to: "new.csv")
    #expect(try predict(.file(new), model).rows.map(\.text) == ["good red 2", "bad kind 3"])
    let other = try folder.write("id,text\n1,good red 2\n", to: "other.csv")
    let error = #expect(throws: AssayError.self) { try predict(.file(other), model) }
    #expect(error?.remedy == "Name the one with the texts: --prompt-column text")
    #expect(
      try predict(.file(other), model) { $0.reading.promptColumn = "text" }.rows[0].text
        == "good red 2")
    let one = try folder.write("whatever\ngood red 2\n", to: "one.csv")
    #expect(try predict(.file(one), model).rows.count == 1)
  }

  @Test func theInputsOwnColumnsStay() throws {
    let model = try classifier.train(try classifier.rows("train.jsonl", Self.label))
    let new = try folder.write(
      #"""
      {"id": 12345678901234567890, "prompt": "good \"red\"", "tags": ["a", {"b": null}], "label": "x"}
      {"prompt": "", "id": 1.50, "ok": true, "gone": null}

      """#, to: "new.jsonl")
    let lines = String(decoding: try written(.jsonl, new, model), as: UTF8.self)
      .split(separator: "\n")
    #expect(
      lines[0].hasPrefix(
        #"{"id":12345678901234567890,"prompt":"good \"red\"","tags":["a", {"b": null}],"label":"x","predicted_label":""#
      ))
    #expect(
      lines[1]
        == #"{"id":1.50,"prompt":"","ok":true,"gone":null,"predicted_label":null,"probability":null,"margin":null}"#
    )
    let list = try JSONParser.parse(written(.json, new, model), file: "list")
    #expect(list.array?.count == 2 && list.array?[0]["probability"]?.double != nil)
    let csv = String(decoding: try written(.csv, new, model), as: UTF8.self).split(
      separator: "\r\n")
    #expect(csv[0] == "id,prompt,tags,label,ok,gone,predicted_label,probability,margin")
    #expect(
      csv[1].hasPrefix(
        #"12345678901234567890,"good ""red""","["a"#.replacing(#"["a"#, with: #"[""a"""#)))
  }

  @Test func aWorkbookComesBackAsRows() throws {
    let model = try classifier.train(try classifier.rows("train.jsonl", Self.label))
    let new = try folder.write("prompt,n\ngood red,1\nbad slow,2\n", to: "new.csv")
    let path = try folder.write(Data(try written(.xlsx, new, model)), to: "labeled.xlsx")
    var reader = try TableSource(path: path).open()
    let batch = try #require(try reader.next())
    #expect(batch.columns == ["prompt", "n", "label", "probability", "margin"])
    let wanted = try predict(.file(new), model)
    for (index, row) in wanted.rows.enumerated() {
      #expect(batch[index].text(2) == wanted.predicting.classes[try #require(row.label)])
      #expect(batch[index].kind(3) == .number)
    }
  }

  @Test func rowsUnderAThresholdGetNoLabel() throws {
    let model = try classifier.train(try classifier.rows("train.jsonl", Self.label))
    let new = try folder.write("prompt\ngood red\nbad slow\n", to: "new.csv")
    let found = try predict(.file(new), model) { $0.threshold = 1 }
    #expect(found.summary.unsure == 2 && found.rows.allSatisfy { $0.label == nil && $0.isUnsure })
    let csv = String(decoding: try written(.csv, new, model, threshold: 1), as: UTF8.self)
      .split(separator: "\r\n")
    #expect(csv[0] == "prompt,label,probability,margin,unsure,likeliest")
    let cells = csv[1].split(separator: ",", omittingEmptySubsequences: false)
    #expect(cells[1] == "" && cells[4] == "true" && ["yes", "no"].contains(cells[5]))
    #expect(try predict(.file(new), model) { $0.threshold = 0 }.summary.unsure == 0)
  }

  @Test func modelsWithoutClassesAreRefusedWithAWayOut() throws {
    let model = try classifier.train(
      try classifier.rows("train.jsonl") { " a text of its own \($0) END" })
    let error = #expect(throws: AssayError.self) { try predict(.texts(["good"]), model) }
    #expect(error?.message.contains("was trained to write texts") == true)
    #expect(error?.remedy?.contains("assay complete -m") == true)
  }

  @Test func rowsWithoutLabelsArePointedToPredict() throws {
    let model = try classifier.train(try classifier.rows("train.jsonl", Self.label))
    let new = try folder.write("prompt\ngood red\n", to: "new.csv")
    var request = ScoreRequest(model: model, file: new)
    request.candidates = .classes
    let error = #expect(throws: AssayError.self) { try Scoring.run(request) { _ in } }
    #expect(error?.remedy?.hasSuffix("get them by assay predict -m \(model) \(new)") == true)
    // What was said of the file is said again.
    request.reading.promptColumn = "mail text"
    request.reading.options.headerLine = 3
    let words = request.reading.command(["predict", "-m", model], new)
    #expect(
      words == "assay predict -m \(model) \(new) --prompt-column 'mail text' --header-line 3")
  }
}
