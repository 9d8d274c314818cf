// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@Suite struct LFSPointerTests {
  @Test func readsThePointersOfGitLFS() throws {
    let text = "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 77\n"
    let pointer = try #require(LFSPointer(Array(text.utf8)))
    #expect(pointer.byteCount == 77)
    #expect(pointer.error(file: "w").message.contains("77 bytes"))
    #expect(LFSPointer(Array("version https://git-lfs.github.com/spec/v1".utf8))?.byteCount == nil)
    #expect(LFSPointer(Array("version 1\nsize 77\n".utf8)) == nil)
    #expect(LFSPointer([UInt8]()) == nil)
  }
}
