import { useState, type FormEvent } from 'react';
import { announce, type Lesson } from './school';

/** A field by which a teacher speaks into the rooms of all lessons. */
export function Announcement({ lessons }: { lessons: readonly Lesson[] }) {
  const [text, setText] = useState('');
  const [answer, setAnswer] = useState('');

  async function send(event: FormEvent) {
    event.preventDefault();
    try {
      await announce(lessons, text);
      setText('');
      setAnswer('Announced');
    } catch (error) {
      setAnswer(error instanceof Error ? error.message : String(error));
    }
  }

  return (
    <form onSubmit={send}>
      <label>
        To all lessons <input value={text} onChange={({ target }) => setText(target.value)} required />
      </label>
      <button>Announce</button>
      <p role="status">{answer}</p>
    </form>
  );
}
