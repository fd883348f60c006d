import { cutName, knownName, rememberName } from './names.js';
import { byId } from './page.js';
import { applyTheme, prefer, preference } from './preferences.js';

/** The dialogs "Settings" and "Help". */
export function enableSettings() {
  applyTheme();
  for (const name of ['settings', 'help']) {
    byId(`open-${name}`).addEventListener('click', () => byId(name).showModal());
  }
  byId('open-settings').addEventListener('click', fillIn);
  byId('setting-theme').addEventListener('change', ({ target }) => prefer('theme', target.value));
  for (const name of ['sounds', 'shortcuts']) {
    byId(`setting-${name}`).addEventListener('change', ({ target }) => prefer(name, target.checked));
  }
  cutName(byId('setting-name'));
  byId('setting-notifications').addEventListener('change', ({ target }) => allowNotifications(target));
  byId('settings').addEventListener('close', renamed);
}

function fillIn() {
  byId('setting-name').value = knownName() ?? '';
  byId('setting-theme').value = preference('theme');
  for (const name of ['sounds', 'notifications', 'shortcuts']) byId(`setting-${name}`).checked = preference(name);
  byId('setting-notifications').disabled = globalThis.Notification === undefined;
  byId('settings-problem').textContent = '';
}

async function allowNotifications(box) {
  const allowed = box.checked && (await Notification.requestPermission()) === 'granted';
  prefer('notifications', allowed);
  byId('settings-problem').textContent =
    box.checked && !allowed ? 'Your browser does not allow notifications from this page.' : '';
  box.checked = allowed;
}

/** The room knows a name from the beginning of a visit on, so another name is another visit. */
function renamed() {
  const name = byId('setting-name').value.trim();
  if (name === (knownName() ?? '')) return;
  rememberName(name);
  location.reload();
}
