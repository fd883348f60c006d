/** More than any media section of a browser's offer takes, in bytes. */
const LARGEST_SECTION = 8 * 1024;

/** Room for the candidates and data channels of a later offer, and for the other fields of the message, in bytes. */
const MARGIN = 4 * 1024;

/**
 * Estimates the message in which these tracks are offered to a peer.
 *
 * @param {readonly MediaStreamTrack[]} tracks
 * @param {number} limit in UTF-8 bytes
 * @returns {Promise<number>} in UTF-8 bytes; 0 if there are so few tracks that the message is within the limit
 */
export async function offerSize(tracks, limit) {
  if (tracks.length * LARGEST_SECTION + MARGIN <= limit) {
    return 0;
  }
  const pc = new RTCPeerConnection({ bundlePolicy: 'max-bundle' });
  try {
    tracks.forEach((track) => pc.addTransceiver(track.kind, { direction: 'sendrecv' }));
    const { sdp } = await pc.createOffer();
    return new TextEncoder().encode(JSON.stringify(sdp)).length + MARGIN;
  } finally {
    pc.close();
  }
}
