// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Platform
import Testing

/// Sources of the values: FIPS 180-4's examples, and sha1sum.
@Suite struct MessageDigestTests {
  @Test func knownHashes() {
    let empty = MessageDigest()
    #expect(
      empty.finish() == "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")
    let digest = MessageDigest(.sha256)
    digest.update("abc")
    #expect(
      digest.finish() == "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    let short = MessageDigest(.sha1)
    short.update("abc")
    #expect(short.finish() == "a9993e364706816aba3e25717850c26c9cd0d89d")
  }

  @Test func whereThePartsEndDoesNotMatter() {
    let whole = MessageDigest()
    whole.update("abcdef")
    let parts = MessageDigest()
    for part in ["", "ab", "c", "def"] { parts.update(part) }
    #expect(whole.finish() == parts.finish())
  }

  @Test func aFileOfSeveralPieces() throws {
    let folder = try TemporaryFolder()
    let text = String(repeating: "0123456789abcdef", count: 1 << 17)
    let path = try folder.write(text, to: "a")
    let ofFile = MessageDigest()
    try ofFile.update(file: path)
    let ofText = MessageDigest()
    ofText.update(text)
    #expect(ofFile.finish() == ofText.finish())
    #expect(throws: AssayError.self) { try MessageDigest().update(file: "\(path)-missing") }
  }
}

/// Values of the reference implementations: Vigna's splitmix64.c and xoshiro256starstar.c.
@Suite struct RandomTests {
  @Test func splitMixIsTheReference() {
    var state: UInt64 = 0
    let values = (0..<3).map { _ in
      state &+= SplitMix64.increment
      return SplitMix64.mixed(state)
    }
    #expect(values == [0xE220_A839_7B1D_CDAF, 0x6E78_9E6A_A1B9_65F4, 0x06C4_5D18_8009_454F])
  }

  @Test func xoshiroIsTheReference() {
    var generator = SeededGenerator(state: (1, 2, 3, 4))
    #expect(
      (0..<4).map { _ in generator.next() } == [11520, 0, 1_509_978_240, 1_215_971_899_390_074_240])
  }

  @Test func aSeedGivesTheSameNumbers() {
    var first = SeededGenerator(seed: 7)
    var second = SeededGenerator(seed: 7)
    var other = SeededGenerator(seed: 8)
    let numbers = (0..<10).map { _ in first.next() }
    #expect(numbers == (0..<10).map { _ in second.next() })
    #expect(numbers != (0..<10).map { _ in other.next() })
    #expect(first == second && first != other)
    var resumed = SeededGenerator(state: first.state)
    #expect(resumed.next() == second.next())
  }

  @Test func numbersStayInTheirRange() {
    var generator = SeededGenerator(seed: 3)
    var counts = [Int](repeating: 0, count: 6)
    var sum = 0.0
    for _ in 0..<6000 {
      let unit = generator.nextUnit()
      #expect(unit >= 0 && unit < 1)
      sum += unit
      counts[generator.next(below: 6)] += 1
    }
    #expect(abs(sum / 6000 - 0.5) < 0.02)
    #expect(counts.allSatisfy { abs($0 - 1000) < 150 }, "\(counts)")
    #expect(generator.next(below: 1) == 0)
  }
}
