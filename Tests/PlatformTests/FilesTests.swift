// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Platform
import Testing

@Suite struct FilesTests {
  private let folder: TemporaryFolder
  private var home: String { folder.url.path }

  init() throws {
    folder = try TemporaryFolder()
  }

  // MARK: reading

  @Test(arguments: [0, 1, 65535, 65536, 65537, 300_000])
  func readsTheWholeFile(count: Int) throws {
    let bytes = (0..<count).map { UInt8(truncatingIfNeeded: $0 &* 7 &+ $0 >> 8) }
    let path = try folder.write(Data(bytes), to: "a")
    #expect(try Files.read(path) == bytes)
    #expect(try Files.size(path) == count)
  }

  @Test func readsAPiece() throws {
    let path = try folder.write("0123456789", to: "a")
    #expect(try Files.read(path, from: 3, limit: 4) == Array("3456".utf8))
    #expect(try Files.read(path, from: 8, limit: 4) == Array("89".utf8))
    #expect(try Files.read(path, from: 10) == [])
    #expect(try Files.read(path, from: 99) == [])
    #expect(try Files.read(path, limit: 0) == [])
  }

  /// The size of a file of the kernel is 0, whatever is in it.
  @Test func readsAFileWithoutASize() throws {
    #expect(try String(decoding: Files.read("/proc/self/status"), as: UTF8.self).contains("Pid:"))
    #expect(try Files.read("/proc/self/status", limit: 5) == Array("Name:".utf8))
  }

  @Test func readsADevice() throws {
    #expect(try Files.read("/dev/zero", limit: 70_000) == [UInt8](repeating: 0, count: 70_000))
    #expect(try Files.read("/dev/null") == [])
  }

  /// A folder used to be read as an empty file.
  @Test func aFolderCannotBeRead() throws {
    let error = #expect(throws: AssayError.self) { try Files.read(home) }
    #expect(error?.message == "cannot read: Is a directory")
  }

  @Test func aMissingFileCannotBeRead() {
    let missing = "\(home)/missing"
    let error = #expect(throws: AssayError.self) { try Files.read(missing) }
    #expect(error?.message == "cannot read: No such file or directory")
    #expect(error?.location == Location(file: missing))
    #expect(error?.remedy == "Check the path and its permissions")
    #expect(throws: AssayError.self) { try Files.size(missing) }
  }

  // MARK: what is there

  @Test func tellsFilesFromFolders() throws {
    let file = try folder.write("", to: "file")
    try FileManager.default.createSymbolicLink(
      atPath: "\(home)/link", withDestinationPath: "file")
    try FileManager.default.createSymbolicLink(
      atPath: "\(home)/broken", withDestinationPath: "nothing")
    #expect(Files.exists(file) && Files.isFile(file) && !Files.isFolder(file))
    #expect(Files.exists(home) && !Files.isFile(home) && Files.isFolder(home))
    #expect(Files.exists("\(home)/link") && Files.isFile("\(home)/link"))
    #expect(!Files.exists("\(home)/broken") && !Files.isFile("\(home)/broken"))
    #expect(FileStatus("\(home)/broken", followsLinks: false)?.kind == .link)
    #expect(FileStatus("/dev/null")?.kind == .stream)
    #expect(!Files.isFile("/dev/null"))
  }

  @Test func twoNamesOfOneFileHaveOneNumber() throws {
    let first = try folder.write("abc", to: "first")
    try FileManager.default.linkItem(atPath: first, toPath: "\(home)/second")
    let other = try folder.write("abc", to: "other")
    #expect(FileStatus(first)?.node == FileStatus("\(home)/second")?.node)
    #expect(FileStatus(first)?.node != FileStatus(other)?.node)
    #expect(FileStatus(first)?.size == 3)
  }

  @Test(arguments: [
    ("a", "."), ("a/b", "a"), ("/a", "/"), ("/a/b", "/a"), ("", "."), ("/", "/"), ("a/b/", "a/b"),
  ])
  func folderOfAPath(path: String, above: String) {
    #expect(Files.folder(of: path) == above)
  }

  @Test func namesAreSorted() throws {
    for name in ["b", "a", ".hidden", "ä"] { try folder.write("", to: name) }
    #expect(try Files.names(in: home) == [".hidden", "a", "b", "ä"])
    #expect(try Files.names(in: "\(home)/missing") == [])
    #expect(throws: AssayError.self) { try Files.names(in: "\(home)/a") }
  }

  // MARK: changing

  @Test func createsFoldersWithThoseAbove() throws {
    try Files.createFolder("\(home)/a/b/c", permissions: 0o700)
    #expect(FileStatus("\(home)/a")?.permissions == 0o700)
    #expect(FileStatus("\(home)/a/b/c")?.permissions == 0o700)
    try Files.createFolder("\(home)/a/b/c")
    try Files.createFolder("\(home)/x/y/")
    #expect(Files.isFolder("\(home)/x/y"))
    try Files.createFolder("/")
    try Files.createFolder(".")
  }

