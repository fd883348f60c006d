/** The name that this browser's user goes by, kept from room to room. */

const KEY = 'rtc-rooms-name';

/** The name; '' for one who wants none, null for one who was never asked. */
export function knownName() {
  try {
    return localStorage.getItem(KEY);
  } catch {
    return null; // storage may be forbidden; then we ask each time
  }
}

export function rememberName(name) {
  try {
    localStorage.setItem(KEY, name);
  } catch {
    // as above
  }
}
