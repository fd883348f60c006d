import { useState, type FormEvent } from 'react';
import { CloseCode, ClosedError, RoomClient } from 'rtc-rooms';
import { SERVER } from './server';

/** Asks for a name, and enters the room whose link follows the `#` of the address, or a new one. */
export function Gate({ onEnter }: { onEnter: (room: RoomClient) => void }) {
  const [name, setName] = useState('');
  const [problem, setProblem] = useState('');
  const link = location.hash.slice(1);

  async function enter(event: FormEvent) {
    event.preventDefault();
    try {
      const room = link === '' ? await createRoom() : ours(link);
      const client = await RoomClient.open(room, { name });
      history.replaceState(null, '', `#${room}`); // not sent to a server, unlike a query
      onEnter(client);
    } catch (error) {
      setProblem(explain(error));
    }
  }

  return (
    <main className="gate">
      <h1>{link === '' ? 'A new room' : 'Join the room'}</h1>
      <form onSubmit={enter}>
        <label>
          Your name <input value={name} onChange={({ target }) => setName(target.value)} required maxLength={64} />
        </label>
        <button>{link === '' ? 'Create' : 'Join'}</button>
      </form>
      {problem !== '' && <p role="alert">{problem}</p>}
    </main>
  );
}

/** Anybody can write a link to this page that names a room of another server. */
function ours(link: string): string {
  if (new URL(link).origin !== new URL(SERVER).origin) {
    throw new Error('This is a link of another server.');
  }
  return link;
}

/** Creates a room; `fetch` follows the redirect to it. Returns its link. */
async function createRoom(): Promise<string> {
  const answer = await fetch(`${SERVER}/room/create`, { method: 'POST', headers: { Accept: 'application/json' } });
  if (!answer.ok) {
    throw new Error(`The server creates no room: ${answer.status}`);
  }
  return (await answer.json()).roomLink;
}

function explain(error: unknown): string {
  if (error instanceof ClosedError && error.code === CloseCode.NO_SUCH_ROOM) {
    return 'This room does not exist.';
  }
  return error instanceof Error ? error.message : String(error);
}
