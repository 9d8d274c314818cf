'use strict';
// The page of `assay serve`. Text from files and models only ever becomes text nodes.
const $ = id => document.getElementById(id);
const state = { files: [], models: [], bases: [], jobs: [], dataset: null, job: null, facts: new Map() };

function make(tag, properties = {}, ...children) {
  const { data, ...rest } = properties;
  const node = Object.assign(document.createElement(tag), rest);
  for (const [name, value] of Object.entries(data || {})) node.dataset[name] = value;
  node.append(...children.filter(child => child !== null && child !== undefined && child !== ''));
  return node;
}

const number = value => value.toLocaleString('en-US');
const counted = (value, noun) => `${number(value)} ${noun}${value === 1 ? '' : noun.endsWith('s') ? 'es' : 's'}`;
const time = seconds => new Date(seconds * 1000).toLocaleString([], { dateStyle: 'medium', timeStyle: 'short' });
const at = id => encodeURIComponent(id);

function size(bytes) {
  if (bytes < 1000) return counted(bytes, 'byte');
  const [unit, name] = bytes < 1e6 ? [1e3, 'kB'] : bytes < 1e9 ? [1e6, 'MB'] : [1e9, 'GB'];
  return `${(bytes / unit).toFixed(1)} ${name}`;
}

function duration(seconds) {
  if (seconds < 90) return counted(Math.max(1, Math.round(seconds)), 'second');
  if (seconds < 5400) return counted(Math.round(seconds / 60), 'minute');
  return `${(seconds / 3600).toFixed(1)} hours`;
}

// MARK: What is said

let notes = 0;

function say(text, isBad = false) {
  notes += 1;
  $('notice').hidden = !text;
  $('notice').className = isBad ? 'bad' : '';
  $('notice').querySelector('span').textContent = text;
  $('undo').hidden = true;
  const own = notes;
  if (text && !isBad) setTimeout(() => { if (own === notes) say(''); }, 8000);
}

/// What the server says in the words of a page: it has no options of a command line.
function plain(message) {
  return message.replace(/^Invalid file format\. /, '')
    .replace(/ Name them: --prompt-column.*$/s, ' Choose them above.')
    .replace(/Name (?:those that hold them|the column that holds it) with --\S+ NAME( and --\S+ NAME)?/, (_, both) => `Choose ${both ? 'them' : 'it'} above`)
    .replace(/, name it with --sheet/g, ', choose it above')
    .replace(/;? ?(choose|name) (it|one|another) with --sheet\S*/gi, '; choose another sheet above')
    .replace(/give --header-line (\d+)/g, 'say above that the header is on line $1')
    .replace(/,? or give --no-header(?: if there is no header)?/g, ', or say above that there is no header')
    .replace(/`assay fix(?: --unsafe-fixes| --number-classes)?`/g, 'the repair below')
    .replace(/--encoding (\S+)/g, 'encoding $1').replace(/--prompt-column/g, 'the column of the prompts')
    .replace(/--completion-column/g, 'the column of the completions').replace(/--sheet/g, 'the sheet');
}

// MARK: Calls

async function call(method, path, body, options = {}) {
  const headers = {};
  const key = sessionStorage.getItem('key');
  if (key) headers.Authorization = 'Bearer ' + key;
  if (body && !(body instanceof FormData)) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(body);
  }
  const reply = await fetch(path, { method, headers, body, ...options });
  if (reply.status === 401) $('key-form').hidden = false;
  if (!reply.ok) {
    const document = await reply.json().catch(() => ({}));
    const error = new Error(plain(document.error ? document.error.message : `The server answered ${reply.status}.`));
    error.status = reply.status;
    throw error;
  }
  return reply;
}

const get = async path => (await call('GET', path)).json();
const post = async (path, body) => (await call('POST', path, body)).json();

/// Runs what a click asked for, and shows why it failed.
function attempt(body) {
  return async event => {
    if (event) event.preventDefault();
    const button = event && event.submitter;
    if (button) button.disabled = true;
    try { await body(event); } catch (error) { say(error.message, true); } finally { if (button) button.disabled = false; }
  };
}

/// A file of the server as a download, or as a page of its own.
async function open(path, name) {
  const link = make('a', { href: URL.createObjectURL(await (await call('GET', path)).blob()) });
  if (name) link.download = name; else { link.target = '_blank'; link.rel = 'noopener'; }
  link.click();
  setTimeout(() => URL.revokeObjectURL(link.href), 60_000);
}

// MARK: Pieces

const button = (text, body, label) => make('button', { type: 'button', onclick: attempt(body), ariaLabel: label || null }, text);

/// A choice; what was chosen stays where it is still there.
function options(select, pairs, preferred) {
  const before = select.value;
  select.replaceChildren(...pairs.map(([value, text]) => make('option', { value }, text)));
  const has = value => pairs.some(pair => pair[0] === value);
  if (before && has(before)) select.value = before;
  else if (preferred !== undefined && has(preferred)) select.value = preferred;
}

/// A table under a name; cells are texts or nodes.
function table(name, heads, rows, kinds = []) {
  const cell = (content, i) => make('td', { className: kinds[i] || 'text', data: { name: heads[i] } }, content);
  return make('div', { className: 'scroll', tabIndex: 0, role: 'region', ariaLabel: name },
    make('table', {}, make('caption', { className: 'hidden' }, name),
      make('thead', {}, make('tr', {}, ...heads.map((head, i) => make('th', { scope: 'col', className: kinds[i] === 'number' ? 'number' : '' },
        head || make('span', { className: 'hidden' }, 'Actions'))))),
      make('tbody', {}, ...rows.map(row => make('tr', {}, ...row.map(cell))))));
}

const empty = text => make('p', { className: 'empty' }, text);

// MARK: Deletion

const leaving = new Map();

/// Asks, takes the thing from the page, and deletes it when nobody has taken that back in eight seconds.
async function remove(kind, name, path, reload) {
  $('question-text').textContent = `Delete the ${kind} ${name}?`;
  $('question').returnValue = '';
  $('question').showModal();
  await new Promise(done => $('question').addEventListener('close', done, { once: true }));
  if ($('question').returnValue !== 'yes') return;
  const end = async () => {
    clearTimeout(leaving.get(path));
    if (!leaving.delete(path)) return;
    try { await call('DELETE', path, undefined, { keepalive: true }); } catch (error) { say(error.message, true); }
    await reload();
  };
  leaving.set(path, setTimeout(end, 8000));
  await reload();
  say(`The ${kind} ${name} is deleted.`);
  $('undo').hidden = false;
  $('undo').onclick = attempt(async () => {
    clearTimeout(leaving.get(path));
    leaving.delete(path);
    await reload();
    say(`The ${kind} ${name} is back.`);
  });
}

const stays = path => !leaving.has(path);
addEventListener('pagehide', () => {
  for (const path of leaving.keys()) call('DELETE', path, undefined, { keepalive: true }).catch(() => {});
});
