// MARK: Review

/// The doubtful rows of the open file, the place in them, and what was decided, by row.
let review = null;
const rowName = row => `${row.row} ${row.copy}`;
const storeName = () => 'decisions ' + state.dataset.id;

/// What was decided about the open file before; a reload does not lose it.
function earlier() {
  return new Map(JSON.parse(sessionStorage.getItem(storeName()) || '[]'));
}

function offerReview(file) {
  review = null;
  $('review').hidden = file.task !== 'classification';
  $('review-card').hidden = true;
  $('review-start').hidden = false;
  tellDecisions();
}

function tellDecisions() {
  const actions = [...earlier().values()].map(each => each.action), count = name => actions.filter(each => each === name).length;
  $('review-note').textContent = actions.length
    ? `You decided about ${counted(actions.length, 'row')}: ${count('change')} to change, ${count('drop')} to drop, ${count('keep')} to keep. The repair below makes it so; the file itself is not changed.`
    : 'Models that have not seen a row say how likely its label is. The rows where they doubt it most are shown one by one, and you decide.';
}

/// The body of a repair; none where nothing was decided.
function decided() {
  const decisions = [...earlier().values()];
  return decisions.length ? { decisions } : undefined;
}

async function startReview() {
  $('review-note').textContent = 'Looking for doubtful labels…';
  const own = state.dataset;
  let found;
  try { found = await get(`/assay/files/${at(own.id)}/review?${reading()}`); } catch (error) { $('review-note').textContent = error.message; return; }
  if (own !== state.dataset) return;
  if (!found.rows.length) { $('review-note').textContent = 'No label is doubtful.'; return; }
  review = { rows: found.rows.map(row => ({ ...row, number: row.row, row: row.key })), labels: found.labels, place: 0, decisions: earlier() };
  const open = review.rows.findIndex(row => !review.decisions.has(rowName(row)));
  review.place = open < 0 ? review.rows.length : open;
  $('review-start').hidden = true;
  tellDecisions();
  showRow();
}

function decide(action, to) {
  const row = review.rows[review.place];
  if (!row) return;
  const decision = { row: row.row, copy: row.copy, action, label: row.label, number: row.number, text: row.prompt.slice(0, 80) };
  if (action === 'change') decision.to = to;
  review.decisions.set(rowName(row), decision);
  keepDecisions();
  move(1);
}

function keepDecisions() {
  sessionStorage.setItem(storeName(), JSON.stringify([...review.decisions]));
  tellDecisions();
}

function move(steps) {
  review.place = Math.max(0, Math.min(review.rows.length, review.place + steps));
  showRow();
}

/// Goes back a row and takes back what was decided about it.
function takeBack() {
  if (!review.place) return;
  review.decisions.delete(rowName(review.rows[review.place - 1]));
  keepDecisions();
  move(-1);
}

const percent = share => share == null ? '' : ` (${(share * 100).toFixed(1)} %)`;

function showRow() {
  const row = review.rows[review.place], card = $('review-card');
  card.hidden = false;
  if (!row) {
    card.replaceChildren(make('p', {}, `All ${counted(review.rows.length, 'row')} have been shown.`),
      make('div', { className: 'row' }, button('Back (B)', takeBack)));
    card.focus();
    return;
  }
  const others = review.labels.filter(name => name !== row.label && name !== row.suggestion);
  const other = make('select', { ariaLabel: 'Another label' }, make('option', { value: '' }, 'another label…'), ...others.map(name => make('option', { value: name }, name.trim())));
  other.onchange = () => { if (other.value) decide('change', other.value); };
  card.replaceChildren(
    make('p', { className: 'soft' }, `${number(review.place + 1)} of ${number(review.rows.length)}: row ${number(row.number + 1)}, line ${number(row.line)}`),
    make('p', { className: 'answer' }, row.prompt),
    make('p', {}, 'Label ', make('strong', {}, row.label.trim()), percent(row.label_probability),
      row.suggestion ? ', suggested ' : '', row.suggestion ? make('strong', {}, row.suggestion.trim()) : '', row.suggestion ? percent(row.suggestion_probability) : ''),
    make('div', { className: 'row' }, button('Keep (K)', () => decide('keep')),
      row.suggestion ? button(`Change to ${row.suggestion.trim()} (C)`, () => decide('change', row.suggestion)) : '',
      others.length ? other : '', button('Drop the row (D)', () => decide('drop')), button('Skip (S)', () => move(1)),
      review.place ? button('Back (B)', takeBack) : ''));
  card.focus();
}

$('review-start').onclick = attempt(startReview);
$('review-card').onkeydown = event => {
  if (event.target.tagName === 'SELECT' || event.ctrlKey || event.metaKey || event.altKey || !review) return;
  const row = review.rows[review.place];
  const take = () => row && row.suggestion && decide('change', row.suggestion);
  // Enter takes the suggestion as in the terminal; on a button it presses that.
  const act = { k: () => decide('keep'), c: take, enter: event.target === $('review-card') ? take : null, d: () => decide('drop'), s: () => move(1), b: takeBack }[event.key.toLowerCase()];
  if (!act) return;
  event.preventDefault();
  act();
};
