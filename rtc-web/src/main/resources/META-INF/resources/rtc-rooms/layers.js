/** The layers of simulcast (RFC 8853): a quarter, half and full width and height. */
const LAYERS = [
  { rid: 'q', scaleResolutionDownBy: 4 },
  { rid: 'h', scaleResolutionDownBy: 2 },
  { rid: 'f', scaleResolutionDownBy: 1 },
];

/** Pictures from which libwebrtc sends so many layers, in pixels; of smaller ones it leaves out the largest layers. */
const LEAST_PIXELS = { two: 480 * 270, three: 960 * 540 };

/**
 * @param {MediaTrackSettings} settings of the track
 * @returns {number} of the whole picture; 0 if its size is not known
 */
export function pixels({ width = 0, height = 0 }) {
  return width * height;
}

/**
 * @param {MediaTrackSettings} settings of the track
 * @returns {number} how many layers browsers send of it
 */
function sendable(settings) {
  const size = pixels(settings);
  return size >= LEAST_PIXELS.three ? 3 : size >= LEAST_PIXELS.two ? 2 : 1;
}

/**
 * @param {number} most how many layers the other side takes
 * @param {MediaTrackSettings} settings of the track
 * @returns {RTCRtpEncodingParameters[]} the smallest picture first
 */
export function encodings(most, settings) {
  return LAYERS.slice(-Math.min(most, sendable(settings))).map((layer) => ({ ...layer }));
}

/**
 * Sends only the layers that are useful to a side that shows the picture smaller. Of a track that is known to be too
 * small for all layers, only the largest is sent.
 *
 * @param {RTCRtpEncodingParameters[]} layers the smallest picture first
 * @param {MediaTrackSettings} settings of the track
 * @param {number} scale how much smaller than the whole picture it is shown: at least 1, infinite if it is not shown
 * @param {string[]} idle the names of layers that are not useful either; ignored if no other would be left
 */
export function activate(layers, settings, scale, idle) {
  const scales = layers.map(({ scaleResolutionDownBy = 1 }) => scaleResolutionDownBy);
  const largest = Math.max(...scales.filter((each) => each <= scale), 1);
  const tooSmall = pixels(settings) > 0 && layers.length > sendable(settings);
  layers.forEach((layer, at) => {
    layer.active = scale < Infinity && (tooSmall ? at === layers.length - 1 : scales[at] >= largest);
  });
  const resting = layers.filter(({ active, rid = '' }) => active && idle.includes(rid));
  if (resting.length < layers.filter(({ active }) => active).length) {
    resting.forEach((layer) => (layer.active = false));
  }
}
