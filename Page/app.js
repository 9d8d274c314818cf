'use strict';
// The page of `assay serve`. Text from files and models only ever becomes text nodes.
const $ = id => document.getElementById(id);
const state = { files: [], models: [], jobs: [], dataset: null, job: null };

function make(tag, properties = {}, ...children) {
  const node = Object.assign(document.createElement(tag), properties);
  node.append(...children);
  return node;
}

function say(text, isBad = false) {
  $('notice').textContent = text;
  $('notice').className = isBad ? 'bad' : '';
}

// MARK: Calls

async function call(method, path, body) {
  const headers = {};
  const key = sessionStorage.getItem('key');
  if (key) headers.Authorization = 'Bearer ' + key;
  if (body && !(body instanceof FormData)) {
    headers['Content-Type'] = 'application/json';
    body = JSON.stringify(body);
  }
  const reply = await fetch(path, { method, headers, body });
  if (reply.status === 401) $('key-form').hidden = false;
  if (!reply.ok) {
    const document = await reply.json().catch(() => ({}));
    throw new Error(document.error ? document.error.message : 'HTTP ' + reply.status);
  }
  return reply;
}

const get = async path => (await call('GET', path)).json();
const post = async (path, body) => (await call('POST', path, body)).json();

/// Runs what a click asked for, and shows why it failed.
function attempt(body) {
  return async event => {
    if (event) event.preventDefault();
    try { await body(event); } catch (error) { say(error.message, true); }
  };
}

const time = seconds => new Date(seconds * 1000).toLocaleString();
const at = id => encodeURIComponent(id);

// MARK: Datasets

async function loadFiles() {
  state.files = (await get('/v1/files')).data.reverse();
  $('files').replaceChildren(...state.files.map(file => make('tr', {},
    make('td', {}, file.filename), make('td', {}, file.purpose),
    make('td', { className: 'number' }, file.bytes.toLocaleString()),
    make('td', {}, time(file.created_at)), fileActions(file))));
  const training = state.files.filter(file => file.purpose === 'fine-tune');
  options($('job-training'), training.map(file => [file.id, file.filename]));
  options($('job-validation'), [['', 'none'], ...training.map(file => [file.id, file.filename])]);
}

function fileActions(file) {
  const cell = make('td');
  if (file.purpose !== 'fine-tune-results') cell.append(button('Findings', () => openDataset(file)));
  cell.append(button('Download', () => download(file)), button('Delete', async () => {
    await call('DELETE', '/v1/files/' + at(file.id));
    await loadFiles();
  }));
  return cell;
}

function button(text, body) {
  return make('button', { type: 'button', onclick: attempt(body) }, text);
}

async function download(file) {
  const blob = await (await call('GET', `/v1/files/${at(file.id)}/content`)).blob();
  const link = make('a', { href: URL.createObjectURL(blob), download: file.filename.split(/[\\/]/).pop() });
  link.click();
  URL.revokeObjectURL(link.href);
}

async function openDataset(file) {
  state.dataset = file;
  $('dataset').hidden = false;
  $('dataset-name').textContent = file.filename;
  $('fixed').replaceChildren();
  await check();
  $('dataset').scrollIntoView({ behavior: 'smooth', block: 'nearest' });
}

const columns = () => new URLSearchParams({
  prompt_column: $('prompt-column').value, completion_column: $('completion-column').value,
});

async function check() {
  $('findings').replaceChildren();
  $('sample').replaceChildren();
  $('dataset-summary').textContent = 'Reading…';
  try {
    const query = columns();
    // Other rows each time: what is untrue or offends is found by reading.
    query.set('sample', 5);
    query.set('seed', Math.floor(Math.random() * 2 ** 31));
    const report = await get(`/assay/files/${at(state.dataset.id)}/findings?${query}`);
    const [file] = report.files;
    const { errors, warnings, infos, fixable } = report.summary;
    $('dataset-summary').textContent = `${file.rows.toLocaleString()} rows, ${file.task}: `
      + `${errors} errors, ${warnings} warnings, ${infos} remarks; ${fixable} can be fixed`;
    $('findings').replaceChildren(...file.findings.map(finding => make('li', { className: finding.severity },
      make('strong', {}, finding.code + ' '), finding.message,
      make('br'), make('small', {}, finding.help + (finding.rows.length ? ' Rows ' + finding.rows.join(', ')
        + (finding.row_count > finding.rows.length ? ', …' : '') : '')))));
    $('sample').replaceChildren(...file.sample.map(row => make('li', {},
      make('strong', {}, `Row ${row.row + 1}`),
      ...row.texts.flatMap(({ name, text }) => [make('br'), make('small', {}, `${name}: `), text]))));
  } catch (error) {
    $('dataset-summary').textContent = error.message;
  }
}

