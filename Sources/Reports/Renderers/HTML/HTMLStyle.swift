// SPDX-License-Identifier: Apache-2.0

/// The page's dress. Light and dark follow the reader's system; both keep a contrast of 4.5 for text.
enum HTMLStyle {
  static let css = """

    :root { --bg: #fbfbfd; --panel: #ffffff; --text: #1b1f24; --soft: #59636e; --line: #dfe3e8;
      --accent: #2f5fd0; --bar: #dbe6ff; --good: 37 99 235; --bad: 220 68 24; --shadow: 0 1px 2px rgb(20 30 50 / .06), 0 4px 14px rgb(20 30 50 / .05);
      --s0: #2f5fd0; --s1: #d9480f; --s2: #0b8f6a; --s3: #9333b4; --s4: #b58900; --s5: #0e7490; }
    @media (prefers-color-scheme: dark) {
      :root { --bg: #0f1216; --panel: #171b21; --text: #e8ebef; --soft: #9aa5b1; --line: #2c333c;
        --accent: #84abff; --bar: #24365f; --good: 96 150 255; --bad: 255 130 76; --shadow: none;
        --s0: #84abff; --s1: #ff9a62; --s2: #4bd3a8; --s3: #d294ee; --s4: #e2c044; --s5: #5cc8dd; } }
    * { box-sizing: border-box; }
    html { scroll-behavior: smooth; scroll-padding-top: 4rem; }
    body { margin: 0; background: var(--bg); color: var(--text); font: 15px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; }
    header, main, footer { max-width: 1120px; margin: 0 auto; padding: 0 1.25rem; }
    header { padding-top: 2.2rem; }
    h1 { font-size: 2rem; line-height: 1.2; margin: 0; letter-spacing: -.02em; }
    h2 { font-size: 1.25rem; margin: 2.4rem 0 .6rem; letter-spacing: -.01em; }
    h3 { font-size: 1rem; margin: 1.6rem 0 .5rem; }
    .summary { color: var(--soft); margin: .35rem 0 1rem; overflow-wrap: anywhere; }
    .explanation, .note { color: var(--soft); margin: .3rem 0 .8rem; max-width: 80ch; }
    .scroll + .note, .charts + .note { margin-top: .8rem; } .note + .note { margin-top: -.5rem; }
    nav { position: sticky; top: 0; z-index: 3; background: color-mix(in srgb, var(--bg) 90%, transparent); backdrop-filter: blur(8px);
      border-bottom: 1px solid var(--line); padding: .45rem max(1.25rem, calc((100vw - 1120px) / 2 + 1.25rem)); display: flex; gap: 1.2rem; overflow-x: auto; }
    nav a { color: var(--soft); text-decoration: none; white-space: nowrap; font-size: .92rem; padding: .2rem 0; }
    nav a:hover { color: var(--accent); }
    footer { color: var(--soft); font-size: .85rem; padding-top: 2.5rem; padding-bottom: 2.5rem; }
    a { color: var(--accent); }
    :focus-visible { outline: 2px solid var(--accent); outline-offset: 2px; border-radius: 3px; }
    .skip { position: absolute; left: -999px; } .skip:focus { left: 1rem; top: .5rem; z-index: 9; background: var(--panel); padding: .4rem .8rem; }
    .hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); }

    .cards { display: grid; grid-template-columns: repeat(auto-fill, minmax(150px, 1fr)); gap: .8rem; margin: .4rem 0 1.2rem; }
    .card { background: var(--panel); border: 1px solid var(--line); border-radius: 12px; padding: .85rem 1rem .75rem; box-shadow: var(--shadow); }
    .card .name { color: var(--soft); font-size: .86rem; }
    .card .value { font-size: 1.7rem; font-weight: 650; letter-spacing: -.02em; font-variant-numeric: tabular-nums; line-height: 1.25; }
    .card .interval { color: var(--soft); font-size: .8rem; min-height: 0; font-variant-numeric: tabular-nums; }
    .meter { height: 4px; border-radius: 2px; background: var(--line); margin: .35rem 0 .2rem; overflow: hidden; }
    .meter i { display: block; height: 100%; background: var(--accent); border-radius: 2px; }

    .scroll { overflow: auto; border: 1px solid var(--line); border-radius: 12px; background: var(--panel); box-shadow: var(--shadow); }
    .scroll.tall { max-height: 34rem; }
    table { border-collapse: separate; border-spacing: 0; width: 100%; font-size: .92rem; }
    th, td { text-align: left; padding: .36rem .8rem; border-bottom: 1px solid var(--line); vertical-align: top; }
    tbody tr:last-child > * { border-bottom: 0; }
    thead th, thead td { position: sticky; top: 0; z-index: 1; background: var(--panel); color: var(--soft); font-weight: 550; font-size: .85rem; white-space: nowrap; }
    tbody th { font-weight: 500; white-space: pre-wrap; }
    td.text { white-space: pre-wrap; overflow-wrap: anywhere; min-width: 3rem; }
    .number { text-align: right; font-variant-numeric: tabular-nums; }
    td.number { white-space: nowrap; }
    td.share { background: linear-gradient(90deg, var(--bar) var(--v), transparent var(--v)) no-repeat .4rem .36rem / calc(100% - .8rem) 1.5em; width: 8rem; min-width: 6.5rem; }
    td.meaning, td.interval { color: var(--soft); } td.interval { white-space: nowrap; font-variant-numeric: tabular-nums; }
    .undefined { color: var(--soft); font-style: italic; }
    thead button { all: unset; cursor: pointer; } thead button:focus-visible { outline: 2px solid var(--accent); }
    thead button::after { content: ""; display: inline-block; width: .9em; text-align: right; }
    th[aria-sort=ascending] button::after { content: "↑"; } th[aria-sort=descending] button::after { content: "↓"; }
    tbody tr:hover > * { background-color: color-mix(in srgb, var(--accent) 6%, transparent); }

    .charts { display: grid; grid-template-columns: repeat(auto-fit, minmax(min(100%, 420px), 1fr)); gap: 1rem; margin: .4rem 0 1rem; }
    .chart { margin: 0; max-width: 640px; background: var(--panel); border: 1px solid var(--line); border-radius: 12px; padding: .8rem 1rem; box-shadow: var(--shadow); }
    figcaption { font-weight: 600; margin-bottom: .3rem; }
    .chart svg { width: 100%; height: auto; display: block; }
    svg text { fill: var(--soft); font: 12px system-ui, sans-serif; } svg text.axis { fill: var(--text); font-size: 12.5px; }
    .grid { stroke: var(--line); stroke-width: 1; } .diagonal { stroke: var(--soft); stroke-width: 1.2; stroke-dasharray: 5 5; }
    .line { fill: none; stroke-width: 2.2; stroke-linejoin: round; stroke-linecap: round; }
    .line.s0 { stroke: var(--s0); } .line.s1 { stroke: var(--s1); } .line.s2 { stroke: var(--s2); } .line.s3 { stroke: var(--s3); } .line.s4 { stroke: var(--s4); } .line.s5 { stroke: var(--s5); }
    .bar { fill-opacity: .55; } .bar.s0, .mark.s0, .key.s0 { fill: var(--s0); background: var(--s0); } .bar.s1, .mark.s1, .key.s1 { fill: var(--s1); background: var(--s1); } .mark.s2, .key.s2 { fill: var(--s2); background: var(--s2); }
    .mark.s3, .key.s3 { fill: var(--s3); background: var(--s3); } .mark.s4, .key.s4 { fill: var(--s4); background: var(--s4); } .mark.s5, .key.s5 { fill: var(--s5); background: var(--s5); }
    .marker[hidden] { display: none; } .marker { fill: var(--panel); stroke: var(--text); stroke-width: 2; pointer-events: none; }
    .legend { list-style: none; display: flex; flex-wrap: wrap; gap: .2rem 1.1rem; margin: .4rem 0 0; padding: 0; font-size: .86rem; color: var(--soft); }
    .key { display: inline-block; width: 16px; height: 3px; border-radius: 2px; margin-right: .45rem; vertical-align: middle; } .key.dashed { background: repeating-linear-gradient(90deg, var(--soft) 0 4px, transparent 4px 7px); }

    table.matrix { width: auto; } table.matrix td.number { padding: 2px; border: 0; } table.matrix th { border-bottom: 0; white-space: pre; }
    table.matrix .corner { border: 0; font-weight: 400; }
    table.matrix button { all: unset; display: block; box-sizing: border-box; width: 100%; min-width: 4.2rem; padding: .5rem .7rem; text-align: right; border-radius: 5px; cursor: pointer; }
    table.matrix button:focus-visible { outline: 2px solid var(--accent); }
    table.matrix td.right button { background: rgb(var(--good) / calc(var(--a) * .85)); } table.matrix td.wrong button { background: rgb(var(--bad) / calc(var(--a) * .85)); }
    table.matrix td.strong button { color: #fff; } @media (prefers-color-scheme: dark) { table.matrix td.strong button { color: #0b0e12; } }
    .zoom { display: flex; gap: .4rem; align-items: center; margin: .3rem 0 .5rem; color: var(--soft); font-size: .88rem; flex-wrap: wrap; }
    .zoom span { margin-left: .5rem; }
    .zoom button, .pager button { font: inherit; color: var(--text); background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .2rem .75rem; cursor: pointer; }
    .zoom button:hover, .pager button:hover:enabled { border-color: var(--accent); } .pager button:disabled { opacity: .45; cursor: default; }
    .scroll.map { max-height: 76rem; } svg.map { display: block; height: auto; } svg.map text { font-size: 9.5px; }
    svg.map .field { fill: none; stroke: var(--line); } svg.map .right { fill: rgb(var(--good)); cursor: pointer; } svg.map .wrong { fill: rgb(var(--bad)); cursor: pointer; }
    svg.map .cross { fill: var(--accent); fill-opacity: .09; pointer-events: none; }
    svg.map .right:hover, svg.map .wrong:hover { stroke: var(--text); stroke-width: 1.5; }

    .controls { display: flex; flex-wrap: wrap; gap: .5rem .9rem; align-items: center; margin: .2rem 0 .6rem; font-size: .9rem; color: var(--soft); }
    .controls input, .controls select { font: inherit; color: var(--text); background: var(--panel); border: 1px solid var(--line); border-radius: 8px; padding: .28rem .55rem; max-width: 13rem; }
    .controls input { width: 13rem; } .filters { display: contents; } .status { margin-left: auto; font-variant-numeric: tabular-nums; }
    .records .scroll { max-height: none; } .records td.text { max-width: 34rem; }
    .tokens span { border-radius: 3px; padding: .05em 0; } .tokens .lp1 { background: rgb(var(--bad) / .10); } .tokens .lp2 { background: rgb(var(--bad) / .22); }
    .tokens .lp3 { background: rgb(var(--bad) / .36); } .tokens .lp4 { background: rgb(var(--bad) / .52); }
    .pager { display: flex; gap: .8rem; align-items: center; justify-content: center; margin: .7rem 0; color: var(--soft); font-size: .9rem; font-variant-numeric: tabular-nums; }
    #tip { position: fixed; z-index: 10; pointer-events: none; background: var(--text); color: var(--bg); font-size: .84rem; line-height: 1.4; padding: .35rem .6rem; border-radius: 7px; max-width: 24rem; white-space: pre-line; overflow-wrap: anywhere; }
    @media print { nav, .controls, .pager, .zoom { display: none; } .scroll, .scroll.tall, .scroll.map { max-height: none; overflow: visible; } section { break-inside: auto; } }
    @media (prefers-reduced-motion: reduce) { html { scroll-behavior: auto; } }

    """
}
