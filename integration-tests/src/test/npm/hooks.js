// The hooks of rtc-rooms/react, in a renderer without a page and with a server that the test plays.
import assert from 'node:assert/strict';
import { afterEach, test } from 'node:test';
import { act, createElement, StrictMode, useEffect } from 'react';
import { create } from 'react-test-renderer';
import { RoomClient } from 'rtc-rooms';
import { useMembers, useRoom } from 'rtc-rooms/react';

globalThis.IS_REACT_ACT_ENVIRONMENT = true;

const LIMITS = { messageBytes: 65_536, frameBytes: 65_536, frameMessages: 64, chatText: 4_000 };
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
  limits: LIMITS,
  heartbeat: 60_000,
  grace: 20_000,
};

class Socket {
  static all = [];
  readyState = 1;
  constructor() {
    Socket.all.push(this);
    queueMicrotask(() => this.onopen());
  }
  send() {}
  close(code) {
    this.code = code;
  }
  say(...messages) {
    return act(async () => this.onmessage({ data: messages.map((message) => JSON.stringify(message)).join('\n') }));
  }
}

const person = (user) => ({ user, name: user, state: 'online', clients: [user] });
const members = (...users) => ({ type: 'members', members: users.map(person) });

let opened;

function client() {
  Socket.all = [];
  opened = new RoomClient('wss://app.example/room/1/websocket', { webSocket: Socket });
  return opened;
}

/** After a failure too, so that the process ends. */
afterEach(() => act(async () => opened.leave()));

/** Waits for what the client does in later turns. */
const settled = () => act(async () => new Promise((resolve) => setImmediate(resolve)));

async function render(element, strict = false) {
  let rendered;
  await act(async () => {
    rendered = create(strict ? createElement(StrictMode, null, element) : element);
  });
  await settled();
  return rendered;
}

const text = (rendered) => [rendered.toJSON()].flat().join();

test('a component shows the state and each change of it', async () => {
  const room = client();
  const Room = () => `${useRoom(room).state} ${useMembers(room).map(({ name }) => name)}`;
  const rendered = await render(createElement(Room));
  assert.equal(text(rendered), 'connecting ');
  const [socket] = Socket.all;
  await socket.say(HELLO, members('me', 'bob'));
  assert.equal(text(rendered), 'open me,bob');
  await socket.say(members('me'));
  assert.equal(text(rendered), 'open me');
  await act(async () => rendered.unmount());
});

test('a component that selects a part is not rendered for others', async () => {
  const room = client();
  let rendered = 0;
  const List = () => {
    const now = useMembers(room);
    useEffect(() => {
      rendered++;
    }, [now]);
    return String(now.length);
  };
  let drawn = 0;
  const State = () => {
    drawn++;
    return useRoom(room, (now) => now.state);
  };
  const all = await render([createElement(List, { key: 1 }), createElement(State, { key: 2 })]);
  const [socket] = Socket.all;
  await socket.say(HELLO, members('me'));
  const before = [rendered, drawn];
  await socket.say({ type: 'viewers', participants: 2, watchers: 5 });
  assert.equal(room.viewers.watchers, 5);
  assert.deepEqual([rendered, drawn], before);
  await socket.say(members('me', 'bob'));
  assert.deepEqual([rendered, drawn], [before[0] + 1, before[1]]);
  await act(async () => all.unmount());
});

test('in strict mode there is one connection, which ends with the last component', async () => {
  const room = client();
  const Room = () => useRoom(room).state;
  const Two = ({ both }) => [createElement(Room, { key: 1 }), both && createElement(Room, { key: 2 })];
  const ends = [];
  room.addEventListener('closed', ({ detail }) => ends.push(detail.code));
  const rendered = await render(createElement(Two, { both: true }), true);
  assert.deepEqual([Socket.all.length, ends.length], [1, 0]);
  const [socket] = Socket.all;
  await socket.say(HELLO);
  await act(async () => rendered.update(createElement(StrictMode, null, createElement(Two, { both: false }))));
  assert.equal(room.state, 'open');
  await act(async () => rendered.unmount());
  assert.equal(room.state, 'closed');
  assert.equal(socket.code, 1000);
});

test('a component that is added after the end does not enter again', async () => {
  const room = client();
  const Room = () => useRoom(room).state;
  const Two = ({ both }) => [createElement(Room, { key: 1 }), both && createElement(Room, { key: 2 })];
  const rendered = await render(createElement(Two, { both: false }));
  const [socket] = Socket.all;
  await socket.say(HELLO);
  await act(async () => socket.onclose({ code: 4501, reason: 'removed' }));
  await act(async () => rendered.update(createElement(Two, { both: true })));
  assert.equal(text(rendered), 'closed,closed');
  assert.equal(Socket.all.length, 1);
  await act(async () => rendered.unmount());
});

test('a component that replaces the only one leaves the connection as it is', async () => {
  const room = client();
  const Room = () => useRoom(room).state;
  const rendered = await render(createElement(Room, { key: 1 }));
  const replace = async (key) => {
    await act(async () => rendered.update(createElement(Room, { key })));
    await settled();
  };
  const [socket] = Socket.all;
  await socket.say(HELLO);
  await replace(2);
  assert.equal(text(rendered), 'open');
  await act(async () => socket.onclose({ code: 4501, reason: 'removed' }));
  await replace(3);
  assert.equal(text(rendered), 'closed');
  assert.equal(Socket.all.length, 1);
  await act(async () => rendered.unmount());
});
