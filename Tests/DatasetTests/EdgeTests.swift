// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@testable import Dataset

@Suite struct CommonEdgesTests {
  private func edges(_ texts: [String]) -> CommonEdges {
    var edges = CommonEdges()
    for var text in texts { text.withUTF8 { edges.add($0) } }
    return edges
  }

  @Test func whatAllShareIsKept() {
    let edges = edges(["Say: one ->", "Say: two ->", "Say: ten ->"])
    #expect(edges.count == 3)
    #expect(edges.prefix == Array("Say: ".utf8) && edges.suffix == Array(" ->".utf8))
  }

  @Test func aSingleTextIsItsOwnEdge() {
    #expect(
      edges(["abc"]).prefix == Array("abc".utf8) && edges(["abc"]).suffix == Array("abc".utf8))
    let long = edges([String(repeating: "x", count: 600)])
    #expect(long.prefix.count == CommonEdges.limit && long.suffix.count == CommonEdges.limit)
  }

  @Test func nothingInCommonIsNothing() {
    #expect(edges(["ab", "cd"]).prefix.isEmpty && edges(["ab", "cd"]).suffix.isEmpty)
    #expect(edges(["ab", ""]).prefix.isEmpty)
  }

  @Test(arguments: 0...4)
  func halvesMerge(_ cut: Int) {
    let texts = ["on a b off", "on c off", "on off", "on d off"]
    var left = edges(Array(texts[..<cut]))
    left.merge(edges(Array(texts[cut...])))
    let whole = edges(texts)
    #expect(left.count == 4 && left.prefix == whole.prefix && left.suffix == whole.suffix)
  }
}

@Suite struct MajorityEndingsTests {
  private func endings(_ texts: [String]) -> MajorityEndings {
    var endings = MajorityEndings()
    for var text in texts { text.withUTF8 { endings.add($0) } }
    return endings
  }

  /// An ending of four fifths is found whatever the order and however the rows are halved.
  @Test(arguments: 0..<20)
  func anEndingOfMostTextsIsACandidate(_ seed: UInt64) {
    var generator = SeededGenerator(seed: seed)
    let total = 20 + generator.next(below: 300)
    let few = total / 5
    let texts = (0..<total).map { $0 < few ? "text \($0)" : "\($0)\n\n###\n\n" }
      .shuffled(using: &generator)
    let cut = generator.next(below: total)
    var left = endings(Array(texts[..<cut]))
    left.merge(endings(Array(texts[cut...])))
    #expect(left.candidates(sharedBy: 0.8).contains(Array("\n\n###\n\n".utf8)))
  }

  @Test func theLongestComesFirstAndNoneIsLonger() {
    let found = endings((0..<10).map { "\($0)" + String(repeating: "ab", count: 20) })
      .candidates(sharedBy: 0.8)
    #expect(found.first?.count == MajorityEndings.longest)
    #expect(found.map(\.count) == Array((1...MajorityEndings.longest).reversed()))
  }

  /// Each byte of a long ending is the one of its own place.
  @Test func longEndingsAreFoundByteByByte() {
    let ending = "abcdefghijklmnopqrstuvwx"
    let found = endings((0..<10).map { "\($0)" + ending }).candidates(sharedBy: 0.8)
    #expect(found.first == Array(ending.utf8))
    #expect(found.last == Array("x".utf8))
  }

  /// Six of ten agree, which is less than the votes of an ending that nine in ten share.
  @Test func anEndingOfTooFewTextsIsNone() {
    let few = endings((0..<10).map { $0 < 6 ? "\($0) x" : "\($0)" })
    #expect(few.candidates(sharedBy: 0.9).isEmpty)
    let most = endings((0..<10).map { $0 < 9 ? "\($0) x" : "\($0)" })
    #expect(most.candidates(sharedBy: 0.9).first == Array(" x".utf8))
  }

  @Test func shortTextsEndWhereTheyStart() {
    #expect(endings(["x", "x", "x"]).candidates(sharedBy: 0.8) == [Array("x".utf8)])
    #expect(endings((0..<10).map { "\($0)" }).candidates(sharedBy: 0.8).isEmpty)
  }
}

