// SPDX-License-Identifier: Apache-2.0

package import ArgumentParser
package import AssayCore
package import ModelStore

/// The store that a command about models works on.
package struct ModelStoreOptions: ParsableArguments {
  package init() {}

  @Option(
    help: ArgumentHelp(
      "The folder of the store, such as that of a server's --data-dir; default $ASSAY_HOME, else"
        + " ~/.local/share/assay.", valueName: "folder"))
  package var dataDir: String?

  package func store() throws(AssayError) -> LocalStore {
    if let dataDir { return LocalStore(home: dataDir) }
    return try LocalStore.standard()
  }
}
