// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Codecs

/// How the bytes of a file are packed.
enum Packing: Equatable {
  case gzip
  case other(PackedFormat)

  /// What names of packed files end in.
  static let suffixes = [".gz"] + PackedFormat.allCases.map(\.suffix)

  /// By the first bytes of the file; nil where it is not packed.
  init?(magic: [UInt8]) {
    if magic.starts(with: [0x1F, 0x8B]) {
      self = .gzip
    } else if let form = PackedFormat(magic: magic) {
      self = .other(form)
    } else {
      return nil
    }
  }

  /// What the packed bytes hold.
  func unpacked(_ input: any ByteInput, file: String) throws(AssayError) -> any ByteInput {
    switch self {
    case .gzip: try GzipInput(input, file: file)
    case .other(let form): try PackedInput(input, form: form, file: file)
    }
  }
}
