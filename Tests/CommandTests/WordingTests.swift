// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// What all commands say about the samples, and about files of which there is one of everything.
@Suite struct WordingTests {
  private static let small = [
    "one.jsonl": "{\"prompt\":\"a ->\",\"completion\":\" b\"}\n",
    "repeats.csv": "prompt,completion\na,x\na,x\nb,y\n",
    "empty.csv": "prompt,completion\na,x\n,y\nb,\n",
    "contact.csv": "prompt,completion\nmail joe@example.org,x\nb,y\n",
    "chat.jsonl": "{\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}\n",
    "extra.csv": "id,prompt,completion\n1,a,x\n2,b,y\n",
    "cut.jsonl": "{\"prompt\":\"a\",\"completion\":\"b\"}\n{\"prompt\":\n",
    "spaces.csv": "prompt,completion\n a ,x\nb  ,  y\n",
    "text.txt": "a line\n",
  ]

  /// The visible text of a page: what stands in tags is for programs.
  private func visible(_ outcome: BuiltBinary.Outcome) -> String {
    (outcome.output + "\n" + outcome.errors)
      .replacing(/<(?:style|script)[\s\S]*?<\/(?:style|script)>/, with: "")
      .replacing(/<[^>]*>/, with: " ")
  }

  private func expectGood(_ arguments: [String], in folder: TemporaryFolder) throws {
    let outcome = try BuiltBinary.run(arguments, in: folder.url)
    let text = visible(outcome).replacing(folder.url.path, with: "")
    #expect(Wording.faults(in: text) == [], "\(arguments.joined(separator: " "))")
  }

  @Test(arguments: small.keys.sorted())
  func filesWithOneOfEverything(name: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(try #require(Self.small[name]), to: name)
    for format in ["full", "markdown", "html"] {
      try expectGood(["lint", name, "--format", format, "--statistics"], in: folder)
    }
    try expectGood(["lint", name, "--profile", "openai"], in: folder)
    try expectGood(["stats", name], in: folder)
    try expectGood(["fix", name, "--yes", "--unsafe-fixes"], in: folder)
    try expectGood(["assess", name], in: folder)
  }

  @Test(arguments: SampleTests.samples)
  func samples(sample: SampleTests.Sample) throws {
    let folder = try TemporaryFolder()
    _ = try BuiltBinary.run(["samples", sample.name], in: folder.url)
    for format in ["full", "concise", "markdown", "html", "github", "junit"] {
      try expectGood(["lint", sample.file, "--format", format] + sample.columns, in: folder)
    }
    for format in ["text", "markdown", "html"] {
      try expectGood(["stats", sample.file, "--format", format] + sample.columns, in: folder)
    }
    try expectGood(["assess", sample.file, "--folds", "2"] + sample.columns, in: folder)
    try expectGood(["fix", sample.file, "--yes", "--unsafe-fixes"] + sample.columns, in: folder)
  }

  @Test func aReportOnPredictions() throws {
    let folder = try TemporaryFolder()
    try folder.write(
      "label,prediction,score\nyes,yes,0.9\nno,yes,0.7\nno,no,0.3333333333\n", to: "p.csv")
    for format in ["text", "markdown", "html"] {
      try expectGood(["eval", "--predictions", "p.csv", "--format", format], in: folder)
      try expectGood(["compare", "p.csv", "p.csv", "--format", format], in: folder)
    }
  }

  /// The check itself sees what it is there for.
  @Test func whatReadsBadlyIsSeen() {
    for text in [
      "1 rows are here", "1 row are here", "there are 3 row of them", "0.123456789",
      "/tmp/assay-x", "12 error in it",
    ] {
      #expect(Wording.faults(in: text).count >= 1, "\(text)")
    }
    #expect(Wording.faults(inSentence: "two  words").count == 1)
    #expect(Wording.faults(in: "1 row is here, 2 rows are, 0.1234, 1 is less than 21 rows") == [])
  }
}
