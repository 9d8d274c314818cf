// MARK: Training

const isValidation = file => /_valid\.[^.]+$/.test(file.filename);
const jobPath = id => '/v1/fine-tunes/' + at(id);

/// The newest training file, and the validation file that was made with it: never the other way round.
function chooseTrainingFiles() {
  const files = state.files.filter(file => file.purpose === 'fine-tune');
  const pairs = files.map(file => [file.id, file.filename]);
  const train = files.find(file => !isValidation(file));
  const valid = train && files.find(file => isValidation(file)
    && file.filename.replace('_valid.', '_train.') === train.filename && Math.abs(file.created_at - train.created_at) < 5);
  options($('job-training'), pairs, train ? train.id : undefined);
  if (!train && pairs.length) $('job-training').prepend(make('option', { value: '', selected: true }, 'choose one'));
  options($('job-validation'), [['', 'none'], ...pairs], valid ? valid.id : '');
}

/// The names of the numbered classes of a training file, where it was made with such.
function labelsOf(id) {
  const train = state.files.find(file => file.id === id);
  const stem = train && train.filename.replace(/(_train)?\.jsonl$/, '');
  return train && state.files.find(file => file.purpose === 'labels' && file.filename === `${stem}_labels.json` && Math.abs(file.created_at - train.created_at) < 5);
}

let plan = null;

function epochs() {
  if (!$('job-budget').value) return Number($('job-epochs').value);
  return plan ? Math.max(1, Math.min(50, Math.floor(Number($('job-budget').value) / plan.seconds_per_epoch))) : undefined;
}

/// What the choice will take, before it starts.
async function forecast() {
  $('epochs-field').hidden = Boolean($('job-budget').value);
  const base = state.bases.find(model => model.id === $('job-model').value);
  $('base-note').textContent = !base ? '' : base.has_weights ? 'Starts from what this model knows already.'
    : 'Starts from random weights: it learns your rows and nothing else. Enough for classes, too little to write texts. Give this server a pretrained model for that.';
  const own = plan = null;
  if (!$('job-training').value || !base) { $('forecast').textContent = ''; return; }
  $('forecast').textContent = 'Estimating…';
  const wanted = { training_file: $('job-training').value, model: base.id };
  let found;
  try { found = await post('/assay/forecast', wanted); } catch (error) { $('forecast').textContent = error.message; return; }
  if (plan !== own || wanted.training_file !== $('job-training').value || wanted.model !== $('job-model').value) return;
  plan = found;
  showForecast();
}

function showForecast() {
  if (!plan) return;
  $('epochs-field').hidden = Boolean($('job-budget').value);
  const count = epochs(), seconds = count * plan.seconds_per_epoch;
  const over = $('job-budget').value && plan.seconds_per_epoch > Number($('job-budget').value) ? ' One pass takes longer than that; choose a smaller model for less.' : '';
  $('forecast').textContent = `${counted(plan.examples, 'row')}, ${counted(count, 'pass')} over them: about ${duration(seconds)} and ${size(plan.memory_bytes)} of memory.${over}`;
}

$('job-form').onsubmit = attempt(async () => {
  const body = { training_file: $('job-training').value, model: $('job-model').value };
  if ($('job-validation').value) body.validation_file = $('job-validation').value;
  if (body.training_file === body.validation_file) throw new Error('The training file and the validation file are the same. Choose another one, or none.');
  const labels = labelsOf(body.training_file);
  if (labels) body.labels_file = labels.id;
  const count = epochs();
  if (count) body.n_epochs = count;
  if ($('job-suffix').value) body.suffix = $('job-suffix').value;
  const job = await post('/v1/fine-tunes', body);
  say('Started ' + job.id);
  await loadJobs();
  await openJob(job.id);
});
for (const id of ['job-training', 'job-model']) $(id).onchange = attempt(forecast);
for (const id of ['job-budget', 'job-epochs']) $(id).oninput = showForecast;

// MARK: Jobs

