// SPDX-License-Identifier: Apache-2.0

import Testing

@testable import Service

@Suite struct IdentifierTests {
  @Test(
    "Rows 18, 30: minted ones are valid for their kind alone", arguments: Identifier.Kind.allCases)
  func mintedOnesAreValidForTheirKindAlone(kind: Identifier.Kind) {
    let id = Identifier.mint(kind)
    for other in Identifier.Kind.allCases {
      #expect(Identifier.isValid(id, other) == (kind == other))
    }
    #expect(id.utf8.count == kind.rawValue.utf8.count + 24)
    #expect(Identifier.mint(kind) != id)
  }

  @Test(arguments: [
    ("file-AZaz09AZaz09AZaz09AZaz09", true), ("file-AZaz09AZaz09AZaz09AZaz0", false),
    ("file-AZaz09AZaz09AZaz09AZaz099", false), ("file-../z09AZaz09AZaz09AZaz09", false),
    ("file-AZaz09AZaz09AZaz09AZaz0.", false), ("file-AZaz09AZaz09AZaz09AZaz0/", false),
    ("file-AZaz09AZaz09AZaz09AZaz0é", false), ("file-", false), ("", false),
    ("File-AZaz09AZaz09AZaz09AZaz09", false), ("AZaz09AZaz09AZaz09AZaz09", false),
  ])
  func onlyLettersAndDigitsMayBecomePartOfAPath(text: String, expected: Bool) {
    #expect(Identifier.isValid(text, .file) == expected)
  }
}
