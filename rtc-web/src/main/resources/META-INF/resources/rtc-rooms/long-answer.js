/** What describes the transport, and with it the line end. */
const TRANSPORT = /^a=(ice-ufrag|ice-pwd|ice-options|fingerprint|setup|rtcp):.*\r\n/gm;

/**
 * Shortens a long answer: Chromium describes the transport in each section, although it is that of the first one for all
 * in the same bundle (RFC 9143 §7.1.3).
 *
 * @param {string} answer
 * @param {number} messageBytes the longest message that the server takes; an answer that fills less than half of it stays
 *     as it is
 * @returns {string}
 */
export function shortened(answer, messageBytes) {
  if (2 * answer.length < messageBytes) {
    return answer;
  }
  const [, ...others] = /^a=group:BUNDLE (.*)$/m.exec(answer)?.[1]?.trim().split(' ') ?? [];
  const bundled = new Set(others);
  return answer
    .split(/(?=^m=)/m)
    .map((section) => (bundled.has(/^a=mid:(\S+)/m.exec(section)?.[1] ?? '') ? section.replace(TRANSPORT, '') : section))
    .join('');
}
