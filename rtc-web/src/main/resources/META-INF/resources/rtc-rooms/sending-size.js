/** Enough for a camera's picture that moves, in bits per second for each pixel. */
const BITS_PER_PIXEL = 2.5;

/** Less than this shows blocks even in small pictures, in bits per second. */
const LEAST_BITRATE = 150_000;

/**
 * Reduces what a sender sends to what the other side shows, with its encoding parameters (W3C webrtc-pc §5.2).
 *
 * @param {RTCRtpSender} sender
 * @param {import('./rtc-rooms.js').StreamKind} kind a screen keeps its bitrate, so that its text stays legible
 * @param {import('./rtc-rooms.js').VideoSize | null} size null for no limit
 */
export async function limitSize(sender, kind, size) {
  const { width = 0, height = 0 } = sender.track?.getSettings() ?? {};
  const parameters = sender.getParameters();
  const [encoding] = parameters.encodings;
  if (encoding === undefined || width === 0 || height === 0) {
    return; // nothing to send yet
  }
  delete encoding.maxBitrate;
  encoding.active = size === null || (size.width > 0 && size.height > 0);
  encoding.scaleResolutionDownBy = 1;
  if (size !== null && encoding.active) {
    const scale = Math.max(Math.min(width / size.width, height / size.height), 1);
    encoding.scaleResolutionDownBy = scale;
    if (kind === 'camera') {
      encoding.maxBitrate = Math.max(Math.round(((width * height) / scale ** 2) * BITS_PER_PIXEL), LEAST_BITRATE);
    }
  }
  await sender.setParameters(parameters);
}
