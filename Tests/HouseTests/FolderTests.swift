// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Testing

/// The folders of a room: their arrows have no circle, and no room is crowded.
@Suite struct FolderTests {
  private static let mostFiles = 90
  private let rooms: [String]
  private let scans: [String: [(path: String, scan: SourceScan)]]

  init() throws {
    rooms = try HouseMap().rooms
    var scans: [String: [(String, SourceScan)]] = [:]
    for room in rooms {
      scans[room] = try Checkout.files(below: "Sources/\(room)", endingIn: ".swift")
        .map { ($0, SourceScan(try Checkout.text(of: "Sources/\(room)/\($0)"))) }
    }
    self.scans = scans
  }

  @Test func noRoomIsCrowded() {
    for room in rooms {
      let count = scans[room]?.count ?? 0
      #expect(count <= Self.mostFiles, "\(room) has \(count) files")
    }
  }

  /// A folder leans on another when it uses a type that is declared there. Files beside the folders
  /// are a folder of their own.
  @Test func foldersHaveNoCircle() {
    for room in rooms {
      let files = scans[room] ?? []
      var home: [String: Set<String>] = [:]
      for file in files {
        for name in file.scan.declared { home[name, default: []].insert(folder(of: file.path)) }
      }
      var arrows: [String: [String: String]] = [:]
      for file in files {
        let own = folder(of: file.path)
        for name in file.scan.used {
          guard let there = home[name], !there.contains(own) else { continue }
          for other in there { arrows[own, default: [:]][other] = "\(name) in \(file.path)" }
        }
      }
      for start in arrows.keys {
        let path = circle(from: start, arrows)
        #expect(path == nil, "\(room): \(path ?? "")")
      }
    }
  }

  /// Two types of one name in two rooms are one idea in two places, or two ideas with one name.
  @Test func typeNamesStandOnce() {
    var home: [String: Set<String>] = [:]
    for room in rooms {
      for file in scans[room] ?? [] {
        for name in file.scan.declared { home[name, default: []].insert(room) }
      }
    }
    for (name, rooms) in home { #expect(rooms.count == 1, "\(name) stands in \(rooms)") }
  }

  private func folder(of path: String) -> String {
    path.contains("/") ? String(path.split(separator: "/")[0]) : "."
  }

  /// How one comes back to a folder, if one does.
  private func circle(from start: String, _ arrows: [String: [String: String]]) -> String? {
    var trails: [(folder: String, trail: String)] = [(start, start)]
    var seen: Set<String> = []
    while let (folder, trail) = trails.popLast() {
      for (next, why) in arrows[folder] ?? [:] {
        let longer = "\(trail) -> \(next) (\(why))"
        if next == start { return longer }
        if seen.insert(next).inserted { trails.append((next, longer)) }
      }
    }
    return nil
  }
}
