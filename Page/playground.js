// MARK: Playground

const unescape = text => text.replaceAll('\\n', '\n').replaceAll('\\t', '\t');
const visible = text => text.replaceAll('\n', '\\n').replaceAll('\t', '\\t');

/// What a class is called; spaces behind it are seen where they alone tell it from another.
function called(name, all) {
  const plain = name.trim();
  if (all.filter(other => other.trim() === plain).length < 2) return plain;
  return visible(name.trimStart().replace(/ +$/, spaces => '␣'.repeat(spaces.length)));
}

/// The form knows the model: a classifier has no temperature, one with a separator gets it.
async function showModel() {
  const known = await facts($('ask-first').value);
  $('ask-form').querySelector('button').disabled = !known;
  if (!known) { $('ask-note').textContent = 'There is no model to ask yet.'; return; }
  const isClassifier = Boolean(known.classes);
  const parts = [
    isClassifier ? `Tells ${counted(known.classes.length, 'class')} apart: ${known.names.slice(0, 6).map(name => called(name, known.names)).join(', ')}${known.classes.length > 6 ? ', …' : ''}.` : '',
    known.separator ? `Its prompts end in ${visible(known.separator)}.` : '', known.stop ? `Its completions end in ${visible(known.stop)}.` : ''];
  $('ask-note').textContent = parts.filter(Boolean).join(' ') || 'Goes on with a text.';
  // A classifier is always asked as it was trained.
  $('shape-field').hidden = isClassifier || !known.separator && !known.stop;
  $('ask-options').hidden = isClassifier;
}

async function ask(model) {
  const known = await facts(model);
  if (known.classes) return classify(model, $('ask-prompt').value);
  const isShaped = $('ask-shape').checked;
  const separator = isShaped && known.separator || '';
  const text = $('ask-prompt').value, prompt = text.endsWith(separator) ? text : text + separator;
  return complete(model, known, $('ask-echo').checked || separator ? prompt : unescape(prompt), isShaped);
}

/// A classifier's answer as bars, the likeliest first.
async function classify(model, text) {
  const [answer] = (await post('/v1/classify', { model, input: [text] })).data;
  const shares = answer.classes.map((name, i) => [name, answer.probs[i]]);
  shares.sort((one, other) => other[1] - one[1]);
  return make('div', { className: 'panel' }, make('h3', {}, model),
    make('p', { className: 'verdict' }, called(shares[0][0], answer.classes)),
    make('ul', { className: 'classes' }, ...shares.slice(0, 12).map(([name, share]) => make('li', {},
      make('span', { className: 'name' }, called(name, answer.classes)), bar(share), make('span', { className: 'value' }, share.toFixed(3))))),
    shares.length > 12 ? make('p', { className: 'soft' }, `and ${counted(shares.length - 12, 'class')} less likely`) : '');
}

function bar(share) {
  const inner = make('i');
  inner.style.width = `${share * 100}%`;
  return make('span', { className: 'meter', ariaHidden: 'true' }, inner);
}

async function complete(model, known, prompt, isShaped) {
  const body = {
    model, prompt, max_tokens: Number($('ask-tokens').value), temperature: Number($('ask-temperature').value),
    logprobs: 5, echo: $('ask-echo').checked,
  };
  const stop = unescape($('ask-stop').value) || (isShaped ? known.stop : '');
  if (stop) body.stop = stop;
  const reply = await post('/v1/completions', body);
  const [choice] = reply.choices;
  const text = make('div', { className: 'answer' });
  const { tokens, token_logprobs, top_logprobs } = choice.logprobs;
  tokens.forEach((token, index) => text.append(colored(token, token_logprobs[index], top_logprobs[index])));
  return make('div', { className: 'panel' }, make('h3', {}, model), text,
    make('p', { className: 'soft' }, `${choice.finish_reason === 'stop' ? 'Ended by itself' : 'Cut at the limit'}, ${counted(reply.usage.completion_tokens, 'token')}. The darker a token, the less the model expected it; go to one for others that it thought of.`));
}

function colored(token, value, top) {
  const shown = token.startsWith('bytes:') ? '\uFFFD' : token;
  const node = make('span', { className: 'token', tabIndex: 0 }, shown);
  if (value == null) return node;
  const level = [-0.105, -0.693, -2.303, -4.605].findIndex(limit => value >= limit);
  node.classList.add('lp' + (level < 0 ? 4 : level));
  const share = log => (Math.exp(log) * 100).toFixed(1) + ' %';
  const rows = Object.entries(top || {}).sort((one, other) => other[1] - one[1]).map(([name, log]) => `${JSON.stringify(name)} ${share(log)}`);
  const words = [`probability ${share(value)}`, ...rows].join('\n');
  const show = () => {
    const box = node.getBoundingClientRect();
    $('tip').textContent = words;
    $('tip').hidden = false;
    $('tip').style.left = Math.max(4, Math.min(box.left, innerWidth - $('tip').offsetWidth - 8)) + 'px';
    $('tip').style.top = Math.max(4, Math.min(box.bottom + 6, innerHeight - $('tip').offsetHeight - 8)) + 'px';
  };
  node.onpointerenter = node.onfocus = show;
  node.onpointerleave = node.onblur = () => { $('tip').hidden = true; };
  node.setAttribute('role', 'img');
  node.setAttribute('aria-label', `${shown}, ${words.replaceAll('\n', ', ')}`);
  return node;
}

$('ask-first').onchange = attempt(showModel);
$('ask-form').onsubmit = attempt(async () => {
  const models = [$('ask-first').value, $('ask-second').value].filter(Boolean);
  $('answers').replaceChildren(make('p', { className: 'soft' }, 'Asking…'));
  try {
    $('answers').replaceChildren(...await Promise.all(models.map(ask)));
  } catch (error) {
    $('answers').replaceChildren();
    throw error;
  }
});
