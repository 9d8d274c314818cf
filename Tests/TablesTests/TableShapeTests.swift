// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Tables

/// Whether a text is a table, and of which cells, by its first rows.
@Suite struct TableShapeTests {
  private func shape(_ text: String, isCut: Bool = false) -> String? {
    TableShape(TextHead(Array(text.utf8), isCut: isCut)).map { shape in
      "\(Unicode.Scalar(shape.delimiter)) \(shape.isNamed ? "named" : "even")"
    }
  }

  /// Names alone are enough, in any case and place, and count before all else.
  @Test(arguments: [
    ("prompt\tcompletion\n", "\t named"), ("Prompt,Completion\na,b\n", ", named"),
    ("id;completion;prompt", "; named"), (" prompt | completion \nx", "| named"),
    ("prompt;completion\na\tb\nc\td\n", "; named"), ("\"prompt\",\"completion\"\n", ", named"),
  ])
  func namesMakeATable(text: String, wanted: String) {
    #expect(shape(text) == wanted)
  }

  /// Two rows with tabs, three with other delimiters.
  @Test(
    arguments: [
      ("a\tb\n", nil), ("a\tb\nc\td\n", "\t even"), ("a,b\nc,d\n", nil),
      ("a,b\nc,d\ne,f\n", ", even"),
      ("a;b\nc;d\ne;f\n", "; even"), ("a\nb\nc\n", nil), ("", nil), ("a,b\nc,d\n\n\ne,f", ", even"),
      ("a,b\r\nc,d\r\ne,f\r\n", ", even"),
    ] as [(String, String?)])
  func enoughRowsOfOneLengthAreATable(text: String, wanted: String?) {
    #expect(shape(text) == wanted)
  }

  @Test(arguments: [
    "a,b\nc,d\ne,f,g\n", "a,b\nc,d\ne\n", ",b\nc,d\ne,f\n", "a.,b\nc,d\ne,f\n", "a,b?\nc,d\ne,f\n",
    "a:,b\nc,d\ne,f\n", "a,b!\nc,d\ne,f\n",
  ])
  func rowsOfTextAreNone(text: String) {
    #expect(shape(text) == nil)
  }

  /// A blank behind each comma is that of a sentence.
  @Test func blanksBehindAllCommasAreSentences() {
    #expect(shape("a,b\nc, d\ne, f\n") == nil)
    #expect(shape("a,b\nc, d\ne,f\n") == ", even")
    #expect(shape("a, b\nc,d\ne,f\n") == ", even")
  }

  @Test func aNameHasAtMost40Bytes() {
    let name = String(repeating: "n", count: 40)
    #expect(shape("\(name),b\nc,d\ne,f\n") == ", even")
    #expect(shape("\(name)n,b\nc,d\ne,f\n") == nil)
    #expect(shape("\(name.dropLast())\u{E9},b\nc,d\ne,f\n") == nil)
  }

  @Test func quotedDelimitersAndLineEndsAreText() {
    #expect(shape("\"a,b\",c\nd,e\nf,g\n") == ", even")
    #expect(shape("a,b\n\"c\nd\",e\nf,g\n") == ", even")
    #expect(shape("a,b\nc \"d,e\",f\ng,h\n") == nil)
  }

  /// What was cut off may be a part of a row.
  @Test func aRowThatIsCutDoesNotCount() {
    #expect(shape("a\tb\nc\td") == "\t even")
    #expect(shape("a\tb\nc\td", isCut: true) == nil)
    #expect(shape("a\tb\nc\td\ne", isCut: true) == "\t even")
  }

  @Test func fiftyRowsAreLookedAt() {
    let rows = String(repeating: "a,b\n", count: 49)
    #expect(shape(rows + "a,b\n" + "a,b,c\n") == ", even")
    #expect(shape(rows + "a,b,c\n") == nil)
  }
}
