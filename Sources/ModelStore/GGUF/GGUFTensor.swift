// SPDX-License-Identifier: Apache-2.0

import LanguageModel

/// A tensor of a GGUF file and the tensor of the model that it comes from.
struct GGUFTensor {
  var name: String
  /// Rows and columns as the file means them; it lists them the other way round.
  var shape: [Int]
  var precision: GGUFPrecision
  var source: TensorLayout.Tensor
  /// Whether the source is stored (in, out) and the file wants (out, in).
  var isTransposed: Bool

  /// Bytes of the values, without what fills up to the next tensor.
  var byteCount: Int { source.count * precision.size }

  /// - Parameter precision: that of matrices. What is small or summed up stays in f32, as
  ///   llama.cpp's converter has it: biases, norms, and the table of positions.
  init(_ source: TensorLayout.Tensor, precision: GGUFPrecision) {
    self.source = source
    name = Self.name(of: source.name)
    let isMatrix = source.shape.count == 2
    isTransposed = isMatrix && source.name.hasPrefix("transformer.h.")
    shape = isTransposed ? source.shape.reversed() : source.shape
    self.precision = isMatrix && name != "position_embd.weight" ? precision : .f32
  }

  /// llama.cpp's name for a tensor of a Hugging Face checkpoint.
  static func name(of checkpointName: String) -> String {
    switch checkpointName {
    case "transformer.wte.weight": return "token_embd.weight"
    case "transformer.wpe.weight": return "position_embd.weight"
    case "lm_head.weight": return "output.weight"
    default: break
    }
    // transformer.h.0.attn.c_attn.weight
    let parts = checkpointName.split(separator: ".").map(String.init)
    let suffix = parts[parts.count - 1]
    guard parts.count > 3, parts[1] == "h" else { return "output_norm.\(suffix)" }
    let module = parts[3..<(parts.count - 1)].joined(separator: ".")
    return "blk.\(parts[2]).\(modules[module] ?? module).\(suffix)"
  }

  private static let modules = [
    "ln_1": "attn_norm", "attn.c_attn": "attn_qkv", "attn.c_proj": "attn_output",
    "ln_2": "ffn_norm", "mlp.c_fc": "ffn_up", "mlp.c_proj": "ffn_down",
  ]
}
