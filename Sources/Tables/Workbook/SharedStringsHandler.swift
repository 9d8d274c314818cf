// SPDX-License-Identifier: Apache-2.0

import AssayCore

/// Reads `sharedStrings.xml`; runs of rich text are joined, phonetic hints are left out.
struct SharedStringsHandler: XMLEvents {
  private(set) var strings: SharedStrings
  private(set) var failure: AssayError?
  private let file: String
  private var collector = WorkbookText()

  init(file: String, limit: Int) {
    self.file = file
    strings = SharedStrings(limit: limit)
  }

  var isDone: Bool { failure != nil }

  mutating func start(_ element: XMLElement) {
    let name = element.localName
    if name == "si" { collector.clear() }
    collector.start(name)
  }

  mutating func end(_ element: XMLElement) {
    let name = element.localName
    collector.end(name)
    guard name == "si" else { return }
    strings.append(collector.decoded)
    checkSize()
  }

  mutating func text(_ bytes: UnsafeBufferPointer<UInt8>) {
    collector.text(bytes)
    if collector.count > WorkbookText.maximumBytes { checkSize(tooLong: true) }
  }

  private mutating func checkSize(tooLong: Bool = false) {
    guard tooLong || strings.isTooLarge else { return }
    failure = AssayError(
      "the workbook's texts are larger than can be held in memory", at: Location(file: file),
      remedy: "Save the sheet as .csv", code: .rowTooLarge)
  }
}
