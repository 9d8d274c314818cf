// The behavior of a report's page. Text from the data only ever becomes `textContent`.
(() => {
'use strict';
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const tip = document.getElementById('tip');
const said = document.getElementById('said');
const showTip = ({ clientX, clientY }, text) => {
  tip.textContent = text; tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(clientX + 14, innerWidth - box.width - 8)) + 'px';
  tip.style.top = Math.max(4, Math.min(clientY + 16, innerHeight - box.height - 8)) + 'px';
};
// For the keyboard: the value stands beside its place, and screen readers hear it.
const showTipAt = (element, text) => {
  const box = element.getBoundingClientRect();
  showTip({ clientX: box.right, clientY: box.bottom }, text);
  said.textContent = text.replaceAll('\n', ', ');
};
const hideTip = () => { tip.hidden = true; };
const number = (n) => n.toLocaleString('en-US');
const counted = (n, noun) => `${number(n)} ${noun}${n === 1 ? '' : 's'}`;
// A label in a cell: its leading space holds on to the word, and it may break behind `_`, `-`, `/` and `.`.
const label = (cell, text) => {
  const start = text.length - text.replace(/^ +/, '').length;
  const parts = text.slice(start).split(/(?<=[\p{L}\p{N}][_\-/.])(?=[\p{L}\p{N}])/u);
  cell.append('\u00a0'.repeat(start) + parts[0]);
  for (const part of parts.slice(1)) cell.append(document.createElement('wbr'), part);
};
const compare = (a, b) => a === b ? 0 : a === null || a === '' ? 1 : b === null || b === '' ? -1 :
  typeof a === 'number' && typeof b === 'number' ? a - b : String(a).localeCompare(String(b), undefined, { numeric: true });
// Marks the sorted header and gives back 1 or -1. Numbers start with the largest.
const nextOrder = (header) => {
  const now = header.getAttribute('aria-sort');
  const first = header.classList.contains('number') ? 'descending' : 'ascending';
  const next = now === null ? first : now === 'ascending' ? 'descending' : 'ascending';
  for (const other of header.parentElement.children) other.removeAttribute('aria-sort');
  header.setAttribute('aria-sort', next);
  return next === 'ascending' ? 1 : -1;
};

for (const table of all('table[data-sortable]')) {
  const body = table.tBodies[0];
  const value = (row, i) => { const cell = row.cells[i]; return cell.dataset.v === undefined ? cell.textContent : Number(cell.dataset.v); };
  all('thead th', table).forEach((header, i) => header.querySelector('button').addEventListener('click', () => {
    const sign = nextOrder(header);
    body.append(...Array.from(body.rows).sort((a, b) => sign * compare(value(a, i), value(b, i))));
  }));
}

const recordTables = all('.records').map((root) => {
  const { kinds, names, rows } = JSON.parse(root.querySelector('script').textContent);
  const plain = (value) => Array.isArray(value) ? value.map((token) => token[0]).join('') : value;
  const haystack = rows.map((row) => row.filter((_, i) => kinds[i] === 'text' || kinds[i] === 'tokens').map(plain).join('\u0000').toLowerCase());
  const perPage = 50;
  const body = root.querySelector('tbody'), search = root.querySelector('input'), status = root.querySelector('.status');
  const pager = root.querySelector('.pager'), page = root.querySelector('.page');
  const selects = new Map();
  let shown = rows.map((_, i) => i), first = 0, sorted = null;
  names.forEach((name, i) => {
    if (kinds[i] !== 'text') return;
    const values = new Set();
    for (const row of rows) { values.add(row[i]); if (values.size > 500) return; }
    if (values.size < 2 || (values.size > 40 && values.size > rows.length / 4)) return;
    const field = document.createElement('label'), select = document.createElement('select');
    select.append(new Option('any', '\u0000'), ...Array.from(values).sort(compare).map((v) => new Option(v, v)));
    field.append(name + ' ', select);
    root.querySelector('.filters').append(field);
    select.addEventListener('change', refresh);
    selects.set(i, select);
  });
  const draw = () => {
    body.replaceChildren(...shown.slice(first, first + perPage).map((index) => {
      const line = document.createElement('tr');
      rows[index].forEach((value, i) => {
        const cell = line.insertCell();
        cell.dataset.name = names[i];
        cell.className = kinds[i] === 'text' ? 'text' : kinds[i] === 'tokens' ? 'text tokens' : kinds[i] === 'share' ? 'number share' : 'number';
        if (value === null) cell.classList.add('empty');
        if (kinds[i] === 'share' && value !== null) cell.style.setProperty('--v', Math.max(0, Math.min(1, value)) * 100 + '%');
        if (kinds[i] === 'tokens') {
          cell.append(...(value || []).map(([text, logprob, surprise]) => {
            const span = document.createElement('span');
            span.textContent = text; span.className = 'lp' + surprise; span.title = String(logprob);
            return span;
          }));
          return;
        }
        if (kinds[i] === 'text' && value !== null) label(cell, value);
        else cell.textContent = value === null ? '' : kinds[i] === 'count' ? number(value) : value.toFixed(4);
      });
      return line;
    }));
    const last = Math.min(first + perPage, shown.length);
    page.textContent = shown.length ? `${number(first + 1)} to ${number(last)} of ${number(shown.length)}` : 'nothing found';
    pager.querySelector('[data-step="-1"]').disabled = first === 0;
    pager.querySelector('[data-step="1"]').disabled = last >= shown.length;
    status.textContent = shown.length === rows.length ? counted(rows.length, 'row') : `${number(shown.length)} of ${counted(rows.length, 'row')}`;
  };
  function refresh() {
    const words = search.value.toLowerCase();
    shown = [];
    for (let i = 0; i < rows.length; i++) {
      let keep = !words || haystack[i].includes(words);
      for (const [column, select] of selects) if (keep && select.value !== '\u0000') keep = rows[i][column] === select.value;
      if (keep) shown.push(i);
    }
    if (sorted) shown.sort((a, b) => sorted.sign * compare(plain(rows[a][sorted.column]), plain(rows[b][sorted.column])) || a - b);
    first = 0; draw();
  }
  let timer;
  search.addEventListener('input', () => { clearTimeout(timer); timer = setTimeout(refresh, 120); });
  all('thead th', root).forEach((header, column) => header.querySelector('button').addEventListener('click', () => {
    sorted = { column, sign: nextOrder(header) }; refresh();
  }));
  for (const button of all('button', pager)) button.addEventListener('click', () => { first += perPage * Number(button.dataset.step); draw(); });
  draw();
  return { filter(wanted) {
    search.value = '';
    for (const [column, select] of selects) select.value = names[column] in wanted ? wanted[names[column]] : '\u0000';
    refresh(); root.scrollIntoView();
  } };
});

for (const matrix of all('[data-labels]')) {
  const labels = matrix.dataset.labels.split('\n'), columns = matrix.dataset.columns.split('\n').filter((name) => name);
  const crosses = { r: matrix.querySelector('.cross.row'), c: matrix.querySelector('.cross.column') };
  const size = Number(matrix.dataset.cell), margin = Number(matrix.dataset.margin);
  const cell = (event) => event.target.closest('[data-r]');
  const cross = (target) => {
    for (const [key, attribute] of [['r', 'y'], ['c', 'x']]) {
      if (!crosses[key]) continue;
      crosses[key].setAttribute('visibility', target ? 'visible' : 'hidden');
      if (target) crosses[key].setAttribute(attribute, margin + size * Number(target.dataset[key]));
    }
  };
  const words = ({ r, c, n, s }) => `true: ${labels[r].trim()}\npredicted: ${labels[c].trim()}\n${n} ${n === '1' ? 'row' : 'rows'}, ${s} of the class`;
  matrix.addEventListener('pointermove', (event) => {
    const target = cell(event);
    cross(target);
    if (target) showTip(event, words(target.dataset)); else hideTip();
  });
  matrix.addEventListener('pointerleave', () => { cross(null); hideTip(); });
  const cells = all('[data-r]', matrix);
  // One stop of the Tab key, from which the arrow keys lead to the next cell with rows.
  if (crosses.r) {
    matrix.setAttribute('role', 'group');
    cells.forEach((each, i) => {
      each.setAttribute('role', 'button'); each.setAttribute('tabindex', i ? -1 : 0);
      each.setAttribute('aria-label', words(each.dataset).replaceAll('\n', ', '));
    });
  }
  const next = (from, across, down) => {
    const at = ({ dataset }) => [Number(dataset.c) - Number(from.dataset.c), Number(dataset.r) - Number(from.dataset.r)];
    const far = (each) => { const [c, r] = at(each); return across ? Math.abs(c) + 100 * Math.abs(r) : Math.abs(r) + 100 * Math.abs(c); };
    const ahead = cells.filter((each) => { const [c, r] = at(each); return across ? c * across > 0 : r * down > 0; });
    return ahead.reduce((best, each) => !best || far(each) < far(best) ? each : best, null);
  };
  matrix.addEventListener('keydown', (event) => {
    const target = cell(event), step = { ArrowLeft: [-1, 0], ArrowRight: [1, 0], ArrowUp: [0, -1], ArrowDown: [0, 1] }[event.key];
    if (!target) return;
    if (crosses.r && ['Enter', ' '].includes(event.key)) { event.preventDefault(); show(target); }
    const other = step && next(target, ...step);
    if (!other) return;
    event.preventDefault();
    if (crosses.r) { target.setAttribute('tabindex', -1); other.setAttribute('tabindex', 0); }
    other.focus();
  });
  matrix.addEventListener('focusin', (event) => { const target = cell(event); if (target && target.matches(':focus-visible')) { cross(target); showTipAt(target, words(target.dataset)); } });
  matrix.addEventListener('focusout', () => { cross(null); hideTip(); });
  matrix.addEventListener('click', (event) => show(cell(event)));
  function show(target) {
    if (!target || columns.length < 2) return;
    const wanted = { [columns[0]]: labels[target.dataset.r], [columns[1]]: labels[target.dataset.c] };
    for (const table of recordTables) table.filter(wanted);
  }
}

for (const group of all('.zoom')) {
  const area = group.nextElementSibling, svg = area.querySelector('svg');
  const natural = Number(svg.getAttribute('width'));
  let width = natural;
  for (const button of all('button', group)) button.addEventListener('click', () => {
    const factor = Number(button.dataset.zoom);
    width = factor === 0 ? area.clientWidth : Math.max(200, Math.min(width * factor, natural * 4));
    svg.setAttribute('width', width);
  });
}

// What a chart says at its places, from left to right: of curves the value of each, of bars and intervals their own.
const places = (svg) => {
  const own = all('[data-tip]', svg).map(({ dataset: { x, y, tip: text } }) => ({ x: Number(x), y: Number(y), text }));
  if (own.length || !svg.dataset.axes) return own;
  const [x0, x1, y0, y1] = svg.dataset.axes.split(' ').map(Number), [left, right, bottom, top] = svg.dataset.plot.split(' ').map(Number);
  const round = (value) => Number(value.toPrecision(value >= 1e4 ? 6 : 4)).toLocaleString('en-US', { maximumFractionDigits: 6 });
  const stops = new Map();
  for (const { dataset } of all('.series', svg)) {
    const values = dataset.values ? dataset.values.split(' ').map(Number) : [], width = Number(dataset.width || 0);
    for (let i = 0; i < values.length; i += 2) {
      const [x, y] = [values[i], values[i + 1]];
      if (!stops.has(x)) stops.set(x, { x: left + (x - x0) / (x1 - x0) * (right - left), lines: [`${svg.dataset.x}: ${width ? `${round(x - width / 2)} to ${round(x + width / 2)}` : round(x)}`] });
      const stop = stops.get(x);
      if (stop.y === undefined) stop.y = bottom - (y - y0) / (y1 - y0) * (bottom - top);
      stop.lines.push(`${dataset.name}: ${round(y)}`);
    }
  }
  return Array.from(stops.values()).sort((a, b) => a.x - b.x).map(({ x, y, lines }) => ({ x, y, text: lines.join('\n') }));
};
for (const svg of all('.chart svg')) {
  const stops = places(svg), marker = svg.querySelector('.marker');
  let now = -1;
  const leave = () => { if (marker) marker.setAttribute('hidden', ''); hideTip(); };
  const mark = ({ x, y }) => { if (marker) { marker.removeAttribute('hidden'); marker.setAttribute('cx', x); marker.setAttribute('cy', y); } };
  const isTall = svg.closest('.intervals');
  svg.addEventListener('pointermove', (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    const far = (stop) => isTall ? Math.abs(stop.y - at.y) : Math.abs(stop.x - at.x) + Math.abs(stop.y - at.y) / 1000;
    now = stops.reduce((best, stop, i) => best < 0 || far(stop) < far(stops[best]) ? i : best, -1);
    if (now < 0 || far(stops[now]) > 60) { leave(); return; }
    mark(stops[now]); showTip(event, stops[now].text);
  });
  svg.addEventListener('pointerleave', leave);
  svg.addEventListener('keydown', (event) => {
    const step = { ArrowLeft: -1, ArrowUp: -1, ArrowRight: 1, ArrowDown: 1, Home: -Infinity, End: Infinity }[event.key];
    if (!step || !stops.length) return;
    event.preventDefault();
    now = Math.max(0, Math.min(stops.length - 1, now + step));
    mark(stops[now]);
    const place = new DOMPoint(stops[now].x, stops[now].y).matrixTransform(svg.getScreenCTM());
    showTip({ clientX: place.x, clientY: place.y }, stops[now].text);
    said.textContent = stops[now].text.replaceAll('\n', ', ');
  });
  svg.addEventListener('blur', leave);
}

// Findings by severity, by rule and by words.
for (const form of all('.findings-filter')) {
  const articles = all('article[data-rule]'), status = form.querySelector('.status');
  const rule = form.querySelector('select'), search = form.querySelector('[type=search]');
  const filter = () => {
    const kinds = new Set(all('[type=checkbox]', form).filter((box) => box.checked).map((box) => box.value));
    const words = search.value.toLowerCase();
    let shown = 0;
    for (const article of articles) {
      article.hidden = !(kinds.has(article.dataset.severity) && (!rule.value || rule.value === article.dataset.rule) && article.textContent.toLowerCase().includes(words));
      if (!article.hidden) shown += 1;
    }
    status.textContent = shown === articles.length ? counted(shown, 'finding') : `${number(shown)} of ${counted(articles.length, 'finding')}`;
  };
  form.addEventListener('input', filter);
  form.addEventListener('submit', (event) => event.preventDefault());
}

// What is folded opens for those who follow a link to it, and on paper.
const open = (element) => { for (let fold = element; fold; fold = fold.parentElement) if (fold.tagName === 'DETAILS') fold.open = true; };
const openTarget = () => {
  const target = location.hash && document.getElementById(decodeURIComponent(location.hash.slice(1)));
  if (!target) return;
  open(target);
  if (target.hidden) target.hidden = false;
  target.scrollIntoView();
};
addEventListener('hashchange', openTarget);
for (const link of all('a[href^="#"]')) link.addEventListener('click', () => { if (link.hash === location.hash) openTarget(); });
openTarget();
addEventListener('beforeprint', () => all('details').forEach((each) => { each.open = true; }));
})();
