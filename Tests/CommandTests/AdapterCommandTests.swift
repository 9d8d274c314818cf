// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import Testing

/// `--lora-rank` by the built binary: train, use and merge an adapter.
@Suite struct AdapterCommandTests {
  private func rows(_ count: Int) -> String {
    (0..<count).map { index in
      let isGood = index.isMultiple(of: 2)
      let word = isGood ? "lovely" : "dreadful"
      return
        #"{"prompt": "review \#(index) was \#(word) ->", "completion": " \#(isGood ? "good" : "bad")"}"#
        + "\n"
    }.joined()
  }

  @Test func anAdapterIsTrainedUsedAndMerged() throws {
    let folder = try TemporaryFolder()
    func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
      try BuiltBinary.run(arguments, in: folder.url)
    }
    try folder.write(rows(40), to: "rows.jsonl")
    let base = try run(
      "train", "-t", "rows.jsonl", "-m", "nano", "-o", "base", "--max-steps", "2", "--batch-size",
      "4")
    #expect(base.status == 0, "\(base.errors)")
    let training = try run(
      "train", "-t", "rows.jsonl", "-m", "base", "-o", "adapter", "--lora-rank", "4",
      "--lora-targets", "c_attn,c_proj", "--epochs", "6", "--batch-size", "8",
      "--learning-rate", "1e-2", "--precision", "f32", "--dropout", "0")
    #expect(training.status == 0, "\(training.errors)")
    #expect(training.errors.contains("trains an adapter of"))
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "adapter").path)
    #expect(names.contains("adapter_model.safetensors") && !names.contains("model.safetensors"))
    #expect(try folder.text(of: "adapter/README.md").contains("library_name: peft"))
    #expect(try folder.text(of: "base/README.md").contains("| training_loss |"))

    let used = try run(
      "score", "-m", "adapter", "-f", "rows.jsonl", "--precision", "f32")
    #expect(used.status == 0, "\(used.errors)")
    #expect(
      try run("models", "export", "adapter", "--format", "huggingface", "-o", "merged").status == 0)
    let merged = try run("score", "-m", "merged", "-f", "rows.jsonl", "--precision", "f32")
    #expect(merged.output == used.output)
    let before = try run("score", "-m", "base", "-f", "rows.jsonl", "--precision", "f32")
    #expect(before.output != used.output)

    let file = try run("models", "export", "adapter", "--format", "gguf", "-o", "adapter.gguf")
    #expect(file.status == 2 && file.errors.contains("Merge it first"))
    let twice = try run(
      "train", "-t", "rows.jsonl", "-m", "adapter", "-o", "second", "--lora-rank", "2")
    #expect(twice.status == 2 && twice.errors.contains("is an adapter itself"))
    // All weights of the merged sum can go on learning.
    let onwards = try run(
      "train", "-t", "rows.jsonl", "-m", "adapter", "-o", "second", "--max-steps", "1")
    #expect(onwards.status == 0, "\(onwards.errors)")
  }

  @Test(arguments: [
    (["--lora-alpha", "8"], "go with --lora-rank"),
    (["--lora-rank", "0"], "at least 1"),
    (["--lora-rank", "4", "--lora-targets", "c_attn,wte"], "c_attn,c_proj,c_fc"),
    (["--lora-rank", "4"], "random"),
  ])
  func whatCannotBeMeantIsRefused(options: [String], reason: String) throws {
    let folder = try TemporaryFolder()
    try folder.write(rows(4), to: "rows.jsonl")
    let outcome = try BuiltBinary.run(
      ["train", "-t", "rows.jsonl", "-m", "nano", "-o", "out"] + options, in: folder.url)
    #expect(outcome.status == 2)
    #expect(outcome.errors.contains(reason), "\(outcome.errors)")
  }
}
