// What pages do beyond links and forms. Nothing here puts a text into a page as anything but text.
(() => {
  'use strict';
  const say = (text) => {
    const line = document.getElementById('say');
    line.textContent = text;
    clearTimeout(say.timer);
    say.timer = setTimeout(() => { line.textContent = ''; }, 3000);
  };

  // Times in the reader's own zone; the title keeps UTC.
  const near = new Intl.DateTimeFormat(undefined, { month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  const far = new Intl.DateTimeFormat(undefined, { year: 'numeric', month: 'short', day: 'numeric', hour: '2-digit', minute: '2-digit' });
  const localTimes = (root) => root.querySelectorAll('time[datetime]').forEach((time) => {
    const at = new Date(time.dateTime);
    if (!Number.isNaN(at.getTime())) {
      time.textContent = (at.getFullYear() === new Date().getFullYear() ? near : far).format(at);
    }
  });

  // Copying: the link's address gives the text; where the clipboard is closed, the link is simply followed.
  document.addEventListener('click', async (event) => {
    const link = event.target.closest('[data-copies]');
    if (!link || !navigator.clipboard || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    try {
      const answer = await fetch(link.href);
      if (!answer.ok) throw new Error(answer.statusText);
      await navigator.clipboard.writeText(await answer.text());
      say('Copied ' + link.dataset.copies);
    } catch {
      location.href = link.href;
    }
  });

  const does = {
    theme() {
      const root = document.documentElement;
      const dark = root.dataset.theme ? root.dataset.theme === 'dark' : matchMedia('(prefers-color-scheme: dark)').matches;
      root.dataset.theme = dark ? 'light' : 'dark';
      document.cookie = 'theme=' + root.dataset.theme + '; path=/; max-age=31536000; samesite=lax';
      document.dispatchEvent(new Event('theme'));
    },
    about(button) {
      const form = document.getElementById('feedback');
      form.open = true;
      form.querySelector('[data-about]').value = button.dataset.turn;
      form.scrollIntoView({ block: 'nearest' });
      form.querySelector('input[name=name]').focus();
    },
    async call(button) {
      if (button.dataset.asks && button.dataset.asked !== 'yes') {
        button.dataset.asked = 'yes';
        button.textContent = button.dataset.asks.split('? ')[0] + '? Press again.';
        say(button.dataset.asks);
        return;
      }
      button.disabled = true;
      try {
        const answer = await fetch(button.dataset.url, { method: 'POST', headers: { 'Content-Type': 'application/json', Accept: 'application/json' }, body: '{}' });
        if (answer.ok && button.dataset.then) { button.textContent = button.dataset.then; return; } // the run's events tell the rest
        if (answer.ok) { setTimeout(() => location.reload(), 700); return; }
        say((await answer.json()).detail || answer.statusText);
      } catch {
        say('The server does not answer.');
      }
      button.disabled = false;
    },
    keys() { document.getElementById('keys').showModal(); },
  };
  document.addEventListener('click', (event) => {
    const button = event.target.closest('[data-does]');
    if (button && does[button.dataset.does]) does[button.dataset.does](button);
  });

  // Keys.
  const items = () => [...document.querySelectorAll('[data-item], .turn')];
  let chosen = -1;
  const choose = (index) => {
    const all = items();
    if (!all.length) return;
    all.forEach((each) => each.classList.remove('chosen'));
    chosen = Math.max(0, Math.min(index, all.length - 1));
    const item = all[chosen];
    item.classList.add('chosen');
    const link = item.matches('[data-item]') ? item.querySelector('a') : item;
    link.focus({ preventScroll: true });
    item.scrollIntoView({ block: 'nearest' });
    if (item.id) history.replaceState(history.state, '', '#' + item.id);
  };
  const follow = (rel) => { const link = document.querySelector(`a[rel~="${rel}"]`); if (link) link.click(); };
  const press = (key) => {
    const button = [...document.querySelectorAll('[data-key]')].find((each) => each.dataset.key === key && !each.disabled);
    if (button) button.click();
    return Boolean(button);
  };
  document.addEventListener('keydown', (event) => {
    if (event.ctrlKey || event.metaKey || event.altKey || document.querySelector('dialog[open]')) return;
    if (event.target.closest('input, textarea, select, [contenteditable]')) {
      if (event.key === 'Escape') event.target.blur();
      return;
    }
    if (press(event.key)) { event.preventDefault(); return; }
    switch (event.key) {
      case 'j': choose(chosen + 1); break;
      case 'k': choose(chosen - 1); break;
      case 'n': follow('next'); break;
      case 'p': follow('prev'); break;
      case '?': does.keys(); break;
      case '/': { const box = document.querySelector('input[type=search]'); if (!box) return; box.focus(); box.select(); break; }
      case 'f': { const form = document.querySelector('details[data-feedback]'); if (!form) return; form.open = true; form.querySelector('select, input:not([type=hidden]), button').focus(); break; }
      default: return;
    }
    event.preventDefault();
  });

  // A run that is under way: the server tells when something happens; where it cannot, it is asked again and again.
  const watch = (live) => {
    const changed = () => htmx.trigger(document.body, 'run-changed');
    let soon;
    const gently = () => { soon = soon || setTimeout(() => { soon = undefined; changed(); }, 300); };
    let asking;
    const events = new EventSource('/api/v1/runs/' + encodeURIComponent(live) + '/events');
    events.addEventListener('run', gently);
    events.addEventListener('session-done', gently);
    events.addEventListener('run-ended', () => { events.close(); location.reload(); });
    events.onerror = () => { if (events.readyState === EventSource.CLOSED && !asking) asking = setInterval(changed, 2000); };
    addEventListener('pagehide', () => events.close());
  };
  const live = document.querySelector('[data-live]');
  if (live) watch(live.dataset.live);

  // Addresses without what was left empty.
  document.addEventListener('htmx:configRequest', (event) => {
    const form = event.detail.formData;
    [...form.keys()].filter((name) => form.get(name) === '').forEach((name) => form.delete(name));
  });

  const begin = (root) => localTimes(root);
  document.addEventListener('htmx:afterSettle', (event) => { begin(event.target); chosen = -1; });
  begin(document);
})();
