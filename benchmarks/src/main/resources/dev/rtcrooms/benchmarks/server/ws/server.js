// Rooms on ws, written as its documentation shows a broadcast. Speaks with the benchmark as
// ServerMain does: prints its port, collects garbage if asked, and ends with standard input.

import {createInterface} from 'node:readline';
import {WebSocketServer} from 'ws';

const COLLECTIONS = 3;
const rooms = new Map();

function join(socket, name) {
  const room = rooms.get(name) ?? new Set();
  rooms.set(name, room);
  room.add(socket);
  socket.on('message', (data, isBinary) => {
    for (const member of room) {
      member.send(data, {binary: isBinary});
    }
  });
  socket.on('close', () => {
    room.delete(socket);
    if (room.size === 0) {
      rooms.delete(name);
    }
  });
  socket.on('error', () => {}); // its close follows
}

const server = new WebSocketServer({host: '127.0.0.1', port: 0, backlog: 4096}, () => {
  console.log(`READY ${server.address().port}`);
});
server.on('connection', (socket, request) => join(socket, request.url));

const commands = createInterface({input: process.stdin});
commands.on('line', (line) => {
  if (line === 'collect') {
    for (let i = 0; i < COLLECTIONS; i++) {
      globalThis.gc();
    }
    console.log('COLLECTED');
  }
});
commands.on('close', () => process.exit());