async function fix() {
  say('Fixing…');
  const result = await post(`/assay/files/${at(state.dataset.id)}/fix?${columns()}`);
  await loadFiles();
  $('fixed').replaceChildren(
    make('p', {}, `${result.rows_in} rows in, ${result.rows_out} rows out`),
    make('ul', {}, ...result.applied.map(text => make('li', {}, text))),
    ...result.data.map(file => make('p', {}, file.filename + ' ', button('Download', () => download(file)))));
  const [train, valid] = result.data;
  $('job-training').value = train.id;
  $('job-validation').value = valid ? valid.id : '';
  say('Prepared: ' + result.data.map(file => file.filename).join(', '));
}

$('upload-form').onsubmit = attempt(async () => {
  const form = new FormData();
  form.append('purpose', 'dataset');
  form.append('file', $('upload-file').files[0]);
  say('Uploading…');
  const file = await post('/v1/files', form);
  say('Uploaded ' + file.filename);
  await loadFiles();
  await openDataset(file);
});
$('columns-form').onsubmit = attempt(check);
$('fix').onclick = attempt(fix);

// MARK: Jobs

function options(select, pairs) {
  const chosen = select.value;
  select.replaceChildren(...pairs.map(([value, text]) => make('option', { value }, text)));
  if (pairs.some(([value]) => value === chosen)) select.value = chosen;
}

async function loadJobs() {
  state.jobs = (await get('/v1/fine-tunes')).data.reverse();
  $('job-rows').replaceChildren(...state.jobs.map(job => make('tr', {},
    make('td', {}, job.id), make('td', {}, job.model),
    make('td', { className: 'status-' + job.status }, job.status),
    make('td', {}, job.fine_tuned_model || ''), jobActions(job))));
}

function jobActions(job) {
  const cell = make('td', {}, button('Show', () => openJob(job.id)));
  if (['pending', 'running'].includes(job.status)) {
    cell.append(button('Cancel', async () => { await post(`/v1/fine-tunes/${at(job.id)}/cancel`); await loadJobs(); }));
  } else {
    cell.append(button('Delete', async () => { await call('DELETE', '/v1/fine-tunes/' + at(job.id)); await loadJobs(); }));
  }
  return cell;
}

async function openJob(id) {
  state.job = id;
  $('job').hidden = false;
  $('job-name').textContent = id;
  await showJob();
}

async function showJob() {
  const [events, progress] = await Promise.all([
    get(`/v1/fine-tunes/${at(state.job)}/events`), get(`/assay/jobs/${at(state.job)}/progress`)]);
  $('events').replaceChildren(...events.data.map(event =>
    make('li', {}, `${new Date(event.created_at * 1000).toLocaleTimeString()}  ${event.message}`)));
  $('curves').replaceChildren(
    chart('Loss', progress.steps, ['training_loss', 'validation_loss']),
    chart('Token accuracy', progress.steps, ['training_token_accuracy', 'validation_token_accuracy']));
  return progress.status;
}

function chart(title, steps, keys) {
  const width = 420, height = 180, left = 40, bottom = 20;
  const lines = keys.map(key => steps.filter(step => step[key] != null).map(step => [step.step, step[key]]));
  const points = lines.flat();
  const caption = make('figcaption', {}, title);
  keys.forEach((key, index) => {
    if (!lines[index].length) return;
    const mark = make('span', { className: 'key' });
    mark.style.background = index ? '#d68910' : 'var(--accent)';
    caption.append(mark, `${index ? 'validation' : 'training'} ${lines[index].at(-1)[1].toPrecision(4)}`);
  });
  const figure = make('figure', {}, caption);
  if (!points.length) {
    figure.append(make('p', { className: 'muted' }, 'no figures yet'));
    return figure;
  }
  const low = Math.min(0, ...points.map(point => point[1])), high = Math.max(...points.map(point => point[1]), 1e-9);
  const first = Math.min(...points.map(point => point[0])), last = Math.max(...points.map(point => point[0]), first + 1);
  const x = step => left + (step - first) / (last - first) * (width - left - 10);
  const y = value => (height - bottom) - (value - low) / (high - low) * (height - bottom - 10);
  const svg = shape('svg', { viewBox: `0 0 ${width} ${height}`, role: 'img', 'aria-label': caption.textContent });
  svg.append(shape('path', { class: 'axis', fill: 'none', d: `M${left} 5V${height - bottom}H${width}` }));
  for (const value of [low, (low + high) / 2, high]) svg.append(label(value.toPrecision(3), 2, y(value) + 3));
  svg.append(label(String(first), left, height - 6), label(String(last), width - 30, height - 6));
  lines.forEach((line, index) => {
    const name = index ? 'validation' : 'training';
    if (!line.length) return;
    svg.append(shape('path', { class: `curve ${name}`, d: 'M' + line.map(([step, value]) => `${x(step).toFixed(1)} ${y(value).toFixed(1)}`).join('L') }));
    if (index) for (const [step, value] of line) svg.append(shape('circle', { class: name, cx: x(step), cy: y(value), r: 2.5 }));
  });
  figure.append(svg);
  return figure;
}

