// SPDX-License-Identifier: Apache-2.0

import Patterns
import Testing

@testable import Checks

/// Check digits and ranges that a match must satisfy.
@Suite struct ProofTests {
  private func holds(_ proof: Proof, _ text: String) -> Bool {
    Array(text.utf8).withUnsafeBufferPointer { proof.holds(for: $0) }
  }

  @Test(arguments: [
    ("4111 1111 1111 1111", true), ("4111 1111 1111 1112", false), ("378282246310005", true),
    ("0000000000000000", false), ("79927398713", false), ("4222222222222", true),
    ("1111", false),
  ])
  func cardNumbers(_ text: String, _ expected: Bool) {
    #expect(holds(.luhn, text) == expected)
  }

  @Test(arguments: [
    ("GB82 WEST 1234 5698 7654 32", true), ("DE89370400440532013000", true),
    ("DE88370400440532013000", false), ("NO9386011117947", true), ("GB82", false),
    ("de89370400440532013000", false),
  ])
  func accountNumbers(_ text: String, _ expected: Bool) {
    #expect(holds(.iban, text) == expected)
  }

  @Test(arguments: [
    ("1234567", false), ("12345678", true), ("+49 (30) 123-45678", true),
    ("123456789012345", true), ("1234567890123456", false),
  ])
  func phoneNumbers(_ text: String, _ expected: Bool) {
    #expect(holds(.phone, text) == expected)
  }

  @Test(arguments: [
    ("8.8.8.8", true), ("10.1.1.1", false), ("172.15.0.1", true), ("172.16.0.1", false),
    ("172.31.0.1", false), ("172.32.0.1", true), ("192.168.1.1", false), ("192.167.1.1", true),
    ("192.0.2.1", false), ("192.0.3.1", true), ("198.17.0.1", true), ("198.18.0.1", false),
    ("198.19.0.1", false), ("203.0.113.9", false), ("100.63.0.1", true), ("100.64.0.1", false),
    ("100.128.0.1", true), ("127.0.0.1", false), ("169.254.1.1", false), ("223.1.1.1", true),
    ("224.0.0.1", false), ("0.1.1.1", false), ("256.1.1.1", false), ("1.2.3", false),
    ("198.51.100.7", false), ("198.51.101.7", true),
  ])
  func publicAddresses(_ text: String, _ expected: Bool) {
    #expect(holds(.publicAddress, text) == expected)
  }

  private func masker(_ pattern: String, _ proof: Proof? = nil) throws -> TextMasker {
    TextMasker(pattern: try Pattern(pattern), proof: proof)
  }

  /// A match that does not hold may hide one that does.
  @Test func matchesInsideOthersAreFound() throws {
    let masker = try masker(#"[0-9]{13,19}"#, .luhn)
    let text = Array("94111111111111111".utf8)
    #expect(text.withUnsafeBufferPointer { masker.nextMatch(in: $0) } == .found(1..<17))
    let none = Array("4111111111111113".utf8)
    #expect(none.withUnsafeBufferPointer { masker.nextMatch(in: $0) } == Pattern.Match.none)
  }

  @Test(arguments: [
    ("a1b22c", "-", "a-b-c"), ("12", "", ""), ("none", "-", "none"), ("1", "$0", "$0"),
  ])
  func matchesAreReplaced(_ text: String, _ replacement: String, _ expected: String) throws {
    let out = try masker("[0-9]+").replacing(Array(text.utf8), by: Array(replacement.utf8))
    #expect(String(decoding: out, as: UTF8.self) == expected)
  }

  @Test func emptyMatchesDoNotHang() throws {
    let out = try masker("x*").replacing(Array("ab".utf8), by: Array("-".utf8))
    #expect(String(decoding: out, as: UTF8.self) == "-a-b-")
    #expect(try masker("x*").masked(Array("ab".utf8)) == Array("ab".utf8))
  }
}
