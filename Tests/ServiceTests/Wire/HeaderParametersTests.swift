// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Service

@Suite struct HeaderParametersTests {
  @Test(arguments: [
    ("form-data", "form-data"), (" form-data ; a=b", "form-data"), ("\tx\t;", "x"), ("", ""),
    ("\"a;b\"; c=d", "\"a;b\""),
  ])
  func theValueStandsBeforeTheFirstSemicolon(text: String, value: String) {
    #expect(HeaderParameters(text).value == value)
  }

  @Test func namesHaveNoCaseAndTheFirstOfSeveralCounts() {
    let field = HeaderParameters("x; Name=one; NAME=two; other = three ;flag; =x;")
    #expect(field["name"] == "one")
    #expect(field["other"] == "three")
    #expect(field["flag"] == nil)
    #expect(field[""] == "x")
  }

  @Test(arguments: [
    (#"a"#, "a"), (#""a""#, "a"), (#""a;b""#, "a;b"), (#""a\"b""#, #"a"b"#), (#""a\\b""#, #"a\b"#),
    (#""C:\dir""#, #"C:\dir"#), (#""a%22b%0Dc%0Ad""#, "a\"b\rc\nd"), (#""a%20b""#, "a%20b"),
    ("\"\"", ""), ("\"", "\""), (#""open"#, #""open"#), (#""a\""#, #"a\"#),
    (#"a%22b"#, "a%22b"),
  ])
  func quotesAndEscapes(raw: String, expected: String) {
    #expect(HeaderParameters("x; n=\(raw)")["n"] == expected)
  }

  @Test(arguments: [
    ("x; f*=UTF-8''na%C3%AFve%20f", "naïve f"), ("x; f*=utf-8'en'a", "a"),
    ("x; f=plain; f*=UTF-8''extended", "extended"), ("x; f*=UTF-8''extended; f=plain", "extended"),
    ("x; f*=UTF-8''a'b", "a'b"), ("x; f*=UTF-8''%4", nil), ("x; f*=UTF-8''%zz", nil),
    ("x; f*=UTF-8''%+4", nil),
    ("x; f*=UTF-8''%ff", nil), ("x; f*=plain", nil), ("x; f*=UTF-8''%", nil),
    ("x; f=plain; f*=UTF-8''%zz", "plain"),
  ])
  func theExtendedFormWins(text: String, expected: String?) {
    #expect(HeaderParameters(text)["f"] == expected)
  }
}
