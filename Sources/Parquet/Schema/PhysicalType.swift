// SPDX-License-Identifier: Apache-2.0

/// How the values of a column stand in the file.
enum PhysicalType: Int {
  case boolean, int32, int64, int96, float, double, byteArray, fixedByteArray

  /// The bytes of a value; nil where they differ from value to value, or stand in the schema.
  var width: Int? {
    switch self {
    case .int32, .float: 4
    case .int64, .double: 8
    case .int96: 12
    case .boolean, .byteArray, .fixedByteArray: nil
    }
  }
}
