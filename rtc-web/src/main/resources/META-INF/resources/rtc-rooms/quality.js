/** The shares of lost packets above which libwebrtc lowers its rate slightly and strongly (draft-ietf-rmcat-gcc §6). */
const LOSS = { fair: 0.02, poor: 0.1 };

/** Twice the one-way delays of ITU-T G.114, in milliseconds: acceptable up to the first, unacceptable above the second. */
const ROUND_TRIP = { fair: 300, poor: 800 };

/** @type {('good' | 'fair' | 'poor')[]} */
const LEVELS = ['good', 'fair', 'poor'];

/**
 * The totals of one connection since its beginning.
 *
 * @typedef {object} Counts
 * @property {number | null} rtt in milliseconds
 * @property {number} received packets
 * @property {number} lost packets of the other side that were lost
 * @property {number} sent packets
 * @property {number} missed packets of this side that were lost, as the other side reports
 */

/** @type {Counts} */
export const NOTHING = { rtt: null, received: 0, lost: 0, sent: 0, missed: 0 };

/**
 * Sums up the reports of `RTCPeerConnection.getStats` (W3C webrtc-stats).
 *
 * @param {Iterable<any>} stats the reports
 * @returns {Counts}
 */
export function counts(stats) {
  const reports = [...stats];
  const of = (/** @type {string} */ type) => reports.filter((report) => report.type === type);
  const remote = of('remote-inbound-rtp');
  const seconds = selectedPair(of)?.currentRoundTripTime ?? remote.find((each) => each.roundTripTime > 0)?.roundTripTime;
  return {
    rtt: seconds === undefined ? null : Math.round(seconds * 1000),
    received: sum(of('inbound-rtp'), 'packetsReceived'),
    lost: sum(of('inbound-rtp'), 'packetsLost'),
    sent: sum(of('outbound-rtp'), 'packetsSent'),
    missed: sum(remote, 'packetsLost'),
  };
}

/**
 * @param {Counts} before
 * @param {Counts} now
 * @param {boolean} connected false while the connection is interrupted
 * @returns {import('./rtc-rooms.js').Quality} between the two counts
 */
export function quality(before, now, connected) {
  const lost = now.lost - before.lost;
  const inboundLoss = share(lost, now.received - before.received + lost);
  const outboundLoss = share(now.missed - before.missed, now.sent - before.sent);
  const loss = Math.max(inboundLoss ?? 0, outboundLoss ?? 0);
  const worst = connected ? Math.max(rate(loss, LOSS), rate(now.rtt ?? 0, ROUND_TRIP)) : 2;
  return { level: LEVELS[worst], rtt: now.rtt, inboundLoss, outboundLoss };
}

/** @param {(type: string) => any[]} of */
function selectedPair(of) {
  const selected = of('transport')[0]?.selectedCandidatePairId;
  const pairs = of('candidate-pair');
  return (
    pairs.find(({ id }) => id === selected) ?? pairs.find(({ nominated, state }) => nominated && state === 'succeeded')
  );
}

/**
 * @param {any[]} reports
 * @param {string} field
 * @returns {number}
 */
function sum(reports, field) {
  return reports.reduce((total, report) => total + (report[field] ?? 0), 0);
}

/**
 * @param {number} part negative if packets arrived late that were counted as lost
 * @param {number} whole
 * @returns {number | null} null if the whole is zero
 */
function share(part, whole) {
  return whole > 0 ? Math.min(Math.max(part / whole, 0), 1) : null;
}

/**
 * @param {number} value
 * @param {{ fair: number, poor: number }} bounds
 * @returns {number} an index into LEVELS
 */
function rate(value, { fair, poor }) {
  return value > poor ? 2 : value > fair ? 1 : 0;
}
