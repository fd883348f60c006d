/** The events of the client: types of rtc-rooms.d.ts. */
import type { HostEvent, HostMessages } from './host.js';
import type { Media, Moderation } from './moderation.js';
import type { Direct, Member, Person, Refusal, Role, RoomSnapshot, Said, Speakers, State, StreamKind, Typist, Viewers } from './room.js';
import type { Channel } from './rtc-rooms.js';

export interface StateChange {
  state: State;
  /** How the connection ended: a WebSocket close code, see {@link CloseCode}. */
  code?: number;
  reason?: string;
  /** In how many milliseconds the next attempt starts, if one is planned, unless the page becomes visible or the network comes back before. */
  retryInMs?: number;
  /** See {@link RoomSnapshot.offline}. */
  offline: boolean;
  /** See {@link RoomSnapshot.restarting}. */
  restarting: number | null;
}

/** The `detail` of each event of a {@link RoomClient}. */
export interface RoomEvents<H extends HostMessages = HostMessages> {
  /** The connection's state has changed, or `offline` has. While it is not `open`, the client's other properties keep their last values. */
  state: StateChange;
  /** The server has said hello; with `recovered`, nothing was missed. */
  hello: { recovered: boolean };
  /**
   * What was missed is lost: drop what was shown, except for the chat, which is kept. Comes before `hello`; the room's
   * state follows it.
   */
  reset: Record<string, never>;
  /** A chat message, once for each, in the order of {@link RoomSnapshot.messages}. */
  said: Said;
  /** A chat message was edited, deleted or reacted to, or has another {@link Said.gapAfter}. The key is the same. */
  'said-changed': { said: Said; before: Said };
  /** Earlier chat messages were put in their places: draw all of them anew. */
  messages: { messages: readonly Said[] };
  /** A direct message from or to this user, once for each. */
  'said-to': Direct;
  /** Other users have begun or stopped writing. */
  typing: { typing: ReadonlyMap<string, Typist> };
  /** Users have read more of the chat. */
  reads: { reads: ReadonlyMap<string, string> };
  /** The slow mode has changed; the interval is in milliseconds, 0 if it is off. */
  'slow-mode': { interval: number };
  /**
   * The people who take part have changed. `joined`, `changed` and `left` are empty when this client has just joined or
   * come back: then `members` is the whole news.
   */
  members: {
    members: ReadonlyMap<string, Person>;
    joined: readonly Person[];
    changed: readonly Person[];
    left: readonly Person[];
  };
  viewers: Viewers;
  /** The host shows something else of the room than before: see {@link RoomSnapshot.info}. */
  info: { info: Readonly<Record<string, unknown>> | null };
  /** The host has begun to record the media of the room, or has stopped. */
  recording: { recording: boolean };
  /** The moderation of the room has changed: who may enter, a hand, a permit, who waits, or who is banned. */
  moderation: { moderation: Moderation };
  /** A moderator asks this client to stop sending media; `by` is null if the host asks. The page decides. */
  'mute-requested': { media: Media; by: { user: string; name: string } | null };
  /** The publishers have changed; `published`, `unpublished` or `changed` names the one who caused it, if one did. */
  publishers: {
    publishers: ReadonlyMap<string, Member>;
    published?: Member;
    unpublished?: Member;
    changed?: Member;
  };
  /** The grants of this client have changed, or the host has moved it. `expires` is in milliseconds since 1970. */
  grants: { grants: ReadonlySet<string>; expires?: number; role: Role };
  /**
   * The grants of this client end soon; `expires` is in milliseconds since 1970. With a function as option `token`, the
   * client renews them by itself.
   */
  expiring: { expires: number };
  /** What this client publishes has changed, or the server has agreed to it; empty after the end. */
  publishing: { publishing: ReadonlyMap<StreamKind, MediaStream> };
  /** A publisher's stream has begun. */
  stream: { peer: string; member: Member; stream: MediaStream; kind: StreamKind };
  /** A publisher's stream has ended. */
  'stream-end': { peer: string; stream: MediaStream };
  /** Somebody has begun to speak or ended, or leads the conversation now. */
  speakers: Speakers;
  /** Other videos than before are not sent for lack of bandwidth: see {@link RoomSnapshot.paused}. */
  paused: { paused: ReadonlySet<MediaStream> };
  /** The connection to a peer has another state; `new` for a new one. */
  peer: { peer: string; state: RTCPeerConnectionState };
  /** The quality of the connection to a peer in the last three seconds. */
  quality: Quality & { peer: string };
  /** A publisher has opened a channel, even if this client has not asked for one with its label. */
  channel: { peer: string; member: Member; channel: Channel };
  /** A publisher's channel has ended. */
  'channel-end': { peer: string; channel: Channel };
  /**
   * The server refused something that no promise waits for. With `peer`, it refused an offer or an answer between this
   * client and the peer, and no media flow between them. The code `too-large` means that the client did not send it.
   */
  refusal: Refusal & { peer?: string };
  /** The connection has ended for good. */
  closed: { code: number; reason: string };
  /** A message that the client has no event for, such as one of the host's own: see {@link HostMessages}. */
  message: HostEvent<H>;
  /** A problem that was handled: for a log, not for a program. */
  debug: { what: string; [detail: string]: unknown };
}

/** The `detail` of each event of a {@link Channel}. */
export interface ChannelEvents {
  /** Messages reach this peer from now on. */
  open: { peer: string };
  /** Messages do not reach this peer any more; with the reason `too-slow`, because it did not read them. */
  close: { peer: string; reason?: 'too-slow' };
  /** A publisher has sent text or bytes. */
  message: { peer: string; member: Member; data: string | ArrayBuffer };
  /** No peer has more than `bufferedAmountLowThreshold` bytes waiting. */
  bufferedamountlow: Record<string, never>;
}

/** The quality of a connection. */
export interface Quality {
  /**
   * Good: up to 2 % of the packets are lost and a round trip takes up to 300 ms. Fair: up to 10 % and 800 ms. Poor: worse,
   * or interrupted.
   */
  readonly level: 'good' | 'fair' | 'poor';
  /** The round-trip time in milliseconds; null if it is not known. */
  readonly rtt: number | null;
  /** The share of the peer's packets that were lost, 0 to 1; null if it sent none. */
  readonly inboundLoss: number | null;
  /** The share of this client's packets that were lost, as the peer reports; null if it sent none. */
  readonly outboundLoss: number | null;
}
