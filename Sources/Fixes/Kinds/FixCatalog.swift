// SPDX-License-Identifier: Apache-2.0

/// All kinds of fixes that a rule file may name: one line for each file in `Fixes/Kinds/`.
package enum FixCatalog {
  package static let kinds: [any Fix.Type] = [
    AddEnding.self,
    AddLeadingSpace.self,
    ClearBlank.self,
    Compose.self,
    DropBlank.self,
    DropDuplicates.self,
    DropSimilar.self,
    KeepColumns.self,
    LineFeeds.self,
    LowerCase.self,
    MendLines.self,
    MergeLabels.self,
    RemoveCharacters.self,
    RemovePrefix.self,
    ReplaceMatches.self,
    ResolveNull.self,
    Rewrite.self,
    TextValues.self,
    TrimEdges.self,
    WindowsCharacters.self,
  ]
}
