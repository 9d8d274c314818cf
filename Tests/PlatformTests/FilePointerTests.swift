// SPDX-License-Identifier: Apache-2.0

import AssayCore
import Platform
import Testing

@Suite struct FilePointerTests {
  @Test func readsThePointersOfGitLFS() throws {
    let text = "version https://git-lfs.github.com/spec/v1\noid sha256:ab\nsize 77\n"
    let pointer = try #require(FilePointer(Array(text.utf8)))
    #expect(pointer.byteCount == 77)
    #expect(pointer.error(file: "w").message.contains("77 bytes"))
    #expect(FilePointer(Array("version https://git-lfs.github.com/spec/v1".utf8))?.byteCount == nil)
    #expect(FilePointer(Array("version 1\nsize 77\n".utf8)) == nil)
    #expect(FilePointer([UInt8]()) == nil)
    #expect(FilePointer(Array("# xet\n".utf8)) == nil)
    #expect(FilePointer(Array("outs:\n- good\n".utf8)) == nil)
  }

  @Test(
    arguments: [
      ("# xet version 0\nfilesize = 12\nhash = 'ab'\n", 12, "an Xet pointer", "hf download"),
      ("/annex/objects/SHA256E-s9--ab.csv\n", nil, "a git-annex pointer", "git annex get"),
      ("../.git/annex/objects/A/b/SHA256E-s9--ab.csv", nil, "a git-annex pointer", "git annex get"),
      ("outs:\n- md5: ab\n  size: 7\n  path: a.csv\n", 7, "a DVC file", "dvc pull"),
      (
        "version https://hawser.github.com/spec/v1\nsize 3\n", 3, "a Git LFS pointer",
        "git lfs pull"
      ),
      ("version https://git-lfs.github.com/spec/v1\r\nsize 3\r\n", 3, "a Git LFS", "git lfs pull"),
    ] as [(String, Int?, String, String)])
  func pointersOfEachToolAreNamed(
    _ text: String, bytes: Int?, name: String, remedy: String
  ) throws {
    let pointer = try #require(FilePointer(Array(text.utf8)))
    #expect(pointer.byteCount == bytes)
    let error = pointer.error(file: "a.csv")
    #expect(error.message.hasPrefix("the file is \(name)"))
    #expect(error.message.hasSuffix(", which was not fetched"))
    #expect(error.remedy?.contains("`\(remedy)`") == true)
  }
}
