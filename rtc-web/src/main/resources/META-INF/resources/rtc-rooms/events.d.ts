/** What the events of the client tell: types of rtc-rooms.d.ts. */
import type { Channel, Role, Member, Message, Refusal, RoomClient, Said, State, Viewers } from './rtc-rooms.js';

export interface StateChange {
  state: State;
  /** How the connection ended: a WebSocket close code, see {@link CloseCode}. */
  code?: number;
  reason?: string;
  /** When the next attempt comes, unless the page is shown or the network comes back before. */
  retryInMs?: number;
}

/** The `detail` of each event of a {@link RoomClient}. */
export interface RoomEvents {
  /** In each state `self`, `grants` and the others say what was known last. */
  state: StateChange;
  /** The server has said hello; with `recovered`, nothing was missed. */
  hello: { recovered: boolean };
  /** What was missed is lost: drop what was shown. Comes before `hello`; what is known of the room comes after it. */
  reset: Record<string, never>;
  /** What was said, each message once. */
  said: Said;
  /** Who is here has changed, perhaps by a single one. */
  members: { members: ReadonlyMap<string, Member>; joined?: Member; left?: Member };
  viewers: Viewers;
  /** Who publishes has changed, perhaps by a single one. */
  publishers: { publishers: ReadonlyMap<string, Member>; published?: Member; unpublished?: Member };
  /** What this client may do has changed, or its role: the host has moved it. `expires` is in milliseconds since 1970. */
  grants: { grants: ReadonlySet<string>; expires?: number; role: Role };
  /** What this client publishes has changed, or was taken up by the server; null if it publishes no longer. */
  publishing: { stream: MediaStream | null };
  /** There is something to show of a publisher, in place of what there was. */
  stream: { peer: string; member: Member; stream: MediaStream };
  /** There is nothing to show any more. */
  'stream-end': { peer: string };
  /** The connection to a peer has another state. */
  peer: { peer: string; state: RTCPeerConnectionState };
  /** How good the connection to a peer was in the last three seconds. */
  quality: Quality & { peer: string };
  /** A publisher has opened a channel, whether this client wanted one of its name or not. */
  channel: { peer: string; member: Member; channel: Channel };
  /** A publisher's channel has ended. */
  'channel-end': { peer: string; channel: Channel };
  /** The server refused something that no promise waits for. */
  refusal: Refusal & { peer?: string };
  /** The connection has ended for good. */
  closed: { code: number; reason: string };
  /** A message that the client has no event for, such as the host's own. */
  message: Message;
  /** What went wrong and was dealt with: for a log, not for a program. */
  debug: { what: string; [detail: string]: unknown };
}

/** The `detail` of each event of a {@link Channel}. */
export interface ChannelEvents {
  /** Messages reach this peer from now on. */
  open: { peer: string };
  /** No more messages reach this peer; with the reason `too-slow`, because it did not take what was sent. */
  close: { peer: string; reason?: 'too-slow' };
  /** A publisher has sent something: text, or bytes. */
  message: { peer: string; member: Member; data: string | ArrayBuffer };
  /** No more waits for any peer than `bufferedAmountLowThreshold` says. */
  bufferedamountlow: Record<string, never>;
}

/** How good a connection is. */
export interface Quality {
  /**
   * Good: up to 2 % of the packets are lost and a round trip takes up to 300 ms. Fair: up to 10 % and 800 ms. Poor: worse,
   * or interrupted.
   */
  level: 'good' | 'fair' | 'poor';
  /** How long a round trip takes, in milliseconds; null if it is not known. */
  rtt: number | null;
  /** Which share of the packets from there was lost, 0 to 1; null if none were sent. */
  inboundLoss: number | null;
  /** Which share of the packets to there was lost, as the other side reports; null if none were sent. */
  outboundLoss: number | null;
}
