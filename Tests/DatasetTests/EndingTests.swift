// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Dataset

@Suite struct EndingTests {
  private func meant(_ shared: String, _ field: Field = .prompt, rows: Int = 10) -> String? {
    Ending.meant(in: Array(shared.utf8), rows: rows, by: FactRules.standard.endings(of: field))
      .map { String(decoding: $0, as: UTF8.self) }
  }

  /// What texts share by the nature of language is neither separator nor stop sequence.
  @Test(arguments: ["", "tive", ".", "?", "es.", "!\"", " is", " today", "a b c"])
  func endsOfWordsAndSentencesAreNone(_ shared: String) {
    #expect(meant(shared) == nil)
    #expect(meant(shared, .completion) == nil)
  }

  @Test(arguments: [
    ("is it ->", " ->"), (". Answer:", " Answer:"), ("x\nAd:", "\nAd:"), ("one {q}", " {q}"),
    ("é ~", " ~"), ("text\n\n###\n\n", "\n\n###\n\n"), (". END", nil),
  ])
  func symbolsAndLineBreaksAreMeant(_ shared: String, _ expected: String?) {
    #expect(meant(shared) == expected)
  }

  @Test func eachFieldHasEndingsOfItsOwn() {
    #expect(meant(". END", .completion) == " END")
    #expect(meant("x SEP") == " SEP" && meant("x SEP", .completion) == nil)
    #expect(meant("x STOP", .completion) == " STOP")
  }

  @Test func veryFewRowsTellOnlyWhatIsKnown() {
    #expect(meant("x ~", rows: 2) == nil)
    #expect(meant("x ~", rows: 3) == " ~")
    #expect(meant("x ->", rows: 1) == " ->")
  }

  @Test func aCapitalOrSymbolMustFollowASpace() {
    #expect(meant("a b:") == ":")
    #expect(meant("a B:") == " B:")
    #expect(meant("a [:") == " [:" || meant("a [:") == "[:")
  }

  @Test(arguments: [
    ("", true), (" ->", true), (" -> ->", true), ("\n\n###\n\n ", true), ("x ->", false),
    ("-", false),
    (" =~", true),
  ])
  func isAllOfAText(_ text: String, _ expected: Bool) {
    let own = Ending(bytes: Array(" =~".utf8), rows: 1, total: 1)
    #expect(
      Array(text.utf8).withUnsafeBufferPointer {
        Ending.isAll(of: $0, own, by: FactRules.standard.separator)
      } == expected)
  }
}

@Suite struct EndingSearchTests {
  private func survey(_ texts: [String], _ field: Field = .prompt) -> EndingSurvey {
    var survey = EndingSurvey(field)
    for var text in texts { text.withUTF8 { survey.add($0) } }
    return survey
  }

  private func ending(_ prompts: [String], wanted: String? = nil) -> Ending? {
    let search = EndingSearch(
      prompt: survey(prompts), completion: survey([], .completion), separator: wanted)
    var count = search.count
    for var text in prompts where !count.isEmpty {
      text.withUTF8 { count.add(prompt: $0, completion: Bytes(start: nil, count: 0)) }
    }
    return search.endings(count).separator
  }

  @Test func fourFifthsOfTheRowsAreEnough() {
    let with = (0..<8).map { "question \($0) ~~" }
    let found = ending(with + ["one", "two"])
    #expect(found == Ending(bytes: Array(" ~~".utf8), rows: 8, total: 10))
    #expect(ending(with + ["one", "two", "three"]) == nil)
  }

  @Test func blankTextsDoNotCount() {
    #expect(ending(["a ->", "", " \n", "b ->"])?.total == 2)
    #expect(survey(["a", " ", ""]).blank == 2)
    #expect(ending([]) == nil && ending(["", " "]) == nil)
  }

  @Test func aLineOfNearlyAllWinsOverASymbolOfAll() {
    let lines = (0..<20).map { "\($0)" + ($0 == 3 ? "\nagent :" : "\nAgent:") }
    #expect(ending(lines)?.text == "\nAgent:")
    let fewer = (0..<20).map { "\($0)" + ($0 < 3 ? "\nagent :" : "\nAgent:") }
    #expect(ending(fewer)?.text == ":")
  }

  @Test func theUsersEndingCountsFromTheFirstRow() {
    #expect(ending(["a is", "b", "c"], wanted: " is")?.rows == 1)
    #expect(ending(["a ->", "b ->"], wanted: " is") == nil)
  }

  private func stop(_ completions: [String], areLabels: Bool = false) -> String? {
    let search = EndingSearch(
      prompt: survey([]), completion: survey(completions, .completion), areLabels: areLabels)
    return search.endings(search.count).stop?.text
  }

  /// Row 4: a full stop ends a completion where each is one sentence, and is a part of longer texts.
  @Test(
    arguments: [
      ([" A lamp.", " A chair for two.", " It is new."], "."),
      ([" 電燈。", " 椅子。", " 新的。"], "。"),
      ([" Dr. Lee sells it.", " A lamp.", " It is new."], nil),
      ([" It costs 3.50 euros.", " A lamp.", " It is new."], nil),
      ([" A lamp...", " A chair.", " It is new."], nil),
      ([" A lamp.", " A chair!", " It is new."], nil),
      ([" A lamp. ", " A chair.", " It is new."], nil),
      ([" A lamp.", " A chair."], nil),
      ([" A lamp. END", " A chair. END", " It is new. END"], " END"),
    ] as [([String], String?)])
  func aFullStopOfSentencesIsAStop(completions: [String], expected: String?) {
    #expect(stop(completions) == expected)
    #expect(stop(completions, areLabels: true) == (expected == " END" ? expected : nil))
  }

  @Test func aSentenceMarkIsNeverASeparatorNorProposed() {
    #expect(ending(["a lamp.", "a chair.", "it is new."]) == nil)
    let found = survey([" A lamp.", " A chair!"], .completion).candidates
    #expect(found.proposal == Array(" END".utf8) && found.onlyAtEnd == [])
  }

  @Test func anEndingOfAllNeedsNoSecondLook() {
    let search = EndingSearch(
      prompt: survey(["a ->", "b ->", "c ->"]), completion: survey([" x", " y"], .completion))
    #expect(search.count.isEmpty)
    #expect(search.endings(search.count).separator?.rows == 3)
    #expect(search.endings(search.count).stop == nil)
  }

  @Test func countsOfHalvesMerge() {
    var left = EndingCount(
      prompt: [Array("b".utf8)], completion: [Array("x".utf8), Array("y".utf8)])
    var right = left
    func add(_ prompt: String, _ completion: String, to count: inout EndingCount) {
      var (prompt, completion) = (prompt, completion)
      prompt.withUTF8 { text in completion.withUTF8 { count.add(prompt: text, completion: $0) } }
    }
    add("ab", "x", to: &left)
    add("a", "y", to: &left)
    add("b", "xy", to: &right)
    left.merge(right)
    #expect(left.promptCounts == [2] && left.completionCounts == [1, 2])
  }
}
