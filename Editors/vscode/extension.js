// SPDX-License-Identifier: Apache-2.0
// Starts `assay lsp` and shows what it says: findings, fixes, help and tokens. Plain JavaScript, no build.
"use strict";

const vscode = require("vscode");
const { spawn } = require("child_process");
const { Connection } = require("./connection.js");

const languages = ["jsonl", "json", "csv", "tsv", "yaml"];
const selector = languages.map((language) => ({ language }));
/** In the order of the protocol, counted from 1. */
const severities = [
  vscode.DiagnosticSeverity.Error, vscode.DiagnosticSeverity.Warning, vscode.DiagnosticSeverity.Information,
  vscode.DiagnosticSeverity.Hint,
];

let server;
let diagnostics;

function activate(context) {
  diagnostics = vscode.languages.createDiagnosticCollection("assay");
  const { workspace, languages: registry } = vscode;
  context.subscriptions.push(
    diagnostics,
    vscode.commands.registerCommand("assay.restart", restart),
    workspace.onDidOpenTextDocument(open),
    workspace.onDidCloseTextDocument((document) => tell(document, "didClose", {})),
    workspace.onDidSaveTextDocument((document) => tell(document, "didSave", {})),
    workspace.onDidChangeTextDocument(change),
    registry.registerHoverProvider(selector, { provideHover: hover }),
    registry.registerCompletionItemProvider(selector, { provideCompletionItems: complete }, " ", ":", "-", "[", "{"),
    registry.registerCodeLensProvider(selector, { provideCodeLenses: lenses }),
    registry.registerCodeActionsProvider(selector, { provideCodeActions: actions, resolveCodeAction: resolve }, {
      providedCodeActionKinds: [
        vscode.CodeActionKind.QuickFix, vscode.CodeActionKind.SourceFixAll.append("assay"),
      ],
    }),
  );
  return start();
}

function deactivate() {
  return stop();
}

// The server

async function start() {
  const settings = vscode.workspace.getConfiguration("assay");
  const folder = vscode.workspace.workspaceFolders?.[0]?.uri.fsPath;
  const process = spawn(settings.get("path"), ["lsp", ...settings.get("arguments")], { cwd: folder });
  process.on("error", (error) => {
    vscode.window.showErrorMessage(`assay does not start: ${error.message}. Set assay.path, or install it.`);
  });
  process.stderr.on("data", (text) => console.error(String(text)));
  process.stdin.on("error", () => {});
  const connection = new Connection(process.stdout, process.stdin);
  process.on("exit", () => connection.close());
  connection.on("textDocument/publishDiagnostics", show);
  server = { process, connection };
  const resolveSupport = { properties: ["edit"] };
  await connection.request("initialize", {
    processId: null,
    capabilities: {
      general: { positionEncodings: ["utf-16"] },
      workspace: { workspaceEdit: { documentChanges: false } },
      textDocument: { codeAction: { dataSupport: true, resolveSupport } },
    },
  }).catch(() => {});
  connection.notify("initialized", {});
  vscode.workspace.textDocuments.forEach(open);
}

async function stop() {
  if (!server) return;
  const { process, connection } = server;
  server = undefined;
  const late = setTimeout(() => process.kill(), 2000);
  await connection.request("shutdown").catch(() => {});
  connection.notify("exit");
  process.on("exit", () => clearTimeout(late));
}

async function restart() {
  await stop();
  diagnostics.clear();
  await start();
}

// What the editor tells

function isMeant(document) {
  return server && languages.includes(document.languageId);
}

function tell(document, method, params) {
  if (!isMeant(document)) return;
  const textDocument = { uri: document.uri.toString(), ...params.textDocument };
  server.connection.notify(`textDocument/${method}`, { ...params, textDocument });
}

function open(document) {
  const { languageId, version } = document;
  tell(document, "didOpen", { textDocument: { languageId, version, text: document.getText() } });
}

function change({ document, contentChanges }) {
  if (contentChanges.length === 0) return;
  const changes = contentChanges.map(({ range, text }) => ({ range: plain(range), text }));
  tell(document, "didChange", { textDocument: { version: document.version }, contentChanges: changes });
}

// What the server says

function show({ uri, diagnostics: found }) {
  diagnostics.set(vscode.Uri.parse(uri), found.map((item) => {
    const shown = new vscode.Diagnostic(range(item.range), item.message, severities[item.severity - 1]);
    shown.source = item.source;
    shown.code = item.code;
    return shown;
  }));
}

async function ask(document, method, params, token) {
  if (!isMeant(document)) return undefined;
  const textDocument = { uri: document.uri.toString() };
  return server.connection.request(method, { textDocument, ...params }, token).catch(() => undefined);
}

async function hover(document, position, token) {
  const answer = await ask(document, "textDocument/hover", { position }, token);
  return answer && new vscode.Hover(new vscode.MarkdownString(answer.contents.value));
}

async function complete(document, position, token) {
  const words = await ask(document, "textDocument/completion", { position }, token);
  return (words || []).map((word) => {
    const kind = word.kind === 10 ? vscode.CompletionItemKind.Property : vscode.CompletionItemKind.Value;
    const item = new vscode.CompletionItem(word.label, kind);
    item.detail = word.detail;
    item.insertText = word.textEdit.newText;
    item.range = range(word.textEdit.range);
    return item;
  });
}

async function lenses(document, token) {
  const found = await ask(document, "textDocument/codeLens", {}, token);
  return (found || []).map((lens) => new vscode.CodeLens(range(lens.range), lens.command));
}

async function actions(document, part, context, token) {
  const only = context.only ? [context.only.value] : undefined;
  const told = context.diagnostics.filter((item) => item.source === "assay")
    .map((item) => ({ range: plain(item.range), code: item.code, source: item.source, message: item.message }));
  const found = await ask(
    document, "textDocument/codeAction", { range: plain(part), context: { diagnostics: told, only } }, token);
  return (found || []).map((item) => {
    const kind = vscode.CodeActionKind.Empty.append(item.kind);
    const action = new vscode.CodeAction(item.title, kind);
    action.isPreferred = item.isPreferred;
    action.diagnostics = context.diagnostics.filter((shown) => (item.diagnostics || [])
      .some((one) => one.code === shown.code));
    action.assay = item;
    return action;
  });
}

async function resolve(action, token) {
  const answer = await server?.connection.request("codeAction/resolve", action.assay, token).catch(() => undefined);
  if (!answer) return action;
  action.edit = new vscode.WorkspaceEdit();
  for (const [uri, edits] of Object.entries(answer.edit.changes || {})) {
    action.edit.set(
      vscode.Uri.parse(uri), edits.map((edit) => vscode.TextEdit.replace(range(edit.range), edit.newText)));
  }
  return action;
}

function range({ start, end }) {
  return new vscode.Range(start.line, start.character, end.line, end.character);
}

function plain({ start, end }) {
  const place = ({ line, character }) => ({ line, character });
  return { start: place(start), end: place(end) };
}

module.exports = { activate, deactivate };
