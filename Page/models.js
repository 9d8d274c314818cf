// MARK: Models

const modelPath = model => '/v1/models/' + at(model.id);

async function loadModels() {
  const [answering, trainable] = await Promise.all([get('/v1/models'), get('/v1/models?purpose=fine-tune')]);
  state.models = answering.data.filter(model => stays(modelPath(model)));
  const tuned = state.models.filter(model => model.parent).reverse();
  const bases = state.models.filter(model => !model.parent);
  const withWeights = new Set(answering.data.map(model => model.id));
  state.bases = trainable.data.map(model => ({ id: model.id, has_weights: withWeights.has(model.id) }));
  $('models').replaceChildren(tuned.length + bases.length
    ? table('Models', ['Model', 'From', 'Made', ''], [...tuned, ...bases].map(model => [
      model.id, model.parent || 'a base model', model.parent ? time(model.created) : '',
      make('div', { className: 'actions' },
        button('Try', () => { $('ask-first').value = model.id; showModel(); $('ask-prompt').focus(); }, `Try ${model.id}`),
        model.parent ? button('Delete', () => remove('model', model.id, modelPath(model), loadModels), `Delete ${model.id}`) : '')]))
    : empty('No model can answer yet. Train one above; it appears here when it is done.'));
  const names = [...tuned, ...bases].map(model => [model.id, model.id]);
  options($('ask-first'), names);
  options($('ask-second'), [['', 'nothing'], ...names]);
  chooseBase();
  await showModel();
}

/// With weights first; else the smallest shape, which is quickly trained from nothing.
function chooseBase() {
  const pairs = [...state.bases.filter(model => model.has_weights).map(model => [model.id, model.id]),
    ...state.bases.filter(model => !model.has_weights).map(model => [model.id, `${model.id} (random weights)`])];
  const shapes = state.bases.filter(model => !model.has_weights).map(model => model.id);
  options($('job-model'), pairs, (state.bases.find(model => model.has_weights) || {}).id || (shapes.includes('nano') ? 'nano' : shapes[0]));
}

/// What is known of a model: its classes, its separator, its stop sequence.
async function facts(name) {
  if (!name) return null;
  if (!state.facts.has(name)) {
    state.facts.set(name, await get('/assay/models/' + at(name)).catch(() => ({})));
  }
  return state.facts.get(name);
}
