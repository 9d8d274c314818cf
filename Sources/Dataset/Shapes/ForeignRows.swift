// SPDX-License-Identifier: Apache-2.0

/// Rows that are made for another purpose than to teach a model answers: what they are, and what to do.
package struct ForeignRows {
  /// What the rows are, and what makes rows to train on of them.
  package let remedy: String

  private static let requests = ["custom_id", "method", "url", "body"]
  private static let answers = ["custom_id", "response"]
  private static let better = ["pos", "positive", "positives", "positive_passages"]
  private static let worse = ["neg", "negative", "negatives", "negative_passages"]
  private static let sought = ["query", "question", "anchor"]
  private static let ranks = ["rank", "ranks", "ranking", "rankings", "scores"]
  private static let replies = ["responses", "answers", "completions", "candidates", "outputs"]
  private static let passages = ["passage", "passages", "document", "documents", "doc"]
  private static let relevance = ["relevance", "relevant", "is_selected", "score"]

  /// Nil where the columns are of no such kind.
  package init?(_ columns: [String]) {
    func column(_ names: [String]) -> String? { UsualNames.column(named: names, in: columns) }
    if Self.requests.allSatisfy({ column([$0]) != nil }) {
      remedy =
        "These are requests to OpenAI's batch API, which hold no answers. " + Self.joining
    } else if Self.answers.allSatisfy({ column([$0]) != nil }) {
      remedy =
        "These are answers of OpenAI's batch API; what was asked stands in the requests. "
        + Self.joining
    } else if let query = column(Self.sought), let better = column(Self.better) {
      remedy = Self.search(query, better, worse: column(Self.worse))
    } else if column(Self.replies) != nil, column(Self.ranks) != nil {
      remedy =
        "These are answers with their ranks. Write preferences of them, rows of a `prompt` with a "
        + "better answer as `chosen` and a worse one as `rejected`"
    } else if column(Self.sought) != nil, column(Self.passages) != nil,
      let relevance = column(Self.relevance)
    {
      remedy =
        "These are rows to train a search on, with how well a passage answers. To learn that as a "
        + "text, make prompts of both and give --completion-column \(relevance)"
    } else {
      return nil
    }
  }

  private static let joining =
    "Join both by `custom_id`, as `jq -cs --slurpfile answers ANSWERS 'INDEX($answers[]; .custom_id) "
    + "as $by | .[] | {messages: (.body.messages + "
    + "[$by[.custom_id].response.body.choices[0].message])}' REQUESTS > chats.jsonl` does"

  private static func search(_ query: String, _ better: String, worse: String?) -> String {
    let what = "These are rows to train a search on: `\(query)` and passages that answer it"
    guard let worse else {
      return "\(what). assay trains models that write text: name what is to be written with "
        + "--completion-column"
    }
    return "\(what) or do not. assay trains models that write text: if `\(better)` is what one is "
      + "to write, make preferences of them, rows of `prompt`, `chosen` (of `\(better)`) and `rejected` "
      + "(of `\(worse)`)"
  }
}
