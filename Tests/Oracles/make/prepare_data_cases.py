#!/usr/bin/env python3
# SPDX-License-Identifier: Apache-2.0
"""Writes Tests/PrepareDataTests/Fixtures/prepare_data.json: small inputs of our own and what the original tool
(openai 0.28.1 on pandas 1.5.3) writes for them.

Run with an interpreter that has both:  python Tests/Oracles/make/prepare_data_cases.py
Texts are lists of [text, times], so that long runs stay short; inputs that are not UTF-8 are in base64.
"""
import base64, contextlib, io, itertools, json, os, re, sys, tempfile, warnings, zipfile

import openai, openpyxl, pandas
from openai import validators as v

warnings.simplefilter("ignore")
CASES = []


def case(ident, name, data, existing=()):
    CASES.append((ident, name, data if isinstance(data, bytes) else data.encode(), list(existing)))


def csv(*rows, header="prompt,completion"):
    return "".join(row + "\n" for row in (header, *rows))


def jsonl(*rows):
    return "".join((row if isinstance(row, str) else json.dumps(row, ensure_ascii=False)) + "\n" for row in rows)


def pairs(*rows):
    return jsonl(*({"prompt": p, "completion": c} for p, c in rows))


def xlsx(rows, second=None, styles="", date1904=False, cells=None):
    """A minimal workbook; a cell is a str, a number, a bool, None, or raw XML in a tuple."""
    def cell(value, place):
        if value is None: return ""
        if isinstance(value, tuple): return value[0].replace("@", place)
        if isinstance(value, bool): return f'<c r="{place}" t="b"><v>{int(value)}</v></c>'
        if isinstance(value, (int, float)): return f'<c r="{place}"><v>{value!r}</v></c>'
        text = value.replace("&", "&amp;").replace("<", "&lt;")
        return f'<c r="{place}" t="inlineStr"><is><t xml:space="preserve">{text}</t></is></c>'
    def sheet(rows):
        body = "".join(f'<row r="{i}">' + "".join(cell(x, f"{chr(65 + j)}{i}") for j, x in enumerate(row)) + "</row>"
                       for i, row in enumerate(rows, 1))
        return f'<worksheet xmlns="{main}"><sheetData>{body}</sheetData></worksheet>'
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    rel = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml."
    sheets = [rows] + ([second] if second else [])
    parts = {
        "[Content_Types].xml": '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
            '<Default Extension="xml" ContentType="application/xml"/>'
            '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
            f'<Override PartName="/xl/workbook.xml" ContentType="{kind}sheet.main+xml"/>'
            f'<Override PartName="/xl/styles.xml" ContentType="{kind}styles+xml"/>'
            f'<Override PartName="/xl/sharedStrings.xml" ContentType="{kind}sharedStrings+xml"/></Types>',
        "_rels/.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            f'<Relationship Id="rId1" Type="{rel}/officeDocument" Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{rel}"><workbookPr{" date1904=" + chr(34) + "1" + chr(34) if date1904 else ""}/><sheets>'
            + "".join(f'<sheet name="s{i}" sheetId="{i}" r:id="rId{i}"/>' for i in range(1, len(sheets) + 1)) + "</sheets></workbook>",
        "xl/_rels/workbook.xml.rels": '<Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships">'
            + "".join(f'<Relationship Id="rId{i}" Type="{rel}/worksheet" Target="worksheets/sheet{i}.xml"/>' for i in range(1, len(sheets) + 1))
            + f'<Relationship Id="rId8" Type="{rel}/styles" Target="styles.xml"/>'
            f'<Relationship Id="rId9" Type="{rel}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
        "xl/styles.xml": f'<styleSheet xmlns="{main}"><numFmts count="2"><numFmt numFmtId="164" formatCode="yyyy\\-mm\\-dd"/>'
            '<numFmt numFmtId="165" formatCode="[h]:mm"/></numFmts>'
            '<fonts count="1"><font/></fonts><fills count="1"><fill><patternFill/></fill></fills><borders count="1"><border/></borders>'
            '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs><cellXfs count="6">'
            + "".join(f'<xf numFmtId="{n}" fontId="0" fillId="0" borderId="0" xfId="0"/>' for n in (0, 164, 22, 165, 20, 10))
            + '</cellXfs><cellStyles count="1"><cellStyle name="Normal" xfId="0" builtinId="0"/></cellStyles></styleSheet>',
        "xl/sharedStrings.xml": f'<sst xmlns="{main}"><si><t>shared</t></si><si><r><t>rich </t></r><r><rPr><b/></rPr><t>text</t></r>'
            '<rPh sb="0" eb="1"><t>phon</t></rPh></si><si><t>a_x000D_b_x005F_c</t></si></sst>',
    }
    for i, rows in enumerate(sheets, 1): parts[f"xl/worksheets/sheet{i}.xml"] = sheet(rows)
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, text in parts.items():
            archive.writestr(zipfile.ZipInfo(name, (2020, 1, 1, 0, 0, 0)), text, zipfile.ZIP_DEFLATED)
    return out.getvalue()


