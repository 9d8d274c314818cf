// SPDX-License-Identifier: Apache-2.0

/// All kinds of checks that a rule file may name: one line for each file in `Kinds/`.
package enum CheckCatalog {
  /// The kind of a name in a rule file; nil when there is none.
  package static func kind(named name: String) -> (any Check.Type)? {
    kinds.first { Parameters.isName(name, $0.kind) }
      ?? olderNames.first { Parameters.isName(name, $0.key) }?.value
  }

  /// Names that kinds had in older versions; people's rule files may still have them.
  private static let olderNames: [String: any Check.Type] = ["date-cell": ColumnNote.self]

  package static let kinds: [any Check.Type] = [
    AccidentalEnding.self,
    Blank.self,
    Chat.self,
    ChatColumns.self,
    ClassBalance.self,
    ClassCount.self,
    ClassSize.self,
    ColumnName.self,
    ColumnNote.self,
    CommonPrefix.self,
    ConflictingCompletion.self,
    CopiedPrompt.self,
    CutCharacter.self,
    DecomposedText.self,
    Duplicate.self,
    EdgeWhitespace.self,
    EndingInside.self,
    EndingLength.self,
    EndingTokens.self,
    ErrorValue.self,
    ExtraColumns.self,
    FileNameFormat.self,
    FileNote.self,
    FileSize.self,
    Identical.self,
    KnownLabels.self,
    LabelPrefix.self,
    LabelTokens.self,
    LeadingSpace.self,
    Leak.self,
    LeftOutText.self,
    MissingEnding.self,
    MixedNewlines.self,
    MojibakeText.self,
    NearDuplicate.self,
    NestedValue.self,
    NormalizedDuplicate.self,
    NullValue.self,
    NumberCell.self,
    OneOf.self,
    OtherForm.self,
    OtherNormalForm.self,
    OutsideScore.self,
    PartialEnding.self,
    PatternMatch.self,
    PreferenceFlag.self,
    PreparationHarm.self,
    Quality.self,
    ReadingFault.self,
    RowCount.self,
    RowShape.self,
    SimilarLabels.self,
    TokenLimit.self,
    TokenMinimum.self,
    TwinColumnValues.self,
    UnsharedClass.self,
    UnwantedCharacter.self,
    UpperCase.self,
    ValueType.self,
  ]
}
