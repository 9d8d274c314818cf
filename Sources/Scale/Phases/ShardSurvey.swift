// SPDX-License-Identifier: Apache-2.0

import Analyzers
package import AssayCore
import Dataset
import Platform
import Records
import Tables

/// Phase 1, for each shard: what there is to learn of its rows, and a line of keys for each of them.
package struct ShardSurvey: PhaseContent {
  package static let kind = "survey"
  package static let maker = "assay scale survey"

  let shard: DataShard
  /// Nil where the shard has no row.
  let format: TableFormat?
  /// The size of the file, unpacked; nil where nobody knows.
  let byteCount: Int?
  /// In which form the rows were read.
  let names: ColumnNames
  let part: SurveyPart

  package var placed: DataShard { shard }

  /// - Parameters:
  ///   - whole: the merged survey that asks for another one, in the form that the rows have shown.
  ///   - keys: where the keys go.
  package init(
    _ shard: DataShard, by run: PhaseRun, again whole: WholeSurvey?, keys: String
  ) throws(AssayError) {
    try whole?.require(shard)
    let file = try AtomicFile(path: keys)
    let source = try Self.source(shard, run, names: whole?.names)
    self.shard = shard
    format = source.format
    byteCount = source.stream.source.byteCount
    names = source.stream.names
    part = try run.surveyor.part(source.stream, first: shard.firstKey) { lines throws(AssayError) in
      try file.write(lines)
    }
    try file.commit()
  }

  /// The rows of a shard; a stream without any where the file has none.
  private static func source(
    _ shard: DataShard, _ run: PhaseRun, names: ColumnNames?
  ) throws(AssayError) -> (stream: RecordStream, format: TableFormat?) {
    do throws(AssayError) {
      let stream = try run.stream(shard, names: names)
      var reader = try stream.source.open()
      _ = try reader.next()
      return (stream, stream.source.format)
    } catch {
      guard error.code == .noRows else { throw error }
      let nothing = MemorySource(path: shard.path, batches: [])
      let stream = RecordStream(nothing, names: names ?? run.settings.names, threads: 1)
      return (stream, nil)
    }
  }
}
