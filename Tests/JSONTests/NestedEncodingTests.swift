// SPDX-License-Identifier: Apache-2.0

import JSON
import Testing

/// Values that write containers within containers by themselves.
@Suite struct NestedEncodingTests {
  private enum Key: String, CodingKey { case name, inner, list, base }

  private struct Nested: Encodable {
    func encode(to encoder: any Encoder) throws {
      var outer = encoder.container(keyedBy: Key.self)
      try outer.encode("a", forKey: .name)
      var inner = outer.nestedContainer(keyedBy: Key.self, forKey: .inner)
      try inner.encode(1, forKey: .name)
      try inner.encodeNil(forKey: .base)
      var list = outer.nestedUnkeyedContainer(forKey: .list)
      try list.encode(true)
      var element = list.nestedContainer(keyedBy: Key.self)
      try element.encode(2.5, forKey: .name)
      var deeper = list.nestedUnkeyedContainer()
      try deeper.encode("x")
      try deeper.encodeNil()
      #expect(list.count == 3 && deeper.count == 2)
      try inner.encode("later", forKey: .list)
    }
  }

  @Test func whatIsWrittenInsideIsKept() throws {
    #expect(
      try JSONValue(encoding: Nested()) == [
        "name": "a", "inner": ["name": 1, "base": nil, "list": "later"],
        "list": [true, ["name": 2.5], ["x", nil]],
      ])
  }

  private class Base: Encodable {
    let name = "base"
  }

  private final class Derived: Base {
    enum Key: String, CodingKey { case own, base }
    let key: Key?

    init(_ key: Key?) { self.key = key }

    override func encode(to encoder: any Encoder) throws {
      var container = encoder.container(keyedBy: Key.self)
      try container.encode(7, forKey: .own)
      try super.encode(
        to: key.map { container.superEncoder(forKey: $0) } ?? container.superEncoder())
    }
  }

  @Test func whatAClassInheritsStandsUnderAKeyOfItsOwn() throws {
    #expect(try JSONValue(encoding: Derived(nil)) == ["own": 7, "super": ["name": "base"]])
    #expect(try JSONValue(encoding: Derived(.base)) == ["own": 7, "base": ["name": "base"]])
  }

  private struct Twice: Encodable {
    func encode(to encoder: any Encoder) throws {
      var one = encoder.container(keyedBy: Key.self)
      try one.encode(1, forKey: .name)
      var other = encoder.container(keyedBy: Key.self)
      try other.encode(2, forKey: .inner)
    }
  }

  private struct TwiceInAList: Encodable {
    func encode(to encoder: any Encoder) throws {
      var one = encoder.unkeyedContainer()
      try one.encode(1)
      var other = encoder.unkeyedContainer()
      try other.encode(2)
      try Base().encode(to: other.superEncoder())
    }
  }

  @Test func severalContainersOfOneValueAddToTheSame() throws {
    #expect(try JSONValue(encoding: Twice()) == ["name": 1, "inner": 2])
    #expect(try JSONValue(encoding: TwiceInAList()) == [1, 2, ["name": "base"]])
  }
}
