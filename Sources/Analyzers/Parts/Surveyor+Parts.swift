// SPDX-License-Identifier: Apache-2.0

package import AssayCore
package import Dataset
package import Records

/// A survey that is made part by part, by processes that share nothing but files.
extension Surveyor {
  /// Learns what there is to learn of the rows of a part.
  /// - Parameters:
  ///   - first: what is added to the numbers of the rows in the keys.
  ///   - write: takes lines of keys, one for each row, in the order of the rows.
  package func part(
    _ stream: RecordStream, first: Int, write: ([UInt8]) throws(AssayError) -> Void
  ) throws(AssayError) -> SurveyPart {
    let empty = empty(on: stream, first: first)
    var part = empty
    let notes = try stream.mapInOrder { batch in
      var one = empty
      let hashed = one.add(batch)
      return (one, RowKeyLines(hashed, first: first))
    } consume: { one, keys throws(AssayError) in
      part.merge(one)
      try write(keys.bytes)
    }
    part.note(notes)
    return part
  }

  private func empty(on stream: RecordStream, first: Int) -> SurveyPart {
    // What is found by comparing all rows is found by their keys.
    let stored = AnalyzerSet(analyzers.storedAnalyzers)
    var survey = Survey(rules: settings.facts, stored.starting(on: stream, settings))
    survey.salt = UInt64(truncatingIfNeeded: first)
    return SurveyPart(survey)
  }

  /// What a part that was written down is read with.
  /// - Parameter firstRow: the number of its first row in the whole.
  package func reading(
    of stream: RecordStream, firstRow: Int
  ) -> [CodingUserInfoKey: any Sendable] {
    var info: [CodingUserInfoKey: any Sendable] = [:]
    if let key = CodingUserInfoKey.firstRow { info[key] = firstRow }
    if let key = CodingUserInfoKey.analyzers {
      info[key] = analyzers.starting(on: stream, settings)
    }
    return info
  }

  /// The form in which all parts must be surveyed again, since their rows have shown it; nil when the survey
  /// stands.
  /// - Throws: `AssayError` when there is no row.
  package func newForm(
    of whole: SurveyPart, _ stream: RecordStream
  ) throws(AssayError) -> ColumnNames? {
    try requireRows(whole.survey, stream)
    return seenAnew(stream, whole.survey)?.names
  }

  /// What a second look is to count in each part.
  package func endingCount(of whole: SurveyPart, _ stream: RecordStream) -> EndingCount {
    endingSearch(whole.survey, stream).count
  }

  /// The profile of all rows.
  /// - Parameter count: what the second look has counted in all parts.
  package func profile(
    of whole: SurveyPart, _ stream: RecordStream, count: EndingCount
  ) throws(AssayError) -> Profile {
    try profile(whole.survey, whole.notes, of: stream) { _ throws(AssayError) in count }
  }

  /// The profile of all rows, with what is to be known of the rows of a part to look at them.
  /// - Parameter found: what other parts have made known of the rows.
  package func profile(
    _ whole: Profile, lookingAt stream: RecordStream, found: RowVerdicts
  ) throws(AssayError) -> Profile {
    var own = AnalyzerSet(analyzers.rowAnalyzers).starting(on: stream, settings)
    var profile = whole
    if !own.isEmpty {
      let part = try stream.fold(Survey(rules: settings.facts, own)) { $1.add($0) }
      own = part.analyzers
      try own.finish(&profile, stream)
    }
    profile.take(found)
    return profile
  }
}