async function loadJobs() {
  state.jobs = (await get('/v1/fine-tunes')).data.reverse().filter(job => stays(jobPath(job.id)));
  $('jobs').replaceChildren(state.jobs.length
    ? table('Jobs', ['Job', 'From', 'State', 'Model', ''], state.jobs.map(job => [
      job.id, job.model, make('span', { className: 'state-' + job.status }, job.status), job.fine_tuned_model || '', jobActions(job)]))
    : empty('Nothing was trained yet. Prepare a file above, or choose one, and start: the curves appear here while the model learns.'));
}

function jobActions(job) {
  const cell = make('div', { className: 'actions' }, button('Open', () => openJob(job.id), `Open ${job.id}`));
  if (['pending', 'running'].includes(job.status)) {
    cell.append(button('Cancel', async () => { await post(jobPath(job.id) + '/cancel'); await loadJobs(); }, `Cancel ${job.id}`));
  } else {
    cell.append(button('Delete', () => remove('job', job.id, jobPath(job.id), async () => {
      if (state.job === job.id) { state.job = null; $('job').hidden = true; }
      await loadJobs();
    }), `Delete ${job.id}`));
  }
  return cell;
}

async function openJob(id) {
  state.job = id;
  $('job').hidden = false;
  $('job-name').textContent = id;
  $('job-name').focus();
  await showJob();
}

async function showJob() {
  const id = state.job;
  const [events, progress] = await Promise.all([
    get(`${jobPath(id)}/events`), get(`/assay/jobs/${at(id)}/progress`)]);
  if (id !== state.job) return;
  $('events').replaceChildren(...events.data.map(event =>
    make('li', {}, `${new Date(event.created_at * 1000).toLocaleTimeString()}  ${event.message}`)));
  const job = state.jobs.find(each => each.id === id) || {}, last = events.data.at(-1);
  const words = { pending: 'Waits for its turn.', running: 'Learns.', succeeded: `Done: ${job.fine_tuned_model || 'the model is there'}.`, failed: `Failed. ${last ? last.message : ''}`, cancelled: 'Cancelled.' };
  const steps = progress.steps, share = progress.total_steps ? steps.length && steps.at(-1).step / progress.total_steps : 0;
  $('job-state').textContent = (words[progress.status] || progress.status) + (progress.status === 'running' && share ? ` ${Math.round(share * 100)} % of the steps.` : '');
  $('job-progress').hidden = progress.status !== 'running' || !share;
  $('job-progress').firstElementChild.style.width = `${share * 100}%`;
  $('curves').replaceChildren(...[
    chart('Loss', 'Loss, nats per token', steps, [['training_loss', 'training'], ['validation_loss', 'validation']]),
    chart('Accuracy', 'Share that is right', steps, [['training_token_accuracy', 'training'], ['validation_token_accuracy', 'validation']]),
  ].filter(Boolean));
  if (!$('curves').children.length && progress.status === 'running') $('curves').append(make('p', { className: 'soft' }, 'The first figures come after the first steps.'));
  $('job-links').replaceChildren(...(progress.status === 'succeeded' ? [
    button('Open the full report', () => open(`/assay/jobs/${at(id)}/report`)), ' ',
    button('Try the model', () => { $('ask-first').value = job.fine_tuned_model; showModel(); $('ask-prompt').focus(); })] : []));
}

// MARK: Curves

const shape = (tag, attributes, text) => {
  const node = document.createElementNS('http://www.w3.org/2000/svg', tag);
  for (const [name, value] of Object.entries(attributes)) node.setAttribute(name, value);
  if (text !== undefined) node.textContent = text;
  return node;
};

/// Round numbers along an axis.
function ticks(low, high) {
  const rough = (high - low) / 4, power = 10 ** Math.floor(Math.log10(rough));
  const step = power * [1, 2, 5, 10].find(factor => factor * power >= rough * 0.999), found = [];
  for (let value = Math.ceil(low / step - 1e-9) * step; value <= high + step * 1e-6; value += step) found.push(Number(value.toPrecision(10)));
  return found;
}

/// Single steps jump; the mean of a fiftieth of the run around each shows where it goes.
function smooth(points) {
  const half = Math.floor(points.length / 100);
  if (!half) return points;
  return points.map(([x], i) => {
    const part = points.slice(Math.max(0, i - half), i + half + 1);
    return [x, part.reduce((sum, point) => sum + point[1], 0) / part.length];
  });
}

