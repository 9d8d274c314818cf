// SPDX-License-Identifier: Apache-2.0

import AssayCore
import JSON
import Testing

@testable import Tokenizer

/// What each normalizer makes of the same texts. The values are those of tokenizers 0.23.3.
@Suite struct NormalTableTests {
  private func bytes(_ stage: String, _ text: String) throws -> [UInt8] {
    var bytes = Array(text.utf8)
    for normalizer in try StageValue(stage).normalizers { normalizer.apply(to: &bytes) }
    return bytes
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "hello été"),
      ("  a b  ", "  a b  "),
      ("e\u{301}é", "e\u{301}é"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{FB01} \u{2460} \u{FF41}"),
      ("日本語", "日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", "\u{A0}x\u{200B}y\u{FEFF}"),
      ("A\tB\r\nC", "a\tb\r\nc"),
      ("İ\u{3A3}", "i\u{307}\u{3C3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}"),
    ] as [(String, String)])
  func lowerCase(_ text: String, _ wanted: String) throws {
    let stage = #"{"type": "Lowercase"}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "hello ete"),
      ("  a b  ", "  a b  "),
      ("e\u{301}é", "ee"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{FB01} \u{2460} \u{FF41}"),
      ("日本語", "日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", "\u{A0}x\u{200B}y\u{FEFF}"),
      ("A\tB\r\nC", "a\tb\r\nc"),
      ("İ\u{3A3}", "i\u{3C3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "ſ"),
    ] as [(String, String)])
  func accentsGo(_ text: String, _ wanted: String) throws {
    let stage =
      #"{"type": "Sequence", "normalizers": [{"type": "NFD"}, {"type": "StripAccents"}, {"type": "Lowercase"}]}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "Hello ÉTÉ"),
      ("  a b  ", "  a b  "),
      ("e\u{301}é", "éé"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{FB01} \u{2460} \u{FF21}"),
      ("日本語", "日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", "\u{A0}x\u{200B}y\u{FEFF}"),
      ("A\tB\r\nC", "A\tB\r\nC"),
      ("İ\u{3A3}", "İ\u{3A3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}"),
    ] as [(String, String)])
  func nfcIsUnicodes(_ text: String, _ wanted: String) throws {
    let stage = #"{"type": "NFC"}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "Hello E\u{301}TE\u{301}"),
      ("  a b  ", "  a b  "),
      ("e\u{301}é", "e\u{301}e\u{301}"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{FB01} \u{2460} \u{FF21}"),
      ("日本語", "日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", "\u{A0}x\u{200B}y\u{FEFF}"),
      ("A\tB\r\nC", "A\tB\r\nC"),
      ("İ\u{3A3}", "I\u{307}\u{3A3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "ſ\u{323}\u{307}"),
    ] as [(String, String)])
  func nfdIsUnicodes(_ text: String, _ wanted: String) throws {
    let stage = #"{"type": "NFD"}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "Hello ÉTÉ"),
      ("  a b  ", "  a b  "),
      ("e\u{301}é", "éé"),
      ("\u{FB01} \u{2460} \u{FF21}", "fi 1 A"),
      ("日本語", "日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", " x\u{200B}y\u{FEFF}"),
      ("A\tB\r\nC", "A\tB\r\nC"),
      ("İ\u{3A3}", "İ\u{3A3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "\u{1E69}"),
    ] as [(String, String)])
  func nfkcIsUnicodes(_ text: String, _ wanted: String) throws {
    let stage = #"{"type": "NFKC"}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "Hello E\u{301}TE\u{301}"),
      ("  a b  ", "  a b  "),
      ("e\u{301}é", "e\u{301}e\u{301}"),
      ("\u{FB01} \u{2460} \u{FF21}", "fi 1 A"),
      ("日本語", "日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", " x\u{200B}y\u{FEFF}"),
      ("A\tB\r\nC", "A\tB\r\nC"),
      ("İ\u{3A3}", "I\u{307}\u{3A3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "s\u{323}\u{307}"),
    ] as [(String, String)])
  func nfkdIsUnicodes(_ text: String, _ wanted: String) throws {
    let stage = #"{"type": "NFKD"}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "Hello ÉTÉ"),
      ("  a b  ", "a b"),
      ("e\u{301}é", "e\u{301}é"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{FB01} \u{2460} \u{FF21}"),
      ("日本語", "日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", "x\u{200B}y\u{FEFF}"),
      ("A\tB\r\nC", "A\tB\r\nC"),
      ("İ\u{3A3}", "İ\u{3A3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}"),
    ] as [(String, String)])
  func bothEdgesAreStripped(_ text: String, _ wanted: String) throws {
    let stage = #"{"type": "Strip", "strip_left": true, "strip_right": true}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "Hello ÉTÉ"),
      ("  a b  ", "  a b"),
      ("e\u{301}é", "e\u{301}é"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{FB01} \u{2460} \u{FF21}"),
      ("日本語", "日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", "\u{A0}x\u{200B}y\u{FEFF}"),
      ("A\tB\r\nC", "A\tB\r\nC"),
      ("İ\u{3A3}", "İ\u{3A3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}"),
    ] as [(String, String)])
  func oneEdgeIsStripped(_ text: String, _ wanted: String) throws {
    let stage = #"{"type": "Strip", "strip_left": false, "strip_right": true}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "Hello ÉTÉ"),
      ("  a b  ", "  a b  "),
      ("e\u{301}é", "e\u{301}é"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{FB01} \u{2460} \u{FF21}"),
      ("日本語", "日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", "\u{A0}x y "),
      ("A\tB\r\nC", "A B  C"),
      ("İ\u{3A3}", "İ\u{3A3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}"),
    ] as [(String, String)])
  func oddSignsGo(_ text: String, _ wanted: String) throws {
    let stage = #"{"type": "Nmt"}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "Hello ÉTÉ"),
      ("  a b  ", "  a b  "),
      ("e\u{301}é", "e\u{301}é"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{FB01} \u{2460} \u{FF21}"),
      ("日本語", "日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", "\u{A0}x\u{200B}y\u{FEFF}"),
      ("A\tB\r\nC", "A\tB\r\nC"),
      ("İ\u{3A3}", "İ\u{3A3}"),
      ("a..b..", "a-b-"),
      ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}"),
    ] as [(String, String)])
  func textsAreReplaced(_ text: String, _ wanted: String) throws {
    let stage = #"{"type": "Replace", "pattern": {"String": ".."}, "content": "-"}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "Hello ÉTÉ"),
      ("  a b  ", " a b "),
      ("e\u{301}é", "e\u{301}é"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{FB01} \u{2460} \u{FF21}"),
      ("日本語", "日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", " x\u{200B}y\u{FEFF}"),
      ("A\tB\r\nC", "A B C"),
      ("İ\u{3A3}", "İ\u{3A3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}"),
    ] as [(String, String)])
  func patternsAreReplaced(_ text: String, _ wanted: String) throws {
    let stage = #"{"type": "Replace", "pattern": {"Regex": "\\s+"}, "content": " "}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "\u{2581}Hello ÉTÉ"),
      ("  a b  ", "\u{2581}  a b  "),
      ("e\u{301}é", "\u{2581}e\u{301}é"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{2581}\u{FB01} \u{2460} \u{FF21}"),
      ("日本語", "\u{2581}日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", "\u{2581}\u{A0}x\u{200B}y\u{FEFF}"),
      ("A\tB\r\nC", "\u{2581}A\tB\r\nC"),
      ("İ\u{3A3}", "\u{2581}İ\u{3A3}"),
      ("a..b..", "\u{2581}a..b.."),
      ("\u{1E9B}\u{323}", "\u{2581}\u{1E9B}\u{323}"),
    ] as [(String, String)])
  func aSignIsPutBefore(_ text: String, _ wanted: String) throws {
    let stage = #"{"type": "Prepend", "prepend": "▁"}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "hello ete"),
      ("  a b  ", "  a b  "),
      ("e\u{301}é", "ee"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{FB01} \u{2460} \u{FF41}"),
      ("日本語", " 日  本  語 "),
      ("\u{A0}x\u{200B}y\u{FEFF}", " xy"),
      ("A\tB\r\nC", "a b  c"),
      ("İ\u{3A3}", "i\u{3C3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "ſ"),
    ] as [(String, String)])
  func bertCleansAll(_ text: String, _ wanted: String) throws {
    let stage =
      #"{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": true, "strip_accents": null, "lowercase": true}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "Hello ÉTÉ"),
      ("  a b  ", "  a b  "),
      ("e\u{301}é", "e\u{301}é"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{FB01} \u{2460} \u{FF21}"),
      ("日本語", "日本語"),
      ("\u{A0}x\u{200B}y\u{FEFF}", " xy"),
      ("A\tB\r\nC", "A B  C"),
      ("İ\u{3A3}", "İ\u{3A3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "\u{1E9B}\u{323}"),
    ] as [(String, String)])
  func bertCleansAlone(_ text: String, _ wanted: String) throws {
    let stage =
      #"{"type": "BertNormalizer", "clean_text": true, "handle_chinese_chars": false, "strip_accents": false, "lowercase": false}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }

  @Test(
    arguments: [
      ("Hello ÉTÉ", "Hello ETE"),
      ("  a b  ", "  a b  "),
      ("e\u{301}é", "ee"),
      ("\u{FB01} \u{2460} \u{FF21}", "\u{FB01} \u{2460} \u{FF21}"),
      ("日本語", " 日  本  語 "),
      ("\u{A0}x\u{200B}y\u{FEFF}", "\u{A0}x\u{200B}y\u{FEFF}"),
      ("A\tB\r\nC", "A\tB\r\nC"),
      ("İ\u{3A3}", "I\u{3A3}"),
      ("a..b..", "a..b.."),
      ("\u{1E9B}\u{323}", "ſ"),
    ] as [(String, String)])
  func bertStripsAccents(_ text: String, _ wanted: String) throws {
    let stage =
      #"{"type": "BertNormalizer", "clean_text": false, "handle_chinese_chars": true, "strip_accents": true, "lowercase": false}"#
    #expect(try bytes(stage, text) == Array(wanted.utf8))
  }
}
