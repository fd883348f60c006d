/**
 * Reports an error of a listener as uncaught, and goes on.
 *
 * @param {unknown} error
 */
export function report(error) {
  if (typeof globalThis.reportError === 'function') {
    reportError(error);
  } else {
    console.error(error); // Node.js
  }
}
