// SPDX-License-Identifier: Apache-2.0

package import AssayCore

extension GPT2Configuration {
  /// Checks that a model of this shape can exist.
  /// - Throws: `AssayError` naming the value at fault.
  package func validate(at location: Location? = nil) throws(AssayError) {
    let sizes = [
      ("vocab_size", vocabularySize, 1 << 24), ("n_positions", positions, 1 << 24),
      ("n_embd", width, 1 << 16), ("n_layer", layers, 1 << 12), ("n_head", heads, 1 << 16),
      ("n_inner", innerWidth, 1 << 18),
    ]
    for (name, size, limit) in sizes where size < 1 || size > limit {
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
