// SPDX-License-Identifier: Apache-2.0

import ArgumentParser
import AssayCore
import ModelStore

/// The store that a command about models works on.
struct ModelStoreOptions: ParsableArguments {
  @Option(
    help: ArgumentHelp(
      "The folder of the store, such as that of a server's --data-dir; default $ASSAY_HOME, else"
        + " ~/.local/share/assay.", valueName: "folder"))
  var dataDir: String?

  func store() throws(AssayError) -> LocalStore {
    if let dataDir { return LocalStore(home: dataDir) }
    return try LocalStore.standard()
  }
}
