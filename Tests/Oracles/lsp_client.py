#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Edits files through assay lsp with pygls' client: findings, fixes, help, and what a large file costs.

usage: lsp_client.py ASSAY [MEGABYTES]
"""
import asyncio
import json
import pathlib
import sys
import tempfile
import time

from lsprotocol import types as lsp
from pygls.lsp.client import LanguageClient

assay = sys.argv[1]
megabytes = int(sys.argv[2]) if len(sys.argv) > 2 else 50
failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)
        print(f"FAILED: {what}")


class Editor(LanguageClient):
    def __init__(self):
        super().__init__("assay-test", "1")
        self.seen = {}
        self.arrived = asyncio.Event()

        @self.feature(lsp.TEXT_DOCUMENT_PUBLISH_DIAGNOSTICS)
        def _(params):
            self.seen[params.uri, params.version] = params.diagnostics
            self.arrived.set()

    async def findings(self, uri, version, seconds=120):
        end = time.monotonic() + seconds
        while (uri, version) not in self.seen:
            self.arrived.clear()
            await asyncio.wait_for(self.arrived.wait(), end - time.monotonic())
        return self.seen[uri, version]

    def open(self, uri, text, language="jsonl"):
        self.text_document_did_open(lsp.DidOpenTextDocumentParams(
            lsp.TextDocumentItem(uri=uri, language_id=language, version=1, text=text)))

    def edit(self, uri, version, start, end, text):
        change = lsp.TextDocumentContentChangePartial(
            range=lsp.Range(lsp.Position(*start), lsp.Position(*end)), text=text)
        self.text_document_did_change(lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(version=version, uri=uri), [change]))


def units(text, encoding):
    return len(text.encode("utf-8")) if encoding == "utf-8" else len(text.encode("utf-16-le")) // 2


def applied(text, edits, encoding):
    """The text with the edits made, as an editor makes them."""
    lines = text.split("\n")
    starts = [0]
    for line in lines:
        starts.append(starts[-1] + len(line) + 1)

    def offset(place):
        line = lines[place.line]
        for index in range(len(line) + 1):
            if units(line[:index], encoding) >= place.character:
                return starts[place.line] + index
        return starts[place.line] + len(line)

    for item in sorted(edits, key=lambda e: (e.range.start.line, e.range.start.character), reverse=True):
        text = text[:offset(item.range.start)] + item.new_text + text[offset(item.range.end):]
    return text


def edits_of(action):
    edit = action.edit
    if edit is None:
        return []
    if edit.document_changes:
        return [e for change in edit.document_changes for e in change.edits]
    return [e for edits in (edit.changes or {}).values() for e in edits]


async def session(encoding, resolves):
    editor = Editor()
    await editor.start_io(assay, "lsp")
    action = lsp.CodeActionClientCapabilities(
        data_support=True, resolve_support=lsp.ClientCodeActionResolveOptions(["edit"]))
    answer = await editor.initialize_async(lsp.InitializeParams(
        process_id=None,
        capabilities=lsp.ClientCapabilities(
            general=lsp.GeneralClientCapabilities(position_encodings=[encoding]),
            text_document=lsp.TextDocumentClientCapabilities(code_action=action if resolves else None))))
    editor.initialized(lsp.InitializedParams())
    expect(answer.capabilities.position_encoding == encoding, f"{encoding} is agreed upon")
    return editor


async def leave(editor):
    await editor.shutdown_async(None)
    editor.exit(None)
    status = await asyncio.wait_for(editor._server.wait(), 30)
    expect(status == 0, f"a session ends with status {status}")
    await editor.stop()


FILES = {
    "a.jsonl": '{"prompt":"𝕏 one ->","completion":" é END"}\n{"prompt":"two ->","completion":"𝕏é END","id":7}\n',
    "a.json": '[\n {"prompt":"𝕏 one ->","completion":" é END"},\n {"id":7,"prompt":"two ->","completion":"𝕏é END"}\n]\n',
    "a.csv": 'id,prompt,completion\n1,"𝕏 one, ->"," é END"\n2,"two ""x"" ->",𝕏é END\n',
    "a.tsv": "prompt\tcompletion\tid\n𝕏 one ->\t é END\t1\ntwo ->\t𝕏é END\t2\n",
}


async def fixes(folder, encoding, resolves):
    editor = await session(encoding, resolves)
    for name, text in FILES.items():
        path = folder / name
        path.write_text(text)
        uri = path.as_uri()
        editor.open(uri, text, name.rsplit(".")[-1])
        found = await editor.findings(uri, 1)
        space = [d for d in found if d.code == "WSP001"]
        expect(len(space) == 1, f"{name}: WSP001 is found once")
        expect(space and space[0].range.start.line == space[0].range.end.line, f"{name}: on one line")
        document = lsp.TextDocumentIdentifier(uri)
        actions = await editor.text_document_code_action_async(lsp.CodeActionParams(
            document, space[0].range, lsp.CodeActionContext(diagnostics=space)))
        for item in actions:
            if resolves:
                item = await editor.code_action_resolve_async(item)
            edits = edits_of(item)
            if "WSP001" in item.title:
                new = applied(text, edits, encoding)
                expect(new == text.replace("𝕏é END", " 𝕏é END"), f"{name}, {item.title}: {new!r}")
        card = await editor.text_document_hover_async(lsp.HoverParams(document, space[0].range.start))
        expect(card and "WSP001" in card.contents.value, f"{name}: a finding is explained")
        lenses = await editor.text_document_code_lens_async(lsp.CodeLensParams(document))
        expect(lenses and all("token" in lens.command.title for lens in lenses), f"{name}: rows show tokens")
        # All safe fixes, as on save; then nothing safe is left.
        only = lsp.CodeActionContext(diagnostics=[], only=["source.fixAll"])
        whole = lsp.Range(lsp.Position(0, 0), lsp.Position(99, 0))
        actions = await editor.text_document_code_action_async(lsp.CodeActionParams(document, whole, only))
        expect(len(actions) == 1, f"{name}: one action makes all safe fixes")
        item = await editor.code_action_resolve_async(actions[0]) if resolves else actions[0]
        new = applied(text, edits_of(item), encoding)
        editor.text_document_did_change(lsp.DidChangeTextDocumentParams(
            lsp.VersionedTextDocumentIdentifier(version=2, uri=uri),
            [lsp.TextDocumentContentChangeWholeDocument(text=new)]))
        left = await editor.findings(uri, 2)
        expect(not [d for d in left if d.code == "WSP001"], f"{name}: the fix holds")
        expect(path.read_text() == text, f"{name}: the file is not touched")
    await leave(editor)


async def typing(folder):
    """A file that changes letter by letter, and a configuration that changes what is found."""
    editor = await session("utf-16", False)
    path = folder / "typed.jsonl"
    uri = path.as_uri()
    editor.open(uri, "")
    line = '{"prompt":"𝕏 ->","completion":"a END"}'
    place = 0
    for version, letter in enumerate(line, 2):
        editor.edit(uri, version, (0, place), (0, place), letter)
        place += units(letter, "utf-16")
    found = await editor.findings(uri, len(line) + 1)
    expect("WSP001" in [d.code for d in found], "what was typed is checked")
    settings = (folder / "assay.yaml")
    editor.open(settings.as_uri(), "ignore: [WS]\nprofil: chat\n", "yaml")
    found = await editor.findings(settings.as_uri(), 1)
    expect(found and found[0].range.start.line == 1 and "profile" in found[0].message, f"assay.yaml: {found}")
    words = await editor.text_document_completion_async(lsp.CompletionParams(
        lsp.TextDocumentIdentifier(settings.as_uri()), lsp.Position(0, 11)))
    expect("WSP001" in [w.label for w in words], "codes are completed")
    rule = folder / "ROW900-x.yaml"
    editor.open(rule.as_uri(), "id: ROW900\ncheck: {kind: blnk}\nname: x\n", "yaml")
    found = await editor.findings(rule.as_uri(), 1)
    expect(found and found[0].range.start.line == 1, f"a rule file: {found}")
    words = await editor.text_document_completion_async(lsp.CompletionParams(
        lsp.TextDocumentIdentifier(rule.as_uri()), lsp.Position(1, 16)))
    expect("blank" in [w.label for w in words], "kinds are completed")
    await leave(editor)


async def broken():
    """What no client should send."""
    process = await asyncio.create_subprocess_exec(
        assay, "lsp", stdin=asyncio.subprocess.PIPE, stdout=asyncio.subprocess.PIPE)

    async def read():
        head = await process.stdout.readuntil(b"\r\n\r\n")
        return json.loads(await process.stdout.readexactly(int(head.split(b":")[1])))

    def send(body):
        process.stdin.write(b"Content-Length: %d\r\n\r\n%s" % (len(body), body))

    send(b"{{{")
    expect((await read())["error"]["code"] == -32700, "no JSON is told")
    process.stdin.write(b"Content-Length: x\r\n\r\n")
    expect("error" in await read(), "a broken head is told")
    send(b"[1]")
    expect("error" in await read(), "no message is told")
    send(b'{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}')
    expect((await read())["result"]["capabilities"]["positionEncoding"] == "utf-16", "it goes on")
    send(b'{"jsonrpc":"2.0","method":"exit"}')
    expect(await process.wait() == 1, "exit without shutdown ends with 1")


async def large(folder):
    rows = [f'{{"prompt":"question number {i} about things ->","completion":" answer {i} in words END"}}'
            for i in range(megabytes * 12000)]
    text = "\n".join(rows) + "\n"
    uri = (folder / "large.jsonl").as_uri()
    editor = await session("utf-16", True)
    started = time.monotonic()
    editor.open(uri, text)
    await editor.findings(uri, 1, 580)
    opened = time.monotonic() - started
    waits = []
    for version in range(2, 12):
        started = time.monotonic()
        editor.edit(uri, version, (100 * version, 11), (100 * version, 11), "x")
        await editor.text_document_hover_async(
            lsp.HoverParams(lsp.TextDocumentIdentifier(uri), lsp.Position(3, 3)))
        waits.append(time.monotonic() - started)
    started = time.monotonic()
    await editor.findings(uri, 11, 580)
    print(f"{len(text) / 1e6:.0f} MB: opened and checked in {opened:.1f} s, an edit and an answer within "
          f"{max(waits) * 1000:.0f} ms, checked again {time.monotonic() - started:.1f} s after the last edit")
    await leave(editor)


async def main():
    with tempfile.TemporaryDirectory() as name:
        folder = pathlib.Path(name)
        for encoding in ["utf-8", "utf-16"]:
            for resolves in [False, True]:
                await fixes(folder, encoding, resolves)
        await typing(folder)
        await broken()
        if megabytes:
            await large(folder)


asyncio.run(main())
print("assay lsp: " + (f"{len(failures)} expectations failed" if failures else "all as a client expects"))
sys.exit(bool(failures))
