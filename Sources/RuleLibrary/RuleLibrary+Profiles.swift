// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CEmbedded
package import RuleEngine

extension RuleLibrary {
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
