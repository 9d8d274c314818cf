// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import Platform

extension LowRankAdapter {
  /// Writes a folder that PEFT loads. It has no `config.json`: transformers would take it for a whole
  /// model.
  /// - Parameter base: the folder or name of the base model.
  package func save(to directory: String, base: String) throws(AssayError) {
    try Files.createFolder(directory)
    try SafetensorsWriter.write(
      parameters, layout, to: "\(directory)/\(AdapterFolder.weightsFile)")
    try AtomicFile.write(
      json(base: base).indented.utf8, to: "\(directory)/\(AdapterFolder.configurationFile)")
  }

  /// Reads the thin matrices of a folder; `merge` puts them into the model.
  /// - Throws: `AssayError` when a tensor is missing, of another shape, or has no place here.
  package func load(from directory: String) throws(AssayError) {
    let path = "\(directory)/\(AdapterFolder.weightsFile)"
    guard Files.exists(path) else {
      throw AssayError(
        "no \(AdapterFolder.weightsFile)", at: Location(file: directory),
        remedy: "Give a folder that PEFT saved as safetensors; pickled weights are never opened")
    }
    let file = try SafetensorsFile(path: path)
    for tensor in file.tensors where layout[tensor.name] == nil {
      throw mismatch("tensor \(tensor.name) has no place in this adapter", path)
    }
    for tensor in layout.tensors {
      guard let stored = file[tensor.name] else {
        throw mismatch("the adapter has no tensor \(tensor.name)", path)
      }
      guard stored.shape == tensor.shape else {
        throw mismatch(
          "tensor \(tensor.name) has the shape \(stored.shape), expected \(tensor.shape)", path)
      }
      try parameters.device.write(parameters.pointer + tensor.offset, count: tensor.count) {
        place throws(AssayError) in try file.read(stored, into: place)
      }
    }
  }

  /// `adapter_config.json`. GPT-2 stores its weights as (in, out), which PEFT calls fan in, fan out.
  private func json(base: String) -> JSONValue {
    [
      "alpha_pattern": [:], "auto_mapping": nil, "base_model_name_or_path": .string(base),
      "bias": "none", "fan_in_fan_out": true, "inference_mode": true, "init_lora_weights": true,
      "lora_alpha": .number(settings.alpha), "lora_dropout": 0.0, "modules_to_save": nil,
      "peft_type": "LORA", "r": .integer(settings.rank), "rank_pattern": [:],
      "target_modules": .array(settings.targets.map { .string($0.rawValue) }),
      "task_type": "CAUSAL_LM", "use_dora": false, "use_rslora": false,
    ]
  }

  private func mismatch(_ message: String, _ path: String) -> AssayError {
    AssayError(
      message, at: Location(file: path),
      remedy: "Check that the adapter was made for this base model and is plain LoRA")
  }
}