function shape(tag, attributes) {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  return node;
}

function label(text, x, y) {
  const node = shape('text', { x, y });
  node.textContent = text;
  return node;
}

$('job-form').onsubmit = attempt(async () => {
  const body = { training_file: $('job-training').value, model: $('job-model').value };
  if ($('job-validation').value) body.validation_file = $('job-validation').value;
  if ($('job-epochs').value) body.n_epochs = Number($('job-epochs').value);
  if ($('job-suffix').value) body.suffix = $('job-suffix').value;
  const job = await post('/v1/fine-tunes', body);
  say('Started ' + job.id);
  await loadJobs();
  await openJob(job.id);
});

// MARK: Models

async function loadModels() {
  state.models = (await get('/v1/models')).data;
  const tuned = state.models.filter(model => model.parent).reverse();
  const bases = state.models.filter(model => !model.parent);
  $('model-rows').replaceChildren(...[...tuned, ...bases].map(model => {
    const cell = make('td');
    if (model.parent) cell.append(button('Delete', async () => {
      await call('DELETE', '/v1/models/' + at(model.id));
      await loadModels();
    }));
    return make('tr', {}, make('td', {}, model.id), make('td', {}, model.root), make('td', {}, model.owned_by), cell);
  }));
  const trainable = (await get('/v1/models?purpose=fine-tune')).data;
  const names = [...tuned, ...bases].map(model => [model.id, model.id]);
  options($('ask-first'), names);
  options($('ask-second'), [['', 'nothing'], ...names]);
  options($('job-model'), trainable.map(model => [model.id, model.id]));
}

// MARK: Playground

const unescape = text => text.replaceAll('\\n', '\n').replaceAll('\\t', '\t');

async function ask(model) {
  const body = {
    model, prompt: unescape($('ask-prompt').value), max_tokens: Number($('ask-tokens').value),
    temperature: Number($('ask-temperature').value), logprobs: 5, echo: $('ask-echo').checked,
  };
  if ($('ask-stop').value) body.stop = unescape($('ask-stop').value);
  const reply = await post('/v1/completions', body);
  const [choice] = reply.choices;
  const text = make('div', { className: 'answer' });
  const { tokens, token_logprobs, top_logprobs } = choice.logprobs;
  tokens.forEach((token, index) => text.append(colored(token, token_logprobs[index], top_logprobs[index])));
  return make('div', { className: 'card' }, make('h3', {}, model), text,
    make('p', { className: 'muted' }, `${choice.finish_reason}, ${reply.usage.completion_tokens} tokens`));
}

function colored(token, value, top) {
  const shown = token.startsWith('bytes:') ? '\uFFFD' : token;
  const node = make('span', { className: 'token', tabIndex: 0 }, shown);
  if (value == null) return node;
  node.style.setProperty('--p', Math.min(1, -value / 8));
  const rows = Object.entries(top || {}).sort((one, other) => other[1] - one[1])
    .map(([name, number]) => `${JSON.stringify(name)} ${number.toFixed(3)} (${(Math.exp(number) * 100).toFixed(1)} %)`);
  node.title = `${value.toFixed(4)} (${(Math.exp(value) * 100).toFixed(1)} %)\n${rows.join('\n')}`;
  node.setAttribute('aria-label', `${shown}, log-probability ${value.toFixed(2)}`);
  return node;
}

$('ask-form').onsubmit = attempt(async () => {
  const models = [$('ask-first').value, $('ask-second').value].filter(Boolean);
  say('Asking…');
  $('answers').replaceChildren(...await Promise.all(models.map(ask)));
  say('');
});

// MARK: Start

async function loadAll() {
  await Promise.all([loadFiles(), loadJobs(), loadModels()]);
}

/// While a job waits or runs, its figures and the lists are looked at once a second.
async function watch() {
  const isBusy = state.jobs.some(job => ['pending', 'running'].includes(job.status));
  try {
    if (isBusy) {
      await loadJobs();
      if (state.job) await showJob();
      if (!state.jobs.some(job => ['pending', 'running'].includes(job.status))) await loadAll();
    }
  } catch (error) {
    say(error.message, true);
  }
  setTimeout(watch, 1000);
}

$('key-form').onsubmit = attempt(async () => {
  sessionStorage.setItem('key', $('key').value);
  await loadAll();
  $('key-form').hidden = true;
  say('');
});
attempt(loadAll)().then(watch);
