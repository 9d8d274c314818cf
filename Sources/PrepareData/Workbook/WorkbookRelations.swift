// SPDX-License-Identifier: Apache-2.0

import Tables

/// Reads where the parts are that a part refers to.
struct WorkbookRelations: XMLEvents {
  struct Relation {
    var type: String
    var target: String
  }

  private(set) var relations: [String: Relation] = [:]
  /// The folder that targets are relative to.
  private let folder: [Substring]

  /// - Parameter part: the part that refers to others.
  init(of part: String) {
    folder = part.split(separator: "/").dropLast()
  }

  /// The name of the entry with the relations of a part.
  static func entry(of part: String) -> String {
    let pieces = part.split(separator: "/")
    return (pieces.dropLast() + ["_rels", "\(pieces.last ?? "").rels"]).joined(separator: "/")
  }

  mutating func start(_ element: XMLElement) {
    guard element.hasLocalName("Relationship"), let id = element.attribute("Id"),
      let target = element.attribute("Target")
    else { return }
    relations[id] = Relation(
      type: element.attribute("Type") ?? "",
      target: element.attribute("TargetMode") == "External" ? target : resolved(target))
  }

  mutating func end(_ element: XMLElement) {}
  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {}

  private func resolved(_ target: String) -> String {
    if target.hasPrefix("/") { return String(target.dropFirst()) }
    var path = folder
    for piece in target.split(separator: "/") where piece != "." {
      if piece == ".." { _ = path.popLast() } else { path.append(piece) }
    }
    return path.joined(separator: "/")
  }
}
