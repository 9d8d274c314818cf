// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CEmbedded
import Platform
package import RuleEngine

extension RuleLibrary {
  /// The tokenizer that a name stands for: that of a model whose tokenizer is in the binary, or the name
  /// itself, which may be a file's.
  package static func tokenizer(named name: String) throws(AssayError) -> String {
    if Files.exists(name) { return name }
    return try modelLimits().tokenizer(of: name) ?? name
  }

  /// The token limits that the binary carries.
  package static func modelLimits() throws(AssayError) -> ModelLimits {
    guard let entry = assay_embedded_profiles()?.pointee, let path = entry.path else {
      return try ModelLimits(text: "", path: "")
    }
    let bytes = UnsafeBufferPointer(start: entry.bytes, count: entry.size)
    return try ModelLimits(
      text: String(decoding: bytes, as: UTF8.self), path: String(cString: path))
  }
}
