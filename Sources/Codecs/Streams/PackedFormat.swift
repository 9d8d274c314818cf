// SPDX-License-Identifier: Apache-2.0

/// The forms that files are packed in besides gzip, which are read as a stream.
package enum PackedFormat: String, Sendable, CaseIterable {
  case zstd, xz, bzip2

  /// What the name of such a file ends in.
  package var suffix: String {
    switch self {
    case .zstd: ".zst"
    case .xz: ".xz"
    case .bzip2: ".bz2"
    }
  }

  private var magic: [UInt8] {
    switch self {
    case .zstd: [0x28, 0xB5, 0x2F, 0xFD]
    case .xz: [0xFD, 0x37, 0x7A, 0x58, 0x5A, 0x00]
    case .bzip2: [0x42, 0x5A, 0x68]
    }
  }

  /// The form of a file that starts with these bytes; nil where it has none of these.
  package init?(magic start: [UInt8]) {
    guard let form = Self.allCases.first(where: { start.starts(with: $0.magic) }) else {
      return nil
    }
    self = form
  }

  /// What unpacks a file of this form from its start.
  package func unpacker() throws(UnpackFault) -> any StreamUnpacker {
    switch self {
    case .zstd: try ZstdUnpacker()
    case .xz: try XZUnpacker()
    case .bzip2: try BZip2Unpacker()
    }
  }
}
