// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import LanguageModel
import Testing

/// Files that stand where results go: no command replaces one that nobody gave up.
@Suite struct StandingFilesTests {
  private static let predictions = (0..<20).map { row in
    #"{"label": "\#(row % 2 == 0 ? "yes" : "no")", "prediction": "\#(row % 3 == 0 ? "yes" : "no")"}"#
  }.joined(separator: "\n")

  private static func folder() throws -> TemporaryFolder {
    let folder = try TemporaryFolder()
    let shape = GPT2Configuration(positions: 32, width: 16, layers: 1, heads: 2)
    try GPT2Model(configuration: shape, seed: 3).save(to: folder.url.appending(path: "m").path)
    let rows = (0..<8).map {
      #"{"prompt":"case \#($0) ->","completion":"\#($0 % 2 == 0 ? " yes" : " no")"}"#
    }
    try folder.write(rows.joined(separator: "\n") + "\n", to: "rows.jsonl")
    try folder.write(predictions + "\n", to: "p.jsonl")
    return folder
  }

  /// Each command that writes a file somebody names, with that name at its end.
  private static let commands: [[String]] = [
    ["lint", "rows.jsonl", "-o"], ["lint", "rows.jsonl", "--format", "json", "--output"],
    ["fix", "rows.jsonl", "--yes", "--no-split", "-o"], ["stats", "rows.jsonl", "-o"],
    ["fix", "rows.jsonl", "--yes", "--no-split", "-o", "fixed.jsonl", "--report"],
    ["eval", "--predictions", "p.jsonl", "--format", "html", "--output"],
    ["eval", "-m", "m", "-f", "rows.jsonl", "--save-predictions"],
    ["compare", "p.jsonl", "p.jsonl", "-o"], ["score", "-m", "m", "-f", "rows.jsonl", "-o"],
    ["embed", "-m", "m", "--text", "a", "-o"],
    ["forward", "-m", "m", "--text", "a", "-o"],
    ["models", "export", "m", "--format", "gguf", "-o"],
  ]

  @Test(arguments: commands) func aFileIsReplacedOnlyWhenItIsGivenUp(command: [String]) throws {
    let folder = try Self.folder()
    let name = command[0] == "forward" ? "out.npy" : "out"
    try folder.write("mine\n", to: name)
    let before = try folder.names
    let refused = try BuiltBinary.run(command + [name], in: folder.url)
    #expect(refused.status == 2 && refused.output.isEmpty)
    #expect(
      refused.errors.contains(
        "\(name): the file exists already. Add --overwrite to replace it, or name another"),
      "\(refused.errors)")
    #expect(try folder.text(of: name) == "mine\n")
    #expect(try folder.names == before)
    let replaced = try BuiltBinary.run(command + [name, "--overwrite"], in: folder.url)
    #expect(replaced.status <= 1, "\(replaced.errors)")
    #expect(try Data(contentsOf: folder.url.appending(path: name)) != Data("mine\n".utf8))
  }

  /// An empty file, such as a program makes to have a name, is no loss.
  @Test func anEmptyFileIsFilled() throws {
    let folder = try Self.folder()
    try folder.write("", to: "out")
    let outcome = try BuiltBinary.run(["stats", "rows.jsonl", "-o", "out"], in: folder.url)
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(try folder.text(of: "out").contains("Tokens"))
  }

  /// None of several outputs is written when one of them would replace something.
  @Test func severalOutputsAreGuardedTogether() throws {
    let folder = try Self.folder()
    try folder.write("mine\n", to: "a.sarif")
    let outcome = try BuiltBinary.run(
      ["lint", "rows.jsonl", "-o", "html=a.html", "-o", "sarif=a.sarif"], in: folder.url)
    #expect(outcome.status == 2)
    #expect(try !folder.names.contains("a.html"))
  }

  @Test(arguments: commands) func aFolderIsNoFile(command: [String]) throws {
    let folder = try Self.folder()
    let name = command[0] == "forward" ? "out.npy" : "out"
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: name), withIntermediateDirectories: false)
    let outcome = try BuiltBinary.run(command + [name, "--overwrite"], in: folder.url)
    #expect(outcome.status == 2, "\(outcome.errors)")
    #expect(
      outcome.errors.contains("\(name): is a folder, and a file is to be written. Name a file"))
  }

  @Test func devicesTakeAll() throws {
    let folder = try Self.folder()
    for place in ["/dev/null", "/dev/stdout"] {
      let outcome = try BuiltBinary.run(["stats", "rows.jsonl", "-o", place], in: folder.url)
      #expect(outcome.status == 0, "\(outcome.errors)")
    }
  }

  /// The log of a run belongs to it: only another run may not take it.
  @Test func theLogOfAnotherRunStays() throws {
    let folder = try Self.folder()
    try folder.write("mine\n", to: "log.jsonl")
    let train = [
      "train", "-t", "rows.jsonl", "-m", "m", "-o", "run", "--max-steps", "1", "--log-json",
      "log.jsonl",
    ]
    let refused = try BuiltBinary.run(train, in: folder.url)
    #expect(refused.status == 2 && refused.errors.contains("the file exists already"))
    #expect(try folder.text(of: "log.jsonl") == "mine\n")
    #expect(try !folder.names.contains("run"))
    let replaced = try BuiltBinary.run(train + ["--overwrite"], in: folder.url)
    #expect(replaced.status == 0, "\(replaced.errors)")
    #expect(try folder.text(of: "log.jsonl").hasPrefix(#"{"step":1"#))
  }
}
