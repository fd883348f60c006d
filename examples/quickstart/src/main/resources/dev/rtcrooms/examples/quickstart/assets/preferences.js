/** What this browser's user prefers, kept from room to room. */

const KEY = 'rtc-rooms-preferences';

/** @typedef {'theme' | 'sounds' | 'notifications' | 'shortcuts'} Preference */

const DEFAULTS = { theme: 'system', sounds: true, notifications: false, shortcuts: true };

let inMemory = null; // where storage is forbidden, a choice lasts as long as the page

/** @param {Preference} name */
export function preference(name) {
  return { ...DEFAULTS, ...stored() }[name];
}

/**
 * @param {Preference} name
 * @param {string | boolean} value
 */
export function prefer(name, value) {
  inMemory = { ...stored(), [name]: value };
  try {
    localStorage.setItem(KEY, JSON.stringify(inMemory));
  } catch {
    // see above
  }
  if (name === 'theme') applyTheme();
}

/** Light or dark, or as the system has it. */
export function applyTheme() {
  document.documentElement.dataset.theme = preference('theme');
}

function stored() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? inMemory;
  } catch {
    return inMemory;
  }
}
