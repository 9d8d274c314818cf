// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

/// What `assay fix --profile openai` says about files that the original tool harms without a word, or
/// dies of. The cases are those whose files are compared byte for byte elsewhere.
@Suite struct SilentHarmTests {
  /// The codes of the warnings, by case.
  private static let warnings: [String: [String]] = [
    "a02": ["PREP002", "PREP007"], "a03": ["PREP002"], "a12": ["PREP007", "CSV001"],
    "a13": ["PREP001"], "a14": ["COL005", "COL008"], "a15": ["COL005"], "a26": ["CSV003"],
    "a27": ["PREP003"], "b16": ["PREP004"], "b17": ["PREP004"], "b18": ["PREP005"],
    "b19": ["PREP005", "SEP005"], "b20": ["PREP005"], "b25": ["JSON003"], "b31": ["JSON001"],
    "c02": ["PREP008"], "c03": ["PREP007", "PREP008"], "c08": ["ROW006"], "c14": ["PREP014"],
    "c16": ["PREP014"], "c17": ["PREP013"], "c26": ["SEP006"], "c27": ["SEP006"],
    "c29": ["WSP003"], "c41": ["SEP005", "PREP012", "PREP012"], "c42": ["ROW002"],
    "c43": ["ROW003"], "c44": ["PREP007"], "c46": ["SPL004", "CLS004"],
    "d02": ["XLS006", "XLS006", "XLS008", "XLS003", "XLS003"], "d03": ["XLS001"],
    "d08": ["PREP002", "PREP007"], "d09": ["PREP002", "PREP007", "XLS004"], "e03": ["IO003"],
    "e05": ["CSV004"], "f01": ["PREP001", "PREP007", "PREP009"], "f03": ["CSV003"],
    "f09": ["PREP001", "PREP015", "SPL004"], "f15": ["COL005"], "g02": ["JSON001"],
    "g03": ["PREP006"], "g04": ["PREP004", "PREP005"], "g09": ["PREP006"], "g16": ["PREP005"],
    "g24": ["PREP005", "JSON001"], "h03": ["PREP014"], "i07": ["PREP002", "PREP007"],
    "i17": ["WSP003"], "i26": ["PREP013"], "i27": ["PREP013"], "j01": ["ROW006"],
    "j04": ["SPL004"], "j05": ["PREP007", "IO004"], "j07": ["PREP001", "PREP007", "PREP009"],
    "j10": ["PREP001"], "l02": ["SEP005", "PREP013"], "l03": ["SEP005"],
    "m01": ["PREP012", "PREP010"],
    // Nothing is harmed here.
    "a01": [], "a04": [], "a07": [], "a10": [], "b04": [], "b12": [], "b30": [], "c04": [],
    "c10": [], "c30": [], "d01": [], "h07": [], "j08": [],
  ]

  private static func cases(_ isMeant: (OriginalCase) -> Bool) throws -> [OriginalCase] {
    try OriginalCase.all().filter(isMeant)
  }

  private func prepare(_ original: OriginalCase) throws -> (BuiltBinary.Outcome, [String]) {
    let folder = try TemporaryFolder()
    try folder.write(original.data, to: original.name)
    let outcome = try BuiltBinary.run(
      ["fix", "--profile", "openai", "--yes", original.name], in: folder.url)
    return (outcome, try folder.names)
  }

  @Test(arguments: try cases { warnings[$0.id] != nil })
  func warnsByTheRuleThatSaysSo(_ original: OriginalCase) throws {
    let outcome = try prepare(original).0
    #expect(outcome.status == 0)
    let codes = outcome.errors.matches(of: /: ([A-Z]+[0-9]{3}) (error|warning|info):/).map {
      String($0.1)
    }
    #expect(codes == Self.warnings[original.id], "\(outcome.errors)")
  }

  /// Where the original dies with a traceback, or refuses the file: one message, and no file.
  @Test(arguments: try cases { $0.outcome != "ok" })
  func stopsWithAMessage(_ original: OriginalCase) throws {
    let (outcome, names) = try prepare(original)
    #expect(outcome.status == 2 && outcome.output == "")
    let messages = outcome.errors.split(separator: "\n").filter { $0.hasPrefix("error: ") }
    #expect(messages.count == 1 && messages[0].hasPrefix("error: \(original.name)"))
    #expect(names == [original.name])
  }

  /// Messages name characters of every script whatever the terminal's encoding.
  @Test func copesWithATerminalOfAnotherEncoding() throws {
    let folder = try TemporaryFolder()
    try folder.write("prompt,completion\nпривет a,x1\nпривет b,x2\nпривет c,x3\n", to: "t.csv")
    let outcome = try BuiltBinary.run(
      ["fix", "--profile", "openai", "--yes", "t.csv"], in: folder.url,
      environment: ["LC_ALL": "C", "PYTHONIOENCODING": "ascii"])
    #expect(outcome.status == 0 && outcome.output == "t_prepared.jsonl\n")
  }

  @Test func refusesFoldersAndStandardInput() throws {
    let folder = try TemporaryFolder()
    try FileManager.default.createDirectory(
      at: folder.url.appending(path: "d.csv"), withIntermediateDirectories: true)
    for name in ["d.csv", "/dev/stdin"] {
      let outcome = try BuiltBinary.run(
        ["fix", "--profile", "openai", "--yes", name], in: folder.url)
      #expect(outcome.status == 2 && outcome.errors.hasPrefix("error: \(name): "))
    }
  }
}
