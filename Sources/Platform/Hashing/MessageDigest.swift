// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CCrypto

/// A cryptographic hash of bytes that come in parts; where they are cut does not matter.
package final class MessageDigest {
  package enum Algorithm: Sendable {
    case sha256
    /// For what git names its files by; no protection against forgers.
    case sha1
  }

  private let context: OpaquePointer

  package init(_ algorithm: Algorithm = .sha256) {
    context = EVP_MD_CTX_new()
    EVP_DigestInit_ex(context, algorithm == .sha256 ? EVP_sha256() : EVP_sha1(), nil)
  }

  deinit {
    EVP_MD_CTX_free(context)
  }

  package func update(_ bytes: UnsafeRawBufferPointer) {
    EVP_DigestUpdate(context, bytes.baseAddress, bytes.count)
  }

  package func update(_ text: String) {
    var text = text
    text.withUTF8 { update(UnsafeRawBufferPointer($0)) }
  }

  /// The hash of all bytes as lower-case hexadecimal digits. Nothing can be added behind it.
  package func finish() -> String {
    var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    EVP_DigestFinal_ex(context, &bytes, &length)
    return Hexadecimal.text(bytes.prefix(Int(length)))
  }
}

extension MessageDigest {
  /// Adds all of a file, piece by piece.
  package func update(file path: String) throws(AssayError) {
    let file = try OpenFile(path, for: .read)
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { piece.deallocate() }
    while true {
      let count = try file.read(into: piece)
      if count == 0 { return }
      update(UnsafeRawBufferPointer(rebasing: piece[..<count]))
    }
  }
}
