// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Platform
import Training

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
    let digest = MessageDigest(self == .sha256 ? .sha256 : .sha1)
    if self == .gitBlob { digest.update("blob \(try Files.size(path))\0") }
    try digest.update(file: path)
    return ContentDigest(kind: self, hex: digest.finish())
  }
}
