/** The options of the client: types of rtc-rooms.d.ts. */
import type { StreamKind } from './room.js';

/**
 * The WebSocket address of a room or a stream, absolute or relative to the page; `https:` counts as `wss:`. A function is
 * called before each attempt to connect. If it fails, the attempt counts as failed and another one follows; to give up,
 * call `leave()`. It may take 30 seconds. Put no secret into an address: browsers show it in their console.
 */
export type Address = string | URL | (() => string | URL | Promise<string | URL>);

export interface RoomOptions {
  /** The name that a guest wants to have; hosts with a login of their own ignore it. */
  name?: string;
  /**
   * The secret by which the server recognizes this client: 16 to 64 base64url characters. By default it
   * is random, and kept in the tab's sessionStorage for each path of an address.
   */
  session?: string;
  /**
   * The bearer token for the host's login: 1 to 4,096 characters of visible ASCII, sent with the handshake but not in the
   * address. A function is called before each attempt to connect, under the same rules as that of the {@link Address}, and
   * when the server says that the grants end soon. If the server does not accept the token (4505), the function is asked
   * again after a pause; to give up, return null.
   */
  token?: string | (() => string | null | Promise<string | null>);
  /** The configuration of each RTCPeerConnection; the server's ICE servers are appended. */
  rtcConfiguration?: RTCConfiguration;
  backoff?: BackoffBounds;
  /** The class of the WebSockets, where the environment has none, and for tests. */
  webSocket?: typeof WebSocket;
}

/** The options of {@link RoomClient.open}. */
export interface OpenOptions extends RoomOptions {
  /**
   * Whether the request for the link carries cookies, as `fetch` has it: `same-origin` by default. A server of another
   * origin must allow `include`. Its WebSockets carry cookies in any case.
   */
  credentials?: RequestCredentials;
}

/** The size of a picture in pixels. */
export interface VideoSize {
  readonly width: number;
  readonly height: number;
}

export interface PublishOptions {
  /** What the stream shows; `camera` by default, also for a microphone alone. */
  kind?: StreamKind;
}

export interface ShowOptions {
  /** Whether the video gets bandwidth before others, except screens; false by default. */
  pinned?: boolean;
}

/**
 * The delay of a reconnection is random, between zero and `min(cap, base * 2^attempt)` milliseconds. While the server
 * expects the client back and cannot be reached, it is at most a tenth of the time for which the server does.
 */
export interface BackoffBounds {
  /** 500 by default. */
  base?: number;
  /** 20,000 by default. */
  cap?: number;
}

/** W3C `RTCDataChannelInit`, as far as a {@link Channel} supports it. */
export interface ChannelOptions {
  /** Whether messages arrive in order; true by default. */
  ordered?: boolean;
  /** How often a message is retransmitted before it is dropped; without limit by default. */
  maxRetransmits?: number;
  /** How long a message is retransmitted before it is dropped, in milliseconds. */
  maxPacketLifeTime?: number;
  /** For the host's own use. */
  protocol?: string;
}
