// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import CCrypto
import Training

#if canImport(Glibc)
  import Glibc
#endif

/// A hash of a file's content.
package struct ContentDigest: Sendable, Equatable {
  package enum Kind: Sendable {
    case sha256
    /// SHA-1 over `blob SIZE`, a zero byte and the content: what git calls a file by.
    case gitBlob
  }

  package let kind: Kind
  /// Lower-case hexadecimal digits.
  package let hex: String
}

extension ContentDigest.Kind {
  var name: String { self == .sha256 ? "SHA-256" : "git SHA-1" }

  /// Reads the whole file, piece by piece.
  package func digest(ofFile path: String) throws(AssayError) -> ContentDigest {
    let descriptor = open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw Files.failure("cannot read", path) }
    defer { close(descriptor) }
    let context = EVP_MD_CTX_new()
    defer { EVP_MD_CTX_free(context) }
    EVP_DigestInit_ex(context, self == .sha256 ? EVP_sha256() : EVP_sha1(), nil)
    if self == .gitBlob {
      let head = Array("blob \(try Files.size(path))\0".utf8)
      EVP_DigestUpdate(context, head, head.count)
    }
    let piece = UnsafeMutableRawBufferPointer.allocate(byteCount: 1 << 20, alignment: 64)
    defer { piece.deallocate() }
    while true {
      let count = read(descriptor, piece.baseAddress, piece.count)
      if count < 0 && errno == EINTR { continue }
      guard count >= 0 else { throw Files.failure("cannot read", path) }
      if count == 0 { break }
      EVP_DigestUpdate(context, piece.baseAddress, count)
    }
    var bytes = [UInt8](repeating: 0, count: Int(EVP_MAX_MD_SIZE))
    var length: UInt32 = 0
    EVP_DigestFinal_ex(context, &bytes, &length)
    return ContentDigest(kind: self, hex: Self.hex(bytes.prefix(Int(length))))
  }

  private static func hex(_ bytes: some Sequence<UInt8>) -> String {
    let digits = Array("0123456789abcdef".utf8)
    return String(
      decoding: bytes.flatMap { [digits[Int($0 >> 4)], digits[Int($0 & 15)]] }, as: UTF8.self)
  }
}
