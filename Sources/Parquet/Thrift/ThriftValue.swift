// SPDX-License-Identifier: Apache-2.0

/// A value of Thrift, in which Parquet writes what it says of itself.
enum ThriftValue {
  case bool(Bool)
  case integer(Int64)
  case double(Double)
  case binary([UInt8])
  case list([ThriftValue])
  case fields([Int16: ThriftValue])

  subscript(field: Int16) -> ThriftValue? {
    if case .fields(let fields) = self { fields[field] } else { nil }
  }

  var integer: Int? { if case .integer(let value) = self { Int(value) } else { nil } }
  var bool: Bool? { if case .bool(let value) = self { value } else { nil } }
  var list: [ThriftValue]? { if case .list(let value) = self { value } else { nil } }

  var text: String? {
    if case .binary(let bytes) = self { String(validating: bytes, as: UTF8.self) } else { nil }
  }
}

extension ThriftValue? {
  /// A number that has to be there.
  func needed(_ name: String) throws(ParquetFault) -> Int {
    guard let value = self?.integer else { throw .damaged("it does not say its \(name)") }
    return value
  }
}
