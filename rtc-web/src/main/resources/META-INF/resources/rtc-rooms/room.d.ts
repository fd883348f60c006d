/** The state of a client: types of rtc-rooms.d.ts. */
import type { Quality } from './events.js';
import type { Moderation } from './moderation.js';

/** The state of a client at one moment. Neither it nor its values are ever modified. */
export interface RoomSnapshot {
  readonly state: State;
  /**
   * The browser has said that the network is gone. The client then asks the server for a sign of life; the value is false
   * again when that comes, or when the browser says that the network is back.
   */
  readonly offline: boolean;
  /**
   * While the server is being restarted: when the next attempt to connect begins, in milliseconds since 1970. Null
   * otherwise. The server says how long to stay away, so that not all clients come back at once.
   */
  readonly restarting: number | null;
  /** This client as others see it; null before the server's hello. It keeps its `client` when it reconnects. */
  readonly self: Member | null;
  /** The link by which this client came, unless the host has moved it; null before the server's hello. */
  readonly role: Role | null;
  /** What this client may do: `chat`, `publish`, `subscribe` and others. */
  readonly grants: ReadonlySet<string>;
  /** The people who take part, by user, in the order of joining, with this client's; empty for a watcher. */
  readonly members: ReadonlyMap<string, Person>;
  readonly viewers: Viewers;
  /** What the host shows of the room, such as its title; null if nothing. */
  readonly info: Readonly<Record<string, unknown>> | null;
  /** Whether the host records the media of the room. Show it: people must know. */
  readonly recording: boolean;
  readonly moderation: Moderation;
  /** The clients that send media, by client, with this one. */
  readonly publishers: ReadonlyMap<string, Member>;
  /**
   * What the other publishers send, by client: usually one stream each, and one more for a screen; see
   * {@link RoomClient.kindOf}. Tracks are grouped as the sender groups them; tracks without a stream form one together.
   */
  readonly streams: ReadonlyMap<string, readonly MediaStream[]>;
  /** Who speaks. */
  readonly speakers: Speakers;
  /**
   * The streams whose video an SFU does not send at present, because the bandwidth of this client is too small. They go on
   * by themselves.
   */
  readonly paused: ReadonlySet<MediaStream>;
  /**
   * The last chat messages, oldest first; at most 200, and those that `loadEarlier` has loaded. They are kept when the client cannot recover what it missed: see
   * {@link Said.gapAfter}.
   */
  readonly messages: readonly Said[];
  /** The last direct messages from and to this user, oldest first; at most 200. */
  readonly directs: readonly Direct[];
  /** The other users who are writing, by user id; at most ten. */
  readonly typing: ReadonlyMap<string, Typist>;
  /** The {@link Said.key} of the last message that each user has read, by user id. */
  readonly reads: ReadonlyMap<string, string>;
  /** The longest text of a chat message, in Unicode code points; 4,000 until the server has said otherwise. */
  readonly maxText: number;
  /** How long a user waits after each chat message, in milliseconds; 0 if there is no slow mode. */
  readonly slowMode: number;
  /** Whether `loadEarlier` may bring more chat messages. */
  readonly earlier: boolean;
  /**
   * What this client publishes, or will as soon as it is connected. Empty if it publishes nothing; with a stream without
   * tracks if it publishes only channels.
   */
  readonly publishing: ReadonlyMap<StreamKind, MediaStream>;
  /** The connections to other clients, by client, for statistics. */
  readonly peers: ReadonlyMap<string, RTCPeerConnection>;
  /** The quality of these connections, by client, measured every three seconds. */
  readonly quality: ReadonlyMap<string, Quality>;
}

/** While it is `waiting`, the client is connected, and somebody must let it in. */
export type State = 'idle' | 'connecting' | 'waiting' | 'open' | 'reconnecting' | 'closed';

/** By the room link or by the stream link. */
export type Role = 'participant' | 'watcher';

/** What a stream shows. */
export type StreamKind = 'camera' | 'screen';

/** A client as others see it. */
export interface Member {
  readonly client: string;
  readonly user: string;
  readonly name: string;
  /** What the host shows of its user, such as an avatar; undefined if nothing. Watchers do not get it. */
  readonly info?: Readonly<Record<string, unknown>>;
}

