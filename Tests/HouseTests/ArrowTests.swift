// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// The arrows between rooms: what CONTRIBUTING.md draws is what Package.swift builds and what the
/// sources use, and every arrow points down.
@Suite struct ArrowTests {
  let map: HouseMap

  init() throws { map = try HouseMap() }

  @Test func theMapShowsEachRoomOnce() {
    #expect(map.drawn.map(\.room).sorted() == map.rooms)
    #expect(Set(map.built.keys).isSuperset(of: map.rooms))
  }

  /// The map names the nearest rooms; those that they lean on go without saying, as the ground does.
  @Test func theMapTellsTheArrowsOfThePackage() {
    for (room, drawn) in map.drawn where room != "assay" {
      let built = (map.built[room] ?? []).filter { map.rooms.contains($0) }
      #expect(drawn.isSubset(of: map.built[room] ?? []), "CONTRIBUTING.md: \(room)")
      #expect(reach(of: drawn).isSuperset(of: built), "CONTRIBUTING.md: \(room)")
    }
  }

  /// What can be come to from rooms, they and the ground included.
  private func reach(of rooms: Set<String>) -> Set<String> {
    var reached = rooms.union(["AssayCore", "Platform"])
    var open = Array(rooms)
    while let room = open.popLast() {
      for next in map.built[room] ?? [] where reached.insert(next).inserted { open.append(next) }
    }
    return reached
  }

  @Test func arrowsPointDown() {
    let floor = Dictionary(
      uniqueKeysWithValues: map.drawn.enumerated().map { ($0.element.room, $0.offset) })
    for (room, dependencies) in map.built {
      guard let own = floor[room] else { continue }
      for other in dependencies {
        if let below = floor[other] { #expect(below > own, "\(room) leans on \(other)") }
      }
    }
  }

  @Test func roomsUseWhatThePackageDeclaresAndNothingElse() throws {
    for room in map.rooms {
      var imported: Set<String> = []
      for file in Checkout.files(below: "Sources/\(room)", endingIn: ".swift") {
        imported.formUnion(SourceScan(try Checkout.text(of: "Sources/\(room)/\(file)")).imported)
      }
      let inHouse = imported.filter { map.rooms.contains($0) || HouseMap.isEdge($0) }
      let declared = (map.built[room] ?? []).filter {
        map.rooms.contains($0) || HouseMap.isEdge($0)
      }
      // All rooms may use the operating system, and need not.
      #expect(inHouse.isSubset(of: declared), "Package.swift: \(room)")
      #expect(declared.subtracting(inHouse).isSubset(of: ["Platform"]), "Package.swift: \(room)")
    }
  }

  @Test func theEdgeIsNamedInTheMap() throws {
    let text = try Checkout.text(of: "CONTRIBUTING.md")
    let folders = try FileManager.default
      .contentsOfDirectory(atPath: Checkout.root.appending(path: "Sources").path)
      .filter(HouseMap.isEdge)
    for folder in folders { #expect(text.contains("`\(folder)`"), "CONTRIBUTING.md: \(folder)") }
  }
}
