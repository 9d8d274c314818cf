// SPDX-License-Identifier: Apache-2.0

/// Makes a document of any `Encodable` value. Members stand in the order in which the value encodes
/// them, and an optional without a value is null, so that a document always has all its keys.
struct JSONValueEncoder: Encoder {
  /// A place in the document that is being made; containers within one another share their places.
  fileprivate final class Target {
    enum Content {
      case scalar(JSONValue)
      case members([(key: String, target: Target)])
      case elements([Target])
    }

    var content = Content.scalar(.null)

    var value: JSONValue {
      switch content {
      case .scalar(let value): return value
      case .elements(let elements): return .array(elements.map(\.value))
      case .members(let members):
        var object = JSONObject()
        for member in members { object.append(member.key, member.target.value) }
        return .object(object)
      }
    }

    /// The place of a new member.
    func member(_ key: String) -> Target {
      let target = Target()
      guard case .members(var members) = content else { return target }
      content = .members([])
      members.append((key, target))
      content = .members(members)
      return target
    }

    /// The place of a new element.
    func element() -> Target {
      let target = Target()
      guard case .elements(var elements) = content else { return target }
      content = .elements([])
      elements.append(target)
      content = .elements(elements)
      return target
    }
  }

  fileprivate var target = Target()
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

  /// The members of an object. Several containers of one object add to the same.
  private struct Members<Key: CodingKey>: KeyedEncodingContainerProtocol {
    let target: Target
    let codingPath: [any CodingKey]

    init(target: Target, codingPath: [any CodingKey]) {
      self.target = target
      self.codingPath = codingPath
      if case .members = target.content { return }
      target.content = .members([])
    }

    private func encoder(of key: any CodingKey) -> JSONValueEncoder {
      JSONValueEncoder(target: target.member(key.stringValue), codingPath: codingPath + [key])
    }

    func encodeNil(forKey key: Key) { _ = encoder(of: key) }

    func encode<Value: Encodable>(_ value: Value, forKey key: Key) throws {
      let place = encoder(of: key)
      place.target.content = .scalar(try document(value, at: place.codingPath))
    }

    private func encodeOrNull<Value: Encodable>(_ value: Value?, _ key: Key) throws {
      guard let value else { return encodeNil(forKey: key) }
      try encode(value, forKey: key)
    }

    func encodeIfPresent<Value: Encodable>(_ value: Value?, forKey key: Key) throws {
      try encodeOrNull(value, key)
    }

    // Beside the one for all types: the protocol's own ones for these leave the member out.

    func encodeIfPresent(_ value: Bool?, forKey key: Key) throws {
      try encodeOrNull(value, key)
    }

    func encodeIfPresent(_ value: String?, forKey key: Key) throws {
      try encodeOrNull(value, key)
    }

    func encodeIfPresent(_ value: Double?, forKey key: Key) throws {
      try encodeOrNull(value, key)
    }

    func encodeIfPresent(_ value: Int?, forKey key: Key) throws {
      try encodeOrNull(value, key)
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type, forKey key: Key
    ) -> KeyedEncodingContainer<Nested> {
      encoder(of: key).container(keyedBy: type)
    }

    func nestedUnkeyedContainer(forKey key: Key) -> any UnkeyedEncodingContainer {
      encoder(of: key).unkeyedContainer()
    }

    func superEncoder() -> any Encoder { encoder(of: SuperKey.super) }
    func superEncoder(forKey key: Key) -> any Encoder { encoder(of: key) }
  }

  /// The key of what a class inherits, where it names no other.
  private enum SuperKey: String, CodingKey { case `super` }

  /// The elements of an array. Several containers of one array add to the same.
  private struct Elements: UnkeyedEncodingContainer {
    let target: Target
    let codingPath: [any CodingKey]

    init(target: Target, codingPath: [any CodingKey]) {
      self.target = target
      self.codingPath = codingPath
      if case .elements = target.content { return }
      target.content = .elements([])
    }

    var count: Int {
      if case .elements(let elements) = target.content { elements.count } else { 0 }
    }

    private func encoder() -> JSONValueEncoder {
      JSONValueEncoder(target: target.element(), codingPath: codingPath)
    }

    func encodeNil() { _ = encoder() }

    func encode<Value: Encodable>(_ value: Value) throws {
      encoder().target.content = .scalar(try document(value, at: codingPath))
    }

    func nestedContainer<Nested: CodingKey>(
      keyedBy type: Nested.Type
    ) -> KeyedEncodingContainer<Nested> {
      encoder().container(keyedBy: type)
    }

    func nestedUnkeyedContainer() -> any UnkeyedEncodingContainer { encoder().unkeyedContainer() }

    func superEncoder() -> any Encoder { encoder() }
  }

  /// A value by itself.
  private struct Scalar: SingleValueEncodingContainer {
    let target: Target
    let codingPath: [any CodingKey]

    func encodeNil() { target.content = .scalar(.null) }

    func encode<Value: Encodable>(_ value: Value) throws {
      target.content = .scalar(try document(value, at: codingPath))
    }
  }
}
