// A driver for the conformance vectors for clients, in browsers and in Node.js: docs/conformance.md describes it.

/** As short as possible, in milliseconds. */
const SOON = { base: 1, cap: 20 };

/**
 * Takes orders for clients, and tells what they tell.
 *
 * @param {typeof import('rtc-rooms').RoomClient} RoomClient the client under test
 * @param {string} address of the server for drivers
 * @returns {Promise<void>} resolved when the server has ended the connection
 */
export async function drive(RoomClient, address) {
  const rooms = new Map();
  const server = new WebSocket(address);
  server.onmessage = ({ data }) => {
    const { client, ...order } = JSON.parse(data);
    const tell = (report) => server.send(JSON.stringify({ client, ...report }));
    if (order.do === 'connect') {
      rooms.set(client, connect(RoomClient, order, tell));
    } else {
      obey(rooms.get(client), order, tell);
    }
  };
  await new Promise((resolve) => (server.onclose = resolve));
}

function connect(RoomClient, { address, name, tokens }, tell) {
  const token = tokens && (() => (tokens.length > 1 ? tokens.shift() : tokens[0]));
  const room = new RoomClient(address, { name, token, backoff: SOON });
  room.addEventListener('hello', ({ detail: { recovered } }) => tell({ told: 'open', recovered }));
  room.addEventListener('closed', ({ detail: { code } }) => tell({ told: 'closed', code }));
  room.addEventListener('state', ({ detail: { state, code } }) => {
    if (state === 'waiting') {
      tell({ told: 'waiting' });
    } else if (state === 'reconnecting' && code !== undefined) {
      tell({ told: 'lost', code });
    }
  });
  room.addEventListener('said', ({ detail: { text, offset, past } }) => {
    if (!past) {
      tell({ told: 'said', text, number: offset });
    }
  });
  room.connect();
  return room;
}

function obey(room, order, tell) {
  if (order.do === 'leave') {
    room?.leave();
  } else if (order.do === 'say') {
    answer(room.say(order.text), order.as, tell);
  } else if (order.do === 'send') {
    const { type, ...fields } = order.message;
    answer(room.command(type, fields), order.as, tell);
  }
}

async function answer(promise, as, tell) {
  try {
    const { recorded } = await promise;
    tell({ told: 'reply', as, recorded });
  } catch ({ name, code, retryAfter }) {
    tell(name === 'RefusalError' ? { told: 'refusal', as, code, retryAfter } : { told: 'failed', as });
  }
}
