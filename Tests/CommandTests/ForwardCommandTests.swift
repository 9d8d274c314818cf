// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import JSON
import LanguageModel
import Testing

/// `assay forward`, `assay generate` and `assay tokenize --format json`: what scripts build on.
@Suite struct ForwardCommandTests {
  private let folder: TemporaryFolder

  init() throws {
    folder = try TemporaryFolder()
    try GPT2Model(
      configuration: GPT2Configuration(positions: 32, width: 16, layers: 2, heads: 2), seed: 3
    ).save(to: folder.url.appending(path: "model").path)
  }

  private func run(_ arguments: String...) throws -> BuiltBinary.Outcome {
    try BuiltBinary.run(
      arguments, in: folder.url,
      environment: ["ASSAY_HOME": "home", "HF_ENDPOINT": "http://127.0.0.1:1"])
  }

  private func json(_ outcome: BuiltBinary.Outcome) throws -> JSONValue {
    try JSONParser.parse(Array(outcome.output.utf8), file: "output")
  }

  @Test("Rows 79, 80: assay forward writes tensors") func forward() throws {
    let outcome = try run(
      "forward", "-m", "model", "--text", "The elf queen", "--output", "logits,hidden",
      "--all-layers", "-o", "out.safetensors")
    #expect(outcome.status == 0 && outcome.output == "out.safetensors\n", "\(outcome.errors)")
    #expect(outcome.errors.contains("logits: 1 x 3 x 50257"))
    let file = try SafetensorsFile(path: folder.url.appending(path: "out.safetensors").path)
    #expect(file["hidden_states.2"]?.shape == [1, 3, 16] && file["input_ids"]?.kind == "I64")
    for wrong in [
      ["--text", "a", "--output", "logit", "-o", "x.npy"], ["-o", "x.npy"],
      ["--text", "a", "-o", "x.txt"], ["missing.txt", "-o", "x.npy"],
    ] {
      let outcome = try BuiltBinary.run(["forward", "-m", "model"] + wrong, in: folder.url)
      #expect(outcome.status == 2 && outcome.output.isEmpty, "\(wrong)")
    }
    #expect(try !folder.names.contains { $0.hasPrefix("x.") })
  }

  @Test("Rows 72, 75: assay generate prints what the pipeline returns") func generate() throws {
    let one = try json(try run("generate", "-m", "model", "The elf queen", "--max-length", "8"))
    let text = try #require(one.array?.first?["generated_text"]?.string)
    #expect(one.array?.count == 1 && text.hasPrefix("The elf queen"))
    let two = try json(
      try run("generate", "-m", "model", "The elf queen", "A", "--max-length", "8"))
    #expect(two.array?.count == 2 && two.array?.first == one)
    try folder.write("The elf queen\n", to: "prompts.txt")
    let file = try json(
      try run("generate", "-m", "model", "-f", "prompts.txt", "--max-new-tokens", "5"))
    #expect(file == .array([one]))
    try folder.write("a,b\nThe elf,queen\n", to: "columns.csv")
    let joined = try json(
      try run(
        "generate", "-m", "model", "-f", "columns.csv", "--prompt-template", "{a} {b}",
        "--max-new-tokens", "5"))
    #expect(joined == file)
    let plain = try run(
      "generate", "-m", "model", "The elf queen", "--max-length", "8", "--format", "text")
    #expect(plain.output == text + "\n")
    let idle = try run(
      "generate", "-m", "model", "A", "--max-length", "4", "--temperature", "0.5")
    #expect(idle.status == 0 && idle.errors.contains("--temperature has no effect"))
    #expect(try run("generate", "-m", "model", "A", "--num-return-sequences", "2").status == 2)
    #expect(try run("generate", "-m", "model").status == 2)
  }

  @Test("Row 72: a model that is not here is fetched only where that is asked for") func pulling()
    throws
  {
    let refused = try run("generate", "-m", "gpt2", "A")
    #expect(refused.status == 2 && refused.errors.contains("assay models pull gpt2"))
    let tried = try run("generate", "-m", "gpt2", "A", "--pull")
    #expect(tried.status == 2 && tried.errors.contains("127.0.0.1:1"), "\(tried.errors)")
    let here = try run("generate", "-m", "model", "A", "--pull", "--max-length", "3")
    #expect(here.status == 0, "\(here.errors)")
    #expect(try run("generate", "-m", "./nowhere", "A", "--pull").errors.contains("no model"))
  }

