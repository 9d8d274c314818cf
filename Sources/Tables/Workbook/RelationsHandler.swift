// SPDX-License-Identifier: Apache-2.0

/// Reads a `.rels` part.
struct RelationsHandler: XMLEvents {
  struct Relation {
    var id: String
    var type: String
    var target: String
  }

  private(set) var relations: [Relation] = []
  private let folder: String

  init(folder: String) {
    self.folder = folder
  }

  mutating func start(_ element: XMLElement) {
    guard element.localName == "Relationship", let target = element.attribute("Target") else {
      return
    }
    relations.append(
      Relation(
        id: element.attribute("Id") ?? "", type: element.attribute("Type") ?? "",
        target: absolute(target)))
  }

  /// `worksheets/sheet1.xml` and `/xl/worksheets/sheet1.xml` and `../x.xml` occur.
  private func absolute(_ target: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder.split(separator: "/")
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }

  mutating func end(_ element: XMLElement) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}
}