@Suite struct CandidateSetTests {
  private func proposal(_ texts: [String], _ field: Field) -> String {
    var set = CandidateSet(FactRules.standard.endings(of: field))
    for var text in texts { text.withUTF8 { set.add($0) } }
    return String(decoding: set.proposal, as: UTF8.self)
  }

  @Test func theFirstThatNoTextHoldsIsProposed() {
    #expect(proposal(["a", "b"], .prompt) == " ->")
    #expect(proposal(["a -> b", "b"], .prompt) == "\n\n###\n\n")
    #expect(proposal(["a\nb", "THE END of it"], .completion) == "***")
    // Texts of several lines end in a line of their own.
    #expect(proposal(["a\nb", "c\nd", "e"], .prompt) == "\n\n###\n\n")
    #expect(proposal(["a\nb", "c\n", "e\n"], .prompt) == " ->")
    #expect(proposal(["a\nb\u{200B}->", "c\nd"], .prompt) == " ->")
    #expect(proposal(["a\nb\n\n###\n\nc", "c\nd"], .prompt) == "\n\n===\n\n")
  }

  /// Short texts are looked at byte by byte, and longer ones mark by mark: to the same end.
  @Test(arguments: [9, 31, 32, 33, 200]) func textsOfAnyLengthAreSeen(length: Int) {
    let start = String(repeating: "x", count: length - 9)
    #expect(proposal([start + " END of i", "b"], .completion) == "\n")
    #expect(proposal([start + "12345 END", "b"], .completion) == " END")
    #expect(proposal([start + " -> of it", "b"], .prompt) == "\n\n###\n\n")
    #expect(proposal([start + "123456 ->", "b"], .prompt) == " ->")
    #expect(proposal([start + "1\n\n---\n\n2", "b -> c"], .prompt) == "\n\n###\n\n")
    #expect(proposal([start + "1\n\n---\n\n", "b -> c"], .prompt) == "\n\n---\n\n")
  }

  @Test func oneThatATenthEndsWithIsPreferred() {
    let texts = (0..<10).map { "text \($0)" }
    #expect(proposal(texts.dropLast() + ["x\n\n---\n\n"], .prompt) == "\n\n---\n\n")
    // One of eleven is less than a tenth; what some text holds is not proposed anew.
    #expect(proposal(texts + ["x\n\n---\n\n"], .prompt) == " ->")
    // Of two that as many texts end with, the first.
    #expect(proposal(["a\n\n---\n\n", "b\n\n###\n\n"], .prompt) == "\n\n###\n\n")
    #expect(
      proposal(["a\n\n---\n\n", "b\n\n###\n\n", "c\n\n---\n\n"], .prompt) == "\n\n---\n\n")
  }

  /// Zero-width characters hide an ending from those who read bytes, and not from people.
  @Test func whatZeroWidthCharactersPartIsAnEnding() {
    let texts = ["x abc \u{200B}->", "y\n\n===\n\n", "z abc \u{2060}->", "w \u{FEFF}->"]
    #expect(proposal(texts, .prompt) == " ->")
    var set = CandidateSet(FactRules.standard.separator)
    for var text in texts { text.withUTF8 { set.add($0) } }
    #expect(set.onlyAtEnd.contains(Array(" ->".utf8)))
  }

  @Test func theLastIsForTextsThatHoldAll() {
    let rules = FactRules.standard.separator
    let all = rules.proposals.map { "a\($0)b" }
    #expect(proposal(all, .prompt) == rules.last)
  }

  @Test func onlyAtEndKnowsWhatIsNoText() {
    var left = CandidateSet(FactRules.standard.separator)
    var right = left
    for var text in ["a ->", "b -> c", "x\n\n###\n\n"] { text.withUTF8 { left.add($0) } }
    for var text in ["y\n\n###\n\n "] { text.withUTF8 { right.add($0) } }
    left.merge(right)
    #expect(left.onlyAtEnd == [Array("\n\n###\n\n".utf8)])
  }
}
