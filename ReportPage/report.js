// The behaviour of a report's page. Text from the data only ever becomes `textContent`.
(() => {
'use strict';
const all = (selector, root = document) => Array.from(root.querySelectorAll(selector));
const tip = document.getElementById('tip');
const showTip = (event, text) => {
  tip.textContent = text; tip.hidden = false;
  const box = tip.getBoundingClientRect();
  tip.style.left = Math.max(4, Math.min(event.clientX + 14, innerWidth - box.width - 8)) + 'px';
  tip.style.top = Math.max(4, Math.min(event.clientY + 16, innerHeight - box.height - 8)) + 'px';
};
const hideTip = () => { tip.hidden = true; };
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
  const number = (n) => n.toLocaleString('en-US');
  names.forEach((name, i) => {
    if (kinds[i] !== 'text') return;
    const values = new Set();
    for (const row of rows) { values.add(row[i]); if (values.size > 500) return; }
    if (values.size < 2 || (values.size > 40 && values.size > rows.length / 4)) return;
    const label = document.createElement('label'), select = document.createElement('select');
    select.append(new Option('any', '\u0000'), ...Array.from(values).sort(compare).map((v) => new Option(v, v)));
    label.append(name + ' ', select);
    root.querySelector('.filters').append(label);
    select.addEventListener('change', refresh);
    selects.set(i, select);
  });
  const draw = () => {
    body.replaceChildren(...shown.slice(first, first + perPage).map((index) => {
      const line = document.createElement('tr');
      rows[index].forEach((value, i) => {
        const cell = line.insertCell();
        cell.className = kinds[i] === 'text' ? 'text' : kinds[i] === 'tokens' ? 'text tokens' : kinds[i] === 'share' ? 'number share' : 'number';
        if (kinds[i] === 'share' && value !== null) cell.style.setProperty('--v', Math.max(0, Math.min(1, value)) * 100 + '%');
        if (kinds[i] === 'tokens') {
          cell.append(...(value || []).map(([text, logprob, surprise]) => {
            const span = document.createElement('span');
            span.textContent = text; span.className = 'lp' + surprise; span.title = String(logprob);
            return span;
          }));
          return;
        }
        cell.textContent = value === null ? '' : kinds[i] === 'text' ? value : kinds[i] === 'count' ? number(value) : value.toFixed(4);
      });
      return line;
    }));
    const last = Math.min(first + perPage, shown.length);
    page.textContent = shown.length ? `${number(first + 1)} to ${number(last)} of ${number(shown.length)}` : 'nothing found';
    pager.querySelector('[data-step="-1"]').disabled = first === 0;
    pager.querySelector('[data-step="1"]').disabled = last >= shown.length;
    status.textContent = shown.length === rows.length ? `${number(rows.length)} rows` : `${number(shown.length)} of ${number(rows.length)} rows`;
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
  matrix.addEventListener('pointermove', (event) => {
    const target = cell(event);
    cross(target);
    if (!target) { hideTip(); return; }
    const { r, c, n, s } = target.dataset;
    showTip(event, `true: ${labels[r]}\npredicted: ${labels[c]}\n${n} ${n === '1' ? 'row' : 'rows'}, ${s} of the class`);
  });
  matrix.addEventListener('pointerleave', () => { cross(null); hideTip(); });
  matrix.addEventListener('click', (event) => {
    const target = cell(event);
    if (!target || columns.length < 2) return;
    const wanted = { [columns[0]]: labels[target.dataset.r], [columns[1]]: labels[target.dataset.c] };
    for (const table of recordTables) table.filter(wanted);
  });
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

for (const svg of all('.chart svg')) {
  const [x0, x1, y0, y1] = svg.dataset.axes.split(' ').map(Number), [left, right, bottom, top] = svg.dataset.plot.split(' ').map(Number);
  const marker = svg.querySelector('.marker');
  const lines = all('.line', svg).map((line) => ({ name: line.dataset.name, points: Array.from(line.points) }));
  const text = (value) => Math.abs(value) >= 100 ? value.toFixed(0) : value.toFixed(3);
  svg.addEventListener('pointermove', (event) => {
    const at = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    let best = null;
    for (const line of lines) for (const point of line.points) {
      const distance = Math.hypot(point.x - at.x, point.y - at.y);
      if (!best || distance < best.distance) best = { distance, point, name: line.name };
    }
    if (!best || best.distance > 60) { marker.setAttribute('hidden', ''); hideTip(); return; }
    marker.removeAttribute('hidden'); marker.setAttribute('cx', best.point.x); marker.setAttribute('cy', best.point.y);
    const x = x0 + (best.point.x - left) / (right - left) * (x1 - x0), y = y0 + (bottom - best.point.y) / (bottom - top) * (y1 - y0);
    showTip(event, `${best.name}\n${svg.dataset.x}: ${text(x)}\n${svg.dataset.y}: ${text(y)}`);
  });
  svg.addEventListener('pointerleave', () => { marker.setAttribute('hidden', ''); hideTip(); });
}
})();
