// SPDX-License-Identifier: Apache-2.0

import AssayTestSupport
import Foundation
import Testing

@testable import Tables

/// What comes through a pipe comes once, and a command may read it more than once.
@Suite struct PipedInputTests {
  @Test func aPipeOfTheShellIsReadAgain() throws {
    let pipe = Pipe()
    try pipe.fileHandleForWriting.write(contentsOf: Data("prompt,completion\na,b\nc,d\n".utf8))
    try pipe.fileHandleForWriting.close()
    let path = "/dev/fd/\(pipe.fileHandleForReading.fileDescriptor)"
    for _ in 0..<2 {
      let source = try TableSource(path: path)
      #expect(source.format == .csv)
      #expect(try ReadTable(source).rows.count == 2)
    }
  }

  @Test(arguments: [("-", true), ("/dev/stdin", true), ("/dev/fd/63", true), ("a.csv", false)])
  func onlyWhatIsOpenAlreadyIsKept(path: String, expected: Bool) {
    #expect(PipedInput.isMeant(by: path) == expected)
  }
}
