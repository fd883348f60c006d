import { CameraError } from './camera.js';

/**
 * Makes a button turn something on and off.
 *
 * @param {HTMLButtonElement} button
 * @param {() => Promise<void>} work
 * @param {(problem: Error | null) => void} tell what went wrong; null at the next try
 */
export function enableToggle(button, work, tell) {
  let busy = false; // not disabled: that would take the keyboard from it, and others decide whether it may be used
  button.addEventListener('click', async () => {
    if (busy) return;
    busy = true;
    tell(null);
    try {
      await work();
    } catch (problem) {
      if (problem.message !== '') tell(problem);
    }
    busy = false;
  });
}

/**
 * Makes two buttons turn the microphone and the camera on and off, and show which is on.
 *
 * @param {import('./capture.js').Capture} capture
 * @param {{ microphone: HTMLButtonElement, camera: HTMLButtonElement }} buttons
 * @param {(problem: CameraError | null) => void} tell
 */
export function enableDeviceToggles(capture, { microphone, camera }, tell) {
  const show = () => {
    microphone.setAttribute('aria-pressed', !capture.muted);
    camera.setAttribute('aria-pressed', capture.camera !== null);
  };
  enableToggle(microphone, () => capture.toggleMicrophone(), tell);
  enableToggle(camera, () => capture.toggleCamera(), tell);
  capture.addEventListener('change', show);
  show();
}
