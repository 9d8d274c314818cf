// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform

/// Keeps results from being written over what they are made of.
package struct OutputGuard {
  private let inputs: [(path: String, identity: FileIdentity)]

  /// - Parameter inputs: all files that are read; nil ones are left out, `-` is standard input.
  package init(inputs: [String?]) {
    self.inputs = inputs.compactMap { path in
      guard let path, let identity = FileIdentity(ofInput: path) else { return nil }
      return (path, identity)
    }
  }

  /// - Parameter outputs: what will be written; nil ones are left out, `-` is standard output.
  /// - Throws: `AssayError` when one of them is an input, under whatever name.
  package func requireOthers(_ outputs: [String?]) throws(AssayError) {
    for case let output? in outputs {
      guard let identity = FileIdentity(ofOutput: output),
        let input = inputs.first(where: { $0.identity == identity })
      else { continue }
      let name = output == "-" ? "standard output" : "`\(output)`"
      throw AssayError(
        "\(name) is the input: it would be lost", at: Location(file: input.path),
        remedy: "Write to another file")
    }
  }

  /// - Throws: `AssayError` when one of the outputs is one of the inputs.
  package static func require(
    _ outputs: [String?], apartFrom inputs: [String?]
  ) throws(AssayError) {
    try OutputGuard(inputs: inputs).requireOthers(outputs)
  }
}
