// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import RuleEngine

@Suite struct FilePatternTests {
  @Test(arguments: [
    ("*.csv", "a.csv", true), ("*.csv", "deep/er/a.csv", true), ("*.csv", "a.csv.gz", false),
    ("data/*.csv", "data/a.csv", true), ("data/*.csv", "data/b/a.csv", false),
    ("data/*.csv", "x/data/a.csv", false), ("data/**/*.csv", "data/a.csv", true),
    ("data/**/*.csv", "data/b/c/a.csv", true), ("data/**", "data/b/c", true),
    ("**", "anything/at/all", true), ("part-?.jsonl", "part-7.jsonl", true),
    ("part-[0-3].jsonl", "part-4.jsonl", false), ("part-[!0-3].jsonl", "part-4.jsonl", true),
    ("[", "[", true), ("a*b*c", "aXbYbZc", true), ("a*b*c", "aXbYbZ", false),
    ("/a.csv", "a.csv", true),
    ("/a.csv", "b/a.csv", false), ("./a.csv", "a.csv", true), ("[z-a]", "m", false),
  ])
  func matches(_ pattern: String, _ path: String, _ expected: Bool) {
    #expect(FilePattern(pattern).matches(path) == expected)
  }

  /// In exponential time this test would not end.
  @Test func takesNoExponentialTime() {
    let pattern = FilePattern(String(repeating: "*a", count: 30) + "b")
    #expect(!pattern.matches(String(repeating: "a", count: 5000)))
  }
}
