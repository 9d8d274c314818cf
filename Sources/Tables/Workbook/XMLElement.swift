// SPDX-License-Identifier: Apache-2.0

import Platform

/// A tag as it passes by; valid during the call only.
package struct XMLElement {
  /// Between the namespace and the local name.
  static let separator = UInt8(ascii: "|")

  private let name: UnsafePointer<CChar>
  private let localStart: Int
  private let attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>?

  init(
    name: UnsafePointer<CChar>, attributes: UnsafeMutablePointer<UnsafePointer<CChar>?>? = nil
  ) {
    self.name = name
    self.attributes = attributes
    localStart =
      strrchr(name, Int32(Self.separator)).map { $0 - UnsafeMutablePointer(mutating: name) + 1 }
      ?? 0
  }

  /// The name without its namespace.
  var localName: String { String(cString: name + localStart) }

  /// The value of the attribute of that name in whatever namespace.
  func attribute(local wanted: String) -> String? {
    guard let attributes else { return nil }
    var position = 0
    while let name = attributes[position], let value = attributes[position + 1] {
      let local = strrchr(name, Int32(Self.separator)).map { UnsafePointer($0) + 1 } ?? name
      if strcmp(local, wanted) == 0 { return String(cString: value) }
      position += 2
    }
    return nil
  }

  /// Whether the name without its namespace is `local`.
  package func hasLocalName(_ local: StaticString) -> Bool {
    local.withUTF8Buffer {
      strlen(name + localStart) == $0.count
        && memcmp(name + localStart, $0.baseAddress!, $0.count) == 0
    }
  }

  /// Whether the element is `local` in the namespace.
  package func matches(_ namespace: StaticString, _ local: StaticString) -> Bool {
    namespace.utf8CodeUnitCount + 1 == localStart && hasLocalName(local)
      && memcmp(name, namespace.utf8Start, namespace.utf8CodeUnitCount) == 0
  }

  /// The value of an attribute; one in a namespace is named `namespace|local`.
  package func attribute(_ wanted: String) -> String? {
    bytes(of: wanted).map { String(cString: $0) }
  }

  /// The value of an attribute as it stands.
  package func bytes(of wanted: String) -> UnsafePointer<CChar>? {
    guard let attributes else { return nil }
    var position = 0
    while let name = attributes[position], let value = attributes[position + 1] {
      if strcmp(name, wanted) == 0 { return value }
      position += 2
    }
    return nil
  }
}

/// What takes the parts of an XML document as they are read.
package protocol XMLEvents {
  mutating func start(_ element: XMLElement)
  mutating func end(_ element: XMLElement)
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>)
  /// Whether to stop reading here.
  var isDone: Bool { get }
}

extension XMLEvents {
  package var isDone: Bool { false }
}