/** A user who takes part in the room, with any number of connections. */
export interface Person {
  readonly user: string;
  readonly name: string;
  /** What the host shows of the user, such as an avatar; undefined if nothing. */
  readonly info?: Readonly<Record<string, unknown>>;
  /** `away` if all connections were lost and the user is expected back. */
  readonly state: 'online' | 'away';
  /** The client of each connection: {@link Member.client}. */
  readonly clients: readonly string[];
}

/** How many people are in the room. Who takes part and watches counts as both. */
export interface Viewers {
  readonly participants: number;
  readonly watchers: number;
  /** The connections of those who take part. */
  readonly participantConnections: number;
  /** The connections of those who watch. */
  readonly watcherConnections: number;
}

/**
 * Who speaks, by client. A media server tells of all, this client too. In a mesh, the client hears it from the streams that
 * it receives. Only their levels count, so a sound of any kind is speech.
 */
export interface Speakers {
  /** Who leads the conversation, perhaps in a pause: the one to show large. Null if nobody has spoken since the last one left. */
  readonly dominant: string | null;
  /** All who are heard: the dominant one first, then the loudest first, as it was when one of them began or ended. */
  readonly speaking: readonly string[];
}

/** A chat message. */
export interface Said {
  /** Identifies it for ever, also after a restart of the server; null if the server could not store it. */
  readonly key: string | null;
  /** The sender's own id for it, if it gave one: {@link SayReply.id}. */
  readonly id?: string;
  /** The sender's client; undefined if the host sent it. */
  readonly client?: string;
  readonly user: string;
  readonly name: string;
  readonly text: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Its offset in the room's history; undefined if it is from before this client came. */
  readonly offset?: number;
  /** Whether it is from before this client came. */
  readonly past: boolean;
  /** The {@link key} of the message that it answers; that message need not be among those that are kept. */
  readonly replyTo?: string;
  /** The ids of the users that it mentions. */
  readonly mentions: readonly string[];
  /** Whether its text was changed. */
  readonly edited: boolean;
  /** Whether it was deleted; then its text is empty, and it has no mentions and no reactions. */
  readonly deleted: boolean;
  /** The users who reacted to it, by emoji. */
  readonly reactions: ReadonlyMap<string, ReadonlySet<string>>;
  /** Whether messages may be missing between this one and the next. */
  readonly gapAfter: boolean;
}

/** A direct message. Only its two users have it, and the server does not store it. */
export interface Direct {
  /** Identifies it. */
  readonly key: string;
  /** The sender's own id for it, if it gave one: {@link SayReply.id}. */
  readonly id?: string;
  /** The sender. */
  readonly client: string;
  readonly user: string;
  readonly name: string;
  /** The user id of the receiver. */
  readonly to: string;
  readonly toName: string;
  readonly text: string;
  /** In milliseconds since 1970. */
  readonly at: number;
  /** Whether it is from before this client came. */
  readonly past: boolean;
}

/** A user who is writing a chat message. */
export interface Typist {
  readonly user: string;
  readonly name: string;
}

export interface SayOptions {
  /** The message that the new one answers. */
  replyTo?: Said;
  /** The ids of the users that it mentions, at most 50. */
  mentions?: string[];
}

/** The answer to a command that was carried out. */
export interface Reply<T extends object = Record<string, unknown>> {
  /** The offset of the last event that the command recorded, if it recorded any. */
  readonly recorded?: number;
  /** What the feature that handled the command returned; an empty object if nothing. */
  readonly data: T;
}

export interface SayReply {
  /** The message's {@link Said.id}. */
  readonly id: string;
  /** The message's {@link Said.offset}. */
  readonly recorded?: number;
}

/** Why a command was not carried out. */
export interface Refusal {
  /** For programs. */
  readonly code: string;
  /** For people. */
  readonly text: string;
  /** The field that was wrong, if a single one was. */
  readonly field?: string;
  /** How long to wait before trying again, in milliseconds, if the server knows. */
  readonly retryAfter?: number;
}

/** A message of the server: `type` and the fields of its kind. */
export interface Message {
  type: string;
  [field: string]: unknown;
}
