// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import CommandOptions
import RuleEngine
import Testing

@Suite struct FindingOutputTests {
  private func words(_ line: String) -> [String] { line.split(separator: " ").map(String.init) }

  private func targets(_ line: String) throws -> [String] {
    try FindingOutputOptions.parse(words(line)).targets()
      .map { "\($0.format.rawValue) > \($0.path ?? "standard output")" }
  }

  @Test(arguments: [
    ("", ["full > standard output"]), ("--format json", ["json > standard output"]),
    ("-o x.txt", ["full > x.txt"]), ("-o x.txt --format json", ["json > x.txt"]),
    ("-o sarif=x.sarif", ["sarif > x.sarif"]),
    ("-o sarif=x.sarif --format json", ["sarif > x.sarif", "json > standard output"]),
    ("-o sarif=x -o html=y", ["sarif > x", "html > y"]),
    ("-o sarif=x -o full", ["sarif > x", "full > standard output"]),
    ("-o -", ["full > standard output"]), ("-o json=-", ["json > standard output"]),
    ("-o json=", ["json > standard output"]), ("-o sarif=a=b", ["sarif > a=b"]),
    ("-o other=x", ["full > other=x"]),
    ("-o sarif=x -o plain.txt --format json", ["sarif > x", "json > plain.txt"]),
  ])
  func eachFormGoesWhereItIsSaid(line: String, wanted: [String]) throws {
    #expect(try targets(line) == wanted)
  }

  @Test(arguments: [
    ("-o a -o a", "`a`"), ("-o sarif=a -o json=a", "`a`"), ("-o full -o json=-", "standard output"),
    ("-o json --format full", "standard output"),
  ])
  func twoFormsDoNotGoToOnePlace(line: String, place: String) {
    let message = FindingOutputOptions.refusal(of: words(line))
    #expect(message.contains("two outputs go to \(place)"), "\(message)")
  }
}
