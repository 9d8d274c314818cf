// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import LanguageModel
import Platform
import Training

/// The models of this machine by name: a Hugging Face directory for each, in `models/` of a folder.
package struct LocalStore: Sendable {
  /// The folder of everything that assay keeps.
  package let home: String

  package init(home: String) {
    self.home = home
  }

  /// The store of `ASSAY_HOME`, else of the user's data folder.
  package static func standard() throws(AssayError) -> LocalStore {
    if let home = Environment["ASSAY_HOME"] { return LocalStore(home: home) }
    if let data = Environment["XDG_DATA_HOME"] { return LocalStore(home: "\(data)/assay") }
    if let user = Environment["HOME"] {
      return LocalStore(home: "\(user)/.local/share/assay")
    }
    throw AssayError(
      "there is no place for models: neither ASSAY_HOME nor HOME is set",
      remedy: "Set ASSAY_HOME to a folder that may be written to")
  }

  private var models: String { "\(home)/models" }

  /// Where a model stands, or would.
  package func folder(of name: ModelName) -> String {
    "\(models)/\(name.text)"
  }

  /// The name of a model that is fine-tuned at this second. Two of one second differ by the next free
  /// second.
  package func freeName(base: String, suffix: String?, at now: Int) throws(AssayError) -> ModelName
  {
    var seconds = now
    while true {
      let name = try ModelName(FineTunedName.make(base: base, suffix: suffix, at: seconds))
      if !Files.exists(folder(of: name)) { return name }
      seconds += 1
    }
  }

  package func contains(_ name: ModelName) -> Bool {
    Self.isModel(folder(of: name))
  }

  /// The names of all models, sorted.
  package func names() throws(AssayError) -> [ModelName] {
    var found: [ModelName] = []
    for part in try Files.names(in: models) {
      let folder = "\(models)/\(part)"
      if Self.isModel(folder) {
        if let name = try? ModelName(part) { found.append(name) }
      } else if Files.isFolder(folder) {
        for second in try Files.names(in: folder) where Self.isModel("\(folder)/\(second)") {
          if let name = try? ModelName("\(part)/\(second)") { found.append(name) }
        }
      }
    }
    return found.sorted { $0.text < $1.text }
  }

  /// - Throws: `AssayError` naming the models there are, when it is none of them.
  package func model(_ name: ModelName) throws(AssayError) -> StoredModel {
    guard contains(name) else { throw try missing(name) }
    return try StoredModel(name: name.text, folder: folder(of: name))
  }

  /// Removes a model; it is gone at once, however long its files take.
  package func delete(_ name: ModelName) throws(AssayError) {
    guard contains(name) else { throw try missing(name) }
    let aside = try asideFolder(of: name)
    try Files.rename(folder(of: name), to: aside)
    Files.remove(aside)
    removeEmptyOwner(of: name)
  }

  /// Gives a finished folder of the same disk its name; a model of that name is replaced.
  func install(_ finished: String, as name: ModelName) throws(AssayError) {
    let place = folder(of: name)
    try Files.createFolder(Files.folder(of: place))
    let aside = try asideFolder(of: name)
    let isReplaced = (try? Files.rename(place, to: aside)) != nil
    do {
      try Files.rename(finished, to: place)
    } catch {
      if isReplaced { try? Files.rename(aside, to: place) }
      throw error
    }
    try Files.sync(Files.folder(of: place))
    Files.remove(aside)
  }

  /// Where files of a model wait until all are there.
  func downloads(of name: ModelName) -> String {
    "\(home)/downloads/" + name.text.split(separator: "/").joined(separator: "--")
  }

  /// Whether a folder is a model's.
  package static func isModel(_ folder: String) -> Bool {
    Files.exists("\(folder)/config.json") || AdapterFolder.isAdapter(folder)
      || LinearModelFile.stands(in: folder)
  }

  /// A free name beside the models, on the same disk.
  private func asideFolder(of name: ModelName) throws(AssayError) -> String {
    let removed = "\(home)/removed"
    try Files.createFolder(removed)
    return "\(removed)/\(name.base).\(Machine.processID).\(UInt32.random(in: 0...(.max)))"
  }

  private func removeEmptyOwner(of name: ModelName) {
    guard name.text.contains("/") else { return }
    Files.removeEmptyFolder(Files.folder(of: folder(of: name)))
  }

  private func missing(_ name: ModelName) throws(AssayError) -> AssayError {
    let names = try names().map(\.text)
    return AssayError(
      "the store has no model '\(name.text)'", at: Location(file: models),
      remedy: names.isEmpty
        ? "Fetch one with assay models pull" : "Choose one of \(names.joined(separator: ", "))")
  }
}
