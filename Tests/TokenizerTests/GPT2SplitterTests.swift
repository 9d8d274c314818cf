// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@testable import Tokenizer

@Suite struct GPT2SplitterTests {
  private func words(of bytes: [UInt8]) -> [[UInt8]] {
    bytes.withUnsafeBufferPointer { buffer in
      guard var position = buffer.baseAddress else { return [] }
      let end = position + buffer.count
      var words: [[UInt8]] = []
      while position < end {
        let stop = GPT2Splitter().wordEnd(from: position, end: end)
        words.append(Array(UnsafeBufferPointer(start: position, count: stop - position)))
        position = stop
      }
      return words
    }
  }

  private func words(_ text: String) -> [String] {
    words(of: Array(text.utf8)).map { String(decoding: $0, as: UTF8.self) }
  }

  @Test(arguments: [
    ("", []), ("a", ["a"]), ("two words", ["two", " words"]),
    ("a 12 b34", ["a", " 12", " b", "34"]), ("x=1;", ["x", "=", "1", ";"]),
    ("wait...what", ["wait", "...", "what"]), (" ...", [" ..."]),
    ("caf\u{E9}s na\u{EF}ve", ["caf\u{E9}s", " na\u{EF}ve"]),
    ("\u{4E2D}\u{6587}!", ["\u{4E2D}\u{6587}", "!"]),
    ("longerthan8letters9", ["longerthan", "8", "letters", "9"]),
    ("longwordwith\u{E9}inside", ["longwordwith\u{E9}inside"]),
  ])
  func cutsLettersDigitsAndSigns(text: String, wanted: [String]) {
    #expect(words(text) == wanted)
  }

  @Test(arguments: [
    ("it's", ["it", "'s"]), ("I'd", ["I", "'d"]), ("I'm", ["I", "'m"]), ("can't", ["can", "'t"]),
    ("we'll", ["we", "'ll"]), ("we've", ["we", "'ve"]), ("we're", ["we", "'re"]),
    ("we'l", ["we", "'", "l"]), ("we'v", ["we", "'", "v"]), ("we'r", ["we", "'", "r"]),
    ("IT'S", ["IT", "'", "S"]), ("a'", ["a", "'"]), ("'tis", ["'t", "is"]), (" 's", [" '", "s"]),
    ("'llama", ["'ll", "ama"]), ("'lama", ["'", "lama"]),
  ])
  func contractionsAreWordsInLowerCaseOnly(text: String, wanted: [String]) {
    #expect(words(text) == wanted)
  }

  @Test(arguments: [
    ("a  b", ["a", " ", " b"]), ("a   b", ["a", "  ", " b"]), ("a \n b", ["a", " \n", " b"]),
    ("a\nb", ["a", "\n", "b"]), ("a\n\nb", ["a", "\n", "\n", "b"]), ("end  ", ["end", "  "]),
    (" ", [" "]), ("\t\tx", ["\t", "\t", "x"]), ("a\u{A0}b", ["a", "\u{A0}", "b"]),
    ("a \u{3000} b", ["a", " \u{3000}", " b"]), ("x\u{200B}y", ["x", "\u{200B}", "y"]),
  ])
  func whiteSpaceLeavesItsLastCharacterToTheWordBehindIt(text: String, wanted: [String]) {
    #expect(words(text) == wanted)
  }

  /// The pattern itself, alternative by alternative, for ASCII text.
  private func plainWords(_ text: [UInt8]) -> [[UInt8]] {
    func kind(_ byte: UInt8) -> Int {
      if (0x41...0x5A).contains(byte & 0xDF) { return 1 }
      if (0x30...0x39).contains(byte) { return 2 }
      return byte == 0x20 || (0x09...0x0D).contains(byte) ? 3 : 0
    }
    var words: [[UInt8]] = []
    var rest = text[...]
    while let first = rest.first {
      var length = 0
      let contractions = ["'s", "'d", "'m", "'t", "'ll", "'ve", "'re"].map { Array($0.utf8) }
      if let found = contractions.first(where: { rest.starts(with: $0) }) {
        length = found.count
      } else {
        let lead = first == 0x20 ? 1 : 0
        let behind = rest.dropFirst(lead)
        if let next = behind.first, kind(next) != 3 {
          length = lead + behind.prefix { kind($0) == kind(next) }.count
        } else {
          let space = rest.prefix { kind($0) == 3 }.count
          length = space == rest.count || space == 1 ? space : space - 1
        }
      }
      words.append(Array(rest.prefix(length)))
      rest = rest.dropFirst(length)
    }
    return words
  }

  @Test func followsThePatternOnRandomText() {
    var generator = SeededGenerator(seed: 11)
    for alphabet in ["ab 1'", "stdmlver' '", "a \n\t\r", "Zz09;:[{@`/\u{7F}", "word  s1.,"] {
      let letters = Array(alphabet.utf8)
      for _ in 0..<400 {
        let text = (0..<generator.next(below: 24)).map { _ in
          letters[generator.next(below: letters.count)]
        }
        #expect(words(of: text) == plainWords(text), "\(String(decoding: text, as: UTF8.self))")
      }
    }
  }

  @Test func anyBytesAreCutWithoutLoss() {
    var generator = SeededGenerator(seed: 12)
    for _ in 0..<300 {
      let bytes = (0..<40).map { _ in UInt8(generator.next(below: 256)) }
      #expect(Array(words(of: bytes).joined()) == bytes)
    }
  }
}
