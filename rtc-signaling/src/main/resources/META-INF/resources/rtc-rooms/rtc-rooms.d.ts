/**
 * The browser client of RTC Rooms.
 *
 * @example
 * const room = new RoomClient('/room/…/websocket', { name: 'Ann' });
 * room.addEventListener('said', ({ detail }) => show(detail.name, detail.text));
 * room.addEventListener('stream', ({ detail }) => play(detail.member, detail.stream));
 * room.connect();
 * await room.say('hello');
 * await room.publish(await navigator.mediaDevices.getUserMedia({ audio: true, video: true }));
 */
export class RoomClient extends EventTarget {
  /**
   * Connects to nothing yet.
   *
   * @param address of a room or a stream, absolute or relative to the page; `https:` is taken as `wss:`
   * @throws TypeError if it is none, or an option is wrong
   */
  constructor(address: string | URL, options?: RoomOptions);

  readonly state: State;
  /** This client as others see it; null until the server has said hello. Each new connection has a new `client`. */
  readonly self: Member | null;
  /** Which link led here; null until the server has said hello. */
  readonly door: Door | null;
  /** What this client may do now: `chat`, `publish`, `subscribe` and others. */
  readonly grants: ReadonlySet<string>;
  /** The participants by client, in the order of joining, this one among them; empty for a watcher. */
  readonly members: ReadonlyMap<string, Member>;
  readonly viewers: Viewers;
  /** Who sends media, by client, this one among them. */
  readonly publishers: ReadonlyMap<string, Member>;
  /** What comes from the other publishers, by client. */
  readonly streams: ReadonlyMap<string, MediaStream>;
  /** The last of the chat, oldest first; at most 200. */
  readonly messages: readonly Said[];
  /** What this client publishes, or will as soon as it is connected; null for nothing. */
  readonly publishing: MediaStream | null;
  /** The connections to other clients, by client: a snapshot, for statistics. */
  readonly peers: ReadonlyMap<string, RTCPeerConnection>;

  /**
   * Connects, and keeps connected until {@link leave} or the server's word. While it waits for its next attempt, that
   * comes at once; else it does nothing if it is at it already.
   */
  connect(): void;

  /** Leaves the room. Tracks that were published are not stopped: they are the page's. {@link connect} comes back. */
  leave(): void;

  /**
   * Says something in the chat. While there is no connection it waits, and if a connection is lost before the answer
   * came it is sent again; it is not said twice.
   *
   * @throws RefusalError if the server refuses
   * @throws TooLargeError if it is longer than the server takes
   * @throws ClosedError if the connection has ended for good
   */
  say(text: string): Promise<SayReply>;

  /**
   * Sends this stream's tracks to all who may see them, in place of what was sent before, and does so on each new
   * connection until {@link unpublish}. While there is no connection it waits.
   *
   * @throws RefusalError if the server refuses, for example with the code `room-too-large-for-mesh`
   * @throws RoomError if it was ended before the server had answered
   * @throws TypeError if the stream has no tracks
   */
  publish(stream: MediaStream): Promise<void>;

  /** Sends nothing any more. The tracks are not stopped. */
  unpublish(): Promise<void>;

  /**
   * Sends a command, such as one of the host's own.
   *
   * @param type what the message's `type` says
   * @param fields what else it holds
   * @throws RefusalError if the server refuses
   * @throws DisconnectedError if there is no connection, or it is lost before the answer came
   * @throws TooLargeError if it is longer than the server takes
   * @throws ClosedError if the connection has ended for good
   */
  command(type: string, fields?: object): Promise<Reply>;

  addEventListener<K extends keyof RoomEvents>(
    type: K,
    listener: ((this: RoomClient, event: CustomEvent<RoomEvents[K]>) => void) | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof RoomEvents>(
    type: K,
    listener: ((this: RoomClient, event: CustomEvent<RoomEvents[K]>) => void) | null,
    options?: boolean | EventListenerOptions,
  ): void;
  removeEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | EventListenerOptions,
  ): void;
}

export interface RoomOptions {
  /** How a guest wants to be called; a host with a login of its own does not ask. */
  name?: string;
  /**
   * The secret by which the server knows this client again: 16 to 64 characters of the base64url alphabet. By default
   * one is made, and kept in the tab's sessionStorage for each address.
   */
  session?: string;
  /** For each RTCPeerConnection; the server's ICE servers come after these. */
  rtcConfiguration?: RTCConfiguration;
  backoff?: BackoffBounds;
  /** Makes the WebSockets, for tests. */
  webSocket?: typeof WebSocket;
}

