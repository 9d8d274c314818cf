// SPDX-License-Identifier: Apache-2.0

/// A piece of an `AGENTS.md` that tells an agent how to work with training data here.
package enum AgentNotes {
  package static let markdown = """
    ## Training data

    Check every file of training data with `assay` after you change it, and before anybody trains on it.

    - `assay lint FILE --format json` says what is wrong. Exit status 0: nothing; 1: findings; 2: it could not
      run, and standard error says why.
    - `assay rules CODE` explains a finding. Do not silence a rule without a reason; reasons stand in
      `assay.ignore`.
    - `assay fix FILE --diff` shows what the safe fixes would change; `assay fix FILE -o NEW.jsonl` writes
      them to a new file. The input is never changed. Use `--unsafe-fixes` only when somebody asked for it.
    - `assay stats FILE` counts tokens and classes.
    - `assay eval --predictions FILE --format json` measures predictions, `assay compare A B` compares two.

    `assay mcp` offers the same as tools of the Model Context Protocol.

    """
}
