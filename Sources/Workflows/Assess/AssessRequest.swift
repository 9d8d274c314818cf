// SPDX-License-Identifier: Apache-2.0

package import Evaluation
package import Training

/// What labeled data is to be assessed by.
package struct AssessRequest: Sendable {
  package var file: DataFile
  /// How the rows are read.
  package var options = CheckOptions()
  /// What is fine-tuned beside the linear model: a model of the store, a folder, or a shape that
  /// starts from random weights; nil for the linear model alone.
  package var model: String?
  /// Whether random weights of the model's shape are wanted, whatever weights there are.
  package var fromScratch = false
  /// How each model is trained; what is nil is chosen as for any fine-tune.
  package var training = Hyperparameters()
  package var assessor = Assessor.Options()
  /// From which side prompts that are too long are cut; nil is the usual one.
  package var truncationSide: TruncationSide?

  package init(_ file: DataFile, model: String? = nil) {
    self.file = file
    self.model = model
  }
}

/// What goes on while data is assessed.
package enum AssessEvent: Sendable {
  /// A safe fix was made in memory.
  case fixed(String)
  /// Something that makes figures doubtful, in words.
  case warning(String)
  case planned(AssessPlan)
  /// So many examples were seen, in the run of that number from 1.
  case progress(done: Int, total: Int, run: Int, runs: Int)
}

/// What an assessment is going to do.
package struct AssessPlan: Sendable {
  package let file: String
  /// The model that is fine-tuned; nil for the linear model alone.
  package let model: String?
  package let rows: Int
  package let classes: Int
  /// Whether numbers stand for labels.
  package let areNumbered: Bool
  /// Classes with fewer rows than there are folds.
  package let rareClasses: Int
  /// Prompts that were too long, and the part that they lost.
  package let shortenedRows: Int
  package let lostPart: String
  package let runs: Int
  package let folds: Int
  /// Of the fine-tunes, and how long they will take.
  package let settings: TrainingSettings?
  package let duration: Duration?
  /// Fine-tunes that an assessment of the same, which was stopped, has done already.
  package internal(set) var knownRuns = 0

  init(_ assessor: Assessor, _ request: AssessRequest, duration: Duration?) {
    file = assessor.rows.file
    model = request.model
    rows = assessor.rows.count
    classes = assessor.rows.classes.count
    areNumbered = assessor.rows.areNumbered
    folds = assessor.options.folds
    rareClasses = assessor.rows.support.count { [folds] in $0 < folds }
    shortenedRows = assessor.trainer?.shortenedRows ?? 0
    lostPart = assessor.trainer?.side.lostPart ?? ""
    runs = assessor.runs.count
    settings = assessor.trainer?.settings(rowCount: assessor.runs[0].training.count)
    self.duration = duration
  }
}
