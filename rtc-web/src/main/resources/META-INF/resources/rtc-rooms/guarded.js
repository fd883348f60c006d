/**
 * Runs code of a listener. An error is reported as uncaught, so that the other listeners are called and the other
 * messages are heard.
 *
 * @param {() => void} listener
 */
export function guarded(listener) {
  try {
    listener();
  } catch (error) {
    if (typeof globalThis.reportError === 'function') {
      reportError(error);
    } else {
      console.error(error); // Node.js
    }
  }
}