/** An attempt to reconnect waits anything from nothing to `min(cap, base * 2^attempt)` milliseconds. */
export interface BackoffBounds {
  /** 500 by default. */
  base?: number;
  /** 20,000 by default. */
  cap?: number;
}

export type State = 'idle' | 'connecting' | 'open' | 'reconnecting' | 'closed';

/** By the room link or by the stream link. */
export type Door = 'participant' | 'watcher';

/** A client as others see it. */
export interface Member {
  client: string;
  user: string;
  name: string;
}

export interface Viewers {
  participants: number;
  watchers: number;
}

/** Something that was said in the chat. */
export interface Said {
  /** The sender's own id for it, if it gave one: {@link SayReply.id}. */
  id?: string;
  /** The sender's client; none if the host itself spoke. */
  client?: string;
  user: string;
  name: string;
  text: string;
  /** When, in milliseconds since 1970. */
  at: number;
  /** Its place in the room's history; none if it is from before this client came. */
  offset?: number;
  /** Whether it was said before this client came. */
  past: boolean;
}

export interface Reply {
  /** The offset of the last event that the command recorded, if it recorded any. */
  recorded?: number;
}

export interface SayReply extends Reply {
  /** By which {@link Said.id} tells what has been said. */
  id: string;
}

/** Why a command was not carried out. */
export interface Refusal {
  /** For programs. */
  code: string;
  /** For people. */
  text: string;
  /** The field that was wrong, if a single one was. */
  field?: string;
}

/** Any message of the server: `type` and the fields of its kind. */
export interface Message {
  type: string;
  [field: string]: unknown;
}

export interface StateChange {
  state: State;
  /** How the connection ended: a WebSocket close code, see {@link CloseCode}. */
  code?: number;
  reason?: string;
  /** When the next attempt comes, unless the page is shown or the network comes back before. */
  retryInMs?: number;
}

/** The `detail` of each event. */
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
  /** What this client may do has changed, or its door: the host has moved it. `expires` is in milliseconds since 1970. */
  grants: { grants: ReadonlySet<string>; expires?: number; door: Door };
  /** What this client publishes has changed, or was taken up by the server; null if it publishes no longer. */
  publishing: { stream: MediaStream | null };
  /** There is something to show of a publisher, in place of what there was. */
  stream: { peer: string; member: Member; stream: MediaStream };
  /** There is nothing to show any more. */
  'stream-end': { peer: string };
  /** The connection to a peer has another state. */
  peer: { peer: string; state: RTCPeerConnectionState };
  /** The server refused something that no promise waits for. */
  refusal: Refusal & { peer?: string };
  /** The connection has ended for good. */
  closed: { code: number; reason: string };
  /** A message that the client has no event for, such as the host's own. */
  message: Message;
  /** What went wrong and was dealt with: for a log, not for a program. */
  debug: { what: string; [detail: string]: unknown };
}

/** Whatever a promise of this client is rejected with, but for wrong arguments. */
export class RoomError extends Error {
  constructor(message: string);
}

/** The server did not carry out a command; the connection goes on. */
export class RefusalError extends RoomError implements Refusal {
  constructor(refusal: Refusal);
  readonly code: string;
  readonly text: string;
  readonly field?: string;
}

/** There is no connection, or it was lost before the answer came: the command may or may not have been carried out. */
export class DisconnectedError extends RoomError {}

/** The connection has ended for good. */
export class ClosedError extends RoomError {
  constructor(code: number, reason: string);
  readonly code: number;
  readonly reason: string;
}

/** The message is longer than the server takes; it was not sent. */
export class TooLargeError extends RoomError {
  constructor(size: number, limit: number);
  /** In UTF-8 bytes. */
  readonly size: number;
  /** In UTF-8 bytes. */
  readonly limit: number;
}

/** Why a connection ended. The client comes back by itself after 1001, 1006, 1011 to 1013 and 4000 to 4499. */
export const CloseCode: {
  readonly LEFT: 1000;
  readonly NOT_TEXT: 1003;
  readonly LOST: 1006;
  readonly TOO_BIG: 1009;
  readonly FAILED: 1011;
  readonly TOO_SLOW: 4000;
  readonly NO_HEARTBEAT: 4001;
  readonly SHUTTING_DOWN: 4002;
  readonly GRANTS_EXPIRED: 4003;
  readonly TOO_MANY_ROOMS: 4004;
  readonly ROOM_CLOSED: 4500;
  readonly REMOVED: 4501;
  readonly REPLACED: 4502;
  readonly ROOM_FULL: 4503;
  readonly NOT_ALLOWED: 4504;
  readonly UNAUTHENTICATED: 4505;
  readonly NO_SUCH_ROOM: 4506;
  readonly FLOODING: 4507;
  readonly WRONG_PROTOCOL: 4508;
};
