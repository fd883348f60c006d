/** Which devices this browser's user has chosen, kept from room to room. */

const KEY = 'rtc-rooms-devices';

/**
 * @param {MediaDeviceKind} kind
 * @returns {string | undefined} a device's id; undefined if the browser shall choose
 */
export function chosen(kind) {
  return choices()[kind];
}

/**
 * @param {MediaDeviceKind} kind
 * @param {string} id
 */
export function choose(kind, id) {
  try {
    localStorage.setItem(KEY, JSON.stringify({ ...choices(), [kind]: id }));
  } catch {
    // storage may be forbidden; then the choice lasts as long as the track
  }
}

function choices() {
  try {
    return JSON.parse(localStorage.getItem(KEY)) ?? {};
  } catch {
    return {};
  }
}
