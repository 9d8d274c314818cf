// SPDX-License-Identifier: Apache-2.0

/// The kind of number that matrices are stored in.
package enum GGUFPrecision: String, Sendable, CaseIterable {
  case f32, f16, bf16

  /// GGML's number for a tensor of this kind.
  var tensorKind: UInt32 {
    switch self {
    case .f32: 0
    case .f16: 1
    case .bf16: 30
    }
  }

  /// The value of `general.file_type` for a file whose matrices are of this kind.
  var fileKind: UInt32 {
    switch self {
    case .f32: 0
    case .f16: 1
    case .bf16: 32
    }
  }

  /// Bytes of a number.
  var size: Int { self == .f32 ? 4 : 2 }

  /// Adds values as little-endian numbers of this kind, rounded to the nearest, ties to even.
  func append(_ values: UnsafeBufferPointer<Float>, to out: inout [UInt8]) {
    switch self {
    case .f32:
      // Both ends are little-endian on every platform that is built for.
      out.append(contentsOf: UnsafeRawBufferPointer(values))
    case .f16:
      for value in values { GGUFValue.append(Float16(value).bitPattern, to: &out) }
    case .bf16:
      for value in values { GGUFValue.append(Self.bfloat(value), to: &out) }
    }
  }

  /// The upper half of the bits, rounded; a NaN stays one.
  static func bfloat(_ value: Float) -> UInt16 {
    let bits = value.bitPattern
    if value.isNaN { return UInt16(bits >> 16) | 0x40 }
    return UInt16(truncatingIfNeeded: (bits + 0x7FFF + (bits >> 16 & 1)) >> 16)
  }
}
