// MARK: Start

async function loadAll() {
  await Promise.all([loadFiles(), loadJobs(), loadModels()]);
  await forecast();
}

const isBusy = () => state.jobs.some(job => ['pending', 'running'].includes(job.status));

/// While a job waits or runs it is looked at once a second; else once in ten seconds, so that a page that
/// has been open for long learns of what others did.
let looks = 0;
async function watch() {
  looks += 1;
  try {
    if (document.visibilityState === 'visible' && (isBusy() || looks % 10 === 0)) {
      const before = JSON.stringify(state.jobs.map(job => [job.id, job.status]));
      await loadJobs();
      if (state.job && isBusy()) await showJob();
      if (before !== JSON.stringify(state.jobs.map(job => [job.id, job.status]))) {
        await Promise.all([loadFiles(), loadModels()]);
        if (state.job) await showJob();
      }
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
attempt(async () => {
  await loadAll();
  const running = state.jobs.find(job => job.status === 'running');
  if (running) { state.job = running.id; $('job').hidden = false; $('job-name').textContent = running.id; await showJob(); }
})().then(watch);