  @Test func saysWhyAFolderCannotBeCreated() throws {
    let file = try folder.write("", to: "file")
    let inTheWay = #expect(throws: AssayError.self) { try Files.createFolder(file) }
    #expect(inTheWay?.message == "cannot create the folder: File exists")
    let below = #expect(throws: AssayError.self) {
      try Files.createFolder("\(file)/below", remedy: "Choose another")
    }
    #expect(below?.message == "cannot create the folder: Not a directory")
    #expect(below?.remedy == "Choose another")
    #expect(throws: AssayError.self) { try Files.createFolder("") }
    #expect(throws: AssayError.self) { try Files.createFolder("/proc/a/b") }
  }

  @Test func manyMayCreateAFolderAtOnce() async throws {
    let path = "\(home)/a/b/c/d/e/f"
    try await withThrowingTaskGroup(of: Void.self) { group in
      for _ in 0..<16 { group.addTask { try Files.createFolder(path) } }
      try await group.waitForAll()
    }
    #expect(Files.isFolder(path))
  }

  /// What a link leads to is somebody else's.
  @Test func removesAllButWhatLinksLeadTo() throws {
    let kept = try folder.write("kept", to: "kept")
    try Files.createFolder("\(home)/tree/deep/er")
    try folder.write("x", to: "tree/deep/file")
    try FileManager.default.createSymbolicLink(atPath: "\(home)/tree/up", withDestinationPath: home)
    Files.remove("\(home)/tree")
    #expect(try folder.names == ["kept"])
    Files.remove(kept)
    Files.remove(kept)
    #expect(try folder.names == [])
  }

  @Test func removesAnEmptyFolderOnly() throws {
    try Files.createFolder("\(home)/full/empty")
    Files.removeEmptyFolder("\(home)/full")
    #expect(Files.isFolder("\(home)/full/empty"))
    Files.removeEmptyFolder("\(home)/full/empty")
    Files.removeEmptyFolder("\(home)/full")
    #expect(try folder.names == [])
  }

  @Test func renames() throws {
    let path = try folder.write("new", to: "new")
    try folder.write("old", to: "target")
    try Files.rename(path, to: "\(home)/target")
    #expect(try folder.names == ["target"])
    #expect(try folder.text(of: "target") == "new")
    let error = #expect(throws: AssayError.self) {
      try Files.rename(path, to: "\(home)/target", remedy: "Look again")
    }
    #expect(error?.location == Location(file: "\(home)/target"))
    #expect(error?.remedy == "Look again")
  }

  @Test func syncsFilesAndFolders() throws {
    try Files.sync(home)
    try Files.sync(try folder.write("a", to: "a"))
    #expect(throws: AssayError.self) { try Files.sync("\(home)/missing") }
  }

  @Test func knowsTheSpaceOfADisk() throws {
    #expect(try #require(Files.freeSpace(in: home)) > 0)
    #expect(Files.freeSpace(in: "\(home)/missing") == nil)
    #expect(Files.isWritableFolder(home) && !Files.isWritableFolder("\(home)/missing"))
    #expect(Files.isReadableFolder(home) && !Files.isReadableFolder("\(home)/missing"))
  }

  @Test func namesAllThatIsBelowAFolderAndFollowsNoLink() throws {
    try Files.createFolder("\(home)/b/deep")
    try folder.write("", to: "b/deep/x.csv")
    try folder.write("", to: "b.csv")
    try FileManager.default.createSymbolicLink(
      atPath: "\(home)/b/up", withDestinationPath: home)
    #expect(Files.paths(below: home) == ["b", "b.csv", "b/deep", "b/deep/x.csv", "b/up"])
    #expect(Files.paths(below: "\(home)/") == Files.paths(below: home))
    #expect(Files.paths(below: "\(home)/b/up") == Files.paths(below: home))
    #expect(Files.paths(below: "\(home)/b.csv") == [])
    #expect(Files.paths(below: "\(home)/missing") == [])
  }

  @Test(arguments: [
    ("a/b.csv", "b.csv"), ("b.csv", "b.csv"), ("/b", "b"), ("a/b/", "b"), ("/", ""), ("", ""),
  ])
  func theNameOfAPathIsItsLastPart(path: String, name: String) {
    #expect(Files.name(of: path) == name)
  }

  @Test func temporaryPathsDiffer() {
    let one = TemporaryPath.temporary(for: "test", suffix: ".xlsx")
    let other = TemporaryPath.temporary(for: "test", suffix: ".xlsx")
    #expect(one.path != other.path && !Files.exists(one.path))
    #expect(Files.folder(of: one.path) == Files.temporaryFolder)
    #expect(Files.name(of: one.path).hasPrefix("assay-test-") && one.path.hasSuffix(".xlsx"))
  }

  @Test func aStampTellsSizeAndMoment() throws {
    let path = try folder.write("abc", to: "a")
    let stamp = try #require(FileStamp(path))
    #expect(stamp.size == 3 && stamp.moment > 1_700_000_000)
    #expect(FileStamp("\(home)/missing") == nil)
  }
}

@Suite struct FileIdentityTests {
  @Test func oneFileByAnyName() throws {
    let folder = try TemporaryFolder()
    let path = try folder.write("a", to: "file")
    let other = try folder.write("a", to: "other")
    let link = folder.url.appending(path: "link").path
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "file")
    let identity = try #require(FileIdentity(ofInput: path))
    #expect(FileIdentity(ofOutput: link) == identity)
    #expect(
      FileIdentity(
        ofOutput: folder.url.path + "/../"
          + path.split(separator: "/").suffix(2).joined(separator: "/")) == identity)
    #expect(FileIdentity(ofInput: other) != identity)
    for path in [folder.url.path, "/dev/null", "/nowhere"] {
      #expect(FileIdentity(ofInput: path) == nil)
    }
  }
}
