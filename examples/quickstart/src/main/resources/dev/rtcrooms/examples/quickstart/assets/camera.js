const BOTH = { video: { width: { ideal: 1280 }, height: { ideal: 720 } }, audio: true };

/** Why there is no camera, in words for the user. */
export class CameraError extends Error {}

/**
 * Opens camera and microphone, or the one of them that there is.
 *
 * @returns {Promise<MediaStream>}
 * @throws {CameraError}
 */
export async function openCamera() {
  if (!navigator.mediaDevices?.getUserMedia) {
    throw new CameraError('Browsers give the camera only to pages from https or from localhost.');
  }
  try {
    return await ask(BOTH, { video: BOTH.video }, { audio: true });
  } catch (problem) {
    throw new CameraError(words(problem));
  }
}

async function ask(wanted, ...less) {
  try {
    return await navigator.mediaDevices.getUserMedia(wanted);
  } catch (problem) {
    if (problem.name !== 'NotFoundError' || less.length === 0) throw problem;
    return ask(...less);
  }
}

function words(problem) {
  switch (problem.name) {
    case 'NotAllowedError':
      return 'Your browser did not allow the camera. Allow it for this page, beside its address, and start again.';
    case 'NotFoundError':
      return 'No camera and no microphone was found.';
    case 'NotReadableError':
    case 'AbortError':
      return 'The camera could not be opened. Perhaps another program is using it.';
    default:
      return `The camera could not be opened: ${problem.message}`;
  }
}
