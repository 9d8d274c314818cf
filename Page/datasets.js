// MARK: Datasets

const filePath = file => '/v1/files/' + at(file.id);

async function loadFiles() {
  state.files = (await get('/v1/files')).data.reverse().filter(file => stays(filePath(file)));
  const data = state.files.filter(file => file.purpose !== 'fine-tune-results');
  const kinds = { 'fine-tune': 'training', dataset: 'raw data', labels: 'names of classes' };
  $('files').replaceChildren(data.length
    ? table('Files', ['File', 'For', 'Size', 'Uploaded', ''], data.map(file => [
      file.filename, kinds[file.purpose] || file.purpose, size(file.bytes), time(file.created_at), fileActions(file)]), ['text', '', 'number', '', ''])
    : empty('No files yet. Upload one: assay says what is wrong with its rows, repairs what can be repaired, and divides them for training. The file itself is not changed.'));
  chooseTrainingFiles();
}

function fileActions(file) {
  return make('div', { className: 'actions' },
    file.purpose === 'labels' ? '' : button('Open', () => openDataset(file), `Open ${file.filename}`),
    button('Download', () => open(filePath(file) + '/content', file.filename.split(/[\\/]/).pop()), `Download ${file.filename}`),
    button('Delete', () => remove('file', file.filename, filePath(file), loadFiles), `Delete ${file.filename}`));
}

async function openDataset(file) {
  state.dataset = file;
  for (const id of ['sheet', 'encoding', 'prompt-column', 'completion-column']) $(id).replaceChildren();
  $('header-line').value = '';
  $('no-header').checked = $('number-classes').checked = false;
  for (const id of ['fixed', 'findings', 'preview', 'sample']) $(id).replaceChildren();
  $('dataset').hidden = false;
  $('dataset-name').textContent = file.filename;
  $('dataset-name').focus();
  await read();
}

/// How the file is to be read, as far as it was chosen.
function reading() {
  const query = new URLSearchParams();
  for (const [id, name] of [['sheet', 'sheet'], ['encoding', 'encoding'], ['prompt-column', 'prompt_column'], ['completion-column', 'completion_column']]) {
    if ($(id).value) query.set(name, $(id).value);
  }
  if ($('no-header').checked) query.set('no_header', 'true');
  else if ($('header-line').value) query.set('header_line', $('header-line').value);
  return query;
}

/// Shows the first rows, offers what can be chosen, and checks.
async function read() {
  $('dataset-summary').textContent = 'Reading…';
  $('fix-form').hidden = $('review').hidden = true;
  $('findings').replaceChildren();
  const found = await get(`/assay/files/${at(state.dataset.id)}/preview?${reading()}`);
  options($('sheet'), found.sheets.map(name => [name, name]), found.sheet);
  $('sheet-field').hidden = found.sheets.length < 2;
  options($('encoding'), found.encodings.map(({ name, words }) => [name, words ? `${name}: ${words}` : name]), found.encoding);
  $('encoding-field').hidden = found.encodings.length < 2;
  if (found.header_line) $('header-line').value = found.header_line;
  $('header-field').hidden = $('no-header-field').hidden = !found.may_lack_header;
  $('header-line').disabled = $('no-header').checked;
  for (const [id, chosen] of [['prompt-column', found.prompt_column], ['completion-column', found.completion_column]]) {
    options($(id), [['', 'none'], ...found.columns.map(name => [name, name])], chosen || '');
    $(id).parentElement.hidden = !found.columns.length;
  }
  if (found.error) {
    $('dataset-summary').textContent = plain(found.error);
    $('preview').replaceChildren();
    return;
  }
  const chosen = [$('prompt-column').value, $('completion-column').value];
  $('preview').replaceChildren(make('h4', {}, 'First rows'),
    table('First rows', found.columns.map(name => name + (chosen[0] === name && name !== 'prompt' ? ' (prompt)' : chosen[1] === name && name !== 'completion' ? ' (completion)' : '')), found.rows));
  await check();
}

async function check() {
  $('dataset-summary').textContent = 'Checking…';
  const query = reading();
  // Other rows each time: what is untrue or offends is found by reading.
  query.set('sample', 5);
  query.set('excerpts', 3);
  query.set('seed', Math.floor(Math.random() * 2 ** 31));
  const own = state.dataset;
  const report = await get(`/assay/files/${at(own.id)}/findings?${query}`).catch(error => { $('dataset-summary').textContent = error.message; });
  if (!report || own !== state.dataset) return;
  const [file] = report.files, { errors, warnings, infos } = report.summary;
  const parts = [[errors, 'error'], [warnings, 'warning'], [infos, 'remark']].filter(([count]) => count).map(([count, noun]) => counted(count, noun));
  $('dataset-summary').textContent = `${counted(file.rows, 'row')}, ${file.task}: ${parts.join(', ') || 'nothing to complain about'}.`;
  $('findings').replaceChildren(...file.findings.map(showFinding));
  $('sample').replaceChildren(table('Random rows', ['Row', 'Of', 'Text'], file.sample.flatMap(row => row.texts.map(({ name, text }) => [number(row.row + 1), name, text])), ['number']));
  offerReview(file);
  $('number-field').hidden = file.task !== 'classification';
  offerFixes(file.findings);
}

