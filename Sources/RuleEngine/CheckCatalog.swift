// SPDX-License-Identifier: Apache-2.0

/// All kinds of checks that a rule file may name: one line for each file in `Checks/`.
package enum CheckCatalog {
  package static let kinds: [any Check.Type] = [
    AccidentalEnding.self,
    Blank.self,
    ClassBalance.self,
    ClassCount.self,
    ClassSize.self,
    ColumnName.self,
    CommonPrefix.self,
    ConflictingCompletion.self,
    CopiedPrompt.self,
    Duplicate.self,
    EdgeWhitespace.self,
    EndingInside.self,
    EndingTokens.self,
    ExtraColumns.self,
    Identical.self,
    LabelTokens.self,
    LeadingSpace.self,
    MissingEnding.self,
    NullValue.self,
    PartialEnding.self,
    RowCount.self,
    SimilarLabels.self,
    TokenLimit.self,
    UnwantedCharacter.self,
    UpperCase.self,
    ValueType.self,
  ]
}
