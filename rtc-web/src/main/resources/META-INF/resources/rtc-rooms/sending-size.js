import { activate, pixels } from './layers.js';

/** Enough for a camera's picture that moves, in bits per second for each pixel. */
const BITS_PER_PIXEL = 2.5;

/** Less than this shows blocks even in small pictures, in bits per second. */
const LEAST_BITRATE = 150_000;

/** A description that takes effect meanwhile changes parameters of the sender, and Chromium refuses the old ones. */
const ATTEMPTS = 3;

/**
 * Reduces what a sender sends to what the other side shows, with its encoding parameters (W3C webrtc-pc §5.2).
 *
 * @param {RTCRtpSender} sender
 * @param {import('./rtc-rooms.js').StreamKind} kind a screen keeps its bitrate, so that its text stays legible
 * @param {import('./rtc-rooms.js').VideoSize | null} size null for no limit
 * @param {string[]} idle the names of layers that are not sent
 */
export async function limitSize(sender, kind, size, idle) {
  for (let attempt = 1; ; attempt++) {
    const parameters = limited(sender, kind, size, idle);
    try {
      return parameters === null ? undefined : await sender.setParameters(parameters);
    } catch (error) {
      if (attempt === ATTEMPTS) {
        throw error;
      }
    }
  }
}

/**
 * @param {RTCRtpSender} sender
 * @param {import('./rtc-rooms.js').StreamKind} kind
 * @param {import('./rtc-rooms.js').VideoSize | null} size
 * @param {string[]} idle
 * @returns {RTCRtpSendParameters | null} null if there is nothing to send yet, or the size of a single picture is not
 *     known. Of layers of unknown size, all that are not idle are sent, as large as the browser takes them
 */
function limited(sender, kind, size, idle) {
  const settings = sender.track?.getSettings() ?? {};
  const { width = 0, height = 0 } = settings;
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  const whole = pixels(settings);
  if (encoding === undefined || (whole === 0 && parameters.encodings.length === 1)) {
    return null;
  }
  const scale = size === null ? 1 : reduction(width / size.width, height / size.height);
  if (parameters.encodings.length > 1) {
    activate(parameters.encodings, settings, scale, idle);
    for (const layer of parameters.encodings) {
      delete layer.maxBitrate; // may be that of another track
      if (whole > 0) {
        layer.maxBitrate = bitrate(whole, layer.scaleResolutionDownBy ?? 1);
      }
    }
  } else {
    delete encoding.maxBitrate;
    encoding.active = scale < Infinity;
    encoding.scaleResolutionDownBy = encoding.active ? scale : 1;
    if (size !== null && encoding.active && kind === 'camera') {
      encoding.maxBitrate = bitrate(whole, scale);
    }
  }
  return parameters;
}

/**
 * @param {number} whole the pixels of the whole picture
 * @param {number} scale
 */
function bitrate(whole, scale) {
  return Math.max(Math.round((whole / scale ** 2) * BITS_PER_PIXEL), LEAST_BITRATE);
}

/**
 * @param {number} horizontal how much wider the whole picture is than it is shown
 * @param {number} vertical
 * @returns {number} at least 1; infinite if it is not shown
 */
function reduction(horizontal, vertical) {
  return horizontal < Infinity && vertical < Infinity ? Math.max(Math.min(horizontal, vertical), 1) : Infinity;
}
