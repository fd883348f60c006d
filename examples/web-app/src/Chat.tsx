import { useState, type FormEvent } from 'react';
import { ClosedError, type RoomClient } from 'rtc-rooms';
import { useRoom } from 'rtc-rooms/react';

/** What was said, and a field to say more. */
export function Chat({ room }: { room: RoomClient }) {
  const messages = useRoom(room, (now) => now.messages);
  const [text, setText] = useState('');
  const [problem, setProblem] = useState('');

  async function say(event: FormEvent) {
    event.preventDefault();
    setText('');
    setProblem('');
    try {
      await room.say(text); // waits while there is no connection
    } catch (error) {
      if (!(error instanceof ClosedError)) {
        setText(text);
      }
      setProblem(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <section>
      <h2>Chat</h2>
      <ol aria-label="Chat">
        {messages.map((said, index) => (
          <li key={said.key ?? index}>
            <strong>{said.name}</strong> {said.deleted ? <em>deleted</em> : said.text}
          </li>
        ))}
      </ol>
      <form onSubmit={say}>
        <label>
          Message <input value={text} onChange={({ target }) => setText(target.value)} required />
        </label>
        <button>Send</button>
      </form>
      {problem !== '' && <p role="alert">{problem}</p>}
    </section>
  );
}
