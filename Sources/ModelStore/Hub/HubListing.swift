// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON

/// A model on a hub at one commit, and its files.
struct HubListing: Sendable {
  let name: ModelName
  /// The commit that the revision stands for: all files come from it, also when it moves on.
  let commit: String
  let files: [HubFile]

  /// - Parameter url: where the answer comes from, for messages.
  init(_ json: JSONValue, name: ModelName, url: String) throws(AssayError) {
    guard let commit = json["sha"]?.string, let siblings = json["siblings"]?.array,
      !commit.isEmpty, commit.allSatisfy({ $0.isASCII && ($0.isLetter || $0.isNumber) })
    else {
      throw AssayError(
        "the answer is not a list of a model's files", at: Location(file: url),
        remedy: "Check that HF_ENDPOINT is a Hugging Face style hub")
    }
    self.name = name
    self.commit = commit
    files = siblings.compactMap(Self.file)
  }

  private static func file(_ json: JSONValue) -> HubFile? {
    guard let name = json["rfilename"]?.string else { return nil }
    let large = json["lfs"]
    let digest =
      if let hex = large?["sha256"]?.string {
        ContentDigest(kind: .sha256, hex: hex)
      } else if large?.object == nil, let hex = json["blobId"]?.string {
        ContentDigest(kind: .gitBlob, hex: hex)
      } else {
        ContentDigest?.none
      }
    return HubFile(
      name: name, size: large?["size"]?.integer ?? json["size"]?.integer, digest: digest)
  }

  /// The small files that a model of ours has: shape and tokenizer.
  func descriptions() throws(AssayError) -> [HubFile] {
    let wanted: Set = [
      "config.json", "generation_config.json", "tokenizer.json", "tokenizer_config.json",
      "vocab.json", "merges.txt", "special_tokens_map.json", "added_tokens.json",
      "chat_template.jinja",
    ]
    let found = files.filter { wanted.contains($0.name) }
    guard found.contains(where: { $0.name == "config.json" }) else {
      throw AssayError(
        "\(name.text) has no config.json, so it is not a model that can be loaded",
        remedy: "Choose a GPT-2 model, such as gpt2 or distilbert/distilgpt2")
    }
    return found
  }

  /// The weights: one file, or several with their index.
  func weights() throws(AssayError) -> [HubFile] {
    let single = files.filter { $0.name == "model.safetensors" }
    if !single.isEmpty { return single }
    let index = files.filter { $0.name == "model.safetensors.index.json" }
    let shards = files.filter {
      $0.name.wholeMatch(of: /model-\d{5,}-of-\d{5,}\.safetensors/) != nil
    }
    if !index.isEmpty && !shards.isEmpty { return index + shards }
    guard files.contains(where: { $0.name.hasSuffix(".bin") }) else {
      throw AssayError(
        "\(name.text) has no model.safetensors",
        remedy: "Choose a GPT-2 model, such as gpt2 or distilbert/distilgpt2")
    }
    throw AssayError(
      "\(name.text) has only pickled weights (.bin), which can run code and are never opened",
      remedy: "Convert them where you trust them: python -c \"from transformers import"
        + " AutoModelForCausalLM as M, AutoTokenizer as T; n='\(name.text)';"
        + " [X.from_pretrained(n).save_pretrained('converted') for X in (M, T)]\", and use the"
        + " folder converted as the model")
  }
}
