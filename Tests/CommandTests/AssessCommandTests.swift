// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

@Suite struct AssessCommandTests {
  private func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let rows = (0..<40).map {
      "text \($0) \($0 % 2 == 0 ? "fine" : "poor"),\($0 % 2 == 0 ? "yes" : "no")"
    }
    try folder.write("text,label\n" + rows.joined(separator: "\n") + "\n", to: "rows.csv")
    return folder
  }

  @Test func aRawFileIsEnough() throws {
    let folder = try folder()
    let outcome = try BuiltBinary.run(
      [
        "assess", "rows.csv", "--prompt-column", "text", "--completion-column", "label",
        "--folds", "2", "--epochs", "2", "--no-curve", "--format", "json",
      ], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.contains("forecast"))
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    #expect(json["n"] == 40 && json["classes"] == ["no", "yes"])
    #expect(json["forecast"]?["accuracy"]?["folds"]?.array?.count == 2)
    #expect(json["learning_curve"] == .null)
    #expect(try folder.names == ["rows.csv"])
  }

  /// Of two answers each is a row of its own, and the number is the conversation's.
  @Test func conversationsAreAssessedByTheirAnswers() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<40).map { row in
      let (look, answer) = row % 2 == 0 ? ("parched", "dry") : ("soaked", "wet")
      let first =
        #"{"role":"user","content":"pot \#(row) is \#(look)"},{"role":"assistant","content":"\#(answer)"}"#
      let second =
        row == 7 ? #",{"role":"user","content":"sure?"},{"role":"assistant","content":"wet"}"# : ""
      return #"{"messages":[{"role":"system","content":"Judge."},\#(first)\#(second)]}"# + "\n"
    }
    try folder.write(rows.joined(), to: "chat.jsonl")
    let outcome = try BuiltBinary.run(
      ["assess", "chat.jsonl", "--no-curve", "--format", "json"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    #expect(json["n"] == 41 && json["classes"] == ["dry", "wet"])
    let ranked = json["label_noise"]?["ranking"]?.array?.compactMap { $0["row"]?.integer } ?? []
    #expect(ranked.sorted() == (Array(0..<40) + [7]).sorted())
    let text = try BuiltBinary.run(["assess", "chat.jsonl", "--no-curve"], in: folder.url)
    #expect(text.output.contains("Expect an accuracy of"), "\(text.errors)")
  }

  /// The linear model is enough, and says of every row what it thinks of its label.
  @Test func withoutAModelTheLinearOneJudges() throws {
    let folder = try folder()
    let command = [
      "assess", "rows.csv", "--prompt-column", "text", "--completion-column", "label",
      "--format", "json",
    ]
    let outcome = try BuiltBinary.run(command, in: folder.url)
    #expect(outcome.status == 0 && !outcome.errors.contains("fine-tunes"), "\(outcome.errors)")
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    #expect(json["model"] == "linear")
    #expect(json["forecast"]?["accuracy"] == json["forecast"]?["linear_accuracy"])
    #expect(json["label_noise"]?["ranking"]?.array?.count == 40)
    let named = try BuiltBinary.run(command + ["-m", "linear"], in: folder.url)
    #expect(named.output == outcome.output)
  }

  @Test(arguments: [
    (["--folds", "1"], "--folds"), (["--folds", "20"], "prompts"), (["-m", "none"], "none"),
    (["--completion-column", "text"], "not classes"),
  ]) func whatCannotWorkEndsWith2(arguments: [String], message: String) throws {
    let folder = try folder()
    try folder.write(
      "prompt,completion\n" + String(repeating: "a,x\na,x\nb,y\nb,y\n", count: 4), to: "few.csv")
    let file = arguments.contains("text") ? ["rows.csv", "--prompt-column", "label"] : ["few.csv"]
    let outcome = try BuiltBinary.run(["assess"] + file + arguments, in: folder.url)
    #expect(outcome.status == 2 && outcome.output == "")
    #expect(outcome.errors.contains(message), "\(outcome.errors)")
  }

  @Test func predictionsOfOtherToolsRaiseDoubts() throws {
    let folder = try folder()
    try folder.write(
      "label,no,yes\nyes,0.1,0.9\nyes,0.95,0.05\nno,0.8,0.2\nno,0.7,0.3\n", to: "p.csv")
    let command = ["assess", "--predictions", "p.csv", "--format", "json", "--found-by"]
    let outcome = try BuiltBinary.run(command + ["low_self_confidence"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    #expect(json["label_noise"]?["candidates"]?.array?.first?["row"] == 1)
    let other = try BuiltBinary.run(command + ["low_normalized_margin"], in: folder.url)
    #expect(other.status == 0)
    let text = try BuiltBinary.run(["assess", "--predictions", "p.csv"], in: folder.url)
    #expect(text.output.contains("Label noise"))
  }

  @Test(arguments: [
    ["rows.csv", "--predictions", "p.csv"], [], ["--predictions", "rows.csv", "-m", "nano"],
    ["--predictions", "rows.csv"], ["--predictions", "none.csv"],
  ]) func predictionsTakeThePlaceOfRows(arguments: [String]) throws {
    let folder = try folder()
    let outcome = try BuiltBinary.run(["assess"] + arguments, in: folder.url)
    #expect(outcome.status == 2 && outcome.output == "", "\(outcome.errors)")
  }
}
