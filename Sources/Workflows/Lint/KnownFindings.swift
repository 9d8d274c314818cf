// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import Foundation
import JSON
import Platform
import RuleEngine

/// The baseline and the suppressions of one configuration, and which of them were met.
package final class KnownFindings {
  /// What is known, as somebody names it.
  package struct Options: Sendable {
    package var baseline: String?
    /// Whether all findings are wanted for a new baseline.
    package var writesBaseline = false
    /// Without it `assay.ignore` beside the configuration.
    package var suppressions: String?

    package init() {}
  }

  let baselinePath: String
  private let suppressionsPath: String?
  private var baseline = Baseline()
  private var suppressions: [Suppression] = []
  private var met: Set<Int> = []
  private var applied: Set<Int> = []
  private let today: String
  /// What a kept result depends on.
  let identity: String

  static let baselineName = "assay-baseline.json"
  static let suppressionsName = "assay.ignore"

  /// - Parameter today: the day, as `YYYY-MM-DD`, on which suppressions hold or have ended.
  init(
    _ options: Options, _ settings: CheckSettings, isIsolated: Bool, today: String = day(Date())
  ) throws(AssayError) {
    let configuration = settings.configuration
    let named = options.baseline ?? configuration.baseline
    baselinePath = named ?? Self.baselineName
    let folder = configuration.path == nil ? "" : configuration.folder
    let usual = folder + Self.suppressionsName
    let isThere = Files.exists(usual) && !isIsolated
    suppressionsPath =
      options.suppressions ?? configuration.suppressions ?? (isThere ? usual : nil)
    self.today = today
    var parts = [today]
    if let named, !options.writesBaseline || Files.exists(named) {
      let bytes = try Self.bytes(of: named, "Write it with --write-baseline")
      baseline = try Baseline(JSONParser.parse(bytes, file: named), path: named)
      parts.append(String(decoding: bytes, as: UTF8.self))
    }
    if let suppressionsPath {
      let text = String(
        decoding: try Self.bytes(of: suppressionsPath, "Check the path"), as: UTF8.self)
      suppressions = try SuppressionFile.suppressions(
        text, file: suppressionsPath, codes: settings.codes)
      parts.append(text)
    }
    identity = baseline.entries.isEmpty && suppressions.isEmpty ? "" : parts.joined(separator: "\n")
  }

  /// Whether some findings are known, by what settings say.
  package static func areThere(
    _ settings: CheckSettings, isIsolated: Bool
  ) throws(AssayError) -> Bool {
    try !KnownFindings(Options(), settings, isIsolated: isIsolated).identity.isEmpty
  }

  /// What is not to be reported about a file.
  func exemptions(for file: String, usesBaseline: Bool) -> Exemptions {
    var exemptions = Exemptions()
    if usesBaseline { baseline.exempt(name(of: file), in: &exemptions) }
    for (index, suppression) in suppressions.enumerated()
    where suppression.pattern.matches(name(of: file, from: suppressionsPath ?? "")) {
      applied.insert(index)
      guard !suppression.hasEnded(on: today) else { continue }
      suppression.exempt(baseline.entries.count + index, in: &exemptions)
    }
    return exemptions
  }

  func note(_ trace: Trace) { met.formUnion(trace.met) }

  // MARK: - Baseline

  /// The baseline with what was found now in place of what was known about these files.
  func renewed(_ reports: [LintReport]) -> Baseline {
    var renewed = baseline.without(files: Set(reports.map { name(of: $0.path) }))
    for report in reports { renewed.add(report.trace, file: name(of: report.path)) }
    return renewed
  }

  /// Entries about these files that nothing meets any more.
  func staleEntries(_ files: [String], codes: Set<String>) -> [Baseline.Entry] {
    let names = Set(files.map { name(of: $0) })
    return baseline.entries.enumerated()
      .filter { names.contains($1.file) && codes.contains($1.code) && !met.contains($0) }
      .map(\.element)
  }

  private func name(of file: String) -> String { name(of: file, from: baselinePath) }

  /// A file as seen from the folder of another.
  private func name(of file: String, from other: String) -> String {
    guard file != "-" else { return file }
    let folder = ConfigurationFinder.absolute((other as NSString).deletingLastPathComponent)
    let path = ConfigurationFinder.absolutePath(file)
    return path.hasPrefix(folder) ? String(path.dropFirst(folder.count)) : path
  }

  // MARK: - Suppressions

  /// What is to be said about suppressions that ended or that nothing needs.
  func suppressionNotes(codes: Set<String>) -> [String] {
    applied.sorted().compactMap { index in
      let suppression = suppressions[index]
      let head = "\(suppression.location): the suppression of \(suppression.code)"
      if suppression.hasEnded(on: today) {
        return "\(head) ended on \(suppression.until ?? ""); it was made because: "
          + suppression.reason
      }
      let isApplied = codes.contains { $0.hasPrefix(suppression.code) }
      guard isApplied, !met.contains(baseline.entries.count + index) else { return nil }
      return "\(head) excuses nothing any more; remove it"
    }
  }

  // MARK: - Files

  private static func bytes(of path: String, _ remedy: String) throws(AssayError) -> [UInt8] {
    guard let bytes = try? Files.read(path) else {
      throw AssayError("cannot be read", at: Location(file: path), remedy: remedy)
    }
    return bytes
  }

  private static func day(_ date: Date) -> String {
    let parts = Calendar(identifier: .gregorian).dateComponents([.year, .month, .day], from: date)
    let two = { (number: Int?) in (number ?? 0) < 10 ? "0\(number ?? 0)" : "\(number ?? 0)" }
    return "\(parts.year ?? 0)-\(two(parts.month))-\(two(parts.day))"
  }
}
