#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Calls the tools of assay mcp with the official client, by the handshake and without one.

usage: mcp_client.py ASSAY
"""
import asyncio
import pathlib
import sys
import tempfile

from mcp.client import Client
from mcp.client.stdio import StdioServerParameters, stdio_client

assay = sys.argv[1]
failures = []


def expect(condition, what):
    if not condition:
        failures.append(what)
        print(f"FAILED: {what}")


async def session(folder, mode):
    data = folder / "in.csv"
    data.write_text("prompt,completion\none ->, a END\ntwo ->,b END\n")
    before = data.read_bytes()
    server = stdio_client(StdioServerParameters(command=assay, args=["mcp"]))
    async with Client(server, mode=mode) as client:
        tools = {tool.name for tool in (await client.list_tools()).tools}
        expect(tools == {"lint", "explain_rule", "show_rows", "preview_fix", "apply_fix", "stats", "eval",
                         "compare"}, f"{mode}: the tools are {tools}")

        async def call(name, **arguments):
            return await client.call_tool(name, arguments)

        found = await call("lint", path=str(data))
        codes = [f["code"] for f in found.structured_content["files"][0]["findings"]]
        expect("WSP001" in codes, f"{mode}: lint finds {codes}")
        rule = await call("explain_rule", code="WSP001")
        expect("WSP001" in rule.content[0].text, f"{mode}: a rule is explained")
        rows = await call("show_rows", path=str(data), first=2, count=1)
        expect(rows.structured_content["rows"][0]["cells"]["completion"] == "b END", f"{mode}: rows are shown")
        diff = await call("preview_fix", path=str(data), only=["WSP"])
        expect("WSP001" in diff.structured_content["diff"], f"{mode}: a fix is shown")
        out = folder / f"{mode}.jsonl"
        done = await call("apply_fix", path=str(data), output=str(out), only=["WSP"])
        expect(not done.is_error and '" b END"' in out.read_text(), f"{mode}: a fix is written")
        again = await call("apply_fix", path=str(data), output=str(out))
        expect(again.is_error, f"{mode}: no file is replaced")
        over = await call("apply_fix", path=str(data), output=str(data))
        expect(over.is_error and data.read_bytes() == before, f"{mode}: the input stays")
        count = await call("stats", path=str(data))
        expect(not count.is_error, f"{mode}: rows are counted")
        predictions = folder / "p.jsonl"
        predictions.write_text("".join(
            f'{{"label":"{"ab"[i % 2]}","prediction":"{"ab"[i % 2 and i % 5 > 0]}"}}\n' for i in range(40)))
        measured = await call("eval", predictions=str(predictions))
        expect(not measured.is_error, f"{mode}: predictions are measured: {measured.content[0].text}")
        both = await call("compare", first=str(predictions), second=str(predictions))
        expect(not both.is_error, f"{mode}: predictions are compared: {both.content[0].text}")
        wrong = await call("lint", path=str(folder / "none.csv"))
        expect(wrong.is_error and "none.csv" in wrong.content[0].text, f"{mode}: an error has its file")
        print(f"{mode}: protocol {client.protocol_version}")


async def main():
    with tempfile.TemporaryDirectory() as name:
        for mode in ["legacy", "auto"]:
            await session(pathlib.Path(name), mode)


asyncio.run(main())
print("assay mcp: " + (f"{len(failures)} expectations failed" if failures else "all as a client expects"))
sys.exit(bool(failures))
