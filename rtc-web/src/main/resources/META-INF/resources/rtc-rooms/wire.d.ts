/** The messages that the client handles itself, for its own modules. docs/protocol.md documents them. */
import type { CommandQueue } from './command-queue.js';
import type { Commands } from './commands.js';
import type { Media } from './media.js';
import type { Pace } from './pace.js';
import type { Member, Message, Refusal, RefusalError, Role, RoomError, RoomEvents, TooLargeError } from './rtc-rooms.js';

/** Fires an event of the client. */
export type Emit = <K extends keyof RoomEvents>(name: K, detail: RoomEvents[K]) => void;

/** An event that is to be fired. */
export type RoomEvent = { [K in keyof RoomEvents]: [name: K, detail: RoomEvents[K]] }[keyof RoomEvents];

/** What the media of a client need from their room. */
export interface MediaRoom {
  ask: Commands['ask'];
  /** Asks after the commands that wait because of their rate. */
  askInOrder: Commands['ask'];
  pace: Pace;
  /** Makes a queue of commands that go as fast as {@link pace} allows. */
  queue: () => CommandQueue;
  /** Makes a pace for something else than commands. */
  paced: (rate: { burst: number; perSecond: number }) => Pace;
  isOpen: () => boolean;
  /** Puts other media in the place of these. */
  become: (media: MediaPart) => void;
  /** Hears a message that was held back. */
  hear: (message: Message) => void;
  /** Ends the connection to the server because of an error, and makes it again. */
  fail: (error: RoomError) => void;
  /** The longest message that the server takes. */
  messageBytes: () => number;
  /** How long the server expects this client back after a loss, in milliseconds. */
  grace: () => number;
  /** The host's own. */
  configuration?: RTCConfiguration;
  /** A client as the list of people shows its user; the same object if nothing is different. */
  shown: (member: Member) => Member;
  /** The elements whose sizes count, and whether each goes before others; it changes. */
  videos: ReadonlyMap<HTMLVideoElement, boolean>;
  emit: Emit;
  /** The server, or the client itself, has refused something that no promise waits for. */
  onRefusal: (error: RefusalError | TooLargeError, peer?: string) => void;
}

/** The media of a client, or what is in their place, which has no state. */
export interface MediaPart
  extends Pick<Media, 'publish' | 'unpublish' | 'channel'>,
    Partial<Omit<Media, 'publish' | 'unpublish' | 'channel'>> {
  /** Whether the message is heard later. */
  holds?(message: Message): boolean;
}

export interface Limits {
  messageBytes: number;
  frameBytes: number;
  frameMessages: number;
  chatText: number;
}

export interface Hello extends Message, Member {
  type: 'hello';
  role: Role;
  grants: string[];
  expires?: number;
  epoch: string;
  position: number;
  recovered: boolean;
  limits: Limits;
  heartbeat: number;
  grace: number;
  roomInfo?: Record<string, unknown>;
}

export interface WaitingMessage extends Message {
  type: 'waiting';
  heartbeat: number;
}

/** A `said` event, and a message of a `chat-log`. */
export interface SaidMessage {
  id?: string;
  client?: string;
  user: string;
  name: string;
  text: string;
  at: number;
  offset?: number;
  replyTo?: number;
  mentions?: string[];
  edited?: number;
  deleted?: boolean;
  reactions?: { emoji: string; users: string[] }[];
}

export interface ReplyMessage extends Message {
  type: 'reply';
  ref: string;
  recorded?: number;
  data?: Record<string, unknown>;
}

export interface RefusalMessage extends Message, Refusal {
  type: 'refusal';
  ref?: string;
  /** The peer of a signal that was refused. */
  peer?: string;
}

export interface ConnectMessage extends Message {
  type: 'connect';
  peer: string;
  polite: boolean;
  negotiation: number;
  send?: boolean;
  /** Whether the connection that this client has goes on. */
  kept?: boolean;
  /** Whether an offer of this client waits for its answer, if the connection is kept. */
  offered?: boolean;
  /** The most layers in which the peer takes a camera's video; 1 by default. */
  layers?: number;
}

export interface DisconnectMessage extends Message {
  type: 'disconnect';
  peer: string;
}

export interface DescriptionMessage extends Message {
  type: 'offer' | 'answer';
  peer: string;
  negotiation: number;
  sdp: string;
}

export interface CandidateMessage extends Message {
  type: 'candidate';
  peer: string;
  negotiation: number;
  candidate: RTCIceCandidateInit | null;
}

export interface RestartMessage extends Message {
  type: 'restart';
  peer: string;
  negotiation: number;
}

export interface IdleLayersMessage extends Message {
  type: 'idle-layers';
  peer: string;
  /** The layers that nobody needs at present. */
  layers: IdleLayer[];
}

export interface IdleLayer {
  /** The tag of the media section. */
  mid: string;
  rid: string;
}

export type SignalMessage = DescriptionMessage | CandidateMessage | RestartMessage | IdleLayersMessage;

export interface SpeakersMessage extends Message {
  type: 'speakers';
  dominant?: string;
  speaking: string[];
}

export interface ExpiringMessage extends Message {
  type: 'expiring';
  expires: number;
}

export interface ServersMessage extends Message {
  type: 'streams' | 'ice-servers';
  iceServers: RTCIceServer[];
  iceTransportPolicy?: RTCIceTransportPolicy;
  /** Whether the server expects the command `keep`. */
  keep?: boolean;
  /** Whether data channels go through the server. */
  relaysChannels?: boolean;
}

export interface PausedMessage extends Message {
  type: 'paused';
  peer: string;
  /** The ids of the streams without their video. */
  streams: string[];
}

export interface ChannelPeersMessage extends Message {
  type: 'channel-peers';
  added: string[];
  removed: string[];
}

export interface ChannelNotice extends Message {
  type: 'channel-opened' | 'channel-closed';
  client: string;
  label: string;
}

export interface ChannelContent {
  text?: string;
  /** In base64. */
  bytes?: string;
}

export interface ChannelDataMessage extends Message {
  type: 'channel-messages';
  client: string;
  label: string;
  messages: ChannelContent[];
}

export type ChannelMessage = ChannelPeersMessage | ChannelNotice | ChannelDataMessage;

export type PeerMessage = ConnectMessage | DisconnectMessage | PausedMessage | SignalMessage | ChannelMessage;
