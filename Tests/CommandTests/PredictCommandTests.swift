// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing

/// `assay predict` with a head of random weights, and the commands that lead to it.
@Suite struct PredictCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    var shape = GPT2Configuration(positions: 32, width: 16, layers: 1, heads: 2)
    shape.classes = [" refund", " delivery", " other"]
    try GPT2Model(configuration: shape, seed: 3).save(to: folder.url.appending(path: "m").path)
    try folder.write("id,text\n1,\"Where, please?\"\n2,Thanks\n", to: "new.csv")
  }

  private func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
    try BuiltBinary.run(arguments, in: folder.url)
  }

  @Test func aTextIsLabeledWithTheProbabilityOfEachClass() throws {
    let outcome = try run("predict", "-m", "m", "--text", "Where?", "--format", "json")
    #expect(outcome.status == 0, "\(outcome.errors)")
    let answer = try JSONParser.parse(Array(outcome.output.utf8), file: "-")
    let chances = try #require(answer["probabilities"]?.object).members
    #expect(chances.map(\.key) == ["delivery", "other", "refund"])
    let best = try #require(chances.max { $0.value.double! < $1.value.double! })
    #expect(answer["label"]?.string == best.key && answer["probability"] == best.value)
    let text = try run("predict", "-m", "m", "--text", "Where?")
    #expect(text.output.hasPrefix("\(best.key)\n  \(best.key)"))
  }

  /// Classes that a stray space tells apart are seen as two.
  @Test func spacesBehindAClassAreSeen() throws {
    var shape = GPT2Configuration(positions: 32, width: 16, layers: 1, heads: 2)
    shape.classes = [" refund", " refund ", " other"]
    try GPT2Model(configuration: shape, seed: 3).save(to: folder.path("n"))
    let text = try run("predict", "-m", "n", "--text", "Where?").output
    #expect(text.contains("  refund   0.") && text.contains("  refund␣  0."), "\(text)")
  }

  @Test func rowsGetColumnsOfTheirOwn() throws {
    let outcome = try run("predict", "-m", "m", "new.csv", "--prompt-column", "text")
    let lines = outcome.output.split(separator: "\r\n")
    #expect(lines[0] == "id,text,label,probability,margin")
    #expect(lines[1].hasPrefix("1,\"Where, please?\","))
    #expect(outcome.errors.contains("labeled     2 rows: "))
    let input = try folder.text(of: "new.csv")
    let piped = try BuiltBinary.run(
      ["predict", "-m", "m", "-", "--input-format", "csv", "--prompt-column", "text"],
      in: folder.url, input: input)
    #expect(piped.output == outcome.output)
    let unnamed = try run("predict", "-m", "m", "new.csv")
    #expect(unnamed.status == 2 && unnamed.errors.contains("--prompt-column text"))
    #expect(unnamed.output.isEmpty)
  }

  @Test func filesAreNeitherLostNorReplacedUnasked() throws {
    let own = try run("predict", "-m", "m", "new.csv", "--prompt-column", "text", "-o", "./new.csv")
    #expect(own.status == 2)
    #expect(try folder.text(of: "new.csv").hasPrefix("id,text\n1,"))
    let words = ["predict", "-m", "m", "new.csv", "--prompt-column", "text", "-o", "out.jsonl"]
    #expect(try BuiltBinary.run(words, in: folder.url).status == 0)
    let first = try folder.text(of: "out.jsonl")
    #expect(
      first.split(separator: "\n").count == 2 && first.hasPrefix(#"{"id":"1","text":"Where, "#))
    #expect(try BuiltBinary.run(words, in: folder.url).status == 2)
    #expect(try BuiltBinary.run(words + ["--overwrite"], in: folder.url).status == 0)
    // A fault in a late row leaves no file.
    try folder.write(#"{"text": "a"}"# + "\n" + #"{"text": ["b"]}"# + "\n", to: "late.jsonl")
    let late = try run("predict", "-m", "m", "late.jsonl", "-o", "late.csv")
    #expect(late.status == 2 && late.errors.contains("late.jsonl:2") && late.output.isEmpty)
    #expect(try !folder.names.contains("late.csv"))
  }

  @Test func othersPointToIt() throws {
    let writing = try run("complete", "-m", "m", "-p", "Where's it?")
    #expect(writing.status == 2)
    #expect(writing.errors.contains(#"assay predict -m m --text 'Where'\''s it?'"#))
    let scoring = try run(
      "score", "-m", "m", "-f", "new.csv", "--classes", "--prompt-column", "text")
    #expect(
      scoring.status == 2
        && scoring.errors.contains("assay predict -m m new.csv --prompt-column text"))
  }

  @Test(
    arguments: [
      ["predict", "-m", "m"], ["predict", "-m", "m", "new.csv", "--text", "a"],
      ["predict", "-m", "m", "--text", "a", "--threshold", "2"],
      ["predict", "-m", "m", "new.csv", "-o", "out.docx"],
      ["predict", "-m", "m", "new.csv", "--completion-column", "label"],
    ])
  func whatMakesNoSenseIsRefused(words: [String]) throws {
    let outcome = try BuiltBinary.run(words, in: folder.url)
    #expect(outcome.status == 2 && outcome.errors.hasPrefix("error: "))
  }
}
