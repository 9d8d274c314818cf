// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CEmbedded
import Platform

extension ProviderCatalog {
  /// What the binary carries.
  package static func carried() throws(AssayError) -> ProviderCatalog {
    try read.get()
  }

  private static let read: Result<ProviderCatalog, AssayError> = {
    guard let entry = assay_embedded_profiles()?.pointee, let path = entry.path else {
      return .success(ProviderCatalog(providers: []))
    }
    let bytes = UnsafeBufferPointer(start: entry.bytes, count: entry.size)
    do throws(AssayError) {
      return .success(
        try ProviderCatalog(
          text: String(decoding: bytes, as: UTF8.self), path: String(cString: path)))
    } catch {
      return .failure(error)
    }
  }()

  /// The tokenizer that a name stands for: that of a model whose tokenizer is in the binary, or the name
  /// itself, which may be a file's.
  package static func tokenizer(named name: String) throws(AssayError) -> String {
    if Files.exists(name) { return name }
    return try carried().tokenizer(of: name) ?? name
  }
}