function showFinding(finding) {
  const rows = (finding.excerpts || []).flatMap(({ row, line, repeats, texts }) => texts.map(({ name, before, marked, after }) =>
    make('tr', {}, make('th', { scope: 'row' }, `row ${number(row + 1)}, line ${line}${repeats ? ', ' + repeats : ''}`), make('td', {}, name),
      make('td', {}, make('code', {}, before, marked ? make('mark', {}, marked) : '', after)))));
  const shown = new Set((finding.excerpts || []).map(({ row }) => row)).size;
  return make('article', { className: finding.severity },
    make('h4', { style: 'margin:0' }, make('span', { className: 'severity' }, finding.severity), ` ${finding.code} ${finding.name} `,
      finding.fix ? make('span', { className: 'fix' }, finding.fix + ' fix') : ''),
    make('p', {}, ...code(plain(finding.message))),
    rows.length ? make('table', { className: 'rows' }, make('tbody', {}, ...rows)) : '',
    shown && finding.row_count > shown ? make('p', { className: 'soft' }, `and ${counted(finding.row_count - shown, 'row')} more`) : '',
    make('p', { className: 'soft' }, ...code(plain(finding.help))));
}

/// Parts in backquotes as code.
function code(text) {
  const parts = text.split('`');
  return parts.length % 2 ? parts.map((part, i) => i % 2 ? make('code', {}, part) : part) : [text];
}

// MARK: Repairs

function offerFixes(findings) {
  const fixable = findings.filter(finding => finding.fix);
  $('fix-form').hidden = findings.some(finding => finding.severity === 'error' && !finding.fix);
  $('fixes').replaceChildren(...(fixable.length ? fixable.map(finding => make('label', { className: 'check' },
    make('input', { type: 'checkbox', checked: finding.fix === 'safe', value: finding.code }),
    make('span', {}, `${finding.code} ${finding.name}`, finding.fix === 'safe' ? '' : ' (changes or drops what you wrote)')))
    : [make('p', { className: 'soft' }, 'Nothing has to be repaired; the rows are divided for training.')]));
}

function fixes() {
  const query = reading();
  const boxes = [...$('fixes').querySelectorAll('input')];
  query.set('fix', boxes.filter(box => box.checked).map(box => box.value).join(','));
  if ($('number-classes').checked && !$('number-field').hidden) query.set('number_classes', 'true');
  return query;
}

/// What was decided about rows goes along.
const fixed = query => post(`/assay/files/${at(state.dataset.id)}/fix?${query}`, decided());

async function previewFix() {
  const result = await fixed(`${fixes()}&preview=20`);
  const lines = result.changes.split('\n').filter(Boolean).map(line => make('span', { className: { '@': 'place', '-': 'out', '+': 'in' }[line[0]] || '' }, line + '\n'));
  $('fixed').replaceChildren(make('h4', {}, `What would change: ${counted(result.rows_in, 'row')} in, ${counted(result.rows_out, 'row')} out`),
    lines.length ? make('pre', { className: 'diff', tabIndex: 0 }, ...lines) : make('p', { className: 'soft' }, 'No row would change.'),
    result.more ? make('p', { className: 'soft' }, `and ${counted(result.more, 'row')} more`) : '');
}

async function fix() {
  say('Repairing…');
  const result = await fixed(fixes());
  await loadFiles();
  const [train, valid] = result.data.filter(file => file.purpose === 'fine-tune');
  const made = result.decisions ? [`${counted(result.decisions.changed, 'label')} changed and ${counted(result.decisions.dropped, 'row')} dropped as you decided`] : [];
  $('fixed').replaceChildren(
    make('h4', {}, `Prepared: ${counted(result.rows_in, 'row')} in, ${counted(result.rows_out, 'row')} out`),
    make('ul', {}, ...[...made, ...result.applied].map(text => make('li', {}, ...code(text)))),
    make('p', {}, ...result.data.flatMap(file => [button(`Download ${file.filename}`, () => open(filePath(file) + '/content', file.filename)), ' '])),
    make('p', {}, make('a', { href: '#training-title' }, 'Next: train on them')));
  $('job-training').value = train.id;
  $('job-validation').value = valid ? valid.id : '';
  say('Prepared: ' + result.data.map(file => file.filename).join(', '));
  await forecast();
}

$('upload-form').onsubmit = attempt(async () => {
  const form = new FormData();
  form.append('purpose', 'dataset');
  form.append('file', $('upload-file').files[0]);
  say('Uploading…');
  const file = await post('/v1/files', form);
  say('Uploaded ' + file.filename);
  $('upload-form').reset();
  await loadFiles();
  await openDataset(file);
});
for (const id of ['sheet', 'encoding', 'header-line', 'no-header']) $(id).onchange = attempt(async () => {
  for (const column of ['prompt-column', 'completion-column']) $(column).replaceChildren();
  await read();
});
for (const id of ['prompt-column', 'completion-column']) $(id).onchange = attempt(read);
$('reading-form').onsubmit = event => event.preventDefault();
$('fix-preview').onclick = attempt(previewFix);
$('fix-form').onsubmit = attempt(fix);
