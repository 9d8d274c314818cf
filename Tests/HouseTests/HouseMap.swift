// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation

/// The rooms as CONTRIBUTING.md draws them, as Package.swift builds them, and as they are.
struct HouseMap {
  /// The rooms of the map from the top down, each with those that it leans on.
  let drawn: [(room: String, leansOn: Set<String>)]
  /// The rooms of Package.swift with the rooms and C targets they depend on.
  let built: [String: Set<String>]
  /// The Swift folders below Sources/.
  let rooms: [String]

  init() throws {
    drawn = try Self.table(in: Checkout.text(of: "CONTRIBUTING.md"))
    built = try Self.targets(in: Checkout.text(of: "Package.swift"))
    rooms = try FileManager.default
      .contentsOfDirectory(atPath: Checkout.root.appending(path: "Sources").path)
      .filter { !Self.isEdge($0) && !$0.hasPrefix(".") }.sorted()
  }

  /// Whether a folder is of the C edge: `CZlib`, but not `Checks`.
  static func isEdge(_ name: String) -> Bool {
    name.hasPrefix("C") && name.dropFirst().first?.isUppercase == true
  }

  /// The rows of the first table whose head begins with `| room |`.
  private static func table(in text: String) -> [(String, Set<String>)] {
    text.split(separator: "\n", omittingEmptySubsequences: false)
      .drop { !$0.hasPrefix("| room |") }.dropFirst(2).prefix { $0.hasPrefix("|") }
      .map { row in
        let cells = row.split(separator: "|").map { $0.trimmingCharacters(in: .whitespaces) }
        return (names(in: cells[0]).first ?? cells[0], Set(names(in: cells[2])))
      }
  }

  /// The words between backticks.
  private static func names(in cell: String) -> [String] {
    cell.split(separator: "`", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }

  /// Each `room("Name", [...])`, which stands on the ground besides; the rooms of the ground; and the
  /// executable.
  private static func targets(in manifest: String) -> [String: Set<String>] {
    var found: [String: Set<String>] = ["AssayCore": []]
    for (call, besides) in [("room(", ["Platform"]), ("arget(", [])] {
      for start in manifest.ranges(of: call) {
        let rest = manifest[start.upperBound...]
        guard let name = names(quotedIn: rest.prefix { $0 != "[" }).first else { continue }
        if found[name] == nil { found[name] = Set(names(quotedIn: list(rest)) + besides) }
      }
    }
    return found
  }

  /// What stands between the first bracket and its partner, without the arguments of calls.
  private static func list(_ text: Substring) -> String {
    var depth = (brackets: 0, calls: 0)
    var content = ""
    for letter in text.drop(while: { $0 != "[" }) {
      if letter == "[" { depth.brackets += 1 }
      if letter == "]" { depth.brackets -= 1 }
      if depth.brackets == 0 { break }
      if letter == "(" { depth.calls += 1 }
      if letter == ")" { depth.calls -= 1 }
      if depth.calls == 0 { content.append(letter) }
    }
    return content
  }

  private static func names(quotedIn text: some StringProtocol) -> [String] {
    text.split(separator: "\"", omittingEmptySubsequences: false).enumerated()
      .filter { $0.offset % 2 == 1 }.map { String($0.element) }
  }
}
