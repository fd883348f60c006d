/** Where this tab is: kept as long as the tab, so that a reload leads back in without a question. */

const VISIT = 'rtc-rooms-visit';
const CREATED = 'rtc-rooms-created';

/**
 * @returns {{ microphone: boolean, camera: boolean } | null} what was on when this tab was in this room; null if it is new
 */
export function knownVisit() {
  try {
    const { path, on } = JSON.parse(sessionStorage.getItem(VISIT)) ?? {};
    return path === location.pathname ? on : null;
  } catch {
    return null; // storage may be forbidden; then each reload passes the gate
  }
}

/** @param {{ microphone: boolean, camera: boolean }} on */
export function rememberVisit(on) {
  store(VISIT, JSON.stringify({ path: location.pathname, on }));
}

export function forgetVisit() {
  store(VISIT, null);
}

/** The next room that this tab enters is one that it has created. */
export function rememberCreated() {
  store(CREATED, 'true');
}

/** Whether this tab has created the room; asked once. */
export function takeCreated() {
  try {
    return sessionStorage.getItem(CREATED) === 'true';
  } catch {
    return false;
  } finally {
    store(CREATED, null);
  }
}

function store(key, value) {
  try {
    if (value === null) sessionStorage.removeItem(key);
    else sessionStorage.setItem(key, value);
  } catch {
    // as above
  }
}
