// SPDX-License-Identifier: Apache-2.0

/// Values of a page or a dictionary as the file has them.
enum RawValues {
  case booleans([Bool])
  case integers([Int64])
  case floats([Float])
  case doubles([Double])
  /// Texts and other bytes: where each stands in the storage.
  case bytes(storage: [UInt8], ranges: [Range<Int>])

  var count: Int {
    switch self {
    case .booleans(let values): values.count
    case .integers(let values): values.count
    case .floats(let values): values.count
    case .doubles(let values): values.count
    case .bytes(_, let ranges): ranges.count
    }
  }
}
