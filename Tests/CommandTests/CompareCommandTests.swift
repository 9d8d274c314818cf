// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

@Suite struct CompareCommandTests {
  @Test func comparesTwoFilesOfTheSameRows() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      """
      {"label": "yes", "prediction": "no"}
      {"label": "no", "prediction": "no"}

      """, to: "a.jsonl")
    try folder.write(
      """
      {"label": "yes", "prediction": "yes"}
      {"label": "no", "prediction": "no"}

      """, to: "b.jsonl")
    let outcome = try BuiltBinary.run(
      ["compare", "a.jsonl", "b.jsonl", "--format", "json", "--bootstrap", "20"], in: folder.url)
    #expect(outcome.status == 0 && outcome.errors == "")
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    #expect(json["figures"]?["accuracy"]?["difference"] == .number(0.5))
    #expect(json["changed"]?.array?.count == 1)
  }

  @Test func equalPredictionsSaySoInWords() throws {
    let folder = try TemporaryFolder()
    let rows = (0..<6).map { #"{"label": "\#($0 % 2)", "prediction": "\#($0 % 3 % 2)"}"# }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "a.jsonl")
    try folder.write(rows.joined(separator: "\n") + "\n", to: "b.jsonl")
    let outcome = try BuiltBinary.run(["compare", "a.jsonl", "b.jsonl"], in: folder.url)
    #expect(outcome.output.hasSuffix("Rows that changed\n  Both say the same of every row.\n"))
    #expect(outcome.errors == "next: assay plan --difference 0.01\n")
  }

  /// The row that changed is in every form.
  @Test(arguments: ["text", "json", "csv", "markdown", "html"])
  func tellsTheRowsThatChanged(format: String) throws {
    let folder = try TemporaryFolder()
    func row(_ prompt: String, _ label: String, saying prediction: String) -> String {
      #"{"prompt": "\#(prompt)", "label": "\#(label)", "prediction": "\#(prediction)"}"# + "\n"
    }
    try folder.write(row("p1", "yes", saying: "no") + row("p2", "no", saying: "no"), to: "a.jsonl")
    try folder.write(
      row("p1", "yes", saying: "maybe") + row("p2", "no", saying: "no"), to: "b.jsonl")
    let outcome = try BuiltBinary.run(
      ["compare", "a.jsonl", "b.jsonl", "--format", format], in: folder.url)
    #expect(outcome.status == 0 && outcome.output.contains("maybe"), "\(outcome.output)")
    guard format == "csv" else { return }
    let lines = outcome.output.split(separator: "\r\n")
    #expect(lines.first == "figure,of,value,low,high,row,prompt,true_class,a_says,b_says,change")
    #expect(lines.contains("accuracy,a,0.5,,,,,,,,"))
    #expect(lines.last == "record,,,,,1,p1,yes,no,maybe,still wrong")
  }

  @Test func otherRowsEndWith2() throws {
    let folder = try TemporaryFolder()
    try folder.write("{\"label\": \"yes\", \"prediction\": \"no\"}\n", to: "a.jsonl")
    try folder.write("{\"label\": \"no\", \"prediction\": \"no\"}\n", to: "b.jsonl")
    let outcome = try BuiltBinary.run(["compare", "a.jsonl", "b.jsonl"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains("row 1"))
  }

  /// Predictions that are right about so many of 40 rows, half of them in each of two languages.
  private func write(_ name: String, right: Int, in folder: TemporaryFolder) throws {
    let rows = (0..<40).map { row in
      let label = row % 2 == 0 ? "yes" : "no"
      let other = row % 2 == 0 ? "no" : "yes"
      return "\(label),\(row < right ? label : other),\(row % 4 < 2 ? "en" : "de")"
    }
    try folder.write("label,prediction,lang\n" + rows.joined(separator: "\n") + "\n", to: name)
  }

  @Test func severalAreComparedWithTheFirst() throws {
    let folder = try TemporaryFolder()
    for (name, right) in [("a.csv", 20), ("b.csv", 40), ("c.csv", 21)] {
      try write(name, right: right, in: folder)
    }
    for correction in ["holm", "bh"] {
      let outcome = try BuiltBinary.run(
        [
          "compare", "a.csv", "b.csv", "c.csv", "--format", "json", "--bootstrap", "20",
          "--correction", correction,
        ], in: folder.url)
      let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
      let tests = json["models"]?["tests"]?.array ?? []
      #expect(json["models"]?["correction"]?.string == correction, "\(outcome.errors)")
      #expect(tests.map { $0["significant"] } == [true, false])
      #expect(tests[1]["p_corrected"] == .number(1))
      #expect(json["comparisons"]?.array?.count == 2)
    }
    let text = try BuiltBinary.run(["compare", "a.csv", "b.csv", "c.csv"], in: folder.url)
    #expect(text.output.contains("1 model clearly better than A, the best b.csv"))
  }

  /// Figures and rows that changed are in every form, also of several and of parts of the rows.
  @Test func tablesOfSeveralAreNoBareHeaders() throws {
    let folder = try TemporaryFolder()
    for (name, right) in [("a.csv", 39), ("b.csv", 40), ("c.csv", 38)] {
      try write(name, right: right, in: folder)
    }
    func lines(_ files: [String]) throws -> [Substring] {
      let outcome = try BuiltBinary.run(
        ["compare"] + files + ["--slice-column", "lang", "--format", "csv", "--bootstrap", "20"],
        in: folder.url)
      #expect(outcome.status == 0, "\(outcome.errors)")
      return outcome.output.split(separator: "\r\n")
    }
    let three = try lines(["a.csv", "b.csv", "c.csv"])
    #expect(three.first == "figure,of,value,low,high,b,row,true_class,a_says,b_says,change")
    for line in [
      "accuracy_a,b.csv,0.975,,,,,,,,", "accuracy_b,c.csv,0.95,,,,,,,,",
      "accuracy_b,b.csv: de,1,,,,,,,,", "rows,c.csv: en,20,,,,,,,,",
      "record,,,,,b.csv,40,no,yes,no,now right", "record,,,,,c.csv,39,yes,yes,no,now wrong",
    ] {
      #expect(three.contains(Substring(line)), "\(line)")
    }
    #expect(three.contains { $0.hasPrefix("macro_f1_difference,c.csv,-0.02") })
    let two = try lines(["a.csv", "b.csv"])
    #expect(two.contains("accuracy_b,de,1,,,,,,,") && two.contains("rows,en,20,,,,,,,"))
    for format in ["text", "markdown", "html"] {
      let outcome = try BuiltBinary.run(
        ["compare", "a.csv", "b.csv", "c.csv", "--format", format, "--bootstrap", "20"],
        in: folder.url)
      #expect(outcome.output.contains("now right") && outcome.output.contains("now wrong"))
    }
  }

  @Test func partsOfTheRowsAreComparedToo() throws {
    let folder = try TemporaryFolder()
    try write("a.csv", right: 20, in: folder)
    try write("b.csv", right: 40, in: folder)
    let command = ["compare", "a.csv", "b.csv", "--slice-column", "lang"]
    let outcome = try BuiltBinary.run(command + ["--format", "json"], in: folder.url)
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    let tests = json["slices"]?["tests"]?.array ?? []
    #expect(tests.map { $0["name"]?.string } == ["de", "en"], "\(outcome.errors)")
    #expect(tests.allSatisfy { $0["n"] == 20 && $0["significant"] == true })
    #expect(try BuiltBinary.run(command, in: folder.url).output.contains("p corrected"))
    let wrong = try BuiltBinary.run(
      ["compare", "a.csv", "b.csv", "--slice-column", "none"], in: folder.url)
    #expect(wrong.status == 2)
  }

  /// Two files of texts, as `assay eval --generate --save-predictions` writes them or anybody else.
  @Test func filesOfTextsAreCompared() throws {
    let folder = try TemporaryFolder()
    func row(_ wanted: String, _ text: String, _ logProbability: Double) -> String {
      #"{"label": "\#(wanted)", "prediction": "\#(text)", "prompt": "p", "logprob": \#(logProbability),"#
        + #" "tokens": ["a", "b"], "token_logprobs": [-1, -1]}"# + "\n"
    }
    try folder.write(
      row(" a cat", " a dog", -9) + row(" the sea", " the sea", -2), to: "a.jsonl")
    try folder.write(
      row(" a cat", " a cat", -3) + row(" the sea", " the sea", -1), to: "b.jsonl")
    let command = ["compare", "a.jsonl", "b.jsonl", "--bootstrap", "50"]
    let outcome = try BuiltBinary.run(command + ["--format", "json"], in: folder.url)
    #expect(outcome.status == 0 && outcome.errors == "")
    let json = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    #expect(json["figures"]?["exact_match"]?["difference"] == .number(0.5))
    #expect(json["figures"]?["mean_logprob"]?["b"] == .number(-2))
    #expect(json["changed"]?.array?.map { $0["row"] } == [.integer(0)])
    let text = try BuiltBinary.run(command, in: folder.url)
    #expect(text.output.contains("A writes") && text.output.contains(" a dog"))
    try folder.write(#"{"label": "yes", "prediction": "no"}"# + "\n", to: "c.jsonl")
    let mixed = try BuiltBinary.run(["compare", "a.jsonl", "c.jsonl"], in: folder.url)
    #expect(mixed.status == 2 && mixed.errors.contains("--texts"))
    let own = try BuiltBinary.run(
      ["compare", "c.jsonl", "c.jsonl", "--texts", "--format", "json"], in: folder.url)
    #expect(own.status == 0 && own.output.contains("token_f1"))
  }
}
