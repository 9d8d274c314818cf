// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import JSON
import Platform
package import Training

/// `assay.json` beside a model, whoever wrote it: where the model comes from and what it was trained
/// to do. It is written last, so a folder that has it is complete.
package struct ModelRecord: Sendable, Equatable {
  package static let fileName = RunFolder.recordFile

  /// The document; keys are only ever added.
  package var json: JSONValue

  package init(json: JSONValue) {
    self.json = json
  }

  /// The record of a model folder; nil when it has none.
  /// - Throws: `AssayError` when there is one that cannot be read.
  package init?(folder: String) throws(AssayError) {
    let path = "\(folder)/\(Self.fileName)"
    guard Files.exists(path) else { return nil }
    json = try JSONParser.parse(try Files.read(path), file: path)
  }

  package func write(to folder: String) throws(AssayError) {
    try AtomicFile.write(json.indented.utf8, to: "\(folder)/\(Self.fileName)")
  }

  /// The completions of a classifier, sorted by code point; nil when the model is none.
  package var classes: [String]? {
    json["classes"]?.array?.compactMap(\.string)
  }

  /// The labels that numbered classes stand for, in the order of `classes`; nil where no map of
  /// labels was known.
  package var classNames: [String]? {
    json["class_names"]?.array?.compactMap(\.string)
  }

  /// What every prompt of the training file ended in.
  package var separator: String? { json["separator"]?.string }

  /// What every completion of the training file ended in.
  package var stop: String? { json["stop"]?.string }

  /// The side from which prompts that were too long lost tokens in training.
  package var truncationSide: TruncationSide? {
    json["truncation_side"]?.string.flatMap(TruncationSide.init)
  }

  /// Whether every completion of the training file started with a space.
  package var startsWithSpace: Bool { json["starts_with_space"]?.bool ?? false }

  /// `classification`, `generation` or `language-model`; nil for a model that was not trained here.
  package var task: String? { json["task"]?.string }

  /// Whether the rows of the training file were conversations.
  package var learnedConversations: Bool {
    json["data"]?["training"]?["answers"]?.integer ?? 0 > 0
  }

  /// The columns of the training file.
  package var promptColumn: String? { json["prompt_column"]?.string }
  package var completionColumn: String? { json["completion_column"]?.string }

  /// What made the prompts of several columns of the training file.
  package var promptTemplate: String? { json["prompt_template"]?.string }
}
