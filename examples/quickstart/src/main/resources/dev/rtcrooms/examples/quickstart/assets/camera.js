import { Devices } from '/rtc-rooms/devices.js';

const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 } };

/** What each problem asks of the user, by the error's name; W3C mediacapture-streams, getUserMedia. */
const WORDS = {
  NotAllowedError: (device) =>
    `Your browser did not allow the ${device}. Allow it for this page, beside its address, and turn it on again.`,
  NotFoundError: (device) => `No ${device} was found. Plug one in, and turn it on again.`,
  NotReadableError: (device) =>
    `The ${device} could not be opened. Close other programs that use it, and turn it on again.`,
};
WORDS.AbortError = WORDS.NotReadableError;

/** The devices of this page's user. */
export const devices = new Devices();

/** Why there is no camera, microphone or screen, in words for the user; none if they know. */
export class CameraError extends Error {}

/** Whether this browser can share a screen; phones cannot. */
export const canShareScreen = Boolean(navigator.mediaDevices?.getDisplayMedia);

/**
 * Opens the microphone or the camera that the user has chosen.
 *
 * @param {'audio' | 'video'} kind
 * @returns {Promise<MediaStreamTrack>}
 * @throws {CameraError}
 */
export async function openTrack(kind) {
  const stream = await (kind === 'audio' ? opened('microphone', { audio: true }) : opened('camera', { video: PICTURE }));
  return stream.getTracks()[0];
}

/**
 * Lets the user choose a screen, a window or a tab.
 *
 * @returns {Promise<MediaStream>} its picture, and its sound if the browser shares that
 * @throws {CameraError}
 */
export async function openScreen() {
  try {
    return await navigator.mediaDevices.getDisplayMedia({ video: true, audio: true });
  } catch (problem) {
    throw new CameraError(screenWords(problem));
  }
}

async function opened(device, constraints) {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new CameraError(`Browsers give the ${device} only to pages from https or from localhost.`);
  }
  try {
    return await devices.open(constraints);
  } catch (problem) {
    const words = WORDS[problem.name];
    throw new CameraError(words ? words(device) : `The ${device} could not be opened: ${problem.message}`);
  }
}

function screenWords(problem) {
  if (problem.name === 'NotFoundError') return 'The browser finds no screen or window that it can share.';
  if (problem.name !== 'NotAllowedError') return `The screen could not be shared: ${problem.message}`;
  return /system/i.test(problem.message)
    ? 'Your system does not let the browser see the screen. Allow it in the settings of your system.'
    : ''; // the user has thought better of it
}
