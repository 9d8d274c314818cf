// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import RuleEngine
import Workflows

@testable import Scale

/// All phases of a lint, one after another, with the grouping that an engine does.
struct ScaledLint {
  let folder: TemporaryFolder
  let shards: [String]
  var options = CheckOptions()
  var version = "1.2.3"

  func run() throws -> LintReport {
    try survey()
    var whole = try merge()
    if whole.needsSurvey {
      try write(whole, "form")
      try survey(again: whole)
      whole = try merge()
    }
    try write(whole, "profile")
    try writeVerdicts(whole)
    return try finish()
  }

  /// The phases after the verdicts.
  func finish() throws -> LintReport {
    var whole = try profile("profile")
    for number in shards.indices {
      let look = try ShardLook(
        number, of: whole, by: phase(), verdicts: path("verdicts", number))
      try write(look, "look\(number)")
    }
    whole = try whole.settled(paths("look"), by: phase())
    try write(whole, "settled")
    for number in shards.indices {
      try write(ShardSketches(number, of: profile("settled"), by: phase()), "sketches\(number)")
    }
    whole = try whole.compared(paths("look"), sketches: paths("sketches"), by: phase())
    try write(whole, "compared")
    for number in shards.indices.reversed() {
      let findings = try ShardFindings(
        number, of: profile("compared"), by: phase(), verdicts: path("verdicts", number))
      try write(findings, "findings\(number)")
    }
    return try profile("compared").report(paths("findings").reversed(), by: phase()).report
  }

  func survey(again whole: WholeSurvey? = nil) throws {
    for (number, shard) in shards.enumerated() {
      let survey = try ShardSurvey(
        DataShard(number: number, path: shard), by: phase(), again: whole,
        keys: path("keys", number))
      try write(survey, "survey\(number)")
    }
  }

  func merge() throws -> WholeSurvey {
    try WholeSurvey(merging: paths("survey").reversed(), count: shards.count, by: phase())
  }

  /// What an engine does: rows are grouped by their keys.
  func writeVerdicts(_ whole: WholeSurvey) throws {
    let facts = try whole.keyFacts(phase())
    var first: [String: (pair: String, bare: String, row: Int)] = [:]
    var pairs: Set<String> = []
    var normals: Set<String> = []
    var verdicts = [Set<String>](repeating: [], count: shards.count)
    func note(_ letter: String, _ row: Int) {
      verdicts[row >> 40].insert("\(letter) \(row & (1 << 40 - 1))")
    }
    for number in shards.indices {
      let text = try String(contentsOfFile: path("keys", number), encoding: .utf8)
      for line in text.split(separator: "\n") {
        let keys = line.split(separator: "\t").map(String.init)
        let (pair, row) = (keys[0] + " " + keys[1], Int(keys[5]) ?? 0)
        let isNew = pairs.insert(pair).inserted
        if !isNew { note("R", row) }
        if !normals.insert(keys[3]).inserted, isNew { note("N", row) }
        guard let other = first[keys[2]] else {
          first[keys[2]] = (pair, keys[4], row)
          continue
        }
        guard facts.conflicts, pair != other.pair, facts.sharesEdges || keys[4] != other.bare else {
          continue
        }
        note("C", row)
        note("C", other.row)
      }
    }
    for (number, lines) in verdicts.enumerated() {
      try folder.write(lines.sorted().map { $0 + "\n" }.joined(), to: "verdicts\(number)")
    }
  }

  func phase() throws -> PhaseRun {
    try PhaseRun(options, version: version, file: shards[0])
  }

  func profile(_ name: String) throws -> WholeSurvey {
    try WholeSurvey.read(folder.path(name), by: phase())
  }

  func write<Content: PhaseContent>(_ content: Content, _ name: String) throws {
    try PhaseFile(content, by: phase()).write(to: folder.path(name))
  }

  func path(_ name: String, _ number: Int) -> String { folder.path("\(name)\(number)") }

  func paths(_ name: String) -> [String] { shards.indices.map { path(name, $0) } }
}
