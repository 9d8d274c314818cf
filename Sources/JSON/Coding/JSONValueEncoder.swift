// SPDX-License-Identifier: Apache-2.0

/// Makes a document of any `Encodable` value. Members stand in the order in which the value encodes
/// them, and an optional without a value is null, so that a document always has all its keys.
struct JSONValueEncoder: Encoder {
  fileprivate final class Target {
    var value = JSONValue.null
  }

  fileprivate let target = Target()
  var codingPath: [any CodingKey] = []
  var userInfo: [CodingUserInfoKey: Any] { [:] }

  func container<Key: CodingKey>(keyedBy type: Key.Type) -> KeyedEncodingContainer<Key> {
    KeyedEncodingContainer(Members<Key>(target: target, codingPath: codingPath))
  }

  func unkeyedContainer() -> any UnkeyedEncodingContainer {
    Elements(target: target, codingPath: codingPath)
  }

  func singleValueContainer() -> any SingleValueEncodingContainer {
    Scalar(target: target, codingPath: codingPath)
  }

  /// The document of one value.
  static func document(_ value: some Encodable, at path: [any CodingKey] = []) throws -> JSONValue {
    switch value {
    case let value as JSONValue: return value
    case let value as Bool: return .bool(value)
    case let value as any BinaryInteger: return .integer(Int(value))
    case let value as Double: return JSONValue(value)
    case let value as Float: return JSONValue(Double(value))
    case let value as String: return .string(value)
    default:
      let encoder = JSONValueEncoder(codingPath: path)
      try value.encode(to: encoder)
      return encoder.target.value
    }
  }

  /// The members of an object.
  private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let target: Target
    let codingPath: [any CodingKey]
    private var object = JSONObject()

    init(target: Target, codingPath: [any CodingKey]) {
      self.target = target
      self.codingPath = codingPath
      target.value = .object(object)
    }

    private mutating func append(_ value: JSONValue, _ key: Key) {
      object.append(key.stringValue, value)
      target.value = .object(object)
    }

    mutating func encodeNil(forKey key: Key) { append(.null, key) }

    mutating func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
      append(try document(value, at: codingPath + [key]), key)
    }

    private mutating func encodeOrNull<Value: Encodable>(_ value: Value?, _ key: Key) throws {
      guard let value else { return encodeNil(forKey: key) }
      try encode(value, forKey: key)
    }

    mutating func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
      try encodeOrNull(value, key)
    }

    // Beside the one for all types: the protocol's own ones for these leave the member out.

    mutating func encodeIfPresent(_ value: Bool?, forKey key: Key) throws {
      try encodeOrNull(value, key)
    }

    mutating func encodeIfPresent(_ value: String?, forKey key: Key) throws {
      try encodeOrNull(value, key)
    }

    mutating func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
      try encodeOrNull(value, key)
    }

    mutating func encodeIfPresent(_ value: Int?, forKey key: Key) throws {
      try encodeOrNull(value, key)
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      JSONValueEncoder(codingPath: codingPath + [key]).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      JSONValueEncoder(codingPath: codingPath + [key]).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { JSONValueEncoder(codingPath: codingPath) }
    func superEncoder(forKey key: Key) -> any Encoder { superEncoder() }
  }

  /// The elements of an array.
  private struct Elements: UnkeyedEncodingContainer {
    let target: Target
    let codingPath: [any CodingKey]
    private var values: [JSONValue] = []

    init(target: Target, codingPath: [any CodingKey]) {
      self.target = target
      self.codingPath = codingPath
      target.value = .array([])
    }

    var count: Int { values.count }

    private mutating func append(_ value: JSONValue) {
      values.append(value)
      target.value = .array(values)
    }

    mutating func encodeNil() { append(.null) }

    mutating func encode<Value: Encodable>(_ value: Value) throws {
      append(try document(value, at: codingPath))
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
      JSONValueEncoder(codingPath: codingPath).container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer {
      JSONValueEncoder(codingPath: codingPath).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { JSONValueEncoder(codingPath: codingPath) }
  }

  /// A value by itself.
  private struct Scalar: SingleValueEncodingContainer {
    let target: Target
    let codingPath: [any CodingKey]

    func encodeNil() { target.value = .null }

    func encode<Value: Encodable>(_ value: Value) throws {
      target.value = try document(value, at: codingPath)
    }
  }
}