def define():
    # Reading CSV and TSV.
    case("a01", "t.csv", csv("a,b", "c,d"))
    case("a02", "t.csv", csv(*(f"{w},x{i}" for i, w in enumerate("NA null nan #N/A N/A <NA> None na -".split())), "p,NaN"))
    case("a03", "t.csv", csv('"NA",x', '"null",y', "p,z"))
    case("a03b", "t.csv", csv(*(f"{w},x{i}" for i, w in enumerate("#N/A N/A,#NA,-1.#IND,-1.#QNAN,-NaN,-nan,1.#IND,1.#QNAN,NULL,n/a,NAN,Null,1.#INF".split(","))), "p,q"))
    case("a04", "t.csv", b"\xef\xbb\xbf" + csv("a,b", "c,d").encode())
    case("a05", "t.csv", csv("a,b", "c,d").encode("utf-16"))
    case("a06", "t.csv", csv("é,b", "c,d").encode("latin-1"))
    case("a07", "t.csv", "prompt,completion\n\na,b\n   \n\t\nc,d\n\n")
    case("a09", "t.csv", "prompt,completion\ra,b\rc,d\r")
    case("a09b", "t.csv", "prompt,completion\ra,b\r c,d\re,f")
    case("a09c", "t.csv", "prompt,completion\n\r,x,y\r\r,a,b\rc,d\r\n  e,f\r g,h\n")
    case("a09d", "t.csv", "prompt,completion\ra,b\r c,d\r e,f\r")
    case("f12", "t.csv", "prompt,completion\r\na,b\rc,d\ne,f")
    case("a10", "t.csv", csv('"a\nb",x', '"c\r\nd",y'))
    case("a11", "t.csv", csv("a,b", "c,d,e"))
    case("a12", "t.csv", csv("a,b", "c", "e,f"))
    case("a13", "t.csv", csv("a,b,z1", "c,d,z2"))
    case("j10", "t.csv", csv("a,b,c,d", "e,f,g,h"))
    case("f02", "t.csv", csv("a,b,c", "d,e"))
    case("f01", "t.csv", csv("a,b,", "c,d,"))
    case("j07", "t.csv", csv("a,b,", "c,d", "e,f"))
    case("j08", "t.csv", csv("a,b,", "c,d,", header="prompt,completion,"))
    case("f09", "t.csv", csv(*(f"k,p{i},{'xy'[i % 2]}" for i in range(7))))
    case("f18b", "t.csv", csv(*(f"{'kl'[i // 4]},{'mn'[i % 2]},p{i},{'xy'[i % 2]}" for i in range(8))))
    case("f18c", "t.csv", csv(*(f"{['NA', '', 'x', 'z'][i % 4]},p{i},{'xy'[i % 2]}" for i in range(8))))
    case("a14", "t.csv", csv("a,b,c", "d,e,f", header="prompt,completion,completion"))
    case("a15", "t.csv", csv("a,b,c", "d,e,f", header="Prompt,prompt,completion"))
    case("f15", "t.csv", csv("a,b,c", "d,e,f", header="Prompt,PROMPT,completion"))
    case("a17", "t.csv", csv("a, b", "c, d", header="prompt, completion"))
    case("a28", "t.csv", csv("a;b", "c;d", header="prompt;completion"))
    case("a20", "t.csv", "")
    case("a21", "t.csv", "prompt,completion\n")
    case("a25", "t.csv", csv('"a,b', "c,d"))
    case("a26", "t.csv", csv('a "b" c,"e"f', 'x,"g""h"'))
    case("f03", "t.csv", csv('"a \\"b\\" c",x', "d,y"))
    case("a27", "t.csv", csv("a\0z,b", "c,d\0"))
    case("a23", "t.csv", csv(" a , b ", "c  ,d"))
    case("a24", "t.csv", csv("1.0,001", "1e5,True"))
    case("a32", "t.parquet", csv("a,b")); case("a33", "t", csv("a,b")); case("f16", "t.csv.gz", csv("a,b"))
    case("f19", "t.CSV", csv("a,b", "c,d")); case("f20", "t.tsv", "prompt\tcompletion\na,1\tb\nc\t\"d\te\"\n \t x\n")
    case("f21", ".csv", csv("a,b", "c,d")); case("f22", "a.b.csv", csv("a,b", "c,d"))
    case("f23", "t.csv", csv("a,b,u,v", "c,d,w,x", header="prompt,completion,,prompt"))
    case("f24", "t.csv", csv("a,b,1,2,3", "c,d,4,5,6", header="prompt,completion,x,x,x.1"))
    case("c35", "x.csv", csv("a,b", "c,d"), ["x_prepared.jsonl", "x_prepared (1).jsonl"])
    case("c35b", "x.csv", csv(*(f"p{i},{'xy'[i % 2]}" for i in range(7))), ["x_prepared_valid.jsonl"])
    # Reading JSON.
    case("b02", "t.jsonl", pairs(("a", "b"))); case("b03", "t.json", '[{"prompt":"a","completion":"b"}]')
    case("b04", "t.jsonl", json.dumps([{"prompt": "a", "completion": "b"}, {"prompt": "c", "completion": "d"}]))
    case("b05", "t.jsonl", json.dumps([{"prompt": "a", "completion": "b"}, {"prompt": "c", "completion": "d"}], indent=2))
    case("b07", "t.json", json.dumps([{"prompt": "a", "completion": "b"}, {"prompt": "c", "completion": "d"}], indent=2))
    case("b08", "t.json", pairs(("a", "b"), ("c", "d")))
    case("b09", "t.json", '{"prompt":"a","completion":"b"}')
    case("j06", "t.jsonl", '{"prompt":["a","c"],"completion":["b","d"]}')
    case("j06b", "t.json", '{"prompt":{"0":"a","5":"c","2":"e"},"completion":{"5":"b","0":1,"7":"d"}}')
    case("j06c", "t.json", '{"prompt":["a","c"],"completion":7,"x":null}'); case("j06d", "t.json", '{"prompt":["a","c"],"completion":{"0":"b"}}')
    case("j06e", "t.json", '{"prompt":["a","c"],"completion":["b"]}'); case("j06f", "t.json", '{"prompt":{},"completion":{}}')
    case("j06g", "t.json", '{"prompt":"","completion":{"10":"a","9":"b","1":"c"}}')
    case("b12", "t.jsonl", "\n" + pairs(("a", "b")) + "\n   \n" + pairs(("c", "d")).replace("\n", "\r\n"))
    case("b42", "t.jsonl", '  {"prompt":"a","completion":"b"}  \n\u00a0\t{"prompt":"c","completion":"d"}\u3000\n')
    case("b13", "t.jsonl", pairs(("a", "b"), ("c", "d")).replace("\n", "\r\n"))
    case("g19", "t.json", b"\xef\xbb\xbf" + json.dumps([{"prompt": "a", "completion": "b"}, {"prompt": "c", "completion": "d"}]).encode())
    case("l01", "t.jsonl", '{"prompt": "The capital of Poland is", "completion": " Warsaw"},\n{"prompt": "The capital of Peru is", "completion": " Lima"},\n')
    case("b14", "t.jsonl", b"\xef\xbb\xbf" + pairs(("a", "b"), ("c", "d")).encode())
    case("b15", "t.jsonl", pairs(("a", "b"), ("c", "d")).replace("}\n", "},\n"))
    case("b16", "t.jsonl", jsonl({"prompt": "a", "completion": None}, {"prompt": "b", "completion": "x"}, {"prompt": "c", "completion": "y"}))
    case("b17", "t.jsonl", jsonl({"prompt": "a"}, {"prompt": "b", "completion": "x"}, {"completion": "y"}))
    case("b18", "t.jsonl", jsonl({"prompt": "a", "completion": 2.5}, {"prompt": "b", "completion": 4}))
    case("g04", "t.jsonl", jsonl({"prompt": "a", "completion": 1}, {"prompt": "b"}, {"prompt": "c", "completion": 3}))
    case("g04b", "t.jsonl", jsonl({"prompt": "a", "completion": 1}, {"prompt": "b", "completion": None}, {"prompt": "c", "completion": True}))
    case("g04c", "t.jsonl", jsonl({"prompt": "a", "completion": 18446744073709551615}, {"prompt": "b", "completion": -1}, {"prompt": "c", "completion": 1.5}))
    case("b19", "t.jsonl", jsonl({"prompt": True, "completion": "x"}, {"prompt": False, "completion": "y"}))
    case("b20", "t.jsonl", jsonl({"prompt": ["a", "b"], "completion": {"x": 1}}, {"prompt": [1.0, None, True, "it's", 'q"\'', "é\u200b\n\\"], "completion": {"x": {"y": []}}}))
    case("b25", "t.jsonl", '{"prompt":"a","prompt":"b","completion":"x"}\n{"prompt":"c","completion":1,"completion":"y"}\n')
    case("b29", "t.jsonl", pairs(("é", "b"), ("c", "d")).encode("latin-1"))
    case("g18", "t.jsonl", '{"prompt":"a\0","completion":"b"}\n{"prompt":"c","completion":"d"}\n')
    case("g11", "t.jsonl", '{"prompt":"\\q","completion":"b"}\n{"prompt":"c","completion":"d"}\n')
    case("g25", "t.jsonl", '{"prompt":"\\u12","completion":"b"}\n{"prompt":"c","completion":"d"}\n')
    case("b41", "t.jsonl", '{"prompt":"a\tb","completion":"x"}\n{"prompt":"c","completion":"y"}\n')
    case("g03", "t.jsonl", '{"prompt":"a"\n"completion":"x"}\n{"prompt":"c","completion":"y"}\n')
    case("g03b", "t.jsonl", '{"prompt":"a","completion":"x",}\n{"prompt":"c","completion":"y"}\n')
    case("g09", "t.jsonl", '{"prompt":"a \n  b","completion":"x"}\n{"prompt":"c","completion":"y"}\n')
    case("g15", "t.jsonl", '{"prompt":18446744073709551616,"completion":"x"}\n{"prompt":"c","completion":"y"}\n')
    case("g14", "t.jsonl", '{"prompt":18446744073709551615,"completion":"x"}\n{"prompt":"c","completion":"y"}\n')
    case("g15b", "t.jsonl", '{"prompt":30000000000000000000,"completion":"x"}\n{"prompt":-9223372036854775808,"completion":"y"}\n')
    case("g16", "t.jsonl", '{"prompt":0.1234567890123456789,"completion":"x"}\n{"prompt":1e-5,"completion":"y"}\n{"prompt":-0.0,"completion":"z"}\n{"prompt":1.5E+22,"completion":"w"}\n{"prompt":123456789.123456789,"completion":"v"}\n{"prompt":1e400,"completion":"u"}\n')
    case("g24", "t.jsonl", '{"prompt":007,"completion":"x"}\n{"prompt":-,"completion":"y"}\n{"prompt":"s","completion":"z"}\n')
    case("g26", "t.jsonl", '{"prompt":NaN,"completion":"x"}\n{"prompt":Infinity,"completion":"y"}\n{"prompt":"s","completion":-Infinity}\n')
    case("b30", "t.jsonl", '{"prompt":"\\ud83d\\ude00","completion":"x"}\n{"prompt":"c","completion":"\\u00e9\\/"}\n')
    case("b31", "t.jsonl", '{"prompt":"a\\ud83dz","completion":"x"}\n{"prompt":"c","completion":"y"}\n')
    case("g02", "t.jsonl", '{"prompt":"a\\ud83d mid \\ude00z","completion":"x"}\n{"prompt":"c","completion":"y"}\n')
    case("g01", "t.jsonl", '{"prompt":"a\\ude00z","completion":"x"}\n{"prompt":"c","completion":"y"}\n')
    case("g01b", "t.jsonl", '{"prompt":"a","completion":"x","k":"\\ude00"}\n{"prompt":"c","completion":"y"}\n')
    case("g05", "t.jsonl", '{"prompt":"\\ud800\\u0041","completion":"x"}\n{"prompt":"c","completion":"y"}\n')
    case("b32", "t.jsonl", pairs(("a\u0085b\u2028c\u2029", "x"), ("d", "y")))
    case("b44", "t.jsonl", '{"prompt":"a\u2028b\u2029","completion":"x\u0085y"}\n{"prompt":"c","completion":"d"}\n')
    case("i01", "t.csv", csv('"a/b\\c\td\x7f",x', '"\x01\x1f<&>",y'))
    case("b33", "t.jsonl", jsonl({"prompt": "".join(map(chr, range(1, 32))) + "\"\\/\x7f\x80\u2028😀<>&'", "completion": "x"}, {"prompt": "c", "completion": "y"}))
    case("b34", "t.jsonl", ""); case("b36", "t.jsonl", "[]"); case("b37", "t.jsonl", jsonl(*[{"messages": [{"role": "user", "content": "a"}]}] * 2))
    case("g06", "t.jsonl", '["a","b"]\n["c","d"]\n'); case("g22", "t.jsonl", '"a"\n"b"\n'); case("g22b", "t.jsonl", '{"prompt":"a","completion":"b"}\n5\n')
    case("g27", "t.jsonl", '{"prompt":"a\\u0000b","completion":"x\\u0000y"}\n{"prompt":"a\\u0000c","completion":"x\\u0000z"}\n{"prompt":"b","completion":"x\\u0000q"}\n')
    # Text files.
    case("e01", "t.txt", "a\nb\n"); case("e02", "t.txt", ""); case("e03", "t.txt", b"\xef\xbb\xbfa\r\nb\rc"); case("e05", "t.txt", "NA\nnull\nx\0y")
    case("j05", "t.txt", pairs(("a", "b"), ("c", "d"))); case("e08", "t.txt", "é\n".encode("latin-1"))
    # Checks.
    long = "x" * 10_001
    case("c01", "t.jsonl", pairs(("a", "1"), ("a", "1"), ("l", long)))
    case("c02", "t.jsonl", pairs(("a", "1"), ("a", "1"), ("k", "2"), ("l", long), ("m", "3")))
    case("c03", "t.jsonl", pairs(("e", ""), ("a", "1"), ("k", "2"), ("l", long), ("m", "3")))
    case("c04", "t.jsonl", pairs(("a", "1"), ("b", "y" * 9_999), ("c", "3")))
    case("c04b", "t.jsonl", pairs(("a", "1"), ("b", "y" * 10_000), ("c", "3")))
    case("c05", "t.jsonl", pairs(("", "1"), ("", "y" * 20_000), ("", "3")))
    case("c06", "t.jsonl", pairs(("a", "1"), ("a", "2"))); case("i19", "t.csv", csv("a,b")); case("i21", "t.csv", csv("a,b", "a,b"))
    case("c07", "t.jsonl", pairs(*((f"p{i}", "x") for i in range(3)))); case("c08", "t.jsonl", pairs(*((f"p{i}", "x") for i in range(4))))
    case("c09", "t.jsonl", pairs(*((f"p{i}", "xy"[i % 2]) for i in range(6)))); case("c10", "t.jsonl", pairs(*((f"p{i}", "xy"[i % 2]) for i in range(7))))
    case("c10b", "t.jsonl", pairs(*((f"p{i} q", "xy"[i % 2]) for i in range(7))))
    case("c11", "t.jsonl", pairs(*((f"p{i}", "yx"[i % 2]) for i in range(8)))); case("c12", "t.jsonl", pairs(*((f"p{i}", "xy"[i // 4]) for i in range(8))))
    case("c19", "t.jsonl", pairs(*((f"p{i}", ["abcd1", "abcd2"][i % 2]) for i in range(8)))); case("c20", "t.jsonl", pairs(*((f"p{i}", ["abcde1", "abcde2"][i % 2]) for i in range(8))))
    case("c21", "t.jsonl", pairs(*((f"a\nb{i}", f"{i}c") for i in range(3))))
    case("j01", "t.jsonl", pairs(*((f"p{i}", "x") for i in range(12)))); case("j04", "t.jsonl", pairs(*((f"p{i}", "aaaaaaaaaaaaaaaabcde"[i]) for i in range(20))))
    case("j18", "t.jsonl", pairs(*((f"AB{i} SEP", " " + "CD"[i % 2] + " END") for i in range(8))))
    case("c14", "t.jsonl", pairs(*((f"p{i}", ["Label: A", "Label: AB"][i % 2]) for i in range(4))))
    case("c16", "t.jsonl", pairs(*((f"p{i}", f"category{i % 2}") for i in range(8))))
    case("h03", "t.jsonl", pairs(*((f"p{i}", [" label", " label2"][i % 2]) for i in range(8))))
    case("h01", "t.txt", "Label: \nLabel: a\nLabel: b"); case("h02", "t.jsonl", pairs(*((f"p{i}", ["label", "label2"][i % 2]) for i in range(8))))
    case("i24", "t.jsonl", pairs(*((f"p{i}", ["positive", "possible"][i % 2]) for i in range(8))))
    case("c17", "t.jsonl", pairs(*((f"Instruction: {i}", f"{i}a") for i in range(3)))); case("c18", "t.jsonl", pairs(*((f"Instruction {i}", f"{i}a") for i in range(3))))
    case("l02", "t.jsonl", pairs(*((f"The capital of {a} is", b) for a, b in [("Poland", "Warsaw"), ("France", "Paris"), ("Peru", "Lima")])))
    case("l03", "t.jsonl", pairs(*((f"Company: {a}s!\nSupported:", b) for a, b in [("Loop", "yes"), ("Carbon", "no"), ("Best", "maybe")])))
    case("i27", "t.jsonl", pairs(("Classify this", "a"), ("Classify this text", "b"), ("Classify this word", "c")))
    case("m01", "t.jsonl", pairs(*((f"P{i}\n\n###\n\n", f" C{i} END") for i in range(4)), ("P4", " C4 END")))
    case("c41", "t.jsonl", pairs(*((f"AB{i} SEP", f" CD{i} END") for i in range(3))))
    case("c25", "t.jsonl", pairs((" ->\n\n###\n\n \n\n===\n\n \n\n---\n\n \n\n===>\n\n \n\n--->\n\na", "\n. END***+++&&&$$$@@@%%%b"), ("b", "c"), ("c", "e")))
    case("c26", "t.jsonl", pairs(("a👍🏽", "x"), ("b👋🏽", "y"), ("c✋🏽", "z"))); case("c27", "t.jsonl", pairs(("ae\u0301", "x"), ("bo\u0301", "y"), ("ci\u0301", "z")))
    case("c28", "t.jsonl", pairs(("a", " x"), ("b", "y"), ("c", "  z"))); case("c29", "t.jsonl", pairs(("a", "\tx"), ("b", "\u00a0y"), ("c", " z")))
    case("i17", "t.jsonl", pairs(*((f"a{i}", f"\u00a0x{i}") for i in range(3))))
    case("c37", "t.jsonl", pairs(("ABCab", "x"), ("c", "y"), ("d", "z"))); case("c38", "t.jsonl", pairs(("ABab", "x"), ("c", "y"), ("d", "z")))
    case("i26", "t.jsonl", pairs(*((f"İSTANBULLULAR{c}", x) for c, x in zip("ABC", "xyz"))))
    case("i28", "t.jsonl", pairs(("ΟΔΟΣ", "x"), ("ẞΣ Σ.Σ", "y"), ("ǅⒶª ΑΣ\u0301", "z"), ("DŽ Ꭰ 𐐀 ΑΣΑ", "w")))
    case("c42", "t.jsonl", pairs(("a", " "), ("b", "y"), ("c", "z"))); case("c43", "t.jsonl", pairs(("", "x"), ("b", "y"), ("c", "z")))
    case("c44", "t.jsonl", pairs(("a", ""), ("b", "y"), ("b", "y"), ("c", "z")))
    case("c45", "t.jsonl", pairs(*[("a", "x"), ("b", "y")] * 3, ("a", "x")))
    case("c46", "t.jsonl", pairs(*((f"p{i}", ["YES", "Yes", "NO"][i % 3]) for i in range(12))))
    case("c30", "t.jsonl", pairs(("a ->", " x\n"), ("b ->", " y\n"))); case("j14", "t.jsonl", pairs(("a ->", " b\n"), ("c ->", " d\n")))
    case("h07", "t.csv", csv('a ->," x\n"', 'b ->," y\n"'))
    case("n01", "t.csv", csv(*(f"p{i},{'abcde'[min(i % 9, 4)]}" for i in range(1, 40))))
    # Workbooks.
    header = ["prompt", "completion"]
    case("d01", "t.xlsx", xlsx([header, ["a", "b"], ["c", "d"]]))
    case("d02", "t.xlsx", xlsx([header, [3.0, 1e20], [1e-7, True], [2.5, 1], [('<c r="@" s="1"><v>44197</v></c>',), ('<c r="@" s="2"><v>44197.75</v></c>',)],
        [('<c r="@" s="3"><v>1.5</v></c>',), ('<c r="@" s="4"><v>0.75</v></c>',)], [('<c r="@" s="5"><v>0.5</v></c>',), ('<c r="@" s="1"><v>44197.123456</v></c>',)],
        [('<c r="@" t="s"><v>0</v></c>',), ('<c r="@" t="s"><v>1</v></c>',)], [('<c r="@" t="str"><v>formula</v></c>',), ('<c r="@" t="d"><v>2021-02-03T04:05:06</v></c>',)],
        [('<c r="@" s="1"><v>-5</v></c>',), "neg"], [('<c r="@" s="1"><v>30</v></c>',), ('<c r="@"><v>12345678901234567890</v></c>',)]]))
    case("d02b", "t.xlsx", xlsx([header, [1, True], [True, 1], [0, False], [False, 0], [1.0, "x"]]))
    case("d02c", "t.xlsx", xlsx([header, [('<c r="@" s="1"><v>44197</v></c>',), "b"], ["c", "d"]], date1904=True))
    case("d03", "t.xlsx", xlsx([header, ["a", "b"], ["c", "d"]], second=[["other"]]))
    case("d05", "t.xlsx", xlsx([[], header, ["a", "b"], ["c", "d"]])); case("d06", "t.xlsx", xlsx([header + [7], ["a", "b", "c"], ["d", "e", "f"]]))
    case("d07", "t.xlsx", xlsx([header, ["a", "b"], [], ["c", "d"], [None, None]]))
    case("d08", "t.xlsx", xlsx([header, ["a", ('<c r="@" t="e"><v>#N/A</v></c>',)], ["c", ('<c r="@" t="e"><v>#DIV/0!</v></c>',)], ["e", "f"], ["g", "h"]]))
    case("i07", "t.xlsx", xlsx([header, [('<c r="@" t="e"><v>#REF!</v></c>',), "b"], ["c", ('<c r="@" t="e"><v>#VALUE!</v></c>',)], ["e", "f"], ["g", "h"]]))
    case("d09", "t.xlsx", xlsx([header, ["a", ('<c r="@"><f>A1</f></c>',)], ["c", ('<c r="@" t="str"><f>A1</f><v>v</v></c>',)], ["e", "NA"], ["f", "g"]]))
    case("d10", "t.xlsx", xlsx([header + ["x", None, "y"], ["a", "b", "c", None, "q"], ["d", "e"]]))
    case("d11", "t.xlsx", b"PK\x03\x04 not a workbook"); case("d12", "t.xlsx", "plain text")
    case("d13", "t.xlsx", xlsx([header, ["a", ('<c r="@" t="s"><v>2</v></c>',)], ["  c ", "d\n"]]))
    case("i10", "t.xlsx", xlsx([[" prompt", "completion "], ["a", "b"], ["c", "d"]])); case("d14", "t.xlsx", xlsx([header])); case("d15", "t.xlsx", xlsx([]))
    case("d16", "t.xlsx", xlsx([["Prompt", "COMPLETION", "prompt"], ["a", "b", "e"], ["c", "d", "f"]]))


def run(name, data, existing):
    folder = tempfile.mkdtemp(); here = os.getcwd(); os.chdir(folder); said = io.StringIO(); state = "ok"
    try:
        with open(name, "wb") as file: file.write(data)
        for taken in existing: open(taken, "w").close()
        before = set(os.listdir())
        try:
            with contextlib.redirect_stdout(said), contextlib.redirect_stderr(said):
                frame, remediation = v.read_any_format(name)
                v.apply_necessary_remediation(None, remediation)
                v.apply_validators(frame, name, remediation, v.get_validators(), True, v.write_out_file)
        except SystemExit: state = "error"
        except BaseException: state = "crash"
        names = sorted(set(os.listdir()) - before)
        return state, {n: open(n, encoding="utf-8", newline="").read() for n in names} if state == "ok" else {}
    finally:
        os.chdir(here)


def runs(text):
    """[text, times] pieces; runs of one character over 60 long become pieces of their own."""
    pieces, start = [], 0
    for match in re.finditer(r"(.)\1{60,}", text, re.S):
        if match.start() > start: pieces.append([text[start:match.start()], 1])
        pieces.append([match.group(1), len(match.group())]); start = match.end()
    if start < len(text): pieces.append([text[start:], 1])
    return pieces


def main():
    define()
    cases = []
    for ident, name, data, existing in CASES:
        state, files = run(name, data, existing)
        entry = {"id": ident, "name": name}
        try: entry["input"] = runs(data.decode())
        except UnicodeDecodeError: entry["inputBase64"] = base64.b64encode(data).decode()
        if existing: entry["existing"] = existing
        entry["outcome"] = state
        entry["files"] = {n: runs(text) for n, text in files.items()}
        cases.append(entry)
    order = {str(n): v.pd.Series(range(n)).sample(n=n, random_state=42).tolist() for n in (1, 2, 7, 8, 100)}
    target = os.path.join(os.path.dirname(os.path.abspath(__file__)), "../../PrepareDataTests/Fixtures/prepare_data.json")
    os.makedirs(os.path.dirname(target), exist_ok=True)
    head = {"producer": "Tests/Oracles/make/prepare_data_cases.py", "seed": 42, "versions": {"openai": openai.version.VERSION, "pandas": pandas.__version__,
            "openpyxl": openpyxl.__version__, "python": sys.version.split()[0]}, "permutations": order}
    with open(target, "w", encoding="utf-8") as file:
        file.write(json.dumps(head)[:-1] + ', "cases": [\n' + ",\n".join(json.dumps(c) for c in cases) + "\n]}\n")
    print(len(cases), "cases;", {s: sum(c["outcome"] == s for c in cases) for s in ("ok", "error", "crash")})


if __name__ == "__main__": main()
