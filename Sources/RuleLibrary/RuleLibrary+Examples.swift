// SPDX-License-Identifier: Apache-2.0

package import Analyzers
import AssayCore
import Platform
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
    let folder = TemporaryPath.temporary(for: "example")
    defer { Files.remove(folder.path) }
    try Files.createFolder(folder.path, permissions: 0o700)
    let path = "\(folder.path)/\(name)"
    try OpenFile(path, for: .create()).write(contents)
    let dialogue = Preparation.Dialogue(say: { _ in }, accept: { _ in true })
    return try Preparation.run(path: path, dialogue: dialogue).violations
  }
}
