// The client without media, with a server that the test plays.
import assert from 'node:assert/strict';
import { RoomClient } from 'rtc-rooms/no-media';

const HELLO = {
  type: 'hello',
  client: 'me',
  user: 'me',
  name: 'Ann',
  role: 'participant',
  grants: ['chat'],
  epoch: 'e1',
  position: 0,
  recovered: false,
  limits: { messageBytes: 65_536, frameBytes: 65_536, frameMessages: 64, chatText: 4_000 },
  heartbeat: 60_000,
  grace: 20_000,
};
const BOB = { client: 'b', user: 'bob', name: 'Bob' };

let socket;
class Socket {
  readyState = 1;
  sent = '';
  constructor() {
    socket = this;
    queueMicrotask(() => this.onopen());
  }
  send(frame) {
    this.sent += `${frame}\n`;
  }
  close() {}
  hear(...messages) {
    this.onmessage({ data: messages.map((message) => JSON.stringify(message)).join('\n') });
  }
}
const settled = () => new Promise((resolve) => setImmediate(resolve));

const room = new RoomClient('wss://app.example/room/1/websocket', { webSocket: Socket });
const heard = [];
room.addEventListener('message', ({ detail }) => heard.push(detail.type));
room.connect();
await settled();
socket.hear(HELLO, { type: 'streams', iceServers: [], publishers: [BOB], keep: true });
socket.hear(
  { type: 'connect', peer: 'b', polite: true, negotiation: 1 },
  { type: 'offer', peer: 'b', negotiation: 1, sdp: 'v=0' },
  { type: 'speakers', dominant: 'b', speaking: ['b'] },
  { type: 'poke' },
);
await settled();
assert.deepEqual(heard, ['poke']);
assert.match(socket.sent, /"publishing":false,"connections":\[\],"type":"keep"/);
assert.equal(room.publishers.get('b').name, 'Bob');
assert.equal(room.streams.size, 0);
await assert.rejects(room.publish(), TypeError);
assert.throws(() => room.channel('cursors'), TypeError);
room.leave();
console.log('passed');
