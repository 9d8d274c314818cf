// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Platform
import Testing

@Suite struct AtomicFolderTests {
  private let home: TemporaryFolder
  private var path: String { home.url.appending(path: "model").path }

  init() throws {
    home = try TemporaryFolder()
  }

  @Test func appearsOnlyWithCommit() throws {
    let folder = try AtomicFolder(path: path)
    try AtomicFile.write([1], to: "\(folder.temporaryPath)/weights")
    #expect(!Files.exists(path))
    try folder.commit()
    #expect(try Files.names(in: path) == ["weights"])
    #expect(try home.names == ["model"])
  }

  @Test func leavesNothingBehindWithoutCommit() throws {
    do {
      let folder = try AtomicFolder(path: path)
      try AtomicFile.write([1], to: "\(folder.temporaryPath)/weights")
    }
    #expect(try home.names == [])
  }

  /// All files are the new ones: none of the old folder is left among them.
  @Test func replacesTheWholeFolder() throws {
    try Files.createFolder("\(path)/deep")
    try AtomicFile.write([1], to: "\(path)/deep/old")
    let folder = try AtomicFolder(path: path)
    try Files.createFolder("\(folder.temporaryPath)/part")
    try AtomicFile.write([2], to: "\(folder.temporaryPath)/part/new")
    try folder.commit()
    #expect(try Files.names(in: path) == ["part"])
    #expect(try Files.read("\(path)/part/new") == [2])
    #expect(try home.names == ["model"])
  }

  /// A folder of such a name may be somebody's own.
  @Test func touchesNothingThatStandsBesideIt() throws {
    try Files.createFolder("\(path).partial/deep")
    let folder = try AtomicFolder(path: path)
    #expect(try Files.names(in: folder.temporaryPath) == [])
    try folder.commit()
    #expect(try home.names == ["model", "model.partial"])
    #expect(Files.isFolder("\(path).partial/deep"))
  }

  /// A value that was committed has no say in the folder that comes after it.
  @Test func aCommittedFolderLetsGo() throws {
    var first: AtomicFolder? = try AtomicFolder(path: path)
    try first?.commit()
    let second = try AtomicFolder(path: path)
    first = nil
    #expect(first == nil)
    #expect(Files.isFolder(second.temporaryPath))
    try second.commit()
    #expect(try home.names == ["model"])
  }

  @Test func namesTheFolderThatCannotBeWritten() {
    #expect(throws: AssayError.self) { try AtomicFolder(path: "/proc/nowhere/model") }
  }
}
