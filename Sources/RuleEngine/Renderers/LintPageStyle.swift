// SPDX-License-Identifier: Apache-2.0

/// The dress of the findings page. Light and dark follow the reader's system; both keep a contrast
/// of 4.5 for text.
enum LintPageStyle {
  static let css = """

    :root { --bg: #fbfbfd; --panel: #fff; --text: #1b1f24; --soft: #59636e; --line: #dfe3e8;
      --error: #b42318; --warning: #8a5a00; --info: #2f5fd0; --mark: #ffe08a; }
    @media (prefers-color-scheme: dark) {
      :root { --bg: #0f1216; --panel: #171b21; --text: #e8ebef; --soft: #9aa5b1; --line: #2c333c;
        --error: #ff8a7a; --warning: #f0c04f; --info: #84abff; --mark: #6b5300; } }
    * { box-sizing: border-box; }
    body { margin: 0; background: var(--bg); color: var(--text); font: 15px/1.5 system-ui, sans-serif; }
    header, main { max-width: 1120px; margin: 0 auto; padding: 0 1.25rem; }
    header { padding-top: 2rem; } header p { color: var(--soft); margin: 0; }
    h1 { font-size: 1.8rem; margin: 0; } h2 { margin: 2rem 0 .4rem; overflow-wrap: anywhere; } h3 { font-size: 1rem; margin: 0; }
    .facts { color: var(--soft); margin: 0 0 1rem; padding: 0; list-style: none; }
    article { background: var(--panel); border: 1px solid var(--line); border-left: 4px solid var(--tone); border-radius: 8px; padding: .8rem 1rem; margin: .8rem 0; }
    article p { margin: .4rem 0; overflow-wrap: anywhere; }
    article.error { --tone: var(--error); } article.warning { --tone: var(--warning); } article.info { --tone: var(--info); }
    .severity { color: var(--tone); } .soft { color: var(--soft); }
    .fix { font-size: .8rem; font-weight: 400; border: 1px solid var(--line); border-radius: 6px; padding: .05rem .4rem; color: var(--soft); }
    table { border-collapse: collapse; width: 100%; font-size: .9rem; }
    th, td { text-align: left; vertical-align: top; padding: .25rem .6rem .25rem 0; border-top: 1px solid var(--line); color: var(--soft); font-weight: 400; white-space: nowrap; }
    td:last-child { width: 100%; white-space: normal; color: var(--text); }
    code { font: .9em/1.5 ui-monospace, monospace; white-space: pre-wrap; overflow-wrap: anywhere; }
    mark { background: var(--mark); color: inherit; border-radius: 2px; padding: 0 1px; }

    """
}
