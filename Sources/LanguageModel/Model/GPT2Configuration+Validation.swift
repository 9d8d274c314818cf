// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension GPT2Configuration {
  /// Checks that a model of this shape can exist.
  /// - Throws: `AssayError` naming the value at fault.
  package func validate(at location: Location? = nil) throws(AssayError) {
    let sizes = [
      ("vocab_size", vocabularySize), ("n_positions", positions), ("n_embd", width),
      ("n_layer", layers), ("n_head", heads), ("n_inner", innerWidth),
    ]
    for (name, size) in sizes where size < 1 || size > 1 << 24 {
      throw AssayError(
        "\(name) is \(size), which is no possible size", at: location,
        remedy: "Use the configuration that came with the checkpoint")
    }
    guard width.isMultiple(of: heads) else {
      throw AssayError(
        "n_embd \(width) is no multiple of n_head \(heads)", at: location,
        remedy: "Use the configuration that came with the checkpoint")
    }
  }
}
