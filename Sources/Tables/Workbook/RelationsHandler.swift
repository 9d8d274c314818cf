// SPDX-License-Identifier: Apache-2.0

/// Reads a `.rels` part: where the parts are that another part of a workbook refers to.
package struct RelationsHandler: XMLEvents {
  package struct Relation: Sendable, Equatable {
    package var id: String
    package var type: String
    /// The target as it stands: relative to the part's folder, from `/` on, or an address.
    package var target: String
    /// Whether the target is outside of the workbook.
    package var isExternal: Bool
  }

  package private(set) var relations: [Relation] = []
  /// The folder of the part that refers to others.
  private let folder: [Substring]

  /// - Parameter part: the part that refers to others; empty for the workbook as a whole.
  package init(of part: String) {
    folder = part.split(separator: "/").dropLast()
  }

  /// The name of the entry with the relations of a part.
  package static func entry(of part: String) -> String {
    let pieces = part.split(separator: "/")
    return (pieces.dropLast() + ["_rels", "\(pieces.last ?? "").rels"]).joined(separator: "/")
  }

  package mutating func start(_ element: XMLElement) {
    guard element.hasLocalName("Relationship"), let target = element.attribute("Target") else {
      return
    }
    relations.append(
      Relation(
        id: element.attribute("Id") ?? "", type: element.attribute("Type") ?? "", target: target,
        isExternal: element.attribute("TargetMode") == "External"))
  }

  package mutating func end(_ element: XMLElement) {}
  package mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  /// The entry that a target names: `worksheets/sheet1.xml` and `/xl/worksheets/sheet1.xml` and
  /// `../x.xml` occur.
  package func entry(named target: String) -> String {
    var parts = target.hasPrefix("/") ? [] : folder
    for part in target.split(separator: "/") where part != "." {
      if part == ".." { _ = parts.popLast() } else { parts.append(part) }
    }
    return parts.joined(separator: "/")
  }
}
