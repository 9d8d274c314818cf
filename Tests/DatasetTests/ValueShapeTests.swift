// SPDX-License-Identifier: Apache-2.0

import Dataset
import Testing

@Suite struct ValueShapeTests {
  @Test(arguments: [
    ("[]", ValueShape.emptyList), ("[ ]", .emptyList), (#"["a","b"]"#, .texts), ("[1,2]", .list),
    (#"["a",1]"#, .list), (#"[{"role":"user","content":"a"}]"#, .messages),
    (#"[{"from":"human","value":"a"}]"#, .messages), (#"[{"a":1}]"#, .list), (#"{"a":1}"#, .object),
    ("{}", .object),
  ])
  func shapesAreNamed(_ json: String, _ expected: ValueShape) {
    var json = json
    #expect(json.withUTF8 { ValueShape($0) } == expected)
  }
}
