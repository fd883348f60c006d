// What Chromium 156 said of a call on one machine, three seconds apart: the reports and fields that count.
export const before = [
  { id: 'CPkM/8HkIq_JR0MmHhF', type: 'candidate-pair', state: 'succeeded', nominated: true, currentRoundTripTime: 0.001 },
  { id: 'CPt5ShU5DY_FiiVvlYJ', type: 'candidate-pair', state: 'succeeded', nominated: true, currentRoundTripTime: 0.001 },
  { id: 'IT01A3660861458', type: 'inbound-rtp', kind: 'audio', packetsReceived: 166, packetsLost: 0 },
  { id: 'IT01V3891415772', type: 'inbound-rtp', kind: 'video', packetsReceived: 124, packetsLost: 0 },
  { id: 'OT01A3662704108', type: 'outbound-rtp', kind: 'audio', packetsSent: 167, remoteId: 'RIA3662704108' },
  { id: 'OT01V1866382200', type: 'outbound-rtp', kind: 'video', packetsSent: 223, remoteId: 'RIV1866382200' },
  { id: 'RIA3662704108', type: 'remote-inbound-rtp', kind: 'audio', localId: 'OT01A3662704108', packetsLost: 0, roundTripTime: 0.001678, fractionLost: 0 },
  { id: 'RIV1866382200', type: 'remote-inbound-rtp', kind: 'video', localId: 'OT01V1866382200', packetsLost: 0, roundTripTime: 0.001, fractionLost: 0 },
  { id: 'T01', type: 'transport', selectedCandidatePairId: 'CPkM/8HkIq_JR0MmHhF' },
];

export const after = [
  { id: 'CPkM/8HkIq_JR0MmHhF', type: 'candidate-pair', state: 'succeeded', nominated: true, currentRoundTripTime: 0.001 },
  { id: 'CPt5ShU5DY_FiiVvlYJ', type: 'candidate-pair', state: 'succeeded', nominated: true, currentRoundTripTime: 0.001 },
  { id: 'IT01A3660861458', type: 'inbound-rtp', kind: 'audio', packetsReceived: 316, packetsLost: 0 },
  { id: 'IT01V3891415772', type: 'inbound-rtp', kind: 'video', packetsReceived: 230, packetsLost: 0 },
  { id: 'OT01A3662704108', type: 'outbound-rtp', kind: 'audio', packetsSent: 318, remoteId: 'RIA3662704108' },
  { id: 'OT01V1866382200', type: 'outbound-rtp', kind: 'video', packetsSent: 415, remoteId: 'RIV1866382200' },
  { id: 'RIA3662704108', type: 'remote-inbound-rtp', kind: 'audio', localId: 'OT01A3662704108', packetsLost: 0, roundTripTime: 0.001678, fractionLost: 0 },
  { id: 'RIV1866382200', type: 'remote-inbound-rtp', kind: 'video', localId: 'OT01V1866382200', packetsLost: 0, roundTripTime: 0.001, fractionLost: 0 },
  { id: 'T01', type: 'transport', selectedCandidatePairId: 'CPkM/8HkIq_JR0MmHhF' },
];

/**
 * The second reports as they would be after so many more packets were lost, and with another round trip time.
 *
 * @param {{ lost: number, missed: number, rtt: number }} change packets to here, packets to there, in milliseconds
 */
export function worse({ lost, missed, rtt }) {
  const changed = structuredClone(after);
  changed.find(({ id }) => id === 'IT01V3891415772').packetsLost += lost;
  changed.find(({ id }) => id === 'RIV1866382200').packetsLost += missed;
  changed.find(({ id }) => id === 'CPkM/8HkIq_JR0MmHhF').currentRoundTripTime = rtt / 1000;
  return changed;
}