function chart(title, unit, steps, lines) {
  const drawn = lines.map(([key, name], i) => ({ name, i, points: smooth(steps.filter(step => step[key] != null).map(step => [step.step, step[key]])) })).filter(line => line.points.length);
  const points = drawn.flatMap(line => line.points);
  if (!points.length) return null;
  const plot = { left: 62, right: 506, top: 14, bottom: 264 };
  const first = Math.min(...points.map(point => point[0])), last = Math.max(...points.map(point => point[0]), first + 1);
  const high = Math.max(...points.map(point => point[1]), 1e-6) * 1.04;
  const x = value => plot.left + (value - first) / (last - first) * (plot.right - plot.left);
  const y = value => plot.bottom - value / high * (plot.bottom - plot.top);
  const ends = drawn.map(line => `${line.name} ${line.points.at(-1)[1].toPrecision(4)}`).join(', ');
  const svg = shape('svg', { viewBox: '0 0 520 320', role: 'img', tabindex: 0, 'aria-label': `${title} by step: ${ends}` });
  for (const value of ticks(0, high)) svg.append(shape('line', { class: 'grid', x1: plot.left, x2: plot.right, y1: y(value), y2: y(value) }), shape('text', { x: plot.left - 8, y: y(value) + 4, 'text-anchor': 'end' }, value));
  for (const value of ticks(first, last).filter(Number.isInteger)) svg.append(shape('text', { x: x(value), y: plot.bottom + 18, 'text-anchor': 'middle' }, number(value)));
  svg.append(shape('text', { class: 'axis', x: (plot.left + plot.right) / 2, y: 310, 'text-anchor': 'middle' }, 'Step'),
    shape('text', { class: 'axis', transform: `translate(15 ${(plot.top + plot.bottom) / 2}) rotate(-90)`, 'text-anchor': 'middle' }, unit));
  for (const line of drawn) {
    svg.append(shape('polyline', { class: `line s${line.i}`, points: line.points.map(([a, b]) => `${x(a).toFixed(1)},${y(b).toFixed(1)}`).join(' ') }));
    if (line.i) for (const [a, b] of line.points) svg.append(shape('circle', { class: `mark s${line.i}`, cx: x(a), cy: y(b), r: 3.5 }));
  }
  follow(svg, drawn, x);
  return make('figure', { className: 'chart' }, make('figcaption', {}, title), svg,
    make('ul', { className: 'legend' }, ...drawn.map(line => make('li', {}, make('i', { className: `key s${line.i}` }), `${line.name} ${line.points.at(-1)[1].toPrecision(4)}`))));
}

/// The values at a step, for those who point and for the arrow keys.
function follow(svg, lines, x) {
  const steps = [...new Set(lines.flatMap(line => line.points.map(point => point[0])))].sort((a, b) => a - b);
  const tip = $('tip');
  let now = -1;
  const show = (place) => {
    const values = lines.flatMap(line => line.points.filter(point => point[0] === steps[now]).map(point => `${line.name}: ${point[1].toPrecision(4)}`));
    tip.textContent = [`Step ${number(steps[now])}`, ...values].join('\n');
    tip.hidden = false;
    tip.style.left = Math.max(4, Math.min(place.x + 14, innerWidth - tip.offsetWidth - 8)) + 'px';
    tip.style.top = Math.max(4, Math.min(place.y + 16, innerHeight - tip.offsetHeight - 8)) + 'px';
  };
  svg.onpointermove = event => {
    const place = new DOMPoint(event.clientX, event.clientY).matrixTransform(svg.getScreenCTM().inverse());
    now = steps.reduce((best, step, i) => best < 0 || Math.abs(x(step) - place.x) < Math.abs(x(steps[best]) - place.x) ? i : best, -1);
    show({ x: event.clientX, y: event.clientY });
  };
  svg.onpointerleave = svg.onblur = () => { tip.hidden = true; };
  svg.onkeydown = event => {
    const move = { ArrowLeft: -1, ArrowRight: 1, Home: -Infinity, End: Infinity }[event.key];
    if (!move) return;
    event.preventDefault();
    now = Math.max(0, Math.min(steps.length - 1, now + move));
    show(new DOMPoint(x(steps[now]), 100).matrixTransform(svg.getScreenCTM()));
  };
}