  @Test("Row 74: assay tokenize --format json") func tokenize() throws {
    #expect(
      try run("tokenize", "--format", "json", "--text", "The elf queen").output
        == #"{"input_ids":[464,23878,16599],"attention_mask":[1,1,1]}"# + "\n")
    try folder.write("The elf queen\n\nThe\n", to: "a.txt")
    #expect(
      try run("tokenize", "--format", "json", "--padding", "left", "a.txt").output
        == #"{"input_ids":[[464,23878,16599],[50256,50256,50256],[50256,50256,464]],"#
        + #""attention_mask":[[1,1,1],[0,0,0],[0,0,1]]}"# + "\n")
    #expect(try run("tokenize", "--padding", "left", "a.txt").status == 2)
    #expect(try run("tokenize", "--format", "json", "--count", "a.txt").status == 2)
  }

  @Test("Row 76: config.json is shown and edited, the table resized") func models() throws {
    let shown = try json(try run("models", "show", "model", "--config", "--format", "json"))
    #expect(shown["summary_type"] == "cls_index" && shown["n_embd"] == 16)
    #expect(try run("models", "show", "model", "--config").output.contains("resid_pdrop"))
    let edited = try run("models", "edit", "model", "resid_pdrop=0.2", "summary_type=last")
    #expect(edited.status == 0 && edited.errors.contains("resid_pdrop: 0.1 -> 0.2"))
    #expect(try run("models", "edit", "model", "n_embd=3").status == 2)
    let resized = try run("models", "resize", "model", "--vocabulary", "50260", "-o", "larger")
    #expect(resized.status == 0 && resized.output == "larger\n", "\(resized.errors)")
    let larger = try GPT2Model(directory: folder.url.appending(path: "larger").path)
    #expect(larger.configuration.vocabularySize == 50260)
    #expect(larger.configuration.residualDropout == 0.2)
  }

  @Test("Rows 82, 83: a corpus from file to held-out perplexity") func corpus() throws {
    let text = String(repeating: "The elf queen rode out.\n\nNobody saw her.\n", count: 60)
    try folder.write(text, to: "corpus.txt")
    let trained = try run(
      "train", "-t", "corpus.txt", "-m", "model", "-o", "out", "--objective", "language-model",
      "--block-size", "16", "--end-blocks", "--drop-last", "--valid-fraction", "0.2", "--epochs",
      "1", "--precision", "f32", "--save-strategy", "epoch")
    #expect(trained.status == 0, "\(trained.errors)")
    #expect(try run("models", "show", "out", "--config").status == 0)
    let result = try json(try run("eval", "-m", "out", "-f", "corpus.txt", "--format", "json"))
    #expect(result["block_size"] == 16 && result["perplexity"]?.double != nil)
    #expect(result["baseline_model"]?["model"]?.string == "model")
    #expect(try folder.names.contains("out"))
    let missed = try run(
      "eval", "-m", "out", "-f", "corpus.txt", "--require", "perplexity<=1")
    #expect(missed.status == 1)
    #expect(try run("train", "-t", "corpus.txt", "-m", "model", "--drop-last").status == 2)
  }

  @Test("Row 85: settings by the names of TrainingArguments") func trainingArguments() throws {
    let rows = (0..<8).map {
      #"{"prompt":"row \#($0) ->","completion":" \#($0 % 2)"}"# + "\n"
    }.joined()
    try folder.write(rows, to: "train.jsonl")
    try folder.write(
      """
      model_name_or_path: model
      train_file: train.jsonl
      output_dir: out
      num_train_epochs: 2
      per_device_train_batch_size: 4
      save_strategy: steps
      save_steps: 1
      save_total_limit: 2
      logging_dir: logs
      """, to: "training.yaml")
    let outcome = try run("train", "--config", "training.yaml", "--precision", "f32")
    #expect(outcome.status == 0 && outcome.output == "out\n", "\(outcome.errors)")
    let names = try FileManager.default.contentsOfDirectory(
      atPath: folder.url.appending(path: "out").path)
    #expect(
      names.filter { $0.hasPrefix("checkpoint-") }.sorted() == ["checkpoint-3", "checkpoint-4"])
    #expect(try folder.names.contains("logs"))
    let kept = try run("complete", "-m", "out/checkpoint-3", "-p", "row 1 ->", "--max-tokens", "1")
    #expect(kept.status == 0, "\(kept.errors)")
    try folder.write("learning_rat: 1\n", to: "training.yaml")
    let wrong = try run("train", "--config", "training.yaml", "-t", "train.jsonl")
    #expect(wrong.status == 2 && wrong.errors.contains("Did you mean learning_rate?"))
  }
}
