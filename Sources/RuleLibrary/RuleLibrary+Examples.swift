// SPDX-License-Identifier: Apache-2.0

package import Analyzers
import AssayCore
import Foundation
import PrepareData
package import RuleEngine

extension RuleLibrary {
  /// Runs the examples of a rule, those of the original data preparation among them.
  package static func examiner(of rule: Rule, tokenizer: (any TokenCounter)?) -> RuleExaminer {
    RuleExaminer(rule, tokenizer: tokenizer, preparation: harm)
  }

  /// What the original data preparation does to a file when all its questions are answered with yes.
  private static func harm(
    to contents: [UInt8], named name: String
  ) throws(AssayError) -> [RuleViolation] {
    let folder = FileManager.default.temporaryDirectory
      .appending(path: "assay-example-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: name)
    do {
      try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
      try Data(contents).write(to: file)
    } catch {
      throw AssayError("cannot be written: \(error)", at: Location(file: file.path))
    }
    let dialogue = Preparation.Dialogue(say: { _ in }, accept: { _ in true })
    return try Preparation.run(path: file.path, dialogue: dialogue).violations
  }
}
