// SPDX-License-Identifier: Apache-2.0

import AssayCore
import AssayTestSupport
import Foundation
import Testing

@testable import PrepareData

/// Small files of our own with what the original tool writes for them; each is run in a folder of
/// its own and every byte of every file is compared.
@Suite struct PreparationCaseTests {
  @Test(arguments: try OriginalCase.all())
  func matchesTheOriginal(_ expected: OriginalCase) throws {
    let folder = try TemporaryFolder()
    let path = try folder.write(expected.data, to: expected.name)
    for taken in expected.existing ?? [] { try folder.write("", to: taken) }
    let before = Set(try folder.names)

    var failure: AssayError?
    do throws(AssayError) {
      let dialogue = PreparationDialogue(say: { _ in }, accept: { _ in true })
      _ = try Preparation.run(path: path, dialogue: dialogue)
    } catch {
      failure = error
    }

    let written = Set(try folder.names).subtracting(before)
    #expect((failure == nil) == (expected.outcome == "ok"), "\(failure as Any)")
    #expect(written == Set(expected.texts.keys))
    for (name, text) in expected.texts where written.contains(name) {
      #expect(Data(try folder.text(of: name).utf8) == Data(text.utf8), "\(name)")
    }
  }

  @Test func permutesLikeTheOriginal() throws {
    for (count, order) in try OriginalCase.permutations() {
      var generator = MersenneTwister(seed: 42)
      #expect(generator.permutation(count) == order)
    }
  }
}
