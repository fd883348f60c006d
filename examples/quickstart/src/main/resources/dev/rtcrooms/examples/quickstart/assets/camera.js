import { chosen } from './choices.js';

const PICTURE = { width: { ideal: 1280 }, height: { ideal: 720 } };

/** Why there is no camera, microphone or screen, in words for the user; none if they know. */
export class CameraError extends Error {}

/** Whether this browser can share a screen; phones cannot. */
export const canShareScreen = Boolean(navigator.mediaDevices?.getDisplayMedia);

/**
 * Opens camera and microphone, or the one of them that there is; those that the user has chosen.
 *
 * @returns {Promise<MediaStream>}
 * @throws {CameraError}
 */
export function openCamera() {
  return opened('camera', 'camera and no microphone', ask([true, true], [false, true], [true, false]));
}

/**
 * Opens one of them.
 *
 * @param {'audio' | 'video'} kind
 * @returns {Promise<MediaStreamTrack>}
 * @throws {CameraError}
 */
export async function openTrack(kind) {
  const device = kind === 'audio' ? 'microphone' : 'camera';
  const stream = await opened(device, device, ask([kind === 'audio', kind === 'video']));
  return stream.getTracks()[0];
}

/**
 * Lets the user choose a screen, a window or a tab.
 *
 * @returns {Promise<MediaStreamTrack>}
 * @throws {CameraError}
 */
export async function openScreen() {
  try {
    const stream = await navigator.mediaDevices.getDisplayMedia({ video: true, audio: false });
    return stream.getVideoTracks()[0];
  } catch (problem) {
    throw new CameraError(screenWords(problem));
  }
}

async function opened(device, missing, asked) {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new CameraError(`Browsers give the ${device} only to pages from https or from localhost.`);
  }
  try {
    return await asked;
  } catch (problem) {
    throw new CameraError(words(problem, device, missing));
  }
}

/** Opens sound, picture or both; if there is none of one, then the next. */
async function ask([sound, picture], ...less) {
  try {
    return await openChosen(sound, picture);
  } catch (problem) {
    if (problem.name !== 'NotFoundError' || less.length === 0) throw problem;
    return ask(...less);
  }
}

async function openChosen(sound, picture) {
  try {
    return await navigator.mediaDevices.getUserMedia(constraints(sound, picture, chosen));
  } catch (problem) {
    if (problem.name !== 'OverconstrainedError') throw problem;
    return navigator.mediaDevices.getUserMedia(constraints(sound, picture, () => undefined)); // one that is gone
  }
}

function constraints(sound, picture, choice) {
  const device = (kind) => (choice(kind) === undefined ? {} : { deviceId: { exact: choice(kind) } });
  return {
    audio: sound && device('audioinput'),
    video: picture && { ...PICTURE, ...device('videoinput') },
  };
}

function words(problem, device, missing) {
  switch (problem.name) {
    case 'NotAllowedError':
      return `Your browser did not allow the ${device}. Allow it for this page, beside its address, and start again.`;
    case 'NotFoundError':
      return `No ${missing} was found.`;
    case 'NotReadableError':
    case 'AbortError':
      return `The ${device} could not be opened. Perhaps another program is using it.`;
    default:
      return `The ${device} could not be opened: ${problem.message}`;
  }
}

function screenWords(problem) {
  if (problem.name !== 'NotAllowedError') return `The screen could not be shared: ${problem.message}`;
  return /system/i.test(problem.message)
    ? 'Your system does not let the browser see the screen. Allow it in the settings of your system.'
    : ''; // the user has thought better of it
}
