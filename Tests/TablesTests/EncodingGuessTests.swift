// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@testable import Tables

@Suite struct EncodingGuessTests {
  /// Bytes of other encodings, written by iconv.
  private func bytes(_ text: String, _ encoding: TextEncoding) throws -> [UInt8] {
    let converter = try #require(iconv_open(encoding.iconvName, "UTF-8"))
    defer { iconv_close(converter) }
    var source = Array(text.utf8CString)
    var target = [CChar](repeating: 0, count: 4 * source.count)
    let count = source.withUnsafeMutableBufferPointer { source in
      target.withUnsafeMutableBufferPointer { target in
        var from = source.baseAddress
        var left = source.count - 1
        var to = target.baseAddress
        var room = target.count
        _ = iconv(converter, &from, &left, &to, &room)
        return left == 0 ? target.count - room : -1
      }
    }
    try #require(count > 0)
    return target[..<count].map { UInt8(bitPattern: $0) }
  }

  @Test(
    arguments: [
      ("手机没电了怎么办", .gb18030), ("请尽快充电", .gb18030), ("電池沒電了怎麼辦", .big5),
      ("배터리가 다 됐어요", .eucKR), ("電池が切れました", .shiftJIS), ("電池が切れました", .eucJP),
      ("Где находится кафе?", .windows1251), ("Где находится кафе?", .koi8R),
      ("Zażółć gęślą jaźń", .windows1250), ("Příliš žluťoučký kůň", .windows1250),
      ("Πού είναι η καφετέρια;", .windows1253), ("Şişli güzel bir gün ve ışık", .windows1254),
      ("איפה בית הקפה שלנו", .windows1255), ("أين المقهى القريب من هنا", .windows1256),
      ("Gdzie jest kawiarnia i łódź?", .latin2), ("Где находится кафе?", .cyrillicISO),
      ("Où est passé le café si déçu ?", .dos850), ("Größe paßt nicht zum Ärger", .dos850),
      ("Zażółć gęślą jaźń", .dos852), ("Где находится кафе?", .dos866),
      ("Πού είναι η καφετέρια;", .dos737), ("איפה בית הקפה שלנו", .dos862),
      ("Où est passé le café si déçu ?", .macRoman), ("Где находится кафе?", .macCyrillic),
      ("ร้านกาแฟอยู่ที่ไหน", .thai),
      ("Wo ist das Café für Gäste?", .windows1252), ("It’s – well – “new”", .windows1252),
    ] as [(String, TextEncoding)])
  func theRightEncodingIsAmongThoseNamed(_ text: String, _ encoding: TextEncoding) throws {
    let file = "prompt,completion\n\(text),ok\nplain,\(text)\n"
    let raw = try bytes(file, encoding)
    let error = try readingError(raw, as: "in.csv")
    #expect(error.code == .notUtf8 && error.location?.line == 2)
    let remedy = try #require(error.remedy)
    let words = text.unicodeScalars.split { $0 == "," }[0].prefix(6)
    let reading = "\(encoding.rawValue) reads '\(String(String.UnicodeScalarView(words)))"
    #expect(
      remedy.contains(reading) || remedy.contains("\(encoding.rawValue) reads '"), "\(remedy)")
    // Following it gives the text.
    let table = try ReadTable(raw, as: "in.csv", options: .init(encoding: encoding))
    #expect(table.rows == [[text, "ok"], ["plain", text]])
  }

  @Test func chineseIsNotTakenForWesternWithCertainty() throws {
    let remedy = try #require(try readingError(bytes("手机没电了怎么办\n", .gb18030), as: "in.txt").remedy)
    #expect(
      remedy.hasPrefix("Give the one --encoding by which the text reads right: gb18030 reads"))
  }

  /// Where encodings read the same there is nothing to choose.
  @Test func encodingsThatReadAlikeAreOneGuess() throws {
    let remedy = try #require(
      try readingError(bytes("für Gäste – schön\n", .windows1252), as: "in.txt").remedy)
    #expect(
      remedy.hasPrefix(
        "Give the one --encoding by which the text reads right: cp1252 reads 'für Gäste"))
    #expect(!remedy.contains("cp1254 reads"))
  }

  @Test func textsThatMixEncodingsAreWarnedOf() throws {
    let file = Array("prompt,completion\ncafé,x\n".utf8) + [0x63, 0xE9, 0x2C, 0x79, 0x0A]
    let error = try readingError(file, as: "in.csv")
    #expect(error.remedy?.hasSuffix("what stands above is UTF-8 and would change by it") == true)
  }

  @Test func latin1HasNoControlsOfWindows() throws {
    let file = Array("prompt,completion\nit".utf8) + [0x92] + Array("s,x\n".utf8)
    let error = try readingError(file, as: "in.csv", options: .init(encoding: .latin1))
    #expect(error.code == .notUtf8 && error.message.hasPrefix("the byte 0x92 at offset 20"))
    #expect(error.remedy == "Give --encoding cp1252, by which it reads '’'")
    let table = try ReadTable(file, as: "in.csv", options: .init(encoding: .windows1252))
    #expect(table.rows == [["it’s", "x"]])
    let plain = Array("prompt,completion\ncaf".utf8) + [0xE9] + Array(",x\n".utf8)
    let read = try ReadTable(plain, as: "in.csv", options: .init(encoding: .latin1))
    #expect(read.rows == [["café", "x"]])
  }

  /// Java and some databases write characters beyond the first 65,536 as two halves.
  @Test func halvesOfPairsAreToldFromOtherEncodings() throws {
    let file =
      Array("prompt,completion\nok ".utf8) + [0xED, 0xA0, 0xBD, 0xED, 0xB8, 0x80, 0x2C, 0x79, 0x0A]
    let error = try readingError(file, as: "in.csv")
    #expect(error.code == .notUtf8 && error.remedy?.contains("CESU-8") == true)
    #expect(error.remedy?.contains("--encoding") == false)
  }

  @Test func textThatEndsInsideACharacterIsToldFromAnotherEncoding() throws {
    let file: [UInt8] = "a,b\n1,2\n".utf8.flatMap { [$0, 0] as [UInt8] } + [0x78]
    let error = try readingError(file, as: "in.csv", options: .init(encoding: .utf16LittleEndian))
    #expect(error.message.hasPrefix("the text ends inside a character of utf-16le"))
  }
}
