// SPDX-License-Identifier: Apache-2.0
// Runs the extension with a stand-in for the editor: ASSAY=path/to/assay node test.js
"use strict";

const assert = require("assert");
const Module = require("module");
const path = require("path");

class Place { constructor(line, character) { Object.assign(this, { line, character }); } }
class Range {
  constructor(a, b, c, d) { this.start = new Place(a, b); this.end = new Place(c, d); }
}
class Diagnostic { constructor(range, message, severity) { Object.assign(this, { range, message, severity }); } }
class Kind {
  constructor(value) { this.value = value; }
  append(part) { return new Kind(this.value ? `${this.value}.${part}` : part); }
}
class Action { constructor(title, kind) { Object.assign(this, { title, kind }); } }
class WorkspaceEdit { constructor() { this.all = []; } set(uri, edits) { this.all.push([String(uri), edits]); } }

const shown = new Map();
const providers = {};
let arrived = () => {};
const remember = (name) => (_, provider) => { providers[name] = provider; };
const vscode = {
  Range, Diagnostic, WorkspaceEdit, CodeAction: Action,
  DiagnosticSeverity: { Error: 0, Warning: 1, Information: 2, Hint: 3 },
  CodeActionKind: { QuickFix: new Kind("quickfix"), SourceFixAll: new Kind("source.fixAll"), Empty: new Kind("") },
  CompletionItemKind: { Property: 9, Value: 11 },
  CompletionItem: class { constructor(label, kind) { Object.assign(this, { label, kind }); } },
  CodeLens: class { constructor(range, command) { Object.assign(this, { range, command }); } },
  Hover: class { constructor(text) { this.text = text; } },
  MarkdownString: class { constructor(value) { this.value = value; } },
  TextEdit: { replace: (range, text) => ({ range, text }) },
  Uri: { parse: (text) => ({ toString: () => text }) },
  commands: { registerCommand() {} },
  window: { showErrorMessage(text) { throw new Error(text); } },
  workspace: {
    textDocuments: [],
    getConfiguration: () => ({ get: (name) => (name === "path" ? process.env.ASSAY || "assay" : []) }),
    onDidOpenTextDocument() {}, onDidCloseTextDocument() {}, onDidSaveTextDocument() {},
    onDidChangeTextDocument(listener) { providers.change = listener; },
  },
  languages: {
    createDiagnosticCollection: () => ({
      set(uri, items) { shown.set(String(uri), items); arrived(); }, clear() { shown.clear(); },
    }),
    registerHoverProvider: remember("hover"), registerCompletionItemProvider: remember("completion"),
    registerCodeLensProvider: remember("lens"), registerCodeActionsProvider: remember("action"),
  },
};

const load = Module._load;
Module._load = (name, ...rest) => (name === "vscode" ? vscode : load(name, ...rest));
const extension = require("./extension.js");

function document(name, languageId, text) {
  return { uri: vscode.Uri.parse(`file:///nowhere/${name}`), languageId, version: 1, text, getText() { return text; } };
}

const findings = () => new Promise((resolve) => { arrived = resolve; });

async function main() {
  const data = document("a.jsonl", "jsonl", '{"prompt":"a ->","completion":"b END"}\n');
  vscode.workspace.textDocuments.push(data);
  let wait = findings();
  await extension.activate({ subscriptions: [] });
  await wait;
  const found = shown.get("file:///nowhere/a.jsonl");
  const space = found.find((item) => item.code === "WSP001");
  assert(space && space.severity === 1, "a finding is shown");
  const hover = await providers.hover.provideHover(data, space.range.start);
  assert(hover.text.value.includes("WSP001"), "it is explained");
  assert((await providers.lens.provideCodeLenses(data))[0].command.title.includes("token"), "tokens are shown");
  const offered = await providers.action.provideCodeActions(data, space.range, { diagnostics: [space] });
  const action = offered.find((item) => item.title === "assay: fix WSP001 in this row");
  const { edit } = await providers.action.resolveCodeAction(action);
  assert.deepStrictEqual(edit.all[0][1].map((item) => item.text), ['" b END"']);
  data.version = 2;
  wait = findings();
  providers.change({ document: data, contentChanges: [{ range: edit.all[0][1][0].range, text: '" b END"' }] });
  await wait;
  assert(!shown.get("file:///nowhere/a.jsonl").some((item) => item.code === "WSP001"), "the fix holds");
  await extension.deactivate();
  console.log(`${path.basename(__dirname)}: all as an editor expects`);
}

main();
