// SPDX-License-Identifier: Apache-2.0

package import AssayCore
import JSON
import LanguageModel
import Platform
import Tokenizer
import Training

/// Fetches a model from a hub into the store. Files wait in `downloads/` until all are there and
/// right; only then does the model appear under its name. A pull that was broken off goes on where
/// it stopped.
package struct ModelPull {
  package enum Outcome: Sendable, Equatable {
    /// - Parameter unchecked: files for which the hub lists no hash.
    case fetched(folder: String, unchecked: [String])
    /// The store has this very commit.
    case current(folder: String)

    /// Where the model is.
    package var folder: String {
      switch self {
      case .fetched(let folder, _), .current(let folder): folder
      }
    }
  }

  private let client: HubClient
  private let store: LocalStore
  private let name: ModelName
  private let localName: ModelName
  private let revision: String
  private let version: String
  private let created: String
  private let progress: (Int, Int) -> Void

  /// - Parameters:
  ///   - localName: the name in the store; the hub's when nil.
  ///   - revision: a branch, tag or commit.
  ///   - version: assay's own, for the record.
  ///   - created: the time in ISO 8601, for the record.
  ///   - progress: called with the bytes that are there and the bytes of all files.
  package init(
    _ name: ModelName, from client: HubClient, to store: LocalStore, as localName: ModelName? = nil,
    revision: String = "main", version: String, created: String,
    progress: @escaping (Int, Int) -> Void = { _, _ in }
  ) {
    self.client = client
    self.store = store
    self.name = name
    self.localName = localName ?? name
    self.revision = revision
    self.version = version
    self.created = created
    self.progress = progress
  }

  /// Fetches what is missing.
  /// - Throws: `AssayError` when the hub refuses, a file stays wrong, or the model is no GPT-2.
  package func run() throws(AssayError) -> Outcome {
    let listing = try client.listing(of: name, revision: revision)
    let descriptions = try listing.descriptions()
    let weights = try listing.weights()
    let place = store.folder(of: localName)
    if try isCurrent(listing) { return .current(folder: place) }
    let downloads = store.downloads(of: name)
    try Files.createFolder(downloads)
    guard let lock = try FileLock(path: "\(downloads)/.lock") else {
      throw AssayError(
        "another process is fetching this model", at: Location(file: downloads),
        remedy: "Wait for its end")
    }
    defer { withExtendedLifetime(lock) {} }
    let staging = "\(downloads)/\(listing.commit)"
    try Files.createFolder(staging)
    try checkSpace(descriptions + weights, in: staging)
    let progress = PullProgress(files: descriptions + weights, progress: progress)
    try fetch(descriptions, of: listing, to: staging, progress: progress)
    try checkModel(staging)
    try fetch(weights, of: listing, to: staging, progress: progress)
    _ = try StoredWeights(directory: staging)
    try record(listing, descriptions + weights).write(to: staging)
    try store.install(staging, as: localName)
    Files.remove(downloads)
    let unchecked = (descriptions + weights).filter { $0.digest == nil }.map(\.name)
    return .fetched(folder: place, unchecked: unchecked)
  }

  /// Whether the store has this commit, with all its files.
  private func isCurrent(_ listing: HubListing) throws(AssayError) -> Bool {
    guard store.contains(localName) else { return false }
    let folder = store.folder(of: localName)
    let source = try ModelRecord(folder: folder)?.json["source"]
    guard source?["name"]?.string == name.text, source?["commit"]?.string == listing.commit else {
      return false
    }
    for member in source?["files"]?.object?.members ?? [] {
      let path = "\(folder)/\(member.key)"
      guard Files.exists(path), try Files.size(path) == member.value["size"]?.integer else {
        return false
      }
    }
    return true
  }

  private func fetch(
    _ files: [HubFile], of listing: HubListing, to staging: String, progress: PullProgress
  ) throws(AssayError) {
    for file in files {
      let path = "\(staging)/\(file.name)"
      if !Files.exists(path), try !reuse(file, at: path) {
        try fetch(file, of: listing, to: path, progress: progress)
      }
      progress.finish(file, bytes: try Files.size(path))
    }
  }

  /// Takes a file of the model that is to be replaced, when its content is the very same.
  private func reuse(_ file: HubFile, at path: String) throws(AssayError) -> Bool {
    let old = "\(store.folder(of: localName))/\(file.name)"
    guard file.digest != nil, Files.exists(old), try file.fault(in: old) == nil else {
      return false
    }
    return link(old, path) == 0
  }

  /// Fetches a file and checks it; one that is wrong is fetched once more from its beginning.
  private func fetch(
    _ file: HubFile, of listing: HubListing, to path: String, progress: PullProgress
  ) throws(AssayError) {
    let part = "\(path).part"
    var faults: [String] = []
    while faults.count < 2 {
      do {
        let sink = try PartFile(path: part, limit: file.size) { progress.update(bytes: $0) }
        if sink.offset == 0 || sink.offset != file.size {
          try client.fetch(file, of: listing, into: sink)
        }
      }
      guard let fault = try file.fault(in: part) else {
        try Files.sync(part)
        try Files.rename(part, to: path)
        return
      }
      faults.append(fault)
      Files.remove(part)
    }
    throw AssayError(
      "\(file.name) of \(name.text) arrived wrong twice: \(faults[faults.count - 1])",
      at: Location(file: path),
      remedy: "Try again later; if it stays so, do not trust the hub or the proxy before it")
  }

  /// Refuses a model of another kind before its weights are fetched.
  private func checkModel(_ staging: String) throws(AssayError) {
    let path = "\(staging)/config.json"
    let configuration = try GPT2Configuration(
      json: JSONParser.parse(Files.read(path), file: path), file: path)
    _ = try LoadedModel.tokenizer(
      directory: staging, vocabularySize: configuration.vocabularySize)
  }

  private func checkSpace(_ files: [HubFile], in folder: String) throws(AssayError) {
    var needed = files.reduce(0) { $0 + ($1.size ?? 0) }
    for name in try Files.names(in: folder) { needed -= try Files.size("\(folder)/\(name)") }
    guard let free = Files.freeSpace(in: folder), needed > free else { return }
    throw AssayError(
      "the model needs \(needed >> 20) MB more and the disk has \(free >> 20) MB left",
      at: Location(file: store.home),
      remedy: "Free some space, or set ASSAY_HOME to a folder that has it")
  }

  private func record(
    _ listing: HubListing, _ files: [HubFile]
  ) throws(AssayError) -> ModelRecord {
    var described = JSONObject()
    for file in files {
      let path = "\(store.downloads(of: name))/\(listing.commit)/\(file.name)"
      // The check has just read the file when the hub lists this hash.
      let known = file.digest.flatMap { $0.kind == .sha256 ? $0 : nil }
      let digest: ContentDigest
      if let known {
        digest = known
      } else {
        digest = try ContentDigest.Kind.sha256.digest(ofFile: path)
      }
      described.append(
        file.name, ["size": .integer(try Files.size(path)), "sha256": .string(digest.hex)])
    }
    return ModelRecord(json: [
      "format": 1, "assay": .string(version), "created": .string(created),
      "source": [
        "hub": .string(client.endpoint), "name": .string(name.text),
        "revision": .string(revision), "commit": .string(listing.commit),
        "files": .object(described),
      ],
    ])
  }
}
