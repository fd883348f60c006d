import type { ChannelEvents, Quality, RoomEvents } from './events.js';

export { ClosedError, DisconnectedError, RefusalError, RoomError, TooLargeError } from './errors.js';
export type * from './events.js';

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
  readonly role: Role | null;
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
  /**
   * What this client publishes, or will as soon as it is connected: without tracks if it is channels alone; null for
   * nothing.
   */
  readonly publishing: MediaStream | null;
  /** The connections to other clients, by client: a snapshot, for statistics. */
  readonly peers: ReadonlyMap<string, RTCPeerConnection>;
  /** How good the connections are, by client: measured every three seconds while they last. */
  readonly quality: ReadonlyMap<string, Quality>;

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
   * connection until {@link unpublish}. While there is no connection it waits. A track takes the place of one of its kind
   * without a negotiation, as for another camera or a screen; one that is missing is taken away from the others, as when
   * the camera is turned off, and comes back with a later stream.
   *
   * @param stream with at least one track; none to publish only channels
   * @throws RefusalError if the server refuses, for example with the code `room-too-large-for-mesh`
   * @throws RoomError if it was ended before the server had answered
   * @throws TypeError if the stream has no tracks
   */
  publish(stream?: MediaStream): Promise<void>;

  /** Sends nothing any more. The tracks are not stopped. */
  unpublish(): Promise<void>;

  /**
   * Opens a channel for data to all who receive from this client, those who come later included, whenever it publishes;
   * and listens to those that other publishers open by this name. Only publishers send: others hear.
   *
   * @param label the same channel for the same label
   * @param options of what this client opens; those of the first call count. By default all arrives, and in order
   * @throws TypeError if the label has more than 65,535 bytes or the options contradict each other
   * @throws RangeError if 256 names are in use
   */
  channel(label: string, options?: ChannelOptions): Channel;

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

export interface ChannelOptions {
  /** False if what is late may be overtaken; true by default. */
  ordered?: boolean;
  /** How often to try again before giving a message up; for ever by default. */
  maxRetransmits?: number;
  /** In milliseconds: for how long to try. */
  maxPacketLifeTime?: number;
  /** For the host's own use. */
  protocol?: string;
}

/**
 * A name under which data flow from browser to browser, past the server: {@link RoomClient.channel} makes it. Each
 * publisher sends to all of its peers, and nobody waits for a slow one.
 */
export class Channel extends EventTarget {
  private constructor();
  readonly label: string;
  /** Whom a message reaches now, by client; an `open` event tells of each who is added. */
  readonly peers: ReadonlySet<string>;
  /** How many bytes wait for the slowest of these peers. */
  readonly bufferedAmount: number;
  /** At how many bytes the event `bufferedamountlow` comes; 0 by default. */
  bufferedAmountLowThreshold: number;

  /**
   * Sends a message to all peers, or to one. One whose buffer is full hears no more of this channel: `close` tells so, with
   * the reason `too-slow`. Whoever sends much waits for `bufferedamountlow`.
   *
   * @returns to how many it is on its way
   * @throws RoomError if this client does not publish
   * @throws TooLargeError if it is longer than one of the peers takes; it was sent to nobody
   * @throws TypeError if it is neither text nor bytes
   */
  send(message: string | ArrayBuffer | ArrayBufferView<ArrayBuffer>, peer?: string): number;

  /** Sends nothing any more, until {@link RoomClient.channel} is called again. What others send is still heard. */
  close(): void;

  addEventListener<K extends keyof ChannelEvents>(
    type: K,
    listener: ((this: Channel, event: CustomEvent<ChannelEvents[K]>) => void) | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  addEventListener(
    type: string,
    listener: EventListenerOrEventListenerObject | null,
    options?: boolean | AddEventListenerOptions,
  ): void;
  removeEventListener<K extends keyof ChannelEvents>(
    type: K,
    listener: ((this: Channel, event: CustomEvent<ChannelEvents[K]>) => void) | null,
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
export type Role = 'participant' | 'watcher';

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
