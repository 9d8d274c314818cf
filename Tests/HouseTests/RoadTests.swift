// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// The roads of CONTRIBUTING.md: what happens to a row, a step and a completion, file by file.
@Suite struct RoadTests {
  /// A part of a road: the files that it goes through in one room.
  private struct Stretch {
    let room: String
    let files: [String]
  }

  private let roads: [[Stretch]]

  init() throws {
    let text = try Checkout.text(of: "CONTRIBUTING.md")
    let start = try #require(text.range(of: "## The roads\n"))
    let end = try #require(text[start.upperBound...].range(of: "\n## "))
    let parts = text[start.upperBound..<end.lowerBound].split(separator: "```\n")
    roads = parts.enumerated().filter { $0.offset % 2 == 1 }.map { Self.road($0.element) }
  }

  private static func road(_ block: Substring) -> [Stretch] {
    block.split(separator: "\n").map { line in
      let room = line.prefix { $0 != " " }
      let files = line.dropFirst(room.count).split(separator: ",")
        .map { $0.trimmingCharacters(in: .whitespaces) }.filter { !$0.hasPrefix("or ") }
      return Stretch(room: String(room), files: files)
    }
  }

  @Test func roadsGoThroughFilesThatAreThere() {
    #expect(roads.count == 3)
    for stretch in roads.joined() {
      let suffixes = HouseMap.isEdge(stretch.room) ? [".c"] : [".swift"]
      let there = suffixes.flatMap { suffix in
        Checkout.files(below: "Sources/\(stretch.room)", endingIn: suffix)
          .map { String(($0.split(separator: "/").last ?? "").dropLast(suffix.count)) }
      }
      for file in stretch.files {
        #expect(there.contains(file), "\(file) is not in \(stretch.room)")
      }
    }
  }

  @Test func roadsAreShort() {
    for (road, most) in zip(roads, [25, 25, 18]) {
      let count = road.reduce(0) { $0 + $1.files.count }
      #expect(count <= most, "from \(road[0].room): \(count) files")
    }
  }

  /// Who crosses a border twice in one direction wanders to and fro.
  @Test func bordersAreCrossedOnce() {
    for road in roads {
      let borders = zip(road, road.dropFirst()).map { "\($0.room) -> \($1.room)" }
      #expect(Set(borders).count == borders.count, "\(borders)")
    }
  }
}
