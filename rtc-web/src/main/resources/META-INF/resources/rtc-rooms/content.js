/** The SDP attribute `content` (RFC 4796): `slides` marks the media sections of a screen. */
const SLIDES = 'a=content:slides';

/**
 * @param {string} sdp a description of this side
 * @param {ReadonlySet<string | null>} mids the identifiers of the sections that send a screen
 * @returns {string} the description with these sections marked
 */
export function withSlides(sdp, mids) {
  return sections(sdp)
    .map((section) => (mids.has(mid(section)) ? `${section}${SLIDES}\r\n` : section))
    .join('');
}

/**
 * @param {string} sdp a description of the other side, as it was received: browsers leave the attribute out of theirs
 * @returns {ReadonlySet<string | null>} the identifiers of the sections that it marks as a screen
 */
export function slides(sdp) {
  return new Set(
    sections(sdp)
      .filter((section) => section.split(/\r?\n/).includes(SLIDES))
      .map(mid),
  );
}

/** @param {string} sdp */
function sections(sdp) {
  return sdp.split(/(?=^m=)/m);
}

/** @param {string} section */
function mid(section) {
  return /^a=mid:(\S+)/m.exec(section)?.[1] ?? null;
}
