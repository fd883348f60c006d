/** Messages that the client deals with itself: types for its own modules. docs/protocol.md says what they mean. */
import type { Role, Member, Message } from './rtc-rooms.js';

export interface Limits {
  messageBytes: number;
  frameBytes: number;
  frameMessages: number;
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
}

export interface ConnectMessage extends Message {
  type: 'connect';
  peer: string;
  polite: boolean;
  negotiation: number;
  send?: boolean;
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

export type SignalMessage = DescriptionMessage | CandidateMessage | RestartMessage;

export interface ServersMessage extends Message {
  type: 'streams' | 'ice-servers';
  iceServers: RTCIceServer[];
  iceTransportPolicy?: RTCIceTransportPolicy;
}

export type PeerMessage = ConnectMessage | DisconnectMessage | SignalMessage;
